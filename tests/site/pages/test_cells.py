"""The cells of the standings."""

import pytest

from sitegen.league.championship.points import RacePoints
from sitegen.league.championship.rounds import RaceDriven, Round
from sitegen.league.session.models import Status
from sitegen.site.pages.championship.cells import cell_of
from tests.league.readings import classified
from tests.payloads import line, penalty, result

CARS = [line(car, laps=10, total=1_000_000 + car) for car in range(1, 6)]
RETIRED = line(6, laps=2)
THROWN_OUT = line(7, laps=10, total=1_000_007)


@pytest.fixture(scope="module")
def race():
    """Five cars that count, one that retired, one that was disqualified."""
    return classified(result(lines=[*CARS, THROWN_OUT, RETIRED], penalties=[penalty(7, "Disqualified")]))


def driven(place, *, pole=False, fastest_lap=False):
    return RaceDriven("main/one", place, pole=pole, fastest_lap=fastest_lap)


def cell(*races, points=None, arithmetic=()):
    return cell_of(Round(event=None, points=points, arithmetic=arithmetic, dropped=False, races=races))


def test_a_place_is_gold_silver_bronze_in_the_points_or_a_finish(race):
    cells = [cell(driven(race.places[index]), points=points) for index, points in enumerate([25, 18, 15, 12, 0])]
    assert [(each.label, each.kind, each.points) for each in cells] == [
        ("1", "g1", "25"),
        ("2", "g2", "18"),
        ("3", "g3", "15"),
        ("4", "pt", "12"),
        ("5", "fin", "0"),
    ]


def test_a_car_that_retired_or_was_disqualified_has_a_word_and_no_place(race):
    by_status = {place.status: cell(driven(place)) for place in race.places}
    assert (by_status[Status.NOT_CLASSIFIED].label, by_status[Status.NOT_CLASSIFIED].kind) == ("Ret", "ret")
    assert (by_status[Status.DISQUALIFIED].label, by_status[Status.DISQUALIFIED].kind) == ("DSQ", "dsq")


def test_who_was_not_there_has_a_dash():
    assert (cell(driven(None)).label, cell(driven(None)).kind, cell(driven(None)).points) == ("–", "no", "")


def test_two_races_stand_side_by_side_in_the_colour_of_the_better_one(race):
    both = cell(driven(race.places[3]), driven(race.places[1]))
    assert (both.label, both.kind) == ("4·2", "g2")


def test_a_race_that_was_missed_is_a_dash_beside_the_other(race):
    assert cell(driven(None), driven(race.places[0])).label == "–·1"


def test_pole_and_fastest_lap_count_in_any_race_of_the_round(race):
    both = cell(driven(race.places[0], pole=True), driven(race.places[1], fastest_lap=True))
    assert (both.pole, both.fastest) == (True, True)


def test_points_are_explained_by_their_arithmetic():
    sprint = RacePoints("a", 2, Status.CLASSIFIED, for_place=18, pole=1, fastest_lap=0, withheld=0)
    main = RacePoints("b", None, None, for_place=0, pole=0, fastest_lap=0.5, withheld=0)
    assert cell(arithmetic=(sprint, main)).arithmetic == "P2 18 + pole 1 + fastest lap 0.5 = 19.5"
    assert cell().arithmetic == ""
