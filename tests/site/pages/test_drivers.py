"""The list of all drivers."""

import pytest

from sitegen.dataset.identities import Identities
from sitegen.league.game.people import identify_person
from sitegen.league.history.careers import careers
from sitegen.site.links import Links
from sitegen.site.pages.driver import index
from sitegen.site.pages.driver.index import drivers_page
from tests.site.pages.small_league import league_with, settings_with

LAST = ("Weber", "ab", "Ångström", "99", "Abel", "王", "(x)")


@pytest.fixture
def page(monkeypatch):
    """The list of some people; `many` from so many on."""

    def listed(many):
        people = [identify_person(f"S7656{number:013}", "A", last) for number, last in enumerate(LAST)]
        ids = {person.key: f"id-{number}" for number, person in enumerate(people)}
        links = Links(Identities(driver_ids=ids), settings_with())
        monkeypatch.setattr(index, "MANY", many)
        return drivers_page(league_with(careers=careers(people, ()).values()), links)

    return listed


def test_drivers_stand_under_the_letter_of_their_last_name_and_what_is_none_comes_last(page):
    letters = [(letter.text, [line.driver.last for line in letter.lines]) for letter in page(7).letters]
    assert letters == [
        ("A", ["ab", "Abel"]),
        ("W", ["Weber"]),
        ("Å", ["Ångström"]),
        ("王", ["王"]),
        ("#", ["(x)", "99"]),
    ]


def test_only_a_long_list_has_links_to_its_letters(page):
    assert [link.url for link in page(7).jumps] == [f"#letter-{number}" for number in range(1, 6)]
    assert page(8).jumps == ()
