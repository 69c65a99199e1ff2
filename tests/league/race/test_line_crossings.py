from sitegen.league.race.line_crossings import (
    LineCrossings,
    clocks_agree,
    gap_at_finish_ms,
    gap_at_line_ms,
    time_penalties_s,
    trusted_cars,
)
from tests.league.races import LAP, post_race, race, steady, story_of
from tests.league.readings import classified
from tests.payloads import NO_TIME, lap, line, penalty, result


def crossings_of(payload):
    classification = classified(payload)
    return LineCrossings.of(classification, classification.places[0])


def test_cars_have_a_place_on_every_lap_that_they_completed():
    crossings = crossings_of(race({1: [LAP] * 3, 2: [LAP - 900, LAP + 2000, LAP]}))
    ahead, behind = crossings.places[1], crossings.places[2]
    assert [crossings.position(ahead, lap) for lap in (1, 2, 3, 4)] == [2, 1, 1, None]
    assert [crossings.position(behind, lap) for lap in (1, 2, 3, 4)] == [1, 2, 2, None]


def test_only_laps_up_to_the_winners_last_are_looked_at():
    payload = race({1: [LAP] * 2, 2: [LAP] * 3}, order=[1, 2])
    assert sorted(crossings_of(payload).by_lap) == [1, 2]


def test_a_car_is_left_out_from_its_unfinished_lap_on():
    crossings = crossings_of(race({1: [LAP] * 4, 2: [LAP + 900, None, LAP, LAP]}))
    assert crossings.last_laps == {1: 4, 2: 1}


def test_the_gap_at_the_finish_is_between_cars_on_the_same_lap():
    winner, second, lapped = classified(race({1: [LAP] * 3, 2: [LAP + 300] * 3, 3: [LAP * 1.4] * 2})).places
    assert (gap_at_finish_ms(winner, second), gap_at_finish_ms(winner, lapped)) == (900, None)
    assert gap_at_finish_ms(second, winner) is None


def test_the_gap_at_the_line_is_below_0_where_the_clocks_contradict_the_order():
    front, rear = classified(race({1: [LAP], 2: [LAP + 400]})).laps
    assert (gap_at_line_ms(front, rear), gap_at_line_ms(rear, front)) == (400, -400)


def test_time_penalties_of_a_car_add_up():
    places = classified(race(steady({1: 0, 2: 900}, 2), post_race=[post_race(2, 5), post_race(2, 10)])).places
    assert [time_penalties_s(place) for place in places] == [0, 15]


def test_a_car_whose_laps_add_up_to_its_time_is_trusted_with_penalties_taken_off():
    payload = race(steady({1: 0, 2: 900, 3: 5000}, 3), post_race=[post_race(2, 2)])
    payload["sessionResult"]["leaderBoardLines"][0]["timing"]["totalTime"] += 10_000
    assert trusted_cars(crossings_of(payload)) == {2, 3}


def test_clocks_agree_while_whoever_is_ahead_crosses_first():
    crossings = crossings_of(race(steady({1: 0, 2: 900}, 3)))
    assert clocks_agree(crossings, 1, 2)


def test_a_margin_that_a_decision_turned_round_is_not_told():
    story = story_of(race(steady({1: 0, 2: 900}, 4), order=[2, 1]))
    assert [(finisher.gap_ms, finisher.laps_down) for finisher in story.podium] == [(None, 0)]


def test_an_unfinished_lap_leads_nothing():
    story = story_of(race({1: [LAP, LAP - 50_000, None], 2: [LAP + 900] * 6}))
    assert [(lead.place.car_id, lead.first_lap, lead.last_lap) for lead in story.leads] == [(1, 1, 2), (2, 3, 6)]


def test_a_car_with_a_time_penalty_that_the_file_hides_has_no_battles():
    payload = race(steady({1: 0, 2: 5000, 3: 5500, 4: 20_000}, 6))
    payload["sessionResult"]["leaderBoardLines"][1]["timing"]["totalTime"] += 60_000
    assert story_of(payload).battles == ()


def test_without_times_there_are_no_gaps():
    front, rear = classified(result("Q", lines=[line(1), line(2)], laps=[lap(1, LAP), lap(2, LAP)])).laps
    assert gap_at_line_ms(front, rear) is None
    assert gap_at_finish_ms(*classified(result(lines=[line(1, laps=2), line(2, laps=2)])).places) is None


def test_a_car_without_a_time_is_not_trusted():
    payload = race(steady({1: 0, 2: 900}, 3))
    payload["sessionResult"]["leaderBoardLines"][1]["timing"]["totalTime"] = NO_TIME
    assert trusted_cars(crossings_of(payload)) == {1}


def test_leads_are_stretches_of_laps():
    times = {1: [LAP, LAP, LAP + 3000, LAP, LAP], 2: [LAP + 1000, LAP, LAP, LAP, LAP + 3000]}
    story = story_of(race(times))
    assert [(lead.place.car_id, lead.first_lap, lead.last_lap) for lead in story.leads] == [
        (1, 1, 2),
        (2, 3, 4),
        (1, 5, 5),
    ]


def test_a_race_led_throughout_is_one_stretch():
    story = story_of(race(steady({1: 0, 2: 900}, 4)))
    assert [(lead.place.car_id, lead.first_lap, lead.last_lap) for lead in story.leads] == [(1, 1, 4)]


def test_the_win_on_the_road_may_be_lost_to_a_time_penalty():
    story = story_of(race(steady({1: 0, 2: 900}, 4), post_race=[post_race(1, 5)]))
    assert story.winner.car_id == 2
    assert (story.lost_win.place.car_id, story.lost_win.penalty_s) == (1, 5)


def test_the_win_on_the_road_may_be_lost_to_a_disqualification():
    story = story_of(race(steady({1: 0, 2: 900}, 4), order=[2, 1], penalties=[penalty(1, "Disqualified")]))
    assert (story.winner.car_id, story.lost_win.disqualified, story.lost_win.penalty_s) == (2, True, 0)


def test_where_the_file_does_not_say_why_the_win_was_lost_neither_do_we():
    story = story_of(race(steady({1: 0, 2: 900}, 4), order=[2, 1], post_race=[post_race(1, 0)]))
    assert (story.lost_win.place.car_id, story.lost_win.penalty_s) == (1, 0)
    assert not story.lost_win.disqualified


def test_without_laps_nothing_is_said_of_the_lead():
    story = story_of(result(lines=[line(1, laps=5, total=500), line(2, laps=5, total=600)]))
    assert (story.leads, story.lost_win, story.fastest_lap) == ((), None, None)
