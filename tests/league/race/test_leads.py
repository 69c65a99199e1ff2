from tests.league.races import LAP, post_race, race, steady, story_of
from tests.payloads import line, penalty, result


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
