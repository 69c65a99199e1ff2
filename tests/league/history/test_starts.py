from sitegen.league.history.careers import appearances_of
from sitegen.league.history.personal_bests import laps_driven_of
from sitegen.league.history.starts import participations
from tests.league.readings import classified
from tests.payloads import driver, lap, line, penalty, result

JANE = driver("Jane X", "S76561190000000011")


def jane(*lines, session_type="R", is_pole=False, **more):
    """What counts of Jane after one session."""
    classification = classified(result(session_type, lines=list(lines), **more))
    appearances = appearances_of(classification, is_pole=is_pole)
    everybody = participations(appearances, laps_driven_of(classification))
    return next(participation for participation in everybody if participation.person.first == "Jane")


def test_two_cars_in_a_race_are_one_start_with_the_better_place():
    (start,) = jane(line(1, laps=9), line(2, JANE, laps=9), line(3, JANE, laps=9)).starts
    assert (start.position, start.won, start.on_podium) == (2, False, True)


def test_the_better_place_is_that_of_a_car_that_is_classified():
    disqualified = [penalty(1, "Disqualified")]
    (start,) = jane(line(1, JANE, laps=9), line(2, laps=9), line(3, JANE, laps=9), penalties=disqualified).starts
    assert (start.finished, start.position) == (True, 3)


def test_a_race_without_a_classified_car_is_a_start_without_a_place():
    (start,) = jane(line(1, JANE, laps=9), penalties=[penalty(1, "Disqualified")]).starts
    assert (start.finished, start.position, start.class_position, start.on_podium) == (False, None, None, False)


def test_a_pole_is_no_start():
    participation = jane(line(1, JANE), session_type="Q", is_pole=True, laps=[lap(1, 100_000)])
    assert (len(participation.poles), participation.starts, participation.races) == (1, [], [])


def test_the_laps_of_a_race_stay_with_who_drove_them():
    (race,) = jane(line(1, JANE, laps=2), laps=[lap(1, 100_000), lap(1, 100_000)]).races
    assert (race.laps, race.laps_led) == (2, 2)
