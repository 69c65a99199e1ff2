"""Records over all sessions once more, from raw files and the specification alone, as plainly as it goes.

As `tests.oracle` for sessions: no part of sitegen is used or was copied. Classes are those of the car models.
"""

from collections import Counter

from tests.oracle import (
    Known,
    all_penalties,
    counts,
    instant,
    is_for_a_grid,
    is_qualifying,
    is_race,
    lines,
    person,
    qualifying_before,
    status,
    time_or_none,
)
from tests.oracle import people as crew_of


def oldest_first(known: Known) -> list[str]:
    return sorted(known.results, key=lambda session: (instant(known, session), session))


def class_of(known: Known, line: dict) -> str | None:
    return known.car_models.get(str(line["car"]["carModel"]), {}).get("class")


def who_drove(result: dict, lap: dict) -> str | None:
    """By the lap's own index; else the only one in the car."""
    for line in lines(result):
        if line["car"]["carId"] == lap["carId"]:
            seats = line["car"]["drivers"]
            named = person(seats[lap["driverIndex"]]["playerId"]) if 0 <= lap["driverIndex"] < len(seats) else None
            crew = crew_of(line)
            return named or (crew[0] if len(crew) == 1 else None)
    return None


def eligible_laps(known: Known, session: str) -> list[dict]:
    """All laps that can be a record, in the order in which they were driven: who, class, car, lap number, ms."""
    result = known.results[session]
    cars = {line["car"]["carId"]: line for line in lines(result)}
    out = {p["carId"] for p in all_penalties(result) if p["penalty"] == "Disqualified"}
    number: Counter = Counter()
    found = []
    for lap in result["laps"]:
        car = lap["carId"]
        number[car] += 1
        who = who_drove(result, lap)
        if counts(lap) and car in cars and car not in out and who is not None:
            line = cars[car]
            lap_set = {"who": who, "class": class_of(known, line), "car": line["car"]["carModel"]}
            found.append(lap_set | {"session": session, "lap": number[car], "ms": lap["laptime"]})
    return found


def categories(result: dict) -> list[tuple]:
    """Kind and weather for which a session's laps count; (None, None) is any session."""
    wet = bool(result["sessionResult"]["isWetSession"])
    if is_race(result):
        return [(None, None), ("race", wet)]
    return [(None, None), ("qualifying", wet)] if is_qualifying(result) else [(None, None)]


def lap_records(known: Known) -> dict[tuple, list[dict]]:
    """(track, class, kind, wet) → every session that lowered the record, with by how much."""
    records: dict[tuple, list[dict]] = {}
    for session in oldest_first(known):
        result = known.results[session]
        laps = eligible_laps(known, session)
        for car_class in {lap["class"] for lap in laps}:
            quickest = min((lap for lap in laps if lap["class"] == car_class), key=lambda lap: lap["ms"])
            for kind, wet in categories(result):
                history = records.setdefault((result["trackName"], car_class, kind, wet), [])
                if not history:
                    history.append(quickest | {"improved_ms": None})
                elif quickest["ms"] < history[-1]["ms"]:
                    history.append(quickest | {"improved_ms": history[-1]["ms"] - quickest["ms"]})
    return records


def personal_bests(known: Known) -> dict[tuple, dict[str, int]]:
    """(track, class, kind) → everybody's best in ms; kind None is any session."""
    bests: dict[tuple, dict[str, int]] = {}
    for session in oldest_first(known):
        result = known.results[session]
        for lap in eligible_laps(known, session):
            for kind, _ in categories(result):
                table = bests.setdefault((result["trackName"], lap["class"], kind), {})
                table[lap["who"]] = min(lap["ms"], table.get(lap["who"], lap["ms"]))
    return bests


def fastest_of(result: dict) -> set[str]:
    """Who drove the fastest lap: the first that was driven of equal ones, disqualified cars too."""
    valid = [lap for lap in result["laps"] if counts(lap) and any(is_of(line, lap) for line in lines(result))]
    if not valid:
        return set()
    quickest = min(valid, key=lambda lap: lap["laptime"])
    who = who_drove(result, quickest)
    return {who} if who else {one for line in lines(result) if is_of(line, quickest) for one in crew_of(line)}


def is_of(line: dict, lap: dict) -> bool:
    return line["car"]["carId"] == lap["carId"]


def class_places(known: Known, result: dict) -> list[int | None]:
    classes = [class_of(known, line) for line in lines(result)]
    return [None if name is None else classes[: i + 1].count(name) for i, name in enumerate(classes)]


def starts(known: Known) -> dict[str, list[dict]]:
    """Player id → every race started, oldest first: the best place of all the cars that were classified."""
    found: dict[str, list[dict]] = {}
    for session in oldest_first(known):
        result = known.results[session]
        if not is_race(result):
            continue
        fastest = fastest_of(result)
        in_class = class_places(known, result)
        everybody = {who for line in lines(result) for who in crew_of(line)}
        for who in sorted(everybody):
            mine = [i for i, line in enumerate(lines(result)) if who in crew_of(line)]
            driven = [i for i in mine if lines(result)[i]["timing"]["lapCount"] > 0]
            finished = [i for i in driven if status(result, lines(result)[i]) == "classified"]
            if driven:
                found.setdefault(who, []).append(
                    {
                        "session": session,
                        "place": min((i + 1 for i in finished), default=None),
                        "won_class": any(in_class[i] == 1 for i in finished),
                        "fastest": who in fastest,
                    }
                )
    return found


def poles(known: Known) -> Counter:
    found: Counter = Counter()
    for session, result in known.results.items():
        if is_qualifying(result) and lines(result) and is_for_a_grid(known, session):
            found.update(crew_of(lines(result)[0]))
    return found


def laps_driven(known: Known) -> tuple[Counter, Counter]:
    """Laps of races by player id, and those of them that were led."""
    driven: Counter = Counter()
    led: Counter = Counter()
    for result in known.results.values():
        number: Counter = Counter()
        crossed: Counter = Counter()
        for lap in result["laps"] if is_race(result) else []:
            number[lap["carId"]] += 1
            crossed[number[lap["carId"]]] += 1
            who = who_drove(result, lap)
            if who is not None:
                driven[who] += 1
                led[who] += crossed[number[lap["carId"]]] == 1
    return driven, +led


def longest_streak(outcomes: list[bool]) -> int:
    best = now = 0
    for good in outcomes:
        now = now + 1 if good else 0
        best = max(best, now)
    return best


def tallies(known: Known) -> dict[str, dict[str, float]]:
    """Table → player id → number; nobody has nothing, and a streak is two or more."""
    all_starts = starts(known)
    driven, led = laps_driven(known)
    tables: dict[str, dict[str, float]] = {
        "starts": {who: len(own) for who, own in all_starts.items()},
        "wins": {who: sum(s["place"] == 1 for s in own) for who, own in all_starts.items()},
        "class_wins": {who: sum(s["won_class"] for s in own) for who, own in all_starts.items()},
        "podiums": {who: sum(s["place"] in (1, 2, 3) for s in own) for who, own in all_starts.items()},
        "poles": poles(known),
        "fastest_laps": {who: sum(s["fastest"] for s in own) for who, own in all_starts.items()},
        "laps_led": led,
        "laps_driven": driven,
    }
    streaks = {"finishing_streaks": range(1, 1000), "winning_streaks": (1,), "podium_streaks": (1, 2, 3)}
    for name, places in streaks.items():
        longest = {who: longest_streak([s["place"] in places for s in own]) for who, own in all_starts.items()}
        tables[name] = {who: length for who, length in longest.items() if length >= 2}
    tables["win_rates"] = {
        who: tables["wins"][who] / len(own) for who, own in all_starts.items() if len(own) >= 10 and tables["wins"][who]
    }
    return {name: {who: value for who, value in table.items() if value} for name, table in tables.items()}


def winners(known: Known) -> dict[str, list[tuple]]:
    """Track → (session, crew of the winner, {class: crew of its winner}), oldest first; races that nobody won not."""
    found: dict[str, list[tuple]] = {}
    for session in oldest_first(known):
        result = known.results[session]
        if not is_race(result):
            continue
        winner = None
        by_class = {}
        for i, (line, place) in enumerate(zip(lines(result), class_places(known, result), strict=True)):
            if status(result, line) == "classified":
                winner = crew_of(line) if i == 0 else winner
                if place == 1:
                    by_class[class_of(known, line)] = crew_of(line)
        if winner is not None or by_class:
            found.setdefault(result["trackName"], []).append((session, winner, by_class))
    return found


def cars(known: Known) -> dict[int, Counter]:
    """Car model → its starts, wins and podiums in races, and its poles."""
    found: dict[int, Counter] = {}
    for session, result in known.results.items():
        for i, line in enumerate(lines(result)):
            own = found.setdefault(line["car"]["carModel"], Counter())
            if is_race(result) and line["timing"]["lapCount"] > 0:
                finished = status(result, line) == "classified"
                own.update(starts=1, wins=int(finished and i == 0), podiums=int(finished and i < 3))
            elif is_qualifying(result) and i == 0 and is_for_a_grid(known, session):
                own["poles"] += 1
    return {model: +own for model, own in found.items() if +own}


def closest_finishes(known: Known) -> list[tuple[int, str]]:
    """Gap and session of all races in which the next classified car was on the winner's lap, the closest first."""
    found = []
    for session in oldest_first(known):
        result = known.results[session]
        finished = [line for line in lines(result) if status(result, line) == "classified"]
        if not is_race(result) or len(finished) < 2 or finished[0] is not lines(result)[0]:
            continue
        first, second = (line["timing"] for line in finished[:2])
        times = time_or_none(first["totalTime"]), time_or_none(second["totalTime"])
        if first["lapCount"] == second["lapCount"] and None not in times and times[1] >= times[0]:
            found.append((times[1] - times[0], session))
    return sorted(found, key=lambda one: one[0])


def climbs(known: Known) -> list[tuple[int, str, int]]:
    """Places gained, session and place of every classified car that gained any, the most first."""
    found = []
    for session in oldest_first(known):
        result = known.results[session]
        qualifying = qualifying_before(known, session) if is_race(result) else None
        if qualifying is None:
            continue
        grid: dict[str, int] = {}
        for place, line in enumerate(lines(known.results[qualifying]), 1):
            for who in crew_of(line):
                grid.setdefault(who, place)
        for place, line in enumerate(lines(result), 1):
            start = min((grid[who] for who in crew_of(line) if who in grid), default=place)
            if start > place and status(result, line) == "classified":
                found.append((start - place, session, place))
    return sorted(found, key=lambda one: -one[0])
