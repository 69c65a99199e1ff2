"""Tables that a visitor sorts, in a real browser, and the addresses that others are sent."""

import re
from datetime import datetime

import pytest

from tests.browsers import served

pytestmark = [pytest.mark.whole, pytest.mark.needs("Chromium")]

RACE = "sessions/main/260510_204443_R/"
QUALIFYING = "sessions/main/260517_191939_Q/"
CHAMPIONSHIP = "championships/lighthouse-cup-2026/"
RECORDS = "records/"


@pytest.fixture(scope="module")
def site(demo_once):
    with served(demo_once / "public") as address:
        yield address


@pytest.fixture
def page(chrome):
    """A page on which no script may fail."""
    page = chrome.new_page(viewport={"width": 1440, "height": 1000})
    failures = []
    page.on("pageerror", lambda error: failures.append(error))  # noqa: PLW0108 - playwright marks its handlers
    yield page
    page.close()
    assert failures == []


def cells(page, table, key):
    """The texts of a column, by its key, of all rows of a table or of its first group."""
    column = page.locator(f"#{table}-table thead th").evaluate_all(
        "(heads, key) => heads.findIndex((head) => head.dataset.key === key) + 1", key
    )
    return page.locator(f"#{table}-table tbody:first-of-type tr > :nth-child({column})").all_inner_texts()


def in_ms(time):
    """`1:47.123`, `+0.156`, `−12.000` as a number; marks behind it do not count. A dash is None."""
    match = re.match(r"([+−]?)(?:(\d+):)?(\d+)\.(\d+)", time)
    if match is None:
        return None
    sign, minutes, seconds, thousandths = match.groups(default="0")
    ms = (int(minutes) * 60 + int(seconds)) * 1000 + int(thousandths)
    return -ms if sign == "−" else ms


def rising(values):
    """The same values in order, and those that are none behind."""
    given = sorted(value for value in values if value is not None)
    return [*given, *[None] * (len(values) - len(given))]


@pytest.mark.parametrize(
    ("address", "table", "key"),
    [
        (RACE, "classification", "best"),
        (RACE, "classification", "interval"),
        (QUALIFYING, "classification", "gap"),
        (QUALIFYING, "classification", "sector-2"),
        (QUALIFYING, "classification", "left"),
        (QUALIFYING, "runs", "run-1"),
        (RECORDS, "records", "time"),
        ("tracks/", "tracks", "record"),
    ],
)
def test_times_are_sorted_as_times(page, site, address, table, key):
    page.goto(f"{site}{address}?sort={table}.{key}.up")
    times = [in_ms(text) for text in cells(page, table, key)]
    assert times == rising(times)
    assert len(set(times)) > 2


@pytest.mark.parametrize(
    ("address", "table", "key"),
    [
        (RACE, "classification", "laps"),
        (RACE, "classification", "number"),
        (RACE, "classification", "grid"),
        (CHAMPIONSHIP, "drivers-gt3", "points"),
        ("cars/", "cars", "starts"),
        ("cars/", "cars", "podiums"),
        ("teams/", "teams", "podiums"),
    ],
)
def test_numbers_are_sorted_as_numbers(page, site, address, table, key):
    page.goto(f"{site}{address}?sort={table}.{key}.down")
    numbers = [float(text) if text != "–" else 0 for text in cells(page, table, key)]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) > 1


def test_places_gained_come_before_places_lost(page, site):
    page.goto(f"{site}{RACE}?sort=classification.gained.down")
    gained = [
        int(text.replace("▲", "").replace("▼", "-").replace("–", "0").split()[0])
        for text in cells(page, "classification", "gained")
        if text
    ]
    assert gained == sorted(gained, reverse=True)
    assert gained[0] > 0 > gained[-1]


def test_drivers_are_sorted_by_their_last_name(page, site):
    page.goto(f"{site}{RACE}?sort=classification.driver.up")
    names = page.locator("#classification-table tbody:first-of-type th.who .line a:first-child b").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    assert len(set(names)) > 2


def test_days_are_sorted_as_days_and_not_by_their_weekday(page, site):
    page.goto(f"{site}{RECORDS}?sort=records.date.down")
    days = [datetime.strptime(text, "%a %d %b %Y") for text in cells(page, "records", "date")]  # noqa: DTZ007 - a day
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 2


def test_a_column_of_places_sorts_back_to_the_order_of_the_page(page, site):
    page.goto(f"{site}{RACE}?sort=classification.best.down")
    sorted_places = cells(page, "classification", "pos")
    page.locator("#classification-table th.pos .sort").click()
    places = cells(page, "classification", "pos")
    assert places != sorted_places
    assert places == [str(place) for place in range(1, len(places) + 1)]
    page.locator("#classification-table th.pos .sort").click()
    assert cells(page, "classification", "pos") == places[::-1]


def test_the_head_of_a_group_stays_above_its_rows(page, site):
    page.goto(f"{site}{RACE}?sort=classification.pos.down")
    heads = page.locator("#classification-table tbody.nc > tr:first-child")
    assert [head.get_attribute("class") for head in heads.all()] == ["rule"] * heads.count()
    assert heads.count() > 0


def test_every_head_that_can_be_pressed_says_a_key_of_its_own(page, site):
    for address in (RACE, QUALIFYING, CHAMPIONSHIP, RECORDS, "cars/", "teams/", "tracks/"):
        page.goto(site + address)
        for table in page.locator("table.sorts").all():
            keys = [head.get_attribute("data-key") for head in table.locator("thead th[data-key]").all()]
            pressed = table.locator("thead th .sort").count()
            without = table.locator("thead th:not([data-key]):not(:has(a))").count()
            assert (len(set(keys)), without) == (pressed, 0), address


def test_the_address_that_the_script_documents_sorts_the_classification(page, site):
    page.goto(f"{site}{RACE}?sort=classification.best.down")
    head = page.locator("#classification-table th[aria-sort]")
    assert (head.inner_text(), head.get_attribute("aria-sort")) == ("Best", "descending")
    assert cells(page, "classification", "pos")[0] != "1"


@pytest.mark.parametrize(
    "order", ["nothing.best.down", "classification.nothing.up", "classification.best", "main.best.up", "", ".", "..up"]
)
def test_an_address_from_nowhere_sorts_nothing_and_throws_nothing(page, site, order):
    page.goto(f"{site}{RACE}?sort={order}")
    places = cells(page, "classification", "pos")
    assert places == [str(place) for place in range(1, len(places) + 1)]
    assert page.locator("[aria-sort]").count() == 0
