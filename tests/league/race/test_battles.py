import pytest

from tests.league.races import LAP, race, steady, story_of


def test_five_laps_within_a_second_are_a_battle():
    story = story_of(race(steady({1: 0, 2: 5000, 3: 6000}, 6)))
    (battle,) = story.battles
    assert (battle.front.car_id, battle.rear.car_id) == (2, 3)
    assert (battle.first_lap, battle.last_lap, battle.swaps, battle.at_stake, battle.finish_gap_ms) == (
        1,
        6,
        0,
        2,
        1000,
    )


@pytest.mark.parametrize(("laps", "gap"), [(4, 900), (8, 1001)])
def test_four_laps_are_none_and_neither_is_more_than_a_second(laps, gap):
    assert story_of(race(steady({1: 0, 2: gap}, laps))).battles == ()


def test_a_battle_counts_how_often_the_order_changed():
    story = story_of(race({1: [LAP, LAP, LAP + 800, LAP, LAP], 2: [LAP + 500, LAP, LAP, LAP, LAP]}))
    assert [(battle.front.car_id, battle.swaps, battle.finish_gap_ms) for battle in story.battles] == [(1, 1, 300)]


def test_the_gap_at_the_finish_is_told_only_of_neighbours():
    times = {1: [LAP] * 6 + [LAP + 9000], 2: [LAP + 500] + [LAP] * 6, 3: [LAP + 5000] + [LAP] * 6}
    assert [battle.finish_gap_ms for battle in story_of(race(times)).battles] == [None]


def test_no_car_is_in_two_battles():
    story = story_of(race(steady({1: 0, 2: 500, 3: 1000, 4: 1500}, 6)))
    assert [(battle.front.car_id, battle.rear.car_id) for battle in story.battles] == [(1, 2), (3, 4)]


def test_the_closest_finish_is_within_the_first_ten():
    gaps = {car: car * 2000 for car in range(1, 13)}
    story = story_of(race(steady(gaps | {5: 8900, 12: 22_001}, 6)))
    finish = story.closest_finish
    assert (finish.ahead.car_id, finish.behind.car_id, finish.gap_ms) == (4, 5, 900)
