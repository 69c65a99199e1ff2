"""Real results of a league, every number of `data/` beside the oracle's; where the shared data is."""

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import oracle, shared_league
from tests.agreement import disagreements
from tests.shared_league import CREDENTIALS, SERVERS, data, differences, first_of, read

TABLE = (25, 18, 15, 12, 10, 8, 6, 4, 2, 1)
"""What the standings' points were made with; see the shared data's README."""

pytestmark = [pytest.mark.whole, shared_league.needed]
site, known, sessions = shared_league.site, shared_league.known, shared_league.sessions

COMPARED_ELSEWHERE = (
    "progression", "contenders", "differences", "calendar", "seasons", "track_bests", "rivals",
)  # fmt: skip


def rows_of(site: Path, address: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((site / "public" / "data" / address).read_text("utf-8"), newline="")))


def without(found: dict, *names: str) -> dict:
    return {key: value for key, value in found.items() if key not in names}


def championships_of(known: oracle.Known) -> set[str]:
    driven = {oracle.championship_and_event(result)[0] for result in known.results.values()} - {None}
    return driven | set(known.standings)


def test_all_results_become_sessions_without_a_warning(site, known):
    report = read(site / "public" / "build.json")
    assert report["warnings"] == []
    assert report["sessions"] == len(known.results) == 250
    assert report["requests"] == 0
    files = {str(file.relative_to(site / "public" / "data")) for file in (site / "public" / "data").rglob("*.json")}
    assert {file for file in files if file.startswith("sessions/")} == {f"sessions/{one}.json" for one in known.results}


@pytest.mark.parametrize("server", SERVERS)
def test_every_number_of_every_session_is_right(sessions, known, server):
    wrong = []
    for session, found in sessions.items():
        if session.startswith(f"{server}/"):
            expected = oracle.expected_session(known, session, found)
            its = without(found, "notes") | {"track": found["track"]["id"]}
            wrong += [f"{session}{difference}" for difference in differences(expected, its)]
    assert not wrong, first_of(wrong)


def test_the_notes_name_every_car_that_was_set_between_its_neighbours(sessions, known):
    wrong = []
    for session, found in sessions.items():
        result = known.results[session]
        if not oracle.is_race(result):
            continue
        order, repaired = oracle.repaired_first_laps(result)
        first = {lap["car_id"]: lap["ms"] for lap in found["laps"] if lap["lap"] == 1}
        numbers = {place["car_id"]: str(place["number"]) for place in found["classification"]}
        moved = [numbers[car_id] for car_id in order if first[car_id] != repaired.get(car_id)]
        longest = max(oracle.longest_runs([repaired[car_id] for car_id in order if car_id in repaired]))
        (note,) = [note for note in found["notes"] if note.startswith("Lap 1 is")]
        named = re.findall(r"#(\d+)", note)
        if Counter(moved) - Counter(named) or len(named) != len(order) - longest:
            wrong.append((session, moved, named, longest))
    assert not wrong, first_of(wrong)


def test_every_number_of_every_championship_is_right(site, sessions, known):
    wrong = []
    for championship in sorted(championships_of(known)):
        found = without(data(site, f"championships/{championship}.json"), "name", *COMPARED_ELSEWHERE)
        found["events"] = [without(event, "name") | {"track": event["track"]["id"]} for event in found["events"]]
        expected = oracle.expected_championship(known, championship, sessions)
        wrong += [f"{championship}{difference}" for difference in differences(expected, found)]
    assert not wrong, first_of(wrong)


@pytest.mark.parametrize(
    ("championship", "classes", "teams", "races_of_rounds"),
    [
        ("36a68c73-2ceb-47e3-9c40-bae0c90e4822", {"": 47}, {"": 12}, [1] * 8),
        ("8e7ffa59-80cb-40eb-8506-6eecff8222e0", {"": 51}, {"": 12}, [1] * 8),
        ("5ed78955-130b-4009-aa33-afb0b9c6df05", {"GT3": 75, "TCX": 30}, {"GT3": 0, "TCX": 0}, [1] * 8),
        ("f7fe81ab-a83d-4e66-be40-353f92ddd7ad", {"": 79}, {"": 0}, [2] * 5),
    ],
)
def test_a_whole_championship_has_its_standings_and_rounds(site, known, championship, classes, teams, races_of_rounds):
    found = data(site, f"championships/{championship}.json")
    assert {name: len(rows) for name, rows in found["drivers"].items()} == classes
    assert {name: len(rows) for name, rows in found["teams"].items()} == teams
    races = [[one for one in event["sessions"] if oracle.is_race(known.results[one])] for event in found["events"]]
    assert [len(of_round) for of_round in races] == races_of_rounds
    for rows in found["drivers"].values():
        for row in rows:
            assert [[race["session"] for race in one["races"]] for one in row["rounds"]] == races


def test_the_places_of_the_rounds_give_the_points_of_the_standings(site, known):
    """The server counted without us: the strongest sign that places and classes are as it sees them."""
    wrong = []
    for championship in known.standings:
        found = data(site, f"championships/{championship}.json")
        for name, rows in found["drivers"].items():
            for row in rows:
                scored = [sum(points(race["position"]) for race in one["races"]) for one in row["rounds"]]
                told = [one["points"] for one in row["rounds"]]
                # The server says nothing of an event in which somebody did not take part.
                wrong += [(row["driver"], scored, told)] * any(
                    has is not None and has != got for has, got in zip(told, scored, strict=True)
                )
                kept = sum(got for got, one in zip(scored, row["rounds"], strict=True) if not one["dropped"])
                if row["points"] != kept - row["penalty"]:
                    wrong.append((championship, name, row["driver"]["name"], row["points"], row["penalty"], scored))
    assert not wrong, first_of(wrong)


def points(position: int | None) -> int:
    return TABLE[position - 1] if position is not None and position <= len(TABLE) else 0


def test_every_number_of_every_driver_is_right(site, sessions, known):
    folder = site / "public" / "data" / "drivers"
    careers = oracle.expected_careers(known, sessions)
    assert {file.stem for file in folder.glob("*.json")} == set(careers)
    wrong = []
    for slug, expected in careers.items():
        found = without(read(folder / f"{slug}.json"), "name", "former_names", *COMPARED_ELSEWHERE)
        for one in (expected, found):
            one["sessions"] = sorted(one["sessions"])
            one["best_finishes"] = sorted(one["best_finishes"], key=lambda finish: finish["session"])
        wrong += [f"{slug}{difference}" for difference in differences(expected, found)]
    assert not wrong, first_of(wrong)


def test_everybody_has_a_public_id_of_their_own(known):
    assert len(set(known.public_ids.values())) == len(known.public_ids)
    everybody = {
        who for result in known.results.values() for line in oracle.lines(result) for who in oracle.people(line)
    }
    assert everybody - set(known.public_ids) == set()


def test_the_index_says_of_everything_what_its_own_file_says(site, sessions, known):
    index = data(site, "index.json")
    entries = {entry["id"]: entry for entry in index["sessions"]}
    assert len(index["sessions"]) == len(entries)
    assert set(entries) == set(known.results)
    for session, entry in entries.items():
        own = sessions[session]
        same = {name: own[name] for name in ("id", "type", "track", "date", "championship", "event")}
        assert entry == same | {"url": f"sessions/{session}/", "data": f"data/sessions/{session}.json"}
    for kind, ids in (("championships", championships_of(known)), ("drivers", set(known.public_ids.values()))):
        assert sorted(entry["id"] for entry in index[kind]) == sorted(ids)
        for entry in index[kind]:
            assert entry["data"] == f"data/{kind}/{entry['id']}.json"
            assert read(site / "public" / entry["data"])["name"] == entry["name"]
    pages = [entry["url"] for entries in index.values() for entry in entries]
    assert [url for url in pages if not (site / "public" / url / "index.html").is_file()] == []
    assert len(set(pages)) == len(pages)


def text(value) -> str:
    """A value of the JSON in a field of a CSV."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@")):
        return f"'{value}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def test_the_tables_of_sessions_say_the_same_as_their_json(site, sessions):
    for session, found in sessions.items():
        names, *rows = rows_of(site, f"sessions/{session}.csv")
        assert set(names) == set(found["classification"][0])
        for row, place in zip(rows, found["classification"], strict=True):
            flat = place | {
                "car": place["car"]["name"],
                "drivers": " / ".join(driver["name"] for driver in place["drivers"]),
                "penalties": "; ".join(f"{one['penalty']} {one['reason']}" for one in place["penalties"]),
            }
            assert row == [text(flat[name]) for name in names], session
        names, *rows = rows_of(site, f"sessions/{session}.laps.csv")
        assert set(names) == set(found["laps"][0]) - {"sectors"} | {"sector_1", "sector_2", "sector_3"}
        for row, lap in zip(rows, found["laps"], strict=True):
            flat = lap | {f"sector_{n}": ms for n, ms in enumerate(lap["sectors"], 1)}
            assert row == [text(flat[name]) for name in names], session


def test_the_tables_of_championships_say_the_same_as_their_json(site, known):
    for championship in championships_of(known):
        found = data(site, f"championships/{championship}.json")
        names, *rows = rows_of(site, f"championships/{championship}.csv")
        fields = names[: len(names) - len(found["events"])]
        assert names[len(fields) :] == [f"R{n} {event['name']}" for n, event in enumerate(found["events"], 1)]
        standings = [(name, row) for name, table in found["drivers"].items() for row in table]
        for cells, (name, row) in zip(rows, standings, strict=True):
            flat = row | {"class": name, "driver": row["driver"]["name"]}
            expected = [flat[field] for field in fields] + [one["points"] for one in row["rounds"]]
            assert cells == [text(value) for value in expected]
        teams = [(name, row) for name, table in found["teams"].items() for row in table]
        if teams:
            names, *rows = rows_of(site, f"championships/{championship}.teams.csv")
            assert rows == [[text((row | {"class": name})[field]) for field in names] for name, row in teams]


def test_no_player_id_and_no_secret_is_in_any_file(site, known):
    """The very ids of these results, with and without their letter; and whatever else looks like one."""
    private = {who.lstrip("S") for who in known.public_ids} | set(CREDENTIALS.values())
    private = {one.encode() for one in private}
    looks_like_one = re.compile(rb"(?<!\d)7656\d{13}(?!\d)|\bM\d{6,}\b")
    words = re.compile(rb"[\w-]+")
    found = []
    for file in sorted((site / "public").rglob("*")):
        if file.is_file():
            address = str(file.relative_to(site / "public"))
            body = address.encode() + b"\n" + file.read_bytes()
            hits = {word.lstrip(b"S") for word in words.findall(body)} & private
            hits |= set(looks_like_one.findall(body))
            found += [(address, hits)] * bool(hits)
    assert found == []


def test_pages_say_what_data_says(site, known):
    wrong = [one for session in known.results for one in disagreements(site / "public", session)]
    assert not wrong, first_of(wrong)


def races(sessions) -> Iterator[tuple[str, dict, list[dict], dict]]:
    """Id, data, the classified cars on the winner's lap, and every car's last lap, of races with a repaired lap 1."""
    for session, found in sessions.items():
        if found["notes"] and found["notes"][0].startswith("Lap 1 is repaired"):
            cars = found["classification"]
            on_lead_lap = [one for one in cars if one["status"] == "classified" and one["laps"] == cars[0]["laps"]]
            yield session, found, on_lead_lap, {lap["car_id"]: lap for lap in found["laps"]}


def added_ms(place: dict) -> int:
    return 1000 * sum(penalty["seconds"] or 0 for penalty in place["penalties"])


def test_the_gap_on_the_last_lap_is_the_gap_of_the_result_without_added_time(sessions):
    wrong, compared = [], 0
    for session, found, on_lead_lap, last in races(sessions):
        placed = re.findall(r"#(\d+)", found["notes"][0])
        sure = [one for one in on_lead_lap if str(one["number"]) not in placed]
        for place in sure[1:] if sure and sure[0]["position"] == 1 else []:
            leader = sure[0]
            on_road = last[place["car_id"]]["gap_ms"] - last[leader["car_id"]]["gap_ms"]
            compared += 1
            if on_road != place["gap_ms"] - added_ms(place) + added_ms(leader):
                wrong.append((session, place["number"], on_road, place["gap_ms"]))
    assert not wrong, first_of(wrong)
    assert compared > 1500


def test_the_place_after_the_last_lap_is_the_place_unless_a_penalty_or_a_note_says_why(sessions):
    wrong, compared = [], 0
    for session, found, on_lead_lap, last in races(sessions):
        explained = {pair for note in found["notes"] for pair in re.findall(r"#(\d+) (?:before|behind) #(\d+)", note)}
        for ahead, behind in itertools.pairwise(on_lead_lap):
            compared += 1
            swapped = last[behind["car_id"]]["position"] < last[ahead["car_id"]]["position"]
            pair = (str(behind["number"]), str(ahead["number"]))
            if swapped and not added_ms(ahead) and not added_ms(behind) and pair not in explained:
                wrong.append((session, pair))
    assert not wrong, first_of(wrong)
    assert compared > 1500
