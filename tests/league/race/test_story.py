from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.league.race.story import race_story
from tests.league.races import LAP, post_race, race, steady, story_of
from tests.league.readings import classified
from tests.payloads import driver, lap, line, penalty, result


def test_only_a_race_has_a_story():
    assert story_of(result("Q", lines=[line(1)], laps=[lap(1, LAP)])) is None


@pytest.mark.parametrize(
    "payload",
    [
        result(),
        result(lines=[line(1), line(2)]),
        result(lines=[line(1, laps=1, total=LAP)], laps=[lap(1, LAP)], penalties=[penalty(1, "Disqualified")]),
    ],
)
def test_a_race_in_which_nobody_is_classified_has_none(payload):
    assert story_of(payload) is None


def test_second_and_third_are_so_far_behind_in_time_or_in_laps():
    story = story_of(race({1: [LAP] * 8, 2: [LAP + 500] * 8, 3: [LAP + 20_000] * 7}))
    assert [(car.place.car_id, car.gap_ms, car.laps_down) for car in story.podium] == [(2, 4000, 0), (3, None, 1)]


def test_a_car_alone_wins_and_that_is_all():
    story = story_of(race({1: [LAP] * 3}))
    assert (story.winner.car_id, story.podium, story.closest_finish, story.battles, story.recovery) == (
        1,
        (),
        None,
        (),
        None,
    )


def test_the_winner_is_the_first_that_counts_even_behind_a_disqualified_car():
    story = story_of(race(steady({1: 0, 2: 900}, 4), penalties=[penalty(1, "Disqualified")]))
    assert (story.winner.car_id, story.winner.position) == (2, 2)
    assert [(car.place.car_id, car.line_position) for car in story.exclusions] == [(1, 1)]


def test_pole_is_found_again_by_its_driver_whatever_the_car():
    qualifying = result("Q", lines=[line(9, driver("A B", "S76561190000000001"))], laps=[lap(9, LAP)])
    payload = race(steady({3: 0, 4: 900}, 4), drivers={4: [driver("A B", "S76561190000000001")]})
    assert story_of(payload, qualifying=qualifying).pole.finish.car_id == 4
    assert story_of(race(steady({3: 0, 4: 900}, 4)), qualifying=qualifying).pole.finish is None


def test_other_classes_have_winners_where_somebody_was_beaten():
    story = story_of(race(steady({1: 0, 2: 1500, 3: 4000, 4: 9000}, 6), models={2: 61, 3: 61, 4: 28}))
    assert [(win.place.car_id, win.class_name) for win in story.class_wins] == [(2, "GT4")]


def test_the_fastest_lap_is_held_against_the_winners_best():
    story = story_of(race({1: [LAP] * 4, 2: [LAP + 5000, LAP - 700, LAP, LAP]}))
    assert (story.fastest_lap.place.car_id, story.fastest_lap.lap.number, story.fastest_lap.lap.ms) == (2, 2, LAP - 700)
    assert story.fastest_lap.winner_best_ms == LAP


@given(
    st.dictionaries(
        st.integers(1, 6),
        st.lists(st.one_of(st.none(), st.integers(90_000, 110_000)), max_size=8),
        min_size=1,
    ),
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 30)), max_size=3),
    st.sets(st.integers(1, 6), max_size=2),
)
def test_whatever_happened_the_facts_agree_with_the_laps(times, seconds, excluded):
    payload = race(
        times,
        post_race=[post_race(car, value) for car, value in seconds],
        penalties=[penalty(car, "Disqualified") for car in sorted(excluded)],
    )
    classification = classified(payload)
    story = race_story(classification, pole=None)
    if story is None:
        assert all(place.status != "classified" for place in classification.places)
        return
    assert sum(lead.last_lap - lead.first_lap + 1 for lead in story.leads) in {0, story.laps}
    assert all(lead.place.car_id != following.place.car_id for lead, following in pairwise(story.leads))
    lengths = [battle.last_lap - battle.first_lap + 1 for battle in story.battles]
    assert all(length >= 5 for length in lengths)
    assert all(battle.swaps < length for battle, length in zip(story.battles, lengths, strict=True))
    assert all(demotion.line_position < demotion.place.position for demotion in story.demotions)
