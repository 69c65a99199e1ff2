"""The numbers of data/ once more, from raw files and the specification alone.

Made without a look at sitegen's own computing, with plain dicts and loops and no thought of speed, so that
it can be compared with sitegen and one of the two be found wrong. What the specification leaves to the site is
taken from it: public driver ids; which way a half is rounded; and, where several longest runs of cars could be
trusted on lap 1, which of them was.
"""

import json
import math
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

NO_TIME = 2147483647
SIX_HOURS = timedelta(hours=6)
CLASSIFIED_SHARE = Fraction(3, 4)


# What a file says ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """What is needed besides a result: all results by session id, standings by championship, names, zone."""

    results: dict[str, dict]
    standings: dict[str, dict]
    public_ids: dict[str, str]  # "S7656…" → slug
    car_models: dict[str, dict]  # of enums.json
    zone: ZoneInfo


def read(league: Path, public_ids: dict[str, str], zone: str) -> Known:
    """The shared league: server1/*.json … and standings/*.json."""
    enums = json.loads((league.parent / "enums.json").read_text("utf-8"))
    return Known(
        {
            f"{folder.name}/{file.stem}": json.loads(file.read_text("utf-8-sig"))
            for folder in sorted(league.glob("server*"))
            for file in sorted(folder.glob("*.json"))
        },
        {file.stem: json.loads(file.read_text("utf-8-sig")) for file in sorted((league / "standings").glob("*.json"))},
        public_ids,
        enums["car_models"],
        ZoneInfo(zone),
    )


def ended(known: Known, session: str) -> datetime:
    """The false Z taken away, the server's own clock put in."""
    naive = datetime.fromisoformat(known.results[session]["Date"].removesuffix("Z"))
    return naive.replace(tzinfo=known.zone)


def instant(known: Known, session: str) -> float:
    """For order and distances: an hour is an hour, also in the night in which the clocks change."""
    return ended(known, session).timestamp()


def championship_and_event(result: dict) -> tuple[str | None, str | None]:
    parts = result["metaData"].split(":")
    if parts[0] != "championship" or len(parts) != 3:
        return None, None
    return parts[1], parts[2]


def is_race(result: dict) -> bool:
    return result["sessionResult"]["type"] == 1 or result["sessionType"].startswith("R")


def is_qualifying(result: dict) -> bool:
    return result["sessionType"].startswith("Q") and not is_race(result)


def lines(result: dict) -> list[dict]:
    return result["sessionResult"]["leaderBoardLines"]


def time_or_none(value: int) -> int | None:
    return value if 0 < value < NO_TIME else None


def finished(lap: dict) -> bool:
    return time_or_none(lap["laptime"]) is not None and len(lap["splits"]) >= 3


def all_penalties(result: dict) -> list[dict]:
    return (result["penalties"] or []) + (result["post_race_penalties"] or [])


def laps_of(result: dict, car_id: int) -> list[dict]:
    return [lap for lap in result["laps"] if lap["carId"] == car_id]


def counts(lap: dict) -> bool:
    """A valid lap."""
    return lap["isValidForBest"] and finished(lap)


def person(player_id: str) -> str | None:
    """The identity: with its S, as results write it; None for an empty slot."""
    if player_id.isdigit():
        return "S" + player_id if len(player_id) == 17 else None
    return player_id


def people(line: dict) -> list[str]:
    """Who is in a car, everybody once, without empty slots."""
    everybody = []
    for driver in line["car"]["drivers"]:
        who = person(driver["playerId"])
        if who is not None and who not in everybody:
            everybody.append(who)
    return everybody


# Sessions that belong together --------------------------------------------------------------------------------------


def same_event(known: Known, session: str) -> list[str]:
    """All sessions of this one's event in order of time, itself too."""
    result = known.results[session]
    championship, event = championship_and_event(result)
    if championship is not None:
        mine = [s for s, r in known.results.items() if championship_and_event(r) == (championship, event)]
        return sorted(mine, key=lambda s: (instant(known, s), s))
    server = session.split("/", maxsplit=1)[0]
    alike = [
        other
        for other, r in known.results.items()
        if other.split("/")[0] == server
        and r["metaData"] == result["metaData"]
        and r["trackName"] == result["trackName"]
    ]
    alike.sort(key=lambda s: (instant(known, s), s))
    group = [session]
    at = alike.index(session)
    for other in alike[at + 1 :]:
        if instant(known, other) - instant(known, group[-1]) > SIX_HOURS.total_seconds():
            break
        group.append(other)
    for other in reversed(alike[:at]):
        if instant(known, group[0]) - instant(known, other) > SIX_HOURS.total_seconds():
            break
        group.insert(0, other)
    return group


def qualifying_before(known: Known, race: str) -> str | None:
    before = [
        s
        for s in same_event(known, race)
        if is_qualifying(known.results[s]) and instant(known, s) < instant(known, race)
    ]
    return before[-1] if before else None


# A session ----------------------------------------------------------------------------------------------------------


def car_classes(known: Known, result: dict) -> list[str | None]:
    """By the standings where they have classes, else by the model.

    The specification says nothing of somebody who is listed in two classes. Of these it must be the model's: points
    are given by class, and only then do the places give everybody's points.
    """
    championship, _ = championship_and_event(result)
    listed_in: dict[str, list[str]] = {}
    for name, rows in known.standings.get(championship, {"DriverStandings": {}})["DriverStandings"].items():
        for row in rows or []:
            if name:
                listed_in.setdefault(person(row["DriverGUID"]), []).append(name)
    classes = []
    for line in lines(result):
        by_model = known.car_models.get(str(line["car"]["carModel"]), {}).get("class")
        listed = [name for who in people(line) for name in listed_in.get(who, [])]
        classes.append(by_model if not listed or by_model in listed else listed[0])
    return classes


def longest_runs(values: list[int]) -> list[int]:
    """For each place how long a rising run may be that ends there (the naive way)."""
    best = []
    for i, value in enumerate(values):
        best.append(1 + max((best[j] for j in range(i) if values[j] < value), default=0))
    return best


def all_longest_runs(values: list[int]) -> list[list[int]]:
    """Every longest rising run as places in `values`; real races have up to a hundred."""
    best = longest_runs(values)
    length = max(best, default=0)
    runs = [[i] for i in range(len(values)) if best[i] == length]
    for step in range(length - 1, 0, -1):
        runs = [[j, *run] for run in runs for j in range(run[0]) if best[j] == step and values[j] < values[run[0]]]
    return runs


def repaired_first_laps(result: dict) -> tuple[list[int], dict[int, int]]:
    """Cars in the order in which they crossed the line after lap 1; and the true lap 1 of those that have one."""
    order = []
    for lap in result["laps"]:
        came_round = finished(lap) or len(laps_of(result, lap["carId"])) > 1
        if lap["carId"] not in order and came_round:
            order.append(lap["carId"])
    repaired = {}
    for line in lines(result):
        car_id = line["car"]["carId"]
        total = time_or_none(line["timing"]["totalTime"])
        laps = laps_of(result, car_id)
        if car_id not in order or total is None or not all(finished(lap) for lap in laps[1:]):
            continue
        added = sum(
            p["penaltyValue"] * 1000
            for p in all_penalties(result)
            if p["carId"] == car_id and p["penalty"] == "PostRaceTime"
        )
        repaired[car_id] = total - added - sum(lap["laptime"] for lap in laps[1:])
    return order, repaired


def first_laps_with(order: list[int], kept: dict[int, int], seen: dict[int, int | None]) -> dict[int, int]:
    """Everybody's lap 1 when these cars are trusted: all others evenly between their neighbours."""
    times = {}
    places = [i for i, car_id in enumerate(order) if car_id in kept]
    for i, car_id in enumerate(order):
        if car_id in kept:
            times[car_id] = kept[car_id]
            continue
        before = [place for place in places if place < i]
        after = [place for place in places if place > i]
        if before and after:
            low, high = kept[order[before[-1]]], kept[order[after[0]]]
            value = low + Fraction((high - low) * (i - before[-1]), after[0] - before[-1])
            times[car_id] = nearest(value, seen.get(car_id))
        else:
            times[car_id] = at_an_edge(order, kept, i, seen.get(car_id))
    return times


def at_an_edge(order: list[int], kept: dict[int, int], i: int, seen: int | None) -> int:
    """With one neighbour there is no between: whatever the site says, if it is no sooner, or no later, than that."""
    neighbour = min((j for j, car_id in enumerate(order) if car_id in kept), key=lambda j: abs(j - i))
    value = kept[order[neighbour]]
    right_side = seen is not None and (seen >= value if neighbour < i else seen <= value)
    return seen if right_side else value


def nearest(value: Fraction, seen: int | None) -> int:
    """The nearest millisecond; a half has two, and the specification leaves the choice to the site."""
    if seen is not None and abs(value - seen) == Fraction(1, 2):
        return seen
    return math.floor(value + Fraction(1, 2))


def first_laps(result: dict, seen: dict[int, int | None]) -> dict[int, int] | None:
    """Lap 1 of every car: with the longest run that the site chose, if it is one; else with the first there is."""
    order, repaired = repaired_first_laps(result)
    able = [car_id for car_id in order if car_id in repaired]
    runs = all_longest_runs([repaired[car_id] for car_id in able]) if able else []
    choices = [first_laps_with(order, {able[i]: repaired[able[i]] for i in run}, seen) for run in runs]
    return next((choice for choice in choices if choice == seen), choices[0]) if choices else None


def expected_laps(known: Known, session: str, seen: list[dict]) -> list[dict]:
    result = known.results[session]
    race = is_race(result)
    driver_of = {}
    for line in lines(result):
        slots = [known.public_ids.get(person(d["playerId"])) for d in line["car"]["drivers"]]
        for index, slug in enumerate(slots):
            driver_of[line["car"]["carId"], index] = slug
    fixed = None
    if race:
        fixed = first_laps(result, {lap["car_id"]: lap["ms"] for lap in seen if lap["lap"] == 1})
    number_of_laps: Counter = Counter()
    crossed: Counter = Counter()
    since_start: dict[int, int | None] = {}
    first_since_start: dict[int, int | None] = {}
    laps = []
    for lap in result["laps"]:
        car_id = lap["carId"]
        number_of_laps[car_id] += 1
        n = number_of_laps[car_id]
        crossed[n] += 1
        recorded = lap["laptime"] if finished(lap) else None
        ms = fixed.get(car_id, recorded) if n == 1 and fixed is not None else recorded
        earlier = since_start.get(car_id) if n > 1 else 0
        since_start[car_id] = None if ms is None or earlier is None else earlier + ms
        if ms is not None and n not in first_since_start:
            first_since_start[n] = since_start[car_id]
        gap = None
        if race and since_start[car_id] is not None and first_since_start.get(n) is not None:
            gap = since_start[car_id] - first_since_start[n]
        sectors = [time_or_none(s) for s in lap["splits"][:3]]
        laps.append(
            {
                "car_id": car_id,
                "driver": driver_of.get((car_id, lap["driverIndex"])),
                "lap": n,
                "ms": ms,
                "recorded_ms": recorded,
                "sectors": sectors + [None] * (3 - len(sectors)),
                "valid": lap["isValidForBest"],
                "position": crossed[n],
                "gap_ms": gap,
            }
        )
    return laps


def fastest_sectors(laps: list[dict]) -> list[int | None]:
    fastest = []
    for i in range(3):
        times = [time_or_none(lap["splits"][i]) for lap in laps if len(lap["splits"]) > i]
        fastest.append(min((t for t in times if t is not None), default=None))
    return fastest


def clean_laps(laps: list[dict], *, race: bool) -> list[int]:
    valid = [lap["laptime"] for lap in laps if counts(lap)]
    return [
        lap["laptime"]
        for i, lap in enumerate(laps)
        if counts(lap) and not (race and i == 0) and lap["laptime"] * 100 <= min(valid) * 107
    ]


def status(result: dict, line: dict) -> str:
    car_id = line["car"]["carId"]
    if any(p["carId"] == car_id and p["penalty"] == "Disqualified" for p in all_penalties(result)):
        return "disqualified"
    laps = line["timing"]["lapCount"]
    if is_race(result):
        enough = laps > 0 and laps >= CLASSIFIED_SHARE * lines(result)[0]["timing"]["lapCount"]
    else:
        enough = any(counts(lap) for lap in laps_of(result, car_id))
    return "classified" if enough else "not_classified"


def time_behind(result: dict, line: dict, other: dict) -> int | None:
    """Behind another car: in races on the same lap alone, elsewhere by the best laps."""
    if is_race(result):
        mine, its = (time_or_none(one["timing"]["totalTime"]) for one in (line, other))
        same_lap = line["timing"]["lapCount"] == other["timing"]["lapCount"]
    else:
        mine, its = (
            min((lap["laptime"] for lap in laps_of(result, one["car"]["carId"]) if counts(lap)), default=None)
            for one in (line, other)
        )
        same_lap = True
    return mine - its if same_lap and mine is not None and its is not None else None


def grid_place(known: Known, session: str, line: dict) -> int | None:
    qualifying = qualifying_before(known, session) if is_race(known.results[session]) else None
    if qualifying is None:
        return None
    for place, other in enumerate(lines(known.results[qualifying]), 1):
        if set(people(other)) & set(people(line)):
            return place
    return None


def one_line(text: str) -> str:
    return " ".join(text.split())


def name_of(driver: dict) -> str:
    return one_line(f"{driver['firstName']} {driver['lastName']}") or "Unknown driver"


def expected_drivers(known: Known, line: dict) -> list[dict]:
    drivers = []
    for driver in line["car"]["drivers"]:
        slug = known.public_ids.get(person(driver["playerId"]))
        if slug is not None and slug not in [d["id"] for d in drivers]:
            drivers.append({"id": slug, "name": name_of(driver), "short": one_line(driver["shortName"])})
    return drivers


def expected_place(known: Known, session: str, place: int, seen: dict) -> dict:
    """A row of the classification but for its class and the laps it led."""
    result = known.results[session]
    race = is_race(result)
    line = lines(result)[place - 1]
    leader = lines(result)[0]
    model = str(line["car"]["carModel"])
    laps = laps_of(result, line["car"]["carId"])
    valid = [lap for lap in laps if counts(lap)]
    best = min((lap["laptime"] for lap in valid), default=None)
    sectors = fastest_sectors(valid)
    clean = clean_laps(laps, race=race)
    mean = Fraction(sum(clean), len(clean)) if clean else None
    grid = grid_place(known, session, line)
    return {
        "position": place,
        "car_id": line["car"]["carId"],
        "number": line["car"]["raceNumber"],
        "car": {
            "id": line["car"]["carModel"],
            "name": known.car_models[model]["name"] if model in known.car_models else f"Car {model}",
        },
        "drivers": expected_drivers(known, line),
        "status": status(result, line),
        "laps": line["timing"]["lapCount"],
        "laps_down": max(0, leader["timing"]["lapCount"] - line["timing"]["lapCount"]) if race else 0,
        "total_ms": time_or_none(line["timing"]["totalTime"]) if race else None,
        "gap_ms": 0 if place == 1 else time_behind(result, line, leader),
        "interval_ms": None if place == 1 else time_behind(result, line, lines(result)[place - 2]),
        "best_ms": best,
        "best_lap": next((i for i, lap in enumerate(laps, 1) if counts(lap) and lap["laptime"] == best), None),
        "theoretical_ms": None if None in sectors else sum(sectors),
        "average_ms": None if mean is None else nearest(mean, seen["average_ms"]),
        "consistency_ms": None
        if len(clean) < 3
        else round(math.sqrt(sum((lap - mean) ** 2 for lap in clean) / len(clean))),
        "grid": grid,
        "gained": None if grid is None else grid - place,
        "penalties": [
            {
                "reason": p["reason"],
                "penalty": p["penalty"],
                "seconds": p["penaltyValue"] if p["penalty"] == "PostRaceTime" else None,
                "lap": p["violationInLap"] if p["violationInLap"] > 0 else None,
            }
            for p in all_penalties(result)
            if p["carId"] == line["car"]["carId"] and p["penalty"] != "None"
        ],
    }


def best_lap(places: list[dict]) -> dict | None:
    best = None
    for place in places:
        if place["best_ms"] is not None and (best is None or place["best_ms"] < best["ms"]):
            best = {"car_id": place["car_id"], "lap": place["best_lap"], "ms": place["best_ms"]}
    return best


def expected_session(known: Known, session: str, seen: dict) -> dict:
    """data/sessions/<session>.json but for the track's name and the notes, which are words."""
    result = known.results[session]
    championship, event = championship_and_event(result)
    laps = expected_laps(known, session, seen["laps"])
    classes = car_classes(known, result)
    places = []
    for i, name in enumerate(classes):
        place = expected_place(known, session, i + 1, seen["classification"][i])
        led = [lap for lap in laps if lap["car_id"] == place["car_id"] and lap["position"] == 1]
        place["class"] = name
        place["class_position"] = None if name is None else classes[: i + 1].count(name)
        place["laps_led"] = len(led) if is_race(result) else None
        places.append(place)
    return {
        "id": session,
        "type": result["sessionType"],
        "track": result["trackName"],
        "date": ended(known, session).isoformat(),
        "championship": championship,
        "event": event,
        "wet": bool(result["sessionResult"]["isWetSession"]),
        "best_lap": best_lap(places),
        "best_sectors": fastest_sectors([lap for lap in result["laps"] if counts(lap)]),
        "classification": places,
        "laps": laps,
    }


# A championship -----------------------------------------------------------------------------------------------------


def rounds_of(known: Known, championship: str) -> list[tuple[str, list[str]]]:
    """Its events in order of date, each with its sessions in order of time."""
    events: dict[str, list[str]] = {}
    for session in sorted(known.results, key=lambda s: (instant(known, s), s)):
        its, event = championship_and_event(known.results[session])
        if its == championship:
            events.setdefault(event, []).append(session)
    return sorted(events.items(), key=lambda item: instant(known, date_of(known, item[1])))


def date_of(known: Known, sessions: list[str]) -> str:
    """The session that gives an event its date: the last race, or the last session where none was driven."""
    races = [s for s in sessions if is_race(known.results[s])]
    return (races or sessions)[-1]


def class_place(places: list[dict], name: str, slug: str) -> int | None:
    """The best place of a driver in a class; a championship without classes takes the class the car is in."""
    for place in places:
        if slug in [driver["id"] for driver in place["drivers"]] and name in ("", place["class"]):
            return place["class_position"]
    return None


def expected_standing(known: Known, championship: str, name: str, sessions: dict[str, dict]) -> list[dict]:
    """The rows of a class. `sessions`: by id, as data/ has them."""
    rows = known.standings[championship]["DriverStandings"][name] or []
    table = []
    for i, row in enumerate(rows):
        slug = known.public_ids[person(row["DriverGUID"])]
        points_by_event: dict[str, int] = {}
        for team in (row.get("Teams") or {}).values():
            for event, what in team["EventIDs"].items():
                points_by_event[event] = points_by_event.get(event, 0) + what["Points"]
        rounds = []
        for event, its_sessions in rounds_of(known, championship):
            races = []
            for session in its_sessions:
                if is_race(known.results[session]):
                    place = class_place(sessions[session]["classification"], name, slug)
                    races.append({"session": session, "position": place})
            rounds.append(
                {
                    "event": event,
                    "points": points_by_event.get(event),
                    "dropped": event in (row["IgnoredEventIDs"] or {}),
                    "position": races[-1]["position"] if races else None,
                    "races": races,
                }
            )
        table.append(
            {
                "position": row.get("Position") or 1 + len([r for r in rows if r["Points"] > row["Points"]]),
                "driver": {"id": slug, "name": row["DriverName"]},
                "car": row["CarModel"],
                "team": next(iter(row.get("Teams") or {}), None),
                "points": row["Points"],
                "penalty": row["PointsPenalty"],
                "rounds": rounds,
                "gap": rows[0]["Points"] - row["Points"],
                "interval": rows[i - 1]["Points"] - row["Points"] if i else None,
            }
        )
    return table


def expected_teams(known: Known, championship: str, name: str) -> list[dict]:
    rows = known.standings[championship]["TeamStandings"][name] or []
    return [
        {
            "position": row.get("Position") or 1 + len([r for r in rows if r["Points"] > row["Points"]]),
            "team": row["TeamName"],
            "points": row["Points"],
            "penalty": row["PointsPenalty"],
        }
        for row in rows
    ]


def expected_championship(known: Known, championship: str, sessions: dict[str, dict]) -> dict:
    """data/championships/<id>.json but for names that are made up: its own, its events' and tracks'."""
    standings = known.standings.get(championship, {"DriverStandings": {}, "TeamStandings": {}})
    events = []
    for event, its_sessions in rounds_of(known, championship):
        of_date = date_of(known, its_sessions)
        events.append(
            {
                "id": event,
                "track": known.results[of_date]["trackName"],
                "date": ended(known, of_date).isoformat(),
                "sessions": its_sessions,
            }
        )
    return {
        "id": championship,
        "events": events,
        "drivers": {
            name: expected_standing(known, championship, name, sessions) for name in standings["DriverStandings"]
        },
        "teams": {name: expected_teams(known, championship, name) for name in standings["TeamStandings"]},
    }


# A driver -----------------------------------------------------------------------------------------------------------


def is_for_a_grid(known: Known, qualifying: str) -> bool:
    """Whether it was the last qualifying session before some race of its event."""
    return any(
        is_race(known.results[race]) and qualifying_before(known, race) == qualifying
        for race in same_event(known, qualifying)
    )


def who_drove(session: dict, best: dict | None) -> str | None:
    for lap in session["laps"]:
        if best is not None and (lap["car_id"], lap["lap"]) == (best["car_id"], best["lap"]):
            return lap["driver"]
    return None


def expected_careers(known: Known, sessions: dict[str, dict]) -> dict[str, dict]:
    """Slug → career but for names, for everybody who appears in a session or in standings."""
    careers: dict[str, dict] = {}
    finishes: dict[str, list[dict]] = {}
    numbers = ("starts", "wins", "class_wins", "podiums", "class_podiums", "poles", "fastest_laps")

    def career(slug):
        return careers.setdefault(slug, {"id": slug, "best_finishes": [], "sessions": []} | dict.fromkeys(numbers, 0))

    for slug in known.public_ids.values():  # those who are only in standings have no session
        career(slug)
    for session, its in sessions.items():
        everybody = {driver["id"] for place in its["classification"] for driver in place["drivers"]}
        fastest = who_drove(its, its["best_lap"])
        for slug in everybody:
            mine = [p for p in its["classification"] if slug in [driver["id"] for driver in p["drivers"]]]
            his = career(slug)
            his["sessions"].append(session)
            if is_race(known.results[session]):
                classified = [p for p in mine if p["status"] == "classified"]
                his["starts"] += any(p["laps"] > 0 for p in mine)
                his["wins"] += any(p["position"] == 1 for p in classified)
                his["class_wins"] += any(p["class_position"] == 1 for p in classified)
                his["podiums"] += any(p["position"] <= 3 for p in classified)
                his["class_podiums"] += any(p["class_position"] <= 3 for p in classified)
                his["fastest_laps"] += slug == fastest
                for p in classified:
                    finishes.setdefault(slug, []).append({"session": session, "position": p["position"]})
            elif is_qualifying(known.results[session]) and is_for_a_grid(known, session):
                his["poles"] += any(p["position"] == 1 for p in mine)
    for slug, all_of_them in finishes.items():
        best = min(finish["position"] for finish in all_of_them)
        careers[slug]["best_finishes"] = [finish for finish in all_of_them if finish["position"] == best]
    return careers
