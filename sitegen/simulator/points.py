"""Counts a season's points and writes `standings.json` as Server Managers of both generations do."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from sitegen.league.game.reference import car_model
from sitegen.simulator.people import Entry
from sitegen.simulator.results import BOM, SimulatedResult, as_json

Generation = Literal["new", "old"]

POINTS = (25, 18, 15, 12, 10, 8, 6, 4, 2, 1)
"""For the places in a class."""
CLASSIFIED_SHARE = 0.75
"""With fewer of the winner's laps a car scores nothing."""
DROPS_FROM_EVENT = 4
"""From the fourth event on everybody's worst result is left out."""
DECISION_AFTER_EVENT = 5
"""The stewards take points away when so many events have been driven."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How an entry stands in its class."""

    entry: Entry
    name: str
    by_event: Mapping[str, int]
    ignored: str | None
    """The event left out."""
    penalty: int

    @property
    def gross(self) -> int:
        """Points of all events."""
        return sum(self.by_event.values())

    @property
    def points(self) -> int:
        """Points that count: without the event left out, without the penalty."""
        return self.gross - (self.by_event[self.ignored] if self.ignored else 0) - self.penalty


def count_points(
    entries: Iterable[Entry], races: Sequence[SimulatedResult], *, penalties: Mapping[int, int]
) -> dict[str, list[Standing]]:
    """Everybody's standing after these races by class, best first; `penalties` are by race number."""
    events = dict.fromkeys(race.event_id or "" for race in races)
    scores = [(race.event_id or "", score_race(race.body)) for race in races]
    decided = penalties if len(events) >= DECISION_AFTER_EVENT else {}
    standings: dict[str, list[Standing]] = {}
    for entry in entries:
        by_event: dict[str, int] = {}
        for event, score in scores:
            if entry.driver.player_id in score:
                by_event[event] = by_event.get(event, 0) + score[entry.driver.player_id]
        drops = by_event and len(events) >= DROPS_FROM_EVENT
        standing = Standing(
            entry=entry,
            name=entry.crew(len(events) - 1, shared=False)[0].name,
            by_event=by_event,
            ignored=min(by_event, key=lambda event: by_event[event]) if drops else None,
            penalty=decided.get(entry.number, 0),
        )
        standings.setdefault(entry.car_class, []).append(standing)
    return {name: sorted(rows, key=lambda row: -row.points) for name, rows in standings.items()}


def score_race(body: bytes) -> dict[str, int]:
    """Points of everybody on the leader board by player id, counted from the file itself, class by class."""
    result = msgspec.json.decode(body.removeprefix(BOM), type=_Result)
    disqualified = {penalty.car_id for penalty in result.penalties if penalty.penalty == "Disqualified"}
    lines = result.session_result.leader_board_lines
    enough = CLASSIFIED_SHARE * max((line.timing.lap_count for line in lines), default=0)
    scores: dict[str, int] = {}
    places: dict[str | None, int] = {}
    for line in lines:
        car_class = car_model(line.car.car_model).car_class
        scoring = line.timing.lap_count >= enough and line.car.car_id not in disqualified
        place = places.get(car_class, 0)
        points = POINTS[place] if scoring and place < len(POINTS) else 0
        places[car_class] = place + 1
        scores.update((driver.player_id, points) for driver in line.car.drivers)
    return scores


def write_standings(classes: Mapping[str, Sequence[Standing]], *, generation: Generation) -> bytes:
    """`standings.json`; the old generation knows neither the points of an event nor team standings."""
    old = generation == "old"
    return as_json(
        {
            "DriverStandings": {
                name: [_old_row(row) if old else _new_row(row, among=rows) for row in rows]
                for name, rows in classes.items()
            },
            "TeamStandings": {name: None if old else _team_rows(rows) for name, rows in classes.items()},
        }
    )


def _old_row(row: Standing) -> dict[str, Any]:
    return {
        "DriverName": row.name,
        "DriverGUID": row.entry.driver.player_id.removeprefix("S"),
        "CarModel": _car_name(row.entry),
        "IsPlayer": True,
        "TeamPoints": {},
        "Points": row.points,
        "PointsPenalty": row.penalty,
        "IgnoredEventIDs": _ignored(row),
    }


def _new_row(row: Standing, *, among: Collection[Standing]) -> dict[str, Any]:
    entry = row.entry
    events = {event: {"RaceNumber": entry.number, "Points": points} for event, points in row.by_event.items()}
    return {
        "DriverName": row.name,
        "DriverGUID": entry.driver.player_id,
        "CarModel": _car_name(entry),
        "IsPlayer": True,
        "Teams": {entry.team: {"EventIDs": events, "Points": row.gross}},
        "Points": row.points,
        "PointsPenalty": row.penalty,
        "Position": 1 + sum(other.points > row.points for other in among),
        "Even": sum(other.points == row.points for other in among) > 1,
        "IgnoredEventIDs": _ignored(row),
    }


def _team_rows(rows: Iterable[Standing]) -> list[dict[str, Any]]:
    """Teams of a class by the counted points of their drivers."""
    points: dict[str, int] = {}
    for row in rows:
        points[row.entry.team] = points.get(row.entry.team, 0) + row.points
    return [
        {"TeamName": team, "Points": points[team], "PointsPenalty": 0, "IgnoredEventIDs": {}}
        for team in sorted(points, key=lambda team: -points[team])
    ]


def _ignored(row: Standing) -> dict[str, Any]:
    return {row.ignored: {}} if row.ignored else {}


def _car_name(entry: Entry) -> str:
    """The vendor's wording, which differs from the game's."""
    return car_model(entry.model).name.replace("(", "").replace(")", "")


class _Driver(msgspec.Struct, rename="camel"):
    player_id: str


class _Car(msgspec.Struct, rename="camel"):
    car_id: int
    car_model: int
    drivers: list[_Driver]


class _Timing(msgspec.Struct, rename="camel"):
    lap_count: int


class _Line(msgspec.Struct, rename="camel"):
    car: _Car
    timing: _Timing


class _Board(msgspec.Struct, rename="camel"):
    leader_board_lines: list[_Line]


class _Penalty(msgspec.Struct, rename="camel"):
    car_id: int
    penalty: str


class _Result(msgspec.Struct, rename="camel"):
    session_result: _Board
    penalties: list[_Penalty]
