import pytest

from sitegen.league.session.models import Event
from tests.league.readings import parsed
from tests.payloads import driver, line, result

ANN, BOB = driver("Ann", "S76561190000000011"), driver("Bob", "S76561190000000012")


@pytest.mark.parametrize(
    ("crew", "names"),
    [((ANN,), ["Ann"]), ((driver("", "50"),), []), ((ANN, driver("", "50"), BOB, ANN), ["Ann", "Bob"])],
)
def test_the_drivers_of_an_entry_are_those_in_its_seats_each_once(crew, names):
    (entry,) = parsed(result(lines=[line(1, *crew)])).entries
    assert [driver.name for driver in entry.drivers] == names


def test_a_sessions_id_is_its_server_and_its_file():
    assert parsed(result(), server="main", file="240903_225442_R").id == "main/240903_225442_R"


def event(*types):
    days = enumerate(types, start=1)
    return Event(None, None, tuple(parsed(result(name, Date=f"2024-01-0{day}T20:00:00Z")) for day, name in days))


def test_an_event_is_dated_by_its_last_race():
    assert event("Q", "R1", "R2", "FP").date.day == 3
    assert [race.type for race in event("Q", "R1", "R2", "FP").races] == ["R1", "R2"]


def test_an_event_without_a_race_is_dated_by_its_last_session():
    assert event("FP", "Q").date.day == 2


def test_an_event_was_held_where_its_last_session_was():
    assert event("Q", "R").track.id == "spa"
