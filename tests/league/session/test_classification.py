import pytest

from sitegen.league.session.models import Status
from tests.league.readings import classified
from tests.payloads import NO_TIME, driver, lap, line, penalty, result, unfinished_lap


def numbers(found, name):
    return [getattr(place, name) for place in found.places]


def test_gaps_in_a_race_are_between_cars_on_the_same_lap():
    found = classified(
        result(
            lines=[
                line(1, laps=10, total=1000),
                line(2, laps=10, total=1500),
                line(3, laps=9, total=1100),
                line(4, laps=9, total=1300),
            ]
        )
    )
    assert numbers(found, "gap_ms") == [0, 500, None, None]
    assert numbers(found, "interval_ms") == [None, 500, None, 200]
    assert numbers(found, "laps_down") == [0, 0, 1, 1]


def test_a_decision_may_make_a_gap_negative_and_the_order_stays():
    found = classified(result(lines=[line(1, laps=10, total=1500), line(2, laps=10, total=1400)]))
    assert numbers(found, "gap_ms") == [0, -100]


def test_gaps_in_qualifying_are_between_best_laps():
    found = classified(
        result("Q", lines=[line(1, laps=1), line(2, laps=1), line(3)], laps=[lap(1, 100_000), lap(2, 100_250)])
    )
    assert numbers(found, "gap_ms") == [0, 250, None]
    assert numbers(found, "interval_ms") == [None, 250, None]
    assert numbers(found, "laps_down") == [0, 0, 0]


@pytest.mark.parametrize(
    ("laps", "status"),
    [(20, Status.CLASSIFIED), (15, Status.CLASSIFIED), (14, Status.NOT_CLASSIFIED), (0, Status.NOT_CLASSIFIED)],
)
def test_three_quarters_of_the_winners_laps_classify_a_car(laps, status):
    found = classified(result(lines=[line(1, laps=20, total=1000), line(2, laps=laps)]))
    assert found.places[1].status is status


def test_a_race_of_no_laps_classifies_nobody():
    assert numbers(classified(result(lines=[line(1), line(2)])), "status") == [Status.NOT_CLASSIFIED] * 2


def test_without_a_valid_lap_nobody_is_classified_in_qualifying():
    found = classified(
        result("Q", lines=[line(1, laps=1), line(2, laps=1)], laps=[lap(1, 100_000), lap(2, 99_000, valid=False)])
    )
    assert numbers(found, "status") == [Status.CLASSIFIED, Status.NOT_CLASSIFIED]


def test_a_disqualification_counts_in_any_session():
    found = classified(result("Q", lines=[line(1)], laps=[lap(1, 100_000)], penalties=[penalty(1, "Disqualified")]))
    assert found.places[0].status is Status.DISQUALIFIED


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
    found = classified(result("Q", lines=[line(1, laps=5, best=99_000), line(2, best=NO_TIME)]))
    assert [place.pace.best_ms for place in found.places] == [99_000, None]


def test_of_equal_fastest_laps_the_first_that_was_driven_counts():
    found = classified(result("Q", lines=[line(1), line(2)], laps=[lap(2, 100_000), lap(1, 100_000)]))
    assert (found.best_lap.car_id, found.best_lap.number, found.best_lap.ms) == (2, 1, 100_000)


def test_laps_led_are_laps_first_across_the_line():
    payload = result(
        lines=[line(1, laps=2, total=300), line(2, laps=2, total=301)],
        laps=[lap(2, 1), lap(1, 1), lap(1, 1), lap(2, 1)],
    )
    assert numbers(classified(payload), "laps_led") == [1, 1]
    assert numbers(
        classified(payload | {"sessionType": "FP", "sessionResult": payload["sessionResult"] | {"type": 0}}), "laps_led"
    ) == [None, None]


def test_the_class_is_the_one_of_the_standings_then_the_one_of_the_model():
    lines = [
        line(1, driver("A A", "S76561190000000001"), model=32),
        line(2, model=61),
        line(3, model=99),
        line(4, model=32),
    ]
    found = classified(result(lines=lines), classes_of_driver={"S76561190000000001": ("Pro",)})
    assert numbers(found, "car_class") == ["Pro", "GT4", None, "GT3"]
    assert numbers(found, "class_position") == [1, 1, None, 1]


def test_the_grid_is_the_better_place_of_any_driver_of_the_car():
    crew = [driver("A A", "S76561190000000001"), driver("B B", "S76561190000000002")]
    found = classified(result(lines=[line(1, *crew), line(5)]), grid={"S76561190000000001": 7, "S76561190000000002": 3})
    assert numbers(found, "grid") == [3, None]
    assert numbers(found, "gained") == [2, None]


def test_penalties_stand_with_their_car():
    found = classified(
        result(
            lines=[line(1), line(2)],
            penalties=[penalty(2, "DriveThrough", lap=4)],
            post_race=[penalty(2, "PostRaceTime", value=10)],
        )
    )
    assert [[one.penalty for one in place.penalties] for place in found.places] == [
        [],
        ["DriveThrough", "PostRaceTime"],
    ]


def test_a_session_without_cars_is_a_session():
    found = classified(result("FP"))
    assert (found.places, found.best_lap, found.best_sectors) == ((), None, (None, None, None))


def test_the_sectors_of_the_best_lap_are_those_of_the_first_that_set_it():
    laps = [lap(1, 100_000, splits=[30_000, 30_000, 40_000]), lap(1, 100_000, splits=[29_000, 31_000, 40_000])]
    pace = classified(result("Q", lines=[line(1, laps=2)], laps=laps)).places[0].pace
    assert (pace.best_lap, pace.best_lap_sectors) == (1, (30_000, 30_000, 40_000))
