import json

from sitegen.simulator import make_season
from sitegen.simulator.standings import POINTS, score_race


def rows(season, **options):
    standings = json.loads(season.standings(**options))["DriverStandings"]
    return [(name, row) for name, rows in standings.items() for row in rows]


def events(row):
    ((_, team),) = row["Teams"].items()
    return {event: score["Points"] for event, score in team["EventIDs"].items()}


def result_body(*cars, penalties=()):
    return json.dumps(
        {
            "sessionResult": {
                "leaderBoardLines": [
                    {
                        "car": {"carId": number, "carModel": model, "drivers": [{"playerId": f"S{number}"}]},
                        "timing": {"lapCount": laps},
                    }
                    for number, model, laps in cars
                ]
            },
            "penalties": [{"carId": number, "penalty": penalty} for number, penalty in penalties],
        }
    ).encode()


def test_points_are_given_class_by_class():
    assert score_race(result_body((1, 32, 20), (2, 61, 19), (3, 34, 19), (4, 51, 18))) == {
        "S1": 25,
        "S2": 25,
        "S3": 18,
        "S4": 18,
    }


def test_the_disqualified_and_those_with_few_laps_score_nothing():
    body = result_body((1, 32, 20), (2, 32, 15), (3, 32, 14), (4, 32, 20), penalties=[(4, "Disqualified")])
    assert score_race(body) == {"S1": 25, "S2": 18, "S3": 0, "S4": 0}


def test_new_rows_have_the_keys_of_real_ones(season):
    standings = json.loads(season.standings())
    assert list(standings) == ["DriverStandings", "TeamStandings"]
    assert list(standings["DriverStandings"]) == ["GT3", "GT4"]
    assert {tuple(row) for _, row in rows(season)} == {
        (
            "DriverName",
            "DriverGUID",
            "CarModel",
            "IsPlayer",
            "Teams",
            "Points",
            "PointsPenalty",
            "Position",
            "Even",
            "IgnoredEventIDs",
        )
    }
    team = standings["TeamStandings"]["GT3"][0]
    assert list(team) == ["TeamName", "Points", "PointsPenalty", "IgnoredEventIDs"]


def test_old_rows_have_no_points_of_events_and_no_teams(season):
    standings = json.loads(season.standings(generation="old"))
    assert standings["TeamStandings"] == {"GT3": None, "GT4": None}
    row = standings["DriverStandings"]["GT3"][0]
    assert list(row) == [
        "DriverName",
        "DriverGUID",
        "CarModel",
        "IsPlayer",
        "TeamPoints",
        "Points",
        "PointsPenalty",
        "IgnoredEventIDs",
    ]
    assert row["TeamPoints"] == {}
    assert not row["DriverGUID"].startswith("S")


def test_both_generations_count_the_same_points(season):
    new = [(row["DriverName"], row["Points"], row["PointsPenalty"]) for _, row in rows(season)]
    assert new == [
        (row["DriverName"], row["Points"], row["PointsPenalty"]) for _, row in rows(season, generation="old")
    ]


def test_points_are_the_sum_of_events_without_the_ignored_one_and_without_the_penalty(season):
    for _, row in rows(season):
        ((_, team),) = row["Teams"].items()
        ignored = sum(events(row)[event] for event in row["IgnoredEventIDs"])
        assert team["Points"] == sum(events(row).values())
        assert row["Points"] == team["Points"] - ignored - row["PointsPenalty"]


def test_the_worst_event_of_everybody_is_ignored(season):
    for _, row in rows(season):
        (ignored,) = row["IgnoredEventIDs"]
        assert events(row)[ignored] == min(events(row).values())


def test_a_teams_points_are_the_sum_of_its_drivers(season):
    teams = json.loads(season.standings())["TeamStandings"]
    for name in teams:
        sums = {}
        for row_class, row in rows(season):
            if row_class == name:
                (team,) = row["Teams"]
                sums[team] = sums.get(team, 0) + row["Points"]
        assert {row["TeamName"]: row["Points"] for row in teams[name]} == sums


def test_positions_are_shared_by_those_who_are_even(season):
    for name in ("GT3", "GT4"):
        points = [row["Points"] for row_class, row in rows(season) if row_class == name]
        assert points == sorted(points, reverse=True)
        for row_class, row in rows(season):
            if row_class == name:
                assert row["Position"] == points.index(row["Points"]) + 1
                assert row["Even"] == (points.count(row["Points"]) > 1)


def test_every_season_has_a_tie_near_the_top_and_two_decisions_of_the_stewards():
    for seed in range(3):
        standings = rows(make_season(seed))
        assert [row["Position"] for name, row in standings if name == "GT4" and row["Even"]][:2] == [3, 3]
        assert sorted(name for name, row in standings if row["PointsPenalty"]) == ["GT3", "GT4"]


def test_standings_agree_with_the_races(season, content):
    last = season.results[-1]
    order = [line["car"]["raceNumber"] for line in content(last)["sessionResult"]["leaderBoardLines"]]
    numbers = [entry.number for entry in season.entries if entry.car_class == "GT3"]
    gt3 = [number for number in order if number in numbers]
    scores = {
        team["EventIDs"][last.event_id]["RaceNumber"]: team["EventIDs"][last.event_id]["Points"]
        for name, row in rows(season)
        for team in row["Teams"].values()
        if name == "GT3" and last.event_id in team["EventIDs"]
    }
    assert [scores[number] for number in gt3[: len(POINTS)]] == list(POINTS)


def test_both_races_of_an_event_count_together(season):
    first, second = [result for result in season.results if result.session_type in ("R1", "R2")]
    scores = [score_race(result.body) for result in (first, second)]
    for _, row in rows(season):
        if first.event_id in events(row):
            assert events(row)[first.event_id] == sum(score.get(row["DriverGUID"], 0) for score in scores)


def test_standings_after_a_result_know_nothing_of_what_came_later(season):
    first = next(result for result in season.results if result.session_type == "R")
    after = rows(season, after=first.file)
    assert {event for _, row in after for event in events(row)} == {first.event_id}
    assert not any(row["IgnoredEventIDs"] or row["PointsPenalty"] for _, row in after)


def test_before_the_first_race_everybody_is_level(season):
    after = rows(season, after=season.results[0].file)
    assert {(row["Points"], row["Position"], row["Even"]) for _, row in after} == {(0, 1, True)}


def test_guests_of_the_two_driver_race_are_not_in_the_standings(season):
    guests = {entry.co_driver.player_id for entry in season.entries}
    assert guests.isdisjoint(row["DriverGUID"] for _, row in rows(season))
