"""Pages in a real browser: on a phone and on a desk, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browsers import browser, served

ADDRESSES = (
    "",
    "championships/",
    "championships/lighthouse-cup-2026/",
    "championships/lighthouse-cup-2026/zandvoort/",
    "sessions/",
    "sessions/main/260510_204443_R/",
    "sessions/main/260510_204443_R/laps/",
    "sessions/main/260517_191939_Q/",
    "sessions/main/260516_162047_FP/",
    "drivers/",
    "drivers/alex-weber/",
    "rules/",
    "404.html",
)


@pytest.fixture(scope="module")
def site(demo_once):
    with served(demo_once / "public") as address:
        yield address


@pytest.fixture(scope="module")
def chrome():
    with browser() as opened:
        yield opened


@pytest.mark.parametrize("width", [320, 390, 760, 761, 1440])
def test_no_page_scrolls_sideways(chrome, site, width):
    page = chrome.new_page(viewport={"width": width, "height": 800})
    wide = []
    for address in ADDRESSES:
        page.goto(site + address)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(address)
    page.close()
    assert wide == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_no_page_has_a_serious_barrier(chrome, site, width, scheme):
    page = chrome.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    barriers = []
    for address in ADDRESSES[:-1]:
        page.goto(site + address)
        barriers += [
            (address, one["id"], one["nodes"][0]["html"][:160])
            for one in Axe().run(page).response["violations"]
            if one["impact"] in ("serious", "critical")
        ]
    page.close()
    assert barriers == []


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
