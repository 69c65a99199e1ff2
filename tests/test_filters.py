"""Filters hide by style sheets alone, however many choices a page has, in every bundled theme."""

import re
from pathlib import Path

import msgspec
import pytest

from sitegen.site.layout import Layout
from sitegen.site.pages.session.page import session_page
from sitegen.site.theme.render import Theme
from tests.browsers import browser, served
from tests.league.readings import classified
from tests.payloads import line, result
from tests.site.pages.small_league import computed, links_of, scope_of

pytestmark = [pytest.mark.whole, pytest.mark.needs("Chromium")]

CLASSES = [f"Class {number}" for number in range(1, 10)]
ADDRESS = "sessions/main/240903_225442_R/"


def race_of_nine_classes():
    """A car of each class; the game has only seven."""
    lines = [line(car, laps=10, total=1_000_000 + car) for car in range(1, 10)]
    classification = classified(result(lines=lines))
    places = [
        msgspec.structs.replace(place, car_class=name, class_position=1)
        for place, name in zip(classification.places, CLASSES, strict=True)
    ]
    return msgspec.structs.replace(classification, places=tuple(places))


@pytest.fixture(scope="module", params=["default", "night", "paper"])
def site(request, tmp_path_factory):
    """The page of a race of nine classes in a bundled theme, with the files that it loads."""
    folder = tmp_path_factory.mktemp(request.param)
    layout = Layout(title="League", language="en", menu=(), notices=(), base_path="/")
    theme = Theme(request.param, site_folder=folder, layout=layout)
    race = race_of_nine_classes()
    page = session_page(computed(race), scope_of(race), links_of(race))
    write(folder / page.file, theme.render(page))
    for name, body in theme.static_files():
        write(folder / "static" / name, body)
    with served(folder) as address:
        yield f"{address}{ADDRESS}"


def write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


@pytest.fixture(scope="module")
def page():
    """A page of a browser without scripts."""
    with browser() as opened:
        yield opened.new_context(java_script_enabled=False).new_page()


def seen(page, marked):
    return [element.get_attribute("data-class") for element in page.locator(marked).all() if element.is_visible()]


@pytest.mark.parametrize("number", [1, 8, 9])
def test_a_class_is_shown_alone_also_when_it_is_the_ninth(page, site, number):
    page.goto(site)
    page.locator(".filter label").nth(number).click()
    assert page.locator(".filter label").nth(number).inner_text() == CLASSES[number - 1]
    assert seen(page, "#classification-table tr[data-class]") == [str(number)]
    assert set(seen(page, "main [data-class]")) == {str(number)}


def test_everything_is_shown_until_a_class_is_chosen(page, site):
    page.goto(site)
    assert seen(page, "#classification-table tr[data-class]") == [str(number) for number in range(1, 10)]


def test_every_choice_of_a_page_has_its_rule(demo_once):
    lacking = []
    for path in sorted((demo_once / "public").rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        choices = set(re.findall(r'<input type="radio" name="\w+" id="(\w+-[1-9]\d*)"', html))
        rules = set(re.findall(r"body:has\(#([\w-]+):checked\)", html))
        if choices != rules:
            lacking.append((path.name, choices ^ rules))
    assert lacking == []
