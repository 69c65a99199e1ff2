import pytest

from sitegen.league.session.pace import is_clean
from tests.league.readings import classified
from tests.payloads import NO_TIME, lap, line, result, unfinished_lap


def test_best_and_theoretical_lap_come_from_valid_laps():
    laps = [
        lap(1, 90_000, valid=False, splits=[20_000, 30_000, 40_000]),
        lap(1, 100_000, splits=[30_000, 30_000, 40_000]),
        lap(1, 100_000, splits=[29_000, 32_000, 39_000]),
        unfinished_lap(1),
    ]
    pace = classified(result("Q", lines=[line(1, laps=4)], laps=laps)).places[0].pace
    assert (pace.best_ms, pace.best_lap, pace.theoretical_ms) == (100_000, 2, 98_000)


def test_average_and_consistency_come_from_clean_laps():
    laps = [
        lap(1, 50_000),
        lap(1, 100_000),
        lap(1, 102_000),
        lap(1, 101_000),
        lap(1, 120_000),
        lap(1, 100_500, valid=False),
    ]
    laps[0]["isValidForBest"] = False
    pace = classified(result(lines=[line(1, laps=6)], laps=laps)).places[0].pace
    assert (pace.average_ms, pace.consistency_ms) == (101_000, 816)


def test_two_clean_laps_say_nothing_of_consistency():
    pace = classified(result("FP", lines=[line(1)], laps=[lap(1, 100_000), lap(1, 101_000)])).places[0].pace
    assert (pace.average_ms, pace.consistency_ms) == (100_500, None)


def test_a_file_without_laps_still_has_the_games_own_best_lap():
    classification = classified(result("Q", lines=[line(1, laps=5, best=99_000), line(2, best=NO_TIME)]))
    assert [place.pace.best_ms for place in classification.places] == [99_000, None]


def test_the_sectors_of_the_best_lap_are_those_of_the_first_that_set_it():
    laps = [lap(1, 100_000, splits=[30_000, 30_000, 40_000]), lap(1, 100_000, splits=[29_000, 31_000, 40_000])]
    pace = classified(result("Q", lines=[line(1, laps=2)], laps=laps)).places[0].pace
    assert (pace.best_lap, pace.best_lap_sectors) == (1, (30_000, 30_000, 40_000))


def test_a_car_with_laps_but_no_valid_one_has_no_best_whatever_the_game_says():
    laps = [lap(1, 100_000, valid=False)]
    pace = classified(result("Q", lines=[line(1, laps=1, best=99_000)], laps=laps)).places[0].pace
    assert (pace.best_ms, pace.best_lap, pace.best_sectors, pace.average_ms) == (None, None, (None, None, None), None)


def test_a_sector_that_no_valid_lap_has_leaves_the_theoretical_lap_unknown():
    laps = [lap(1, 100_000, splits=[30_000, 0, 40_000])]
    pace = classified(result("Q", lines=[line(1, laps=1)], laps=laps)).places[0].pace
    assert (pace.best_sectors, pace.theoretical_ms) == ((30_000, None, 40_000), None)


@pytest.mark.parametrize(
    ("ms", "best_ms", "expected"),
    [(107_000, 100_000, True), (107_001, 100_000, False), (100_000, None, False)],
)
def test_a_clean_lap_is_within_107_percent_of_the_best(ms, best_ms, expected):
    (timed,) = classified(result("Q", lines=[line(1)], laps=[lap(1, ms)])).laps
    assert is_clean(timed, best_ms, is_race=False) == expected


def test_lap_1_is_clean_only_outside_races():
    (timed,) = classified(result("Q", lines=[line(1)], laps=[lap(1, 100_000)])).laps
    assert is_clean(timed, 100_000, is_race=False)
    assert not is_clean(timed, 100_000, is_race=True)
