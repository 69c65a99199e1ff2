"""Who is shown how."""

import pytest

from sitegen.dataset.identities import Identities
from sitegen.league.game.people import Person
from sitegen.site.driver_names import HIDDEN, DriverNames, PublicDriver, three_letters
from tests.site.pages.small_league import settings_with

JANE = Person("S1", "Jane", "Smith", "JSM")


def names(*, chosen=None, **privacy):
    """The names of a league in which only Jane has driven."""
    return DriverNames(Identities(driver_ids={"S1": "jane-smith"}, chosen_names=chosen or {}), settings_with(**privacy))


def test_a_driver_is_shown_as_the_result_has_the_name():
    assert names().shown(JANE) == PublicDriver("jane-smith", "Jane", "Smith", "JSM")


def test_a_name_that_the_league_has_chosen_is_shown_instead():
    driver = names(chosen={"jane-smith": "Jane van Doe"}).shown(JANE)
    assert (driver.name, driver.last) == ("Jane van Doe", "Doe")


def test_initials_stand_for_first_names_where_the_league_wants_it():
    assert names(initials=True).shown(JANE).name == "J. Smith"
    assert names(initials=True).written(JANE) == "J. Smith"


def test_who_is_hidden_and_who_has_no_public_id_are_the_same():
    assert names(hidden=["jane-smith"]).shown(JANE) is HIDDEN
    assert names().shown(Person("S2", "Joe", "Black", "JOE")) is HIDDEN
    assert (HIDDEN.name, HIDDEN.id) == ("Hidden driver", None)


def test_the_written_name_is_the_one_in_the_file_whatever_the_league_has_chosen():
    assert names(chosen={"jane-smith": "Jane Doe"}).written(JANE) == "Jane Smith"


@pytest.mark.parametrize(("short", "letters"), [("JSM", "JSM"), ("", "SMI")])
def test_three_letters_are_those_of_the_game_or_of_the_last_name(short, letters):
    assert three_letters(PublicDriver("jane", "Jane", "Smith", short)) == letters
