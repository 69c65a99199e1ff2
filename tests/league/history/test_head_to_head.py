from sitegen.league.history.careers import appearances_of
from sitegen.league.history.head_to_head import rivals
from tests.league.readings import classified
from tests.payloads import driver, lap, line, result

ANN, BOB, CAT = (driver(name, f"S7656119000000001{at}") for at, name in enumerate(("Ann", "Bob", "Cat")))


def appearances(*sessions):
    return [appearance for session in sessions for appearance in appearances_of(session, is_pole=False)]


def race(*lines, number=1):
    return classified(result(lines=list(lines), SessionFile=f"{number}_R"))


def of(name, *sessions, most=10):
    """The rivals of Ann, Bob or Cat: name, races, ahead, qualifying sessions, faster."""
    in_all = appearances(*sessions)
    people = {appearance.person.key: appearance.person for appearance in in_all}
    key = {"Ann": ANN, "Bob": BOB, "Cat": CAT}[name]["playerId"]
    return [
        (rival.person.last, rival.races, rival.ahead, rival.qualifying, rival.faster)
        for rival in rivals(in_all, people, most=most).get(key, ())
    ]


def test_rivals_are_counted_by_races_and_by_who_was_ahead():
    first = race(line(1, ANN, laps=9), line(2, BOB, laps=9), line(3, CAT, laps=9))
    second = race(line(2, BOB, laps=9), line(1, ANN, laps=9), number=2)
    assert of("Ann", first, second) == [("Bob", 2, 1, 0, 0), ("Cat", 1, 1, 0, 0)]
    assert of("Bob", first, second) == [("Ann", 2, 1, 0, 0), ("Cat", 1, 1, 0, 0)]
    assert of("Ann", first, second, most=1) == [("Bob", 2, 1, 0, 0)]


def test_qualifying_counts_for_those_who_set_a_time():
    start = classified(
        result("Q", lines=[line(1, ANN), line(2, BOB), line(3, CAT)], laps=[lap(1, 100_000), lap(2, 100_500)])
    )
    raced = race(line(2, BOB, laps=9), line(1, ANN, laps=9), line(3, CAT, laps=9))
    assert of("Ann", start, raced) == [("Bob", 1, 0, 1, 1), ("Cat", 1, 1, 0, 0)]


def test_team_mates_in_one_car_and_cars_of_another_class_are_no_rivals():
    raced = race(line(1, ANN, BOB, laps=9), line(2, CAT, laps=9, model=50))
    assert (of("Ann", raced), of("Cat", raced)) == ([], [])


def test_somebody_in_two_cars_counts_once_with_the_better_one():
    raced = race(line(1, ANN, laps=9), line(2, BOB, laps=9), line(3, ANN, laps=9))
    assert of("Bob", raced) == [("Ann", 1, 0, 0, 0)]


def test_a_car_that_never_started_is_no_rival():
    assert of("Ann", race(line(1, ANN, laps=9), line(2, BOB))) == []
