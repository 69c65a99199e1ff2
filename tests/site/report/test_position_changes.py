import re

from tests.league.races import LAP, post_race, race, steady
from tests.payloads import penalty
from tests.site.report.small_reports import every_wording, report_of


def test_places_lost_to_time_penalties_and_disqualifications_are_listed():
    gaps = {1: 0, 2: 2000, 3: 4000, 4: 6000, 5: 30_000}
    text = report_of(
        race(
            steady(gaps, 6),
            order=[1, 4, 3, 2, 5],
            post_race=[post_race(2, 9), post_race(3, 5)],
            penalties=[penalty(5, "Disqualified")],
        )
    )
    assert "dropped Driver 2 from second to fourth." in text
    assert "A disqualification cost Driver 5 fifth place on the road." in text


def test_those_who_dropped_out_at_the_front_are_named_with_their_laps():
    text = report_of(race({1: [LAP] * 9, 2: [LAP + 500] * 3, 3: [LAP + 900] * 5}))
    assert "Driver 2 dropped out from second place after lap 3" in text
    assert "and Driver 3 from second place after lap 5." in text


def test_rises_and_falls_say_from_where():
    times = {car: [LAP + car * 5000] + [LAP] * 9 for car in range(1, 13)}
    grid = {f"S76561190{car:09}": car - 5 if car > 5 else car + 7 for car in times} | {f"S76561190{12:09}": 2}
    grid[f"S76561190{7:09}"] = 7
    text = report_of(race(times), grid=grid)
    assert "No one made up more places than the winner, who had qualified eighth." in text
    assert "Driver 12 fell from second in qualifying to 12th." in text
    times[12] = [LAP + 70_000] + [LAP - 7000] * 9
    assert all(re.search(r"12th (after|at the end of) lap 1.* second", text) for text in every_wording(race(times)))


def test_two_disqualifications_share_a_sentence():
    text = report_of(
        race(
            steady({1: 0, 2: 9000, 3: 19_000, 4: 30_000, 5: 40_000}, 3),
            order=[1, 3, 4, 2, 5],
            penalties=[penalty(2, "Disqualified"), penalty(5, "Disqualified")],
        )
    )
    assert "Disqualifications cost Driver 2 second place and Driver 5 fifth place on the road." in text


def test_disqualified_cars_that_were_not_at_the_front_are_counted():
    payload = race(
        steady({1: 0, 2: 9000, 3: 19_000}, 3) | {4: [LAP], 5: [LAP + 900]},
        penalties=[penalty(4, "Disqualified"), penalty(5, "Disqualified")],
    )
    assert "Two cars were disqualified." in report_of(payload)


def test_several_time_penalties_are_listed():
    gaps = {1: 0, 2: 2000, 3: 4000, 4: 6000, 5: 8000}
    penalties = [post_race(2, 7), post_race(3, 7)]
    text = report_of(race(steady(gaps, 6), post_race=penalties))
    assert "Time penalties dropped Driver 2 from second to fourth and Driver 3 from third to fifth." in text


def test_the_winners_own_recovery_is_told():
    times = {car: [LAP + car * 500] + [LAP] * 5 for car in range(1, 6)}
    times[5][1] -= 9000
    assert "The winner had been fifth after lap 1." in report_of(race(times))
