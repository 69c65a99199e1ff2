"""Pages in a real browser: on a phone and on a desk, light and dark."""

import pytest

from tests.browsers import barriers, served, too_wide

pytestmark = [pytest.mark.whole, pytest.mark.needs("Chromium")]

ADDRESSES = (
    "",
    "championships/",
    "championships/lighthouse-cup-2026/",
    "championships/lighthouse-cup-2026/zandvoort/",
    "championships/lighthouse-cup-2026/after/3/",
    "calendar/",
    "cars/",
    "cars/ferrari-296-gt3/",
    "records/",
    "teams/",
    "tracks/",
    "tracks/zandvoort/",
    "sessions/",
    "sessions/main/260510_204443_R/",
    "sessions/main/260510_204443_R/laps/",
    "sessions/main/260510_204443_R/laps/all/",
    "sessions/main/260517_191939_Q/",
    "sessions/main/260516_162047_FP/",
    "drivers/",
    "drivers/alex-weber/",
    "rules/",
    "docs/content/",
    "404.html",
)


@pytest.fixture(scope="module")
def site(demo_once):
    with served(demo_once / "public") as address:
        yield address


def test_no_page_scrolls_sideways(chrome, site):
    assert too_wide(chrome, [site + address for address in ADDRESSES], widths=(320, 390, 760, 761, 1440)) == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_no_page_has_a_serious_barrier(chrome, site, width, scheme):
    assert barriers(chrome, [site + address for address in ADDRESSES[:-1]], width=width, scheme=scheme) == []


def test_a_page_asks_for_nothing_but_its_own_files(chrome, site):
    page = chrome.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ADDRESSES[:-1]:
        page.goto(site + address)
    page.close()
    assert [url for url in asked if not url.startswith(site)] == []


def test_the_position_and_the_driver_stay_in_sight_while_rounds_scroll(chrome, site):
    page = chrome.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{site}championships/lighthouse-cup-2026/")
    name = page.locator("table.std tbody th.who").first
    before = name.bounding_box()["x"]
    page.locator(".scroll").first.evaluate("box => box.scrollLeft = 300")
    after = name.bounding_box()["x"]
    page.close()
    assert (0 <= after <= before, page.is_closed()) == (True, True)


RACE = "sessions/main/260510_204443_R/"
QUALIFYING = "sessions/main/260517_191939_Q/"


@pytest.fixture
def desk(chrome):
    page = chrome.new_page(viewport={"width": 1440, "height": 1000})
    failures = []
    page.on("pageerror", lambda error: failures.append(error))  # noqa: PLW0108 - playwright marks its handlers
    yield page
    page.close()
    assert failures == []


def pick(page, *places):
    for place in places:
        page.locator("#classification-table .pick").nth(place - 1).click()


def car_of(page, place):
    return page.locator("#classification-table tbody tr[data-car]").nth(place - 1).get_attribute("data-car")


def test_picked_cars_stand_out_in_tables_and_charts_and_are_kept_in_the_address(desk, site):
    desk.goto(site + RACE)
    pick(desk, 3, 1)
    cars = [car_of(desk, 3), car_of(desk, 1)]
    assert desk.url == f"{site}{RACE}?cars={'.'.join(cars)}"
    desk.goto(desk.url)
    marked = {element.get_attribute("data-car") for element in desk.locator("main .on").all()}
    assert marked == set(cars)
    assert desk.locator("#lap-chart-title").evaluate("one => one.closest('svg').querySelectorAll('.on').length") == 2
    assert desk.locator(".picked").inner_text().split("\n") == ["2 cars picked", "Show all"]
    desk.locator(".picked button").click()
    assert (desk.url, desk.locator("main .on").count()) == (site + RACE, 0)


def test_a_picked_car_can_be_put_back_by_keyboard(desk, site):
    desk.goto(site + RACE)
    button = desk.locator("#classification-table .pick").first
    button.focus()
    desk.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    desk.keyboard.press("Enter")
    assert (button.get_attribute("aria-pressed"), desk.url) == ("false", site + RACE)


def test_pointing_at_a_row_shows_its_line(desk, site):
    desk.goto(site + RACE)
    desk.locator("#classification-table tbody tr").nth(4).hover()
    hot = {element.get_attribute("data-car") for element in desk.locator("g.line.hot").all()}
    assert hot == {car_of(desk, 5)}


def column(page, table, number):
    return page.locator(f"#{table} tbody tr[data-car] > :nth-child({number})").all_inner_texts()


def test_a_table_is_sorted_by_the_column_whose_head_is_pressed(desk, site):
    desk.goto(site + QUALIFYING)
    before = column(desk, "classification-table", 1)
    head = desk.locator("#classification-table th", has_text="Laps").last
    head.locator(".sort").click()
    head.locator(".sort").click()
    laps = [
        int(text)
        for text in column(desk, "classification-table", desk.locator("#classification-table thead th").count())
    ]
    assert laps == sorted(laps, reverse=True)
    assert head.get_attribute("aria-sort") == "descending"
    assert desk.url.endswith("?sort=classification.laps.down")
    desk.goto(desk.url)
    assert column(desk, "classification-table", 1) != before
    desk.locator("#classification-table th.pos .sort").click()
    assert column(desk, "classification-table", 1) == before


def test_gaps_in_laps_stand_behind_gaps_in_time_when_sorted(desk, site):
    desk.goto(f"{site}{RACE}?sort=classification.gap.up")
    heads = desk.locator("#classification-table thead th").all_inner_texts()
    at = next(place for place, head in enumerate(heads, start=1) if head.startswith("Gap"))
    classified = desk.locator("#classification-table tbody").first
    gaps = classified.locator(f"tr > :nth-child({at})").all_inner_texts()
    kinds = ["Lap" in gap for gap in gaps]
    assert (gaps[-1], set(kinds)) == ("–", {True, False})
    assert kinds[:-1] == sorted(kinds[:-1])


def test_a_class_is_filtered_without_the_script(chrome, site):
    context = chrome.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + RACE)
    name = page.locator(".filter label").nth(2).inner_text()
    page.locator(".filter label").nth(2).click()
    shown = [row for row in page.locator("#classification-table tbody tr[data-car]").all() if row.is_visible()]
    lines = {line.get_attribute("data-class") for line in page.locator("g.line").all() if line.is_visible()}
    assert {row.locator("td").nth(3).inner_text() for row in shown} == {name}
    assert lines == {"2"}
    context.close()


def test_picked_cars_are_the_only_columns_side_by_side(desk, site):
    desk.goto(site + RACE)
    pick(desk, 2, 1)
    desk.locator("a[data-keep]", has_text="side by side").click()
    heads = [head for head in desk.locator("table.side thead th").all() if head.is_visible()]
    assert [head.get_attribute("data-car") for head in heads[1:]] == [
        key
        for key in desk.locator("table.side thead th[data-car]").evaluate_all("all => all.map(one => one.dataset.car)")
        if key in desk.url
    ]
    assert len(heads) == 3
    cells = [cell for cell in desk.locator("table.side tbody tr").first.locator("td").all() if cell.is_visible()]
    assert len(cells) == 2


def test_the_numbers_of_a_chart_open_below_it(desk, site):
    desk.goto(site + RACE)
    numbers = desk.locator("details.numbers").first
    numbers.locator("summary").click()
    assert numbers.locator("table").is_visible()
    assert numbers.locator("thead th").first.inner_text() == "Car"
