"""Counts a season's points and writes `standings.json` as Server Managers of both generations do."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from sitegen.league.game.reference import car_model
from sitegen.simulator.entries import SimulatedEntry
from sitegen.simulator.result_files import BOM, SimulatedResult, as_json

Generation = Literal["new", "old"]
"""Server Managers up to 1.2 and those of today differ in their lists, standings and refusals."""

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

    entry: SimulatedEntry
    name: str
    """Of the driver, in the last round."""
    by_event: Mapping[str, int]
    """Event id → points."""
    ignored: str | None
    """The event left out."""
    penalty: int
    """Points taken away."""

    @property
    def gross(self) -> int:
        """Points of all events."""
        return sum(self.by_event.values())

    @property
    def points(self) -> int:
        """Points that count: without the event left out, without the penalty."""
        points = self.gross - self.penalty
        if self.ignored is not None:
            points -= self.by_event[self.ignored]
        return points


def count_points(
    entries: Iterable[SimulatedEntry], races: Sequence[SimulatedResult], *, penalties: Mapping[int, int]
) -> dict[str, list[Standing]]:
    """Everybody's standing after these races by class, best first; `penalties` are by race number."""
    events = len({race.event_id for race in races})
    scores = [(race.event_id or "", score_race(race.body)) for race in races]
    if events < DECISION_AFTER_EVENT:
        penalties = {}
    classes: dict[str, list[Standing]] = {}
    for entry in entries:
        by_event = _points_by_event(entry.driver.player_id, scores)
        standing = Standing(
            entry=entry,
            name=entry.crew(events - 1, shared=False)[0].name,
            by_event=by_event,
            ignored=_ignored_event(by_event, events=events),
            penalty=penalties.get(entry.number, 0),
        )
        classes.setdefault(entry.car_class, []).append(standing)
    for standings in classes.values():
        standings.sort(key=lambda standing: -standing.points)
    return classes


def _points_by_event(player_id: str, scores: Iterable[tuple[str, Mapping[str, int]]]) -> dict[str, int]:
    """What a driver scored in each event. `scores`: event id and points by player id of every race."""
    by_event: dict[str, int] = {}
    for event, points in scores:
        if player_id in points:
            by_event[event] = by_event.get(event, 0) + points[player_id]
    return by_event


def _ignored_event(by_event: Mapping[str, int], *, events: int) -> str | None:
    """The worst event of a driver, the first of several; None before any is left out. `events`: how many there were."""
    if events < DROPS_FROM_EVENT:
        return None
    return min(by_event, key=lambda event: by_event[event], default=None)


def score_race(body: bytes) -> dict[str, int]:
    """Points of everybody on the leader board by player id, counted from the file itself, class by class."""
    result = msgspec.json.decode(body.removeprefix(BOM), type=_ResultPayload)
    disqualified = {penalty.car_id for penalty in result.penalties if penalty.penalty == "Disqualified"}
    lines = result.session_result.leader_board_lines
    enough = CLASSIFIED_SHARE * max((line.timing.lap_count for line in lines), default=0)
    scores: dict[str, int] = {}
    cars_ahead: Counter[str | None] = Counter()
    for line in lines:
        car_class = car_model(line.car.car_model).car_class
        points = 0
        if line.timing.lap_count >= enough and line.car.car_id not in disqualified:
            points = _points_behind(cars_ahead[car_class])
        # A car that scores nothing keeps its place: nobody behind it moves up.
        cars_ahead[car_class] += 1
        scores |= dict.fromkeys((driver.player_id for driver in line.car.drivers), points)
    return scores


def _points_behind(cars: int) -> int:
    """The points for the place behind so many cars."""
    if cars >= len(POINTS):
        return 0
    return POINTS[cars]


def write_standings(classes: Mapping[str, Sequence[Standing]], *, generation: Generation) -> bytes:
    """`standings.json`; the old generation knows neither the points of an event nor team standings."""
    drivers: dict[str, list[dict[str, Any]]] = {}
    teams: dict[str, list[dict[str, Any]] | None] = {}
    for car_class, standings in classes.items():
        if generation == "old":
            drivers[car_class] = [_old_row(standing) for standing in standings]
            teams[car_class] = None
        else:
            drivers[car_class] = [_new_row(standing, among=standings) for standing in standings]
            teams[car_class] = _team_rows(standings)
    return as_json({"DriverStandings": drivers, "TeamStandings": teams})


def _old_row(standing: Standing) -> dict[str, Any]:
    return {
        "DriverName": standing.name,
        "DriverGUID": standing.entry.driver.player_id.removeprefix("S"),
        "CarModel": _car_name(standing.entry),
        "IsPlayer": True,
        "TeamPoints": {},
        "Points": standing.points,
        "PointsPenalty": standing.penalty,
        "IgnoredEventIDs": _ignored(standing),
    }


def _new_row(standing: Standing, *, among: Collection[Standing]) -> dict[str, Any]:
    entry = standing.entry
    events = {event: {"RaceNumber": entry.number, "Points": points} for event, points in standing.by_event.items()}
    return {
        "DriverName": standing.name,
        "DriverGUID": entry.driver.player_id,
        "CarModel": _car_name(entry),
        "IsPlayer": True,
        "Teams": {entry.team: {"EventIDs": events, "Points": standing.gross}},
        "Points": standing.points,
        "PointsPenalty": standing.penalty,
        "Position": 1 + sum(other.points > standing.points for other in among),
        "Even": sum(other.points == standing.points for other in among) > 1,
        "IgnoredEventIDs": _ignored(standing),
    }


def _team_rows(standings: Iterable[Standing]) -> list[dict[str, Any]]:
    """Teams of a class by the counted points of their drivers."""
    points: Counter[str] = Counter()
    for standing in standings:
        points[standing.entry.team] += standing.points
    return [
        {"TeamName": team, "Points": points[team], "PointsPenalty": 0, "IgnoredEventIDs": {}}
        for team in sorted(points, key=lambda team: -points[team])
    ]


def _ignored(standing: Standing) -> dict[str, Any]:
    """The event left out, as a set is written in the file: its keys, without values."""
    if standing.ignored is None:
        return {}
    return {standing.ignored: {}}


def _car_name(entry: SimulatedEntry) -> str:
    """The vendor's wording, which differs from the game's."""
    return car_model(entry.model).name.replace("(", "").replace(")", "")


class _DriverPayload(msgspec.Struct, rename="camel"):
    player_id: str


class _CarPayload(msgspec.Struct, rename="camel"):
    car_id: int
    car_model: int
    drivers: list[_DriverPayload]


class _TimingPayload(msgspec.Struct, rename="camel"):
    lap_count: int


class _LinePayload(msgspec.Struct, rename="camel"):
    car: _CarPayload
    timing: _TimingPayload


class _BoardPayload(msgspec.Struct, rename="camel"):
    leader_board_lines: list[_LinePayload]


class _PenaltyPayload(msgspec.Struct, rename="camel"):
    car_id: int
    penalty: str


class _ResultPayload(msgspec.Struct, rename="camel"):
    session_result: _BoardPayload
    penalties: list[_PenaltyPayload]
