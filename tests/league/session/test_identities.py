from sitegen.league.session.events import with_identities
from tests.league.readings import parsed
from tests.payloads import driver, line, result

ANN, ALT, BOB = (driver(name, f"S7656119000000001{at}") for at, name in enumerate(("Ann", "Ann Alt", "Bob")))
JOINED = {ALT["playerId"]: ANN["playerId"]}


def test_somebody_under_a_second_id_is_the_person_that_they_are():
    session = with_identities(parsed(result(lines=[line(1, ALT), line(2, BOB)])), JOINED)
    drivers = [(driver.key, driver.name) for entry in session.entries for driver in entry.drivers]
    assert drivers == [(ANN["playerId"], "Ann Alt"), (BOB["playerId"], "Bob")]


def test_an_empty_seat_stays_empty():
    session = with_identities(parsed(result(lines=[line(1, driver("", "50"), ALT)])), JOINED)
    empty, taken = session.entries[0].seats
    assert (empty, taken.key) == (None, ANN["playerId"])


def test_a_session_without_joined_people_stays_as_it_is():
    session = parsed(result(lines=[line(1, BOB)]))
    assert with_identities(session, JOINED) == session
