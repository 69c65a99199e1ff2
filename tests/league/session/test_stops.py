import pytest

from sitegen.league.session.laps import laps_by_car
from sitegen.league.session.stops import pit_laps, runs
from tests.league.readings import classified
from tests.payloads import lap, line, result


def driven(*laps, session_type="R"):
    """The laps of car 1 from (first sector, last sector, valid)."""
    rows = [lap(1, first + 30_000 + last, splits=[first, 30_000, last], valid=valid) for first, last, valid in laps]
    classification = classified(result(session_type, lines=[line(1, laps=len(rows))], laps=rows))
    return laps_by_car(classification.laps)[1]


USUAL = (30_000, 30_000, True)


def test_a_slow_last_sector_and_a_slow_first_one_after_it_are_likely_a_pit_stop():
    laps = driven(USUAL, USUAL, (30_000, 36_000, True), (60_000, 30_000, True), USUAL, USUAL)
    assert pit_laps(laps) == {3}


@pytest.mark.parametrize(
    ("last_ms", "first_ms"),
    [(80_000, 31_000), (31_000, 80_000), (39_000, 39_000)],
    ids=["a spin before the line", "a spin after the line", "too little for a pit lane"],
)
def test_one_slow_sector_alone_is_no_pit_stop(last_ms, first_ms):
    laps = driven(USUAL, USUAL, (30_000, last_ms, True), (first_ms, 30_000, True), USUAL, USUAL)
    assert pit_laps(laps) == frozenset()


def test_lap_1_is_not_what_a_car_usually_does_but_may_end_in_the_pits():
    laps = driven((90_000, 36_000, True), (60_000, 30_000, True), USUAL, USUAL, USUAL)
    assert pit_laps(laps) == {1}


def test_a_car_of_few_laps_has_no_usual_sector():
    assert pit_laps(driven(USUAL, (30_000, 36_000, True), (60_000, 30_000, True))) == frozenset()


def test_a_run_begins_with_a_lap_that_does_not_count_and_holds_the_time_in_the_garage():
    out = (400_000, 30_000, False)
    laps = driven(out, USUAL, (29_500, 30_000, True), out, USUAL, USUAL, USUAL, session_type="Q")
    assert [[lap.number for lap in run.laps] for run in runs(laps)] == [[1, 2, 3], [4, 5, 6, 7]]
    assert [run.best and run.best.number for run in runs(laps)] == [3, 5]


def test_a_slow_lap_that_counts_begins_no_run():
    laps = driven(USUAL, USUAL, (55_000, 30_000, True), USUAL, USUAL, session_type="Q")
    assert len(runs(laps)) == 1


def test_a_run_without_a_valid_lap_has_no_best():
    laps = driven((30_000, 30_000, False), session_type="Q")
    assert [run.best for run in runs(laps)] == [None]


def test_a_car_that_stayed_in_the_garage_has_no_run():
    assert runs(()) == ()


def test_a_lap_without_its_sectors_is_no_pit_stop_and_not_usual():
    unknown = (0, 36_000, True)
    laps = driven(USUAL, USUAL, USUAL, USUAL, unknown, (60_000, 30_000, True), unknown)
    assert pit_laps(laps) == {5}
    assert pit_laps(driven(USUAL, unknown, unknown, USUAL, USUAL)) == frozenset()
