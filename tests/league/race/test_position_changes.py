from tests.league.races import LAP, ids, post_race, race, steady, story_of
from tests.payloads import driver


def test_climb_and_drop_are_from_the_grid_and_recovery_from_lap_1():
    grid = {"S76561190000000001": 3, "S76561190000000002": 1, "S76561190000000003": 2}
    times = {1: [LAP + 900, LAP, LAP - 3000], 2: [LAP, LAP, LAP], 3: [LAP + 500, LAP, LAP + 900]}
    story = story_of(race(times), grid=grid)
    changes = (story.climb, story.drop, story.recovery)
    assert [(change.place.car_id, change.start, change.gained) for change in changes] == [
        (1, 3, 2),
        (2, 1, -1),
        (1, 3, 2),
    ]


def test_a_car_that_stops_at_the_front_is_a_retirement():
    story = story_of(race({1: [LAP] * 8, 2: [LAP + 500] * 3, 3: [LAP + 900] * 8}))
    assert [(car.place.car_id, car.lap, car.position) for car in story.retirements] == [(2, 3, 2)]


def test_a_car_that_was_laps_behind_did_not_retire_from_the_front():
    assert story_of(race({1: [LAP] * 8, 2: [LAP * 3] * 2})).retirements == ()


def test_who_goes_on_in_another_car_did_not_retire():
    crew = [driver("A B", "S76561190000000001")]
    times = {1: [LAP] * 8, 2: [LAP + 500] * 3, 3: [LAP + 900] * 3}
    assert ids(story_of(race(times, drivers={2: crew, 3: crew})).retirements) == []


def test_a_time_penalty_counts_when_it_cost_a_place():
    gaps = {1: 0, 2: 2000, 3: 4000, 4: 30_000}
    story = story_of(race(steady(gaps, 6), post_race=[post_race(2, 5), post_race(3, 5)]))
    assert story.demotions == ()
    story = story_of(race(steady(gaps, 6), post_race=[post_race(2, 5), post_race(4, 5)]))
    (demotion,) = story.demotions
    assert (demotion.place.car_id, demotion.penalty_s) == (2, 5)
    assert (demotion.line_position, demotion.place.position) == (2, 3)
