import itertools

from hypothesis import given
from hypothesis import strategies as st

from sitegen.league.session.laps import longest_rise, spread, time_laps
from tests.league.readings import parsed
from tests.payloads import driver, lap, line, penalty, result, unfinished_lap


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


def test_lap_1_of_a_race_is_what_the_total_leaves_of_the_other_laps():
    laps = timed(
        race((1, 2, 205_000), (2, 2, 207_000), laps=[lap(1, 60_000), lap(2, 9_000), lap(1, 100_000), lap(2, 101_000)])
    )
    assert [(lap.car_id, lap.ms) for lap in laps if lap.number == 1] == [(1, 105_000), (2, 106_000)]
    assert [lap.recorded_ms for lap in laps if lap.number == 1] == [60_000, 9_000]


def test_a_time_penalty_is_taken_off_before_lap_1_is_repaired():
    payload = race(
        (1, 2, 205_000),
        (2, 2, 237_000),
        laps=[lap(1, 1), lap(2, 1), lap(1, 100_000), lap(2, 101_000)],
        post_race=[penalty(2, "PostRaceTime", value=30)],
    )
    assert [lap.ms for lap in timed(payload) if lap.number == 1] == [105_000, 106_000]


def test_a_car_without_a_total_is_set_between_its_neighbours():
    payload = race(
        (1, 2, 205_000),
        (3, 2, 209_000),
        (2, 1, 0),
        laps=[lap(1, 1), lap(2, 1), lap(3, 1), lap(1, 100_000), lap(3, 100_000)],
    )
    laps, notes = time_laps(parsed(payload))
    assert [lap.ms for lap in laps if lap.number == 1] == [105_000, 107_000, 109_000]
    assert "".join(notes).endswith("Set between their neighbours in crossing order: #2.")


def test_a_car_that_crossed_out_of_order_by_its_computed_time_is_set_between_its_neighbours():
    payload = race(
        (1, 2, 205_000),
        (2, 2, 260_000),
        (3, 2, 209_000),
        laps=[lap(1, 1), lap(2, 1), lap(3, 1), lap(1, 100_000), lap(2, 100_000), lap(3, 100_000)],
    )
    assert [lap.ms for lap in timed(payload) if lap.number == 1] == [105_000, 107_000, 109_000]


def test_an_unfinished_later_lap_keeps_a_car_out_of_the_computation():
    payload = race(
        (1, 2, 205_000),
        (2, 2, 999_000),
        (3, 2, 209_000),
        laps=[lap(1, 1), lap(2, 1), lap(3, 1), lap(1, 100_000), unfinished_lap(2), lap(3, 100_000)],
    )
    assert [lap.ms for lap in timed(payload)][:3] == [105_000, 107_000, 109_000]


def test_a_lap_1_that_the_game_lost_is_repaired_for_a_car_that_went_on():
    payload = race(
        (1, 2, 205_000), (2, 2, 206_000), laps=[unfinished_lap(1), lap(2, 1), lap(1, 100_000), lap(2, 100_000)]
    )
    assert [(lap.ms, lap.recorded_ms) for lap in timed(payload) if lap.car_id == 1] == [
        (105_000, None),
        (100_000, 100_000),
    ]


def test_a_car_that_never_came_round_has_no_lap_time():
    payload = race((1, 2, 205_000), (2, 1, 55_000), laps=[lap(1, 1), unfinished_lap(2), lap(1, 100_000)])
    assert [lap.ms for lap in timed(payload) if lap.car_id == 2] == [None]


def test_a_race_that_cannot_be_repaired_keeps_the_recorded_laps_and_says_so():
    laps, notes = time_laps(parsed(race((1, 1, 0), laps=[lap(1, 60_000)])))
    assert [lap.ms for lap in laps] == [60_000]
    assert notes == (
        "Lap 1 is as the game recorded it, from when each player joined: no total time to repair it from.",
    )


@given(st.lists(st.integers(0, 50), max_size=12))
def test_the_longest_rise_rises_and_none_is_longer(values):
    run = longest_rise(values)
    assert all(first < second for first, second in itertools.pairwise(run))
    assert all(values[first] < values[second] for first, second in itertools.pairwise(run))
    lengths: list[int] = []
    for value in values:
        lengths += [
            1 + max((length for length, other in zip(lengths, values, strict=False) if other < value), default=0)
        ]
    assert len(run) == max(lengths, default=0)


def test_places_without_a_value_are_spread_evenly_and_take_the_only_neighbour_at_an_edge():
    assert spread([(1, 100), (4, 130)], 6) == [100, 100, 110, 120, 130, 130]
