import pytest

from tests.league.races import LAP, race, steady, story_of


def test_five_laps_within_a_second_are_a_fight():
    story = story_of(race(steady({1: 0, 2: 5000, 3: 6000}, 6)))
    (fight,) = story.fights
    assert (fight.front.entry.car_id, fight.rear.entry.car_id) == (2, 3)
    assert (fight.first_lap, fight.last_lap, fight.swaps, fight.at_stake, fight.finish_gap_ms) == (1, 6, 0, 2, 1000)


@pytest.mark.parametrize(("laps", "gap"), [(4, 900), (8, 1001)])
def test_four_laps_are_none_and_neither_is_more_than_a_second(laps, gap):
    assert story_of(race(steady({1: 0, 2: gap}, laps))).fights == ()


def test_a_fight_counts_how_often_the_order_changed():
    story = story_of(race({1: [LAP, LAP, LAP + 800, LAP, LAP], 2: [LAP + 500, LAP, LAP, LAP, LAP]}))
    assert [(fight.front.entry.car_id, fight.swaps, fight.finish_gap_ms) for fight in story.fights] == [(1, 1, 300)]


def test_the_gap_at_the_finish_is_told_only_of_neighbours():
    times = {1: [LAP] * 6 + [LAP + 9000], 2: [LAP + 500] + [LAP] * 6, 3: [LAP + 5000] + [LAP] * 6}
    assert [fight.finish_gap_ms for fight in story_of(race(times)).fights] == [None]


def test_no_car_is_in_two_fights():
    story = story_of(race(steady({1: 0, 2: 500, 3: 1000, 4: 1500}, 6)))
    assert [(fight.front.entry.car_id, fight.rear.entry.car_id) for fight in story.fights] == [(1, 2), (3, 4)]


def test_the_closest_finish_is_within_the_first_ten():
    gaps = {car: car * 2000 for car in range(1, 13)}
    story = story_of(race(steady(gaps | {5: 8900, 12: 22_001}, 6)))
    assert (story.closest.ahead.entry.car_id, story.closest.behind.entry.car_id, story.closest.gap_ms) == (4, 5, 900)
