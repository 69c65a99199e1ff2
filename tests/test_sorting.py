"""Tables that a visitor sorts, in a real browser, and the addresses that others are sent."""

import pytest

from tests.browsers import browser, served

pytestmark = [pytest.mark.whole, pytest.mark.needs("Chromium")]

RACE = "sessions/main/260510_204443_R/"


@pytest.fixture(scope="module")
def site(demo_once):
    with served(demo_once / "public") as address:
        yield address


@pytest.fixture(scope="module")
def chrome():
    with browser() as opened:
        yield opened


@pytest.fixture
def page(chrome):
    """A page on which no script may fail."""
    page = chrome.new_page(viewport={"width": 1440, "height": 1000})
    failures = []
    page.on("pageerror", lambda error: failures.append(error))  # noqa: PLW0108 - playwright marks its handlers
    yield page
    page.close()
    assert failures == []


def cells(page, table, column):
    """The texts of a column, by the number of its place from 1."""
    return page.locator(f"#{table}-table tbody:first-of-type tr > :nth-child({column})").all_inner_texts()


def test_the_address_that_the_script_documents_sorts_the_classification(page, site):
    page.goto(f"{site}{RACE}?sort=classification.best.down")
    head = page.locator("#classification-table th[aria-sort]")
    assert (head.inner_text(), head.get_attribute("aria-sort")) == ("Best", "descending")
    assert cells(page, "classification", 1)[0] != "1"


@pytest.mark.parametrize(
    "order", ["nothing.best.down", "classification.nothing.up", "classification.best", "main.best.up", "", ".", "..up"]
)
def test_an_address_from_nowhere_sorts_nothing_and_throws_nothing(page, site, order):
    page.goto(f"{site}{RACE}?sort={order}")
    places = [text for text in cells(page, "classification", 1) if text.isdigit()]
    assert places == [str(place) for place in range(1, len(places) + 1)]
    assert page.locator("[aria-sort]").count() == 0
