import datetime as dt
import itertools
import re

import pytest

from sitegen.league.game.reference import car_model, track_with_id
from sitegen.simulator import make_season


def races(season):
    return [result for result in season.results if result.session_type.startswith("R")]


def of_championship(season):
    return [result for result in season.results if result.championship_id]


def drivers(content, results):
    return [
        driver
        for result in results
        for line in content(result)["sessionResult"]["leaderBoardLines"]
        for driver in line["car"]["drivers"]
    ]


def test_the_same_arguments_give_the_same_bytes(season):
    again = make_season(seed=7, last_day=dt.date(2026, 5, 17), rounds=7)
    assert [result.body for result in again.results] == [result.body for result in season.results]
    assert again.standings() == season.standings()


def test_another_seed_gives_another_season(season):
    assert make_season(seed=8).results[0].body != season.results[0].body


def test_rounds_lie_a_week_apart_and_end_on_the_last_day():
    season = make_season(last_day=dt.date(2025, 11, 2), rounds=6)
    days = sorted({result.ended.date() for result in of_championship(season)})
    assert days == [dt.date(2025, 9, 28) + dt.timedelta(weeks=week) for week in range(6)]


def test_results_come_oldest_first_under_different_names(season):
    files = [result.file for result in season.results]
    assert files == sorted(set(files))


def test_every_round_has_practice_qualifying_and_race_on_a_track_of_its_own(season):
    events = [
        (list(group), event)
        for event, group in itertools.groupby(of_championship(season), lambda result: result.event_id)
    ]
    kinds = sorted([result.session_type for result in group] for group, _ in events)
    assert kinds == [["FP", "Q", "R"]] * 6 + [["FP", "Q", "R1", "R2"]]
    tracks = [group[0].track for group, _ in events]
    assert len(set(tracks)) == 7
    assert all(track_with_id(name).country for name in tracks)


def test_a_season_of_too_few_rounds_is_refused():
    with pytest.raises(ValueError, match="rounds is 3"):
        make_season(rounds=3)


def test_an_unknown_file_is_no_result(season):
    with pytest.raises(KeyError):
        season.result("260101_000000_R")


def test_there_are_two_classes_of_many_teams(season):
    classes = [entry.car_class for entry in season.entries]
    assert (classes.count("GT3"), classes.count("GT4")) == (14, 10)
    assert len({(entry.team, entry.car_class) for entry in season.entries}) == 12


def test_nobody_has_an_id_that_steam_has_given(season, content):
    ids = {driver["playerId"] for driver in drivers(content, season.results)} - {"50"}
    assert all(
        re.fullmatch(r"S7656119\d{10}", player_id) and int(player_id[1:]) < 76561197960265728 for player_id in ids
    )


def test_two_people_share_a_name(season, content):
    everybody = drivers(content, of_championship(season))
    ids = {driver["playerId"] for driver in everybody if (driver["firstName"], driver["lastName"]) == ("Alex", "Weber")}
    assert len(ids) == 2


def test_one_driver_changes_his_name_in_mid_season(season, content):
    names = [driver["lastName"] for driver in drivers(content, season.results) if driver["firstName"] == "Mika"]
    assert [name for name, _ in itertools.groupby(names)] == ["Halonen", "Halonen-Virtanen 🦊"]


def test_names_try_what_a_page_must_withstand(season, content):
    names = {f"{driver['firstName']} {driver['lastName']}" for driver in drivers(content, season.results)}
    assert {'<b>Robert</b> "Tables" & Sons', "健 山田", "Siobhán O'Dowd", "Zoë\n| ZR | Reyes"} <= names


def test_two_rounds_are_wet(season, content):
    wet = {result.event_id for result in of_championship(season) if content(result)["sessionResult"]["isWetSession"]}
    assert len(wet) == 2


def test_in_the_long_race_drivers_take_turns_and_both_times_are_kept(season, content):
    longest = content(max(races(season), key=lambda result: len(result.body)))
    leader = longest["sessionResult"]["leaderBoardLines"][0]
    laps = [lap for lap in longest["laps"] if lap["carId"] == leader["car"]["carId"]]
    turns = [index for index, _ in itertools.groupby(lap["driverIndex"] for lap in laps)]
    assert turns == [0, 1, 0]
    assert sum(leader["driverTotalTimes"]) == pytest.approx(leader["timing"]["totalTime"], abs=2)


def test_a_practice_holds_a_reconnect_an_empty_seat_an_unknown_car_and_a_lap_nobody_finished(season, content):
    (practice,) = [result for result in season.results if content(result)["metaData"] == "practice"]
    lines = content(practice)["sessionResult"]["leaderBoardLines"]
    ids = [driver["playerId"] for line in lines for driver in line["car"]["drivers"]]
    assert len(ids) == len(set(ids)) + 1
    assert {"firstName": "", "lastName": "", "playerId": "50", "shortName": ""} in drivers(content, [practice])
    assert [line["car"]["carModel"] for line in lines if not car_model(line["car"]["carModel"]).car_class] == [99]
    assert [len(lap["splits"]) for lap in content(practice)["laps"] if lap["laptime"] == -1] == [1]


def test_two_sessions_are_custom_races(season, content):
    custom = [
        result for result in season.results if re.fullmatch(r"custom_race:[0-9a-f-]{36}", content(result)["metaData"])
    ]
    assert [result.session_type for result in custom] == ["FP", "R"]
