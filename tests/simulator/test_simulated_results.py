import itertools

import pytest

from sitegen.simulator.leader_board import NO_SPLIT, NO_TIME
from sitegen.simulator.result_files import BOM

TOP = [
    "laps",
    "penalties",
    "post_race_penalties",
    "sessionIndex",
    "raceWeekendIndex",
    "sessionResult",
    "sessionType",
    "trackName",
    "serverName",
    "metaData",
    "Date",
    "SessionFile",
]
LINE = ["car", "currentDriver", "currentDriverIndex", "driverTotalTimes", "missingMandatoryPitstop", "timing"]
CAR = [
    "carId",
    "carModel",
    "carGroup",
    "carGuid",
    "teamGuid",
    "cupCategory",
    "drivers",
    "nationality",
    "raceNumber",
    "teamName",
]
TIMING = ["bestLap", "bestSplits", "lapCount", "lastLap", "lastSplitId", "lastSplits", "totalTime"]
PENALTY = ["carId", "clearedInLap", "driverIndex", "penalty", "penaltyValue", "reason", "violationInLap"]
LAP = ["carId", "driverIndex", "isValidForBest", "laptime", "splits"]
DRIVER = ["firstName", "lastName", "playerId", "shortName"]
RESULT = ["bestSplits", "bestlap", "isWetSession", "leaderBoardLines", "type"]


def races(season, content):
    return [content(result) for result in season.results if result.session_type.startswith("R")]


def lines_and_laps(result):
    for line in result["sessionResult"]["leaderBoardLines"]:
        yield line, [lap for lap in result["laps"] if lap["carId"] == line["car"]["carId"]]


def added_ms(result, line):
    penalties = result["post_race_penalties"]
    return 1000 * sum(penalty["penaltyValue"] for penalty in penalties if penalty["carId"] == line["car"]["carId"])


def test_keys_and_their_order_are_those_of_real_files(season, content):
    for result in map(content, season.results):
        board = result["sessionResult"]
        assert list(result) == TOP
        assert list(board) == RESULT
        assert {tuple(lap) for lap in result["laps"]} == {tuple(LAP)}
        assert all(list(penalty) == PENALTY for penalty in result["penalties"] + result["post_race_penalties"])
        for line in board["leaderBoardLines"]:
            assert [list(line), list(line["car"]), list(line["timing"])] == [LINE, CAR, TIMING]
            assert {tuple(driver) for driver in line["car"]["drivers"]} == {tuple(DRIVER)}
            assert line["currentDriver"] in line["car"]["drivers"]


def test_the_layout_is_that_of_a_server_manager(season):
    assert season.results[0].body.startswith(b'{\n  "laps": [\n    {\n      "carId": 10')


def test_one_file_begins_with_a_byte_order_mark(season):
    assert sum(result.body.startswith(BOM) for result in season.results) == 1


def test_a_file_is_named_after_its_end_on_the_local_clock(season, content):
    for result in season.results:
        assert content(result)["SessionFile"] == result.file == f"{result.ended:%y%m%d_%H%M%S}_{result.session_type}"
        assert content(result)["Date"] == f"{result.ended.isoformat()}Z"


def test_sectors_sum_to_the_lap(season, content):
    laps = [lap for result in season.results for lap in content(result)["laps"] if lap["laptime"] != -1]
    assert all(sum(lap["splits"]) == lap["laptime"] for lap in laps)


def test_lines_agree_with_laps(season, content):
    for line, laps in itertools.chain.from_iterable(lines_and_laps(content(result)) for result in season.results):
        timing, valid = line["timing"], [lap for lap in laps if lap["isValidForBest"]]
        assert timing["lapCount"] == len(laps)
        assert timing["bestLap"] == min((lap["laptime"] for lap in valid), default=NO_TIME)
        assert timing["bestSplits"] == [
            min((lap["splits"][sector] for lap in valid), default=NO_TIME) for sector in range(3)
        ]
        if laps and laps[-1]["laptime"] != -1:
            assert (timing["lastLap"], timing["lastSplits"]) == (laps[-1]["laptime"], laps[-1]["splits"])


def test_a_car_without_a_lap_has_sentinels(season, content):
    lines = [line for result in races(season, content) for line, laps in lines_and_laps(result) if not laps]
    assert [line["timing"] for line in lines] == [
        {
            "bestLap": NO_TIME,
            "bestSplits": [NO_TIME] * 3,
            "lapCount": 0,
            "lastLap": NO_TIME,
            "lastSplitId": NO_SPLIT,
            "lastSplits": [],
            "totalTime": NO_TIME,
        }
    ]


def test_laps_stand_in_the_order_in_which_cars_cross_the_line(season, content):
    for result in races(season, content):
        ends = {}
        for line, laps in lines_and_laps(result):
            if not laps or line["timing"]["lastSplitId"]:
                continue
            later = [lap["laptime"] for lap in laps[1:]]
            first = line["timing"]["totalTime"] - added_ms(result, line) - sum(later)
            ends[line["car"]["carId"]] = itertools.accumulate(later, initial=first)
        crossings = [next(ends[lap["carId"]]) for lap in result["laps"] if lap["carId"] in ends]
        assert crossings == sorted(crossings)


def test_the_first_race_lap_is_recorded_wrong_by_seconds_or_minutes(season, content):
    errors = [
        sum(lap["laptime"] for lap in laps) - line["timing"]["totalTime"] + added_ms(result, line)
        for result in races(season, content)
        for line, laps in lines_and_laps(result)
        if laps and not line["timing"]["lastSplitId"]
    ]
    assert min(errors) < -1000
    assert max(errors) > 300_000
    assert 0 not in errors


def test_races_are_ordered_by_laps_then_time_with_penalties_and_the_disqualified_come_last(season, content):
    for result in races(season, content):
        out = {penalty["carId"] for penalty in result["penalties"] if penalty["penalty"] == "Disqualified"}
        keys = [
            (line["car"]["carId"] in out, -line["timing"]["lapCount"], line["timing"]["totalTime"])
            for line in result["sessionResult"]["leaderBoardLines"]
        ]
        assert keys == sorted(keys)


def test_other_sessions_are_ordered_by_best_lap(season, content):
    for result in season.results:
        if not result.session_type.startswith("R"):
            bests = [line["timing"]["bestLap"] for line in content(result)["sessionResult"]["leaderBoardLines"]]
            assert bests == sorted(bests)


def test_after_the_flag_every_car_finishes_the_lap_it_is_on(season, content):
    for result in races(season, content):
        running = [line for line, laps in lines_and_laps(result) if laps and not line["timing"]["lastSplitId"]]
        ends = [line["timing"]["totalTime"] - added_ms(result, line) for line in running]
        most = max(line["timing"]["lapCount"] for line in running)
        flag = min(end for line, end in zip(running, ends, strict=True) if line["timing"]["lapCount"] == most)
        assert all(0 <= end - flag < line["timing"]["lastLap"] for line, end in zip(running, ends, strict=True))


def test_penalties_of_all_kinds_occur(season, content):
    kinds = {
        (penalty["penalty"], penalty["reason"], bool(penalty["violationInLap"]))
        for result in races(season, content)
        for penalty in result["penalties"] + result["post_race_penalties"]
    }
    assert kinds == {
        ("DriveThrough", "Cutting", True),
        ("StopAndGo_30", "PitSpeeding", True),
        ("PostRaceTime", "Cutting", False),
        ("Disqualified", "PitSpeeding", True),
        ("None", "Cutting", False),
    }


def test_a_retirement_leaves_few_laps(season, content):
    for result in races(season, content)[:1]:
        lines = result["sessionResult"]["leaderBoardLines"]
        assert lines[-1]["timing"]["lapCount"] <= lines[0]["timing"]["lapCount"] / 2


def test_a_pit_stop_is_seen_at_the_end_of_one_lap_and_the_beginning_of_the_next(season, content):
    result = content(next(result for result in season.results if result.session_type == "R"))
    _, laps = next(lines_and_laps(result))
    (stop,) = [index for index, lap in enumerate(laps) if lap["splits"][2] > laps[1]["splits"][2] + 25_000]
    assert laps[stop + 1]["splits"][0] > laps[1]["splits"][0] + 15_000
    assert [laps[stop]["isValidForBest"], laps[stop + 1]["isValidForBest"]] == [False, False]


@pytest.mark.parametrize(("kind", "stop", "times"), [("Q", -1, 0), ("R", 0, 1)])
def test_what_only_races_know_is_missing_elsewhere(season, content, kind, stop, times):
    line = content(next(result for result in season.results if result.session_type == kind))["sessionResult"][
        "leaderBoardLines"
    ][0]
    assert (line["missingMandatoryPitstop"], len(line["driverTotalTimes"])) == (stop, times)
