from tests.league.races import LAP, race, steady, story_of


def test_a_margin_that_a_decision_turned_round_is_not_told():
    story = story_of(race(steady({1: 0, 2: 900}, 4), order=[2, 1]))
    assert [(one.gap_ms, one.laps_down) for one in story.podium] == [(None, 0)]


def test_an_unfinished_lap_leads_nothing():
    story = story_of(race({1: [LAP, LAP - 50_000, None], 2: [LAP + 900] * 6}))
    assert [(lead.place.entry.car_id, lead.first_lap, lead.last_lap) for lead in story.leads] == [(1, 1, 2), (2, 3, 6)]


def test_a_car_with_a_time_penalty_that_the_file_hides_has_no_fights():
    payload = race(steady({1: 0, 2: 5000, 3: 5500, 4: 20_000}, 6))
    payload["sessionResult"]["leaderBoardLines"][1]["timing"]["totalTime"] += 60_000
    assert story_of(payload).fights == ()
