from sitegen.league.session.laps import time_laps
from tests.league.readings import parsed
from tests.payloads import driver, lap, line, result, unfinished_lap


def timed(payload):
    laps, _ = time_laps(parsed(payload))
    return laps


def race(*cars, laps, **more):
    """Cars as (id, laps, total)."""
    return result(lines=[line(car, laps=count, total=total) for car, count, total in cars], laps=laps, **more)


def test_the_position_after_a_lap_is_the_place_among_all_cars_laps_with_that_number():
    laps = timed(result("FP", lines=[line(1), line(2)], laps=[lap(1, 100), lap(2, 90), lap(2, 91), lap(1, 99)]))
    assert [(lap.car_id, lap.number, lap.position) for lap in laps] == [(1, 1, 1), (2, 1, 2), (2, 2, 1), (1, 2, 2)]


def test_gaps_are_to_the_car_that_completed_the_lap_first():
    laps = timed(race((1, 2, 205_000), (2, 2, 207_000), laps=[lap(1, 1), lap(2, 1), lap(1, 100_000), lap(2, 101_000)]))
    assert [(lap.car_id, lap.number, lap.gap_ms) for lap in laps] == [
        (1, 1, 0),
        (2, 1, 1_000),
        (1, 2, 0),
        (2, 2, 2_000),
    ]


def test_after_an_unfinished_lap_there_is_no_gap():
    payload = race(
        (1, 3, 305_000),
        (2, 3, 0),
        laps=[lap(1, 1), lap(2, 1), lap(1, 100_000), unfinished_lap(2), lap(1, 100_000), lap(2, 100_000)],
    )
    assert [lap.gap_ms for lap in timed(payload) if lap.car_id == 2] == [0, None, None]


def test_there_are_no_gaps_outside_races():
    assert [lap.gap_ms for lap in timed(result("Q", lines=[line(1)], laps=[lap(1, 100_000)]))] == [None]


def test_laps_of_cars_that_are_not_classified_are_kept_and_named():
    laps, notes = time_laps(parsed(result("FP", lines=[line(1)], laps=[lap(1, 100), lap(7, 100), lap(7, 99)])))
    assert [lap.car_id for lap in laps] == [1, 7, 7]
    assert notes == ("2 laps belong to car 7, which is not in the classification.",)


def test_the_driver_of_a_lap_is_the_one_in_the_seat_that_the_file_names():
    crew = [driver("Ann One", "S76561190000000011"), driver("Bob Two", "S76561190000000012")]
    laps = timed(
        result(
            "FP", lines=[line(1, *crew)], laps=[lap(1, 100), lap(1, 100, driver_index=1), lap(1, 100, driver_index=9)]
        )
    )
    assert [lap.driver and lap.driver.name for lap in laps] == ["Ann One", "Bob Two", None]
