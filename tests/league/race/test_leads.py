from tests.league.races import LAP, post_race, race, steady, story_of
from tests.payloads import line, penalty, result


def test_leads_are_stretches_of_laps_and_the_last_change_is_decisive():
    times = {1: [LAP, LAP, LAP + 3000, LAP, LAP], 2: [LAP + 1000, LAP, LAP, LAP, LAP + 3000]}
    story = story_of(race(times))
    assert [(lead.place.entry.car_id, lead.first_lap, lead.last_lap) for lead in story.leads] == [
        (1, 1, 2),
        (2, 3, 4),
        (1, 5, 5),
    ]
    assert story.decisive_lap == 5


def test_a_race_led_throughout_has_no_decisive_lap():
    story = story_of(race(steady({1: 0, 2: 900}, 4)))
    assert (len(story.leads), story.decisive_lap) == (1, None)


def test_the_win_on_the_road_may_be_lost_to_a_time_penalty():
    story = story_of(race(steady({1: 0, 2: 900}, 4), post_race=[post_race(1, 5)]))
    assert story.winner.entry.car_id == 2
    assert (story.road_winner.place.entry.car_id, story.road_winner.seconds) == (1, 5)
    assert story.decisive_lap is None


def test_the_win_on_the_road_may_be_lost_to_a_disqualification():
    story = story_of(race(steady({1: 0, 2: 900}, 4), order=[2, 1], penalties=[penalty(1, "Disqualified")]))
    assert (story.winner.entry.car_id, story.road_winner.disqualified, story.road_winner.seconds) == (2, True, 0)


def test_where_the_file_does_not_say_why_the_win_was_lost_neither_do_we():
    story = story_of(race(steady({1: 0, 2: 900}, 4), order=[2, 1], post_race=[post_race(1, 0)]))
    assert (story.road_winner.place.entry.car_id, story.road_winner.seconds) == (1, 0)
    assert not story.road_winner.disqualified


def test_without_laps_nothing_is_said_of_the_lead():
    story = story_of(result(lines=[line(1, laps=5, total=500), line(2, laps=5, total=600)]))
    assert (story.leads, story.road_winner, story.decisive_lap, story.fastest) == ((), None, None, None)
