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
