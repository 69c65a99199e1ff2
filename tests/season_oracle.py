"""Pasts of drivers, tracks, cars and teams, and the course of a season, once more from raw files alone.

As `tests.oracle` for sessions: no part of sitegen is used or was copied. People are public ids here, and classes
are those of the sessions: of the standings where these have classes, else of the car models.
"""

from collections import Counter
from dataclasses import dataclass

from tests.oracle import (
    Known,
    all_penalties,
    car_classes,
    championship_and_event,
    counts,
    date_of,
    ended,
    expected_careers,
    instant,
    is_for_a_grid,
    is_qualifying,
    is_race,
    lines,
    people,
    person,
    rounds_of,
    status,
)
from tests.records_oracle import categories, oldest_first, who_drove

TABLE = (25, 18, 15, 12, 10, 8, 6, 4, 2, 1)


# What a session says ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class League:
    """Every session's cars and the laps of it that can be somebody's best; sessions are oldest first."""

    known: Known
    cars: dict[str, list[dict]]
    laps: dict[str, list[dict]]

    def track(self, session: str) -> str:
        return self.known.results[session]["trackName"]

    def races(self) -> list[str]:
        return [session for session in self.cars if is_race(self.known.results[session])]

    def qualifyings(self) -> list[str]:
        return [session for session in self.cars if is_qualifying(self.known.results[session])]


def league_of(known: Known) -> League:
    cars = {session: cars_of(known, session) for session in oldest_first(known)}
    return League(known, cars, {session: best_laps_of(known, session, own) for session, own in cars.items()})


def cars_of(known: Known, session: str) -> list[dict]:
    """In the file's order."""
    result = known.results[session]
    classes = car_classes(known, result)
    best: dict[int, int] = {}
    for lap in result["laps"]:
        if counts(lap):
            best[lap["carId"]] = min(lap["laptime"], best.get(lap["carId"], lap["laptime"]))
    return [
        {
            "place": i + 1,
            "class": classes[i],
            "class_place": classes[: i + 1].count(classes[i]) if classes[i] else None,
            "car_id": line["car"]["carId"],
            "model": line["car"]["carModel"],
            "crew": [known.public_ids[who] for who in people(line)],
            "started": line["timing"]["lapCount"] > 0,
            "classified": status(result, line) == "classified",
            "best": best.get(line["car"]["carId"]),
        }
        for i, line in enumerate(lines(result))
    ]


def best_laps_of(known: Known, session: str, cars: list[dict]) -> list[dict]:
    """All valid laps of which it is known who drove them, as driven, without those of disqualified cars."""
    result = known.results[session]
    out = {one["carId"] for one in all_penalties(result) if one["penalty"] == "Disqualified"}
    by_id = {car["car_id"]: car for car in cars if car["car_id"] not in out}
    number: Counter = Counter()
    found: list[dict] = []
    for lap in result["laps"]:
        number[lap["carId"]] += 1
        car = by_id.get(lap["carId"])
        who = who_drove(result, lap) if car and counts(lap) else None
        if who is not None:
            found.append(
                {
                    "driver": known.public_ids[who],
                    "class": car["class"],
                    "car": car["model"],
                    "ms": lap["laptime"],
                    "lap": number[lap["carId"]],
                    "session": session,
                }
            )
    return found


# Drivers ------------------------------------------------------------------------------------------------------------


def seasons(known: Known, sessions: dict[str, dict]) -> dict[str, list[dict]]:
    """Slug → every championship, or year outside of any, in which they appeared; that of the last session first."""
    groups: dict[tuple, dict[str, dict]] = {}
    for session in reversed(oldest_first(known)):
        championship, _ = championship_and_event(known.results[session])
        year = None if championship else ended(known, session).year
        groups.setdefault((championship, year), {})[session] = sessions[session]
    found: dict[str, list[tuple[float, dict]]] = {}
    for (championship, year), of_season in groups.items():
        for slug, career in expected_careers(known, of_season).items():
            if not career["sessions"]:
                continue
            last = max(instant(known, session) for session in career.pop("sessions"))
            best = min((one["position"] for one in career.pop("best_finishes")), default=None)
            del career["id"]
            its = {"championship": championship, "year": year, "best_finish": best} | career
            found.setdefault(slug, []).append((last, its))
    return {slug: [its for _, its in sorted(own, key=lambda one: -one[0])] for slug, own in found.items()}


def track_bests(league: League) -> dict[str, dict[tuple, dict]]:
    """Slug → (track, class) → best lap of races and of qualifying sessions."""
    found: dict[str, dict[tuple, dict]] = {}
    for kind, sessions in (("race_ms", league.races()), ("qualifying_ms", league.qualifyings())):
        for session in sessions:
            for lap in league.laps[session]:
                own = found.setdefault(lap["driver"], {})
                bests = own.setdefault((league.track(session), lap["class"]), {"race_ms": None, "qualifying_ms": None})
                bests[kind] = min(lap["ms"], bests[kind] or lap["ms"])
    return found


def better_placed(cars: list[dict]) -> dict[tuple, dict]:
    """(class, slug) → the first of their cars."""
    first: dict[tuple, dict] = {}
    for car in cars:
        for slug in car["crew"]:
            first.setdefault((car["class"], slug), car)
    return first


def rivals(league: League) -> dict[str, dict[str, Counter]]:
    """Slug → everybody met in a race → in how many races and qualifying sessions, and how often before them.

    Before them is the better place in the file's order, in qualifying too.
    """
    met: dict[str, dict[str, Counter]] = {}
    for sessions, together, before in (
        (league.races(), "races", "ahead"),
        (league.qualifyings(), "qualifying", "faster"),
    ):
        for session in sessions:
            took_part = "started" if together == "races" else "best"
            first = better_placed([car for car in league.cars[session] if car[took_part]])
            for (car_class, slug), car in first.items():
                for (other_class, other), its in first.items():
                    if car_class == other_class and slug not in its["crew"] and other not in car["crew"]:
                        count = met.setdefault(slug, {}).setdefault(other, Counter())
                        count[together] += 1
                        count[before] += car["place"] < its["place"]
    return {slug: {other: n for other, n in own.items() if n["races"]} for slug, own in met.items()}


# Tracks and cars ----------------------------------------------------------------------------------------------------


def lap_records(league: League) -> dict[tuple, list[dict]]:
    """(track, class, kind, wet) → every session that lowered the record, oldest first."""
    records: dict[tuple, list[dict]] = {}
    for session, laps in league.laps.items():
        for car_class in {lap["class"] for lap in laps}:
            quickest = min((lap for lap in laps if lap["class"] == car_class), key=lambda lap: lap["ms"])
            for kind, wet in categories(league.known.results[session]):
                marks = records.setdefault((league.track(session), car_class, kind, wet), [])
                improved = marks[-1]["ms"] - quickest["ms"] if marks else None
                if improved is None or improved > 0:
                    marks.append(quickest | {"improved_ms": improved})
    return records


def fastest(league: League) -> dict[tuple, list[dict]]:
    """(track, class, kind) → everybody's best lap, the quickest first; of equal ones that driven first."""
    bests: dict[tuple, dict[str, dict]] = {}
    for session, laps in league.laps.items():
        for lap in laps:
            for kind, _ in categories(league.known.results[session]):
                own = bests.setdefault((league.track(session), lap["class"], kind), {})
                if lap["driver"] not in own or lap["ms"] < own[lap["driver"]]["ms"]:
                    own[lap["driver"]] = lap
    age = {session: n for n, session in enumerate(league.laps)}

    def rank(lap: dict) -> tuple:
        return lap["ms"], age[lap["session"]], league.laps[lap["session"]].index(lap)

    return {key: sorted(own.values(), key=rank) for key, own in bests.items()}


def class_winners(league: League, session: str) -> list[dict]:
    return [car for car in league.cars[session] if car["class_place"] == 1 and car["classified"]]


def car_pasts(league: League) -> dict[int, dict]:
    """Car model → its numbers in races, where it won overall, and everybody's races in it."""
    found: dict[int, dict] = {}
    for session, cars in league.cars.items():
        pole = session in league.qualifyings() and is_for_a_grid(league.known, session)
        for car in cars:
            own = found.setdefault(
                car["model"], {"numbers": Counter(), "won_at": Counter(), "drivers": Counter(), "raced": set()}
            )
            if is_race(league.known.results[session]) and car["started"]:
                finished = car["classified"]
                own["numbers"].update(
                    starts=1,
                    wins=finished and car["place"] == 1,
                    class_wins=finished and car["class_place"] == 1,
                    podiums=finished and car["place"] <= 3,
                )
                own["won_at"][league.track(session)] += finished and car["place"] == 1
                own["raced"] |= {(session, slug) for slug in car["crew"]}
            own["numbers"]["poles"] += pole and car["place"] == 1
    for own in found.values():
        own["drivers"].update(slug for _, slug in own.pop("raced"))
        own["won_at"] = +own["won_at"]
    return found


# Teams --------------------------------------------------------------------------------------------------------------


def team_of(known: Known, championship: str, row: dict) -> str | None:
    """That of the latest event."""
    dates = {event: instant(known, date_of(known, its)) for event, its in rounds_of(known, championship)}
    latest = {
        name: max((dates[event] for event in team["EventIDs"]), default=0)
        for name, team in (row.get("Teams") or {}).items()
    }
    return max(latest, key=latest.__getitem__) if latest else None


def place_of(row: dict, rows: list[dict]) -> int:
    return row.get("Position") or 1 + sum(other["Points"] > row["Points"] for other in rows)


def teams(league: League) -> dict[str, dict]:
    """Team → its seasons, of every race the class places of its cars, and wins and podiums in class."""
    found: dict[str, dict] = {}
    for championship, standings in league.known.standings.items():
        for class_name, its_rows in standings["DriverStandings"].items():
            rows = its_rows or []
            team_rows = standings["TeamStandings"].get(class_name) or []
            own_team = [team_of(league.known, championship, row) for row in rows]
            names = {row["TeamName"] for row in team_rows} | {name for name in own_team if name}
            for name in names:
                its = found.setdefault(name, {"seasons": {}, "races": {}, "wins": 0, "podiums": 0})
                mine = [row for row, team in zip(rows, own_team, strict=True) if team == name]
                listed = next((row for row in team_rows if row["TeamName"] == name), None)
                its["seasons"][championship, class_name] = {
                    "position": listed and place_of(listed, team_rows),
                    "points": listed and listed["Points"],
                    "drivers": [(slug_of(league.known, row), place_of(row, rows), row["Points"]) for row in mine],
                }
                add_races(league, its, championship, {slug_of(league.known, row) for row in mine})
    return found


def slug_of(known: Known, row: dict) -> str:
    return known.public_ids[person(row["DriverGUID"])]


def add_races(league: League, its: dict, championship: str, drivers: set[str]) -> None:
    for session in league.races():
        if championship_and_event(league.known.results[session])[0] == championship:
            cars = [car for car in league.cars[session] if car["started"] and drivers & set(car["crew"])]
            if cars:
                its["races"][session] = [car["class_place"] for car in cars]
            finished = [car["class_place"] for car in cars if car["classified"] and car["class_place"]]
            its["wins"] += sum(place == 1 for place in finished)
            its["podiums"] += sum(place <= 3 for place in finished)


# The course of a season ---------------------------------------------------------------------------------------------


def worth(place: int | None) -> int:
    return TABLE[place - 1] if place and place <= len(TABLE) else 0


def car_in_class(league: League, session: str, class_name: str, slug: str) -> dict | None:
    """The better placed one; a championship without classes takes any."""
    for car in league.cars[session]:
        if slug in car["crew"] and class_name in ("", car["class"]):
            return car
    return None


def race_rounds(league: League, championship: str) -> list[tuple[str, list[str]]]:
    """Its events with a race in order of date, each with its races."""
    races = set(league.races())
    rounds = [(event, [one for one in its if one in races]) for event, its in rounds_of(league.known, championship)]
    return [(event, its) for event, its in rounds if its]


def computed_points(league: League, championship: str, class_name: str, slug: str) -> list[int | None]:
    """Of each round by the table, cars that are not classified have none; null for who was in no race."""
    points = []
    for _, races in race_rounds(league, championship):
        cars = [car for race in races if (car := car_in_class(league, race, class_name, slug))]
        scored = [worth(car["class_place"]) for car in cars if car["classified"]]
        points.append(sum(scored) if cars else None)
    return points


def told_points(league: League, championship: str, row: dict) -> list[int | None] | None:
    """Of each round what the server says, null where it says nothing; None where it never says it."""
    if not row.get("Teams"):
        return None
    told: Counter = Counter()
    for team in row["Teams"].values():
        told.update({event: what["Points"] for event, what in team["EventIDs"].items()})
    return [told.get(event) for event, _ in race_rounds(league, championship)]


def running(points: list[int | None], there: list[bool]) -> list[int | None]:
    """The sum after each round; null before the first with points or a race."""
    sums = []
    so_far = None
    for scored, present in zip(points, there, strict=True):
        if scored is not None or present:
            so_far = (so_far or 0) + (scored or 0)
        sums.append(so_far)
    return sums


def progression(league: League, championship: str, class_name: str, *, compute: bool) -> list[dict]:
    """Everybody's points and places after each round, as the standings order them; nothing where nobody says points."""
    table = []
    for row in league.known.standings[championship]["DriverStandings"][class_name] or []:
        slug = slug_of(league.known, row)
        computed = computed_points(league, championship, class_name, slug)
        points = told_points(league, championship, row) or (computed if compute else None)
        if points is not None:
            table.append({"driver": slug, "points": running(points, [one is not None for one in computed])})
    for line in table:
        line["places"] = [
            None
            if mine is None
            else 1 + sum(other["points"][i] is not None and other["points"][i] > mine for other in table)
            for i, mine in enumerate(line["points"])
        ]
    return table


def point_differences(league: League, championship: str) -> list[dict]:
    """Where the server's points are not those of the table: of rounds, then in total without dropped ones."""
    found = []
    for class_name, rows in league.known.standings[championship]["DriverStandings"].items():
        for row in rows or []:
            slug = slug_of(league.known, row)
            computed = computed_points(league, championship, class_name, slug)
            told = told_points(league, championship, row) or [None] * len(computed)
            events = [event for event, _ in race_rounds(league, championship)]
            total = -row["PointsPenalty"]
            for event, server, ours in zip(events, told, computed, strict=True):
                if server is not None and server != (ours or 0):
                    found.append(
                        {"class": class_name, "driver": slug, "event": event, "server": server, "computed": ours}
                    )
                total += 0 if event in (row["IgnoredEventIDs"] or {}) else ours or 0
            if total != row["Points"]:
                found.append(
                    {"class": class_name, "driver": slug, "event": None, "server": row["Points"], "computed": total}
                )
    return found


def points_of_unclassified_cars(league: League, championship: str) -> dict[tuple[str, str], int]:
    """(class, slug) → what the table would give for places in which the car was not classified."""
    found: Counter = Counter()
    for class_name, rows in league.known.standings[championship]["DriverStandings"].items():
        for row in rows or []:
            slug = slug_of(league.known, row)
            for _, races in race_rounds(league, championship):
                cars = [car for race in races if (car := car_in_class(league, race, class_name, slug))]
                found[class_name, slug] += sum(worth(car["class_place"]) for car in cars if not car["classified"])
    return dict(+found)
