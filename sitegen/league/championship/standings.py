"""Standings as the server counts them: places, ties, gaps, rounds and drops. The file is the authority."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import msgspec

from sitegen.errors import ResultRefused
from sitegen.league.championship.models import RoundScore, Standings, StandingsRow, TeamRow
from sitegen.league.championship.payloads import (
    DriverRowPayload,
    DriverTeamPayload,
    RoundPayload,
    StandingsPayload,
    TeamRowPayload,
)
from sitegen.league.game.people import Person, clean_name, identify_person, split_name, with_identity
from sitegen.league.session.header import decode_text
from sitegen.support.json_errors import misfit


def parse_standings(body: bytes, *, event_order: Sequence[str] = ()) -> Standings:
    """Read `standings.json` of any generation; `ResultRefused` says in one sentence why it cannot be read.

    `event_order`: the championship's events by date, to know a driver's latest team.
    """
    try:
        payload = msgspec.json.decode(decode_text(body), type=StandingsPayload, strict=False)
    except msgspec.DecodeError as error:
        raise ResultRefused(f"it cannot be read as standings: {misfit(error)}") from None
    drivers = payload.driver_standings or {}
    teams = payload.team_standings or {}
    # A class in which nobody has driven yet is null.
    return Standings(
        drivers={clean_name(name): _driver_rows(rows or [], event_order) for name, rows in drivers.items()},
        teams={clean_name(name): _team_rows(rows or []) for name, rows in teams.items()},
    )


def with_driver_identities(standings: Standings, main_keys: Mapping[str, str]) -> Standings:
    """The standings with every driver under the identity of the person they are.

    `main_keys`: person key → key of the same person, for those whom the league has joined.
    """
    return _with_drivers(standings, lambda driver: with_identity(driver, main_keys))


def with_known_names(standings: Standings, known: Mapping[str, Person]) -> Standings:
    """The standings with first and last names told apart: they write a name in one, results say which is which.

    `known`: person key → everybody in results and in standings.
    """

    def named(driver: Person) -> Person:
        person = known[driver.key]
        # Under another name the standings are as right as the results are.
        if person.name != driver.name:
            return driver
        return person

    return _with_drivers(standings, named)


def _with_drivers(standings: Standings, driver_of: Callable[[Person], Person]) -> Standings:
    """The standings with the driver of every row replaced; rows of nobody stay."""

    def with_driver(row: StandingsRow) -> StandingsRow:
        if row.driver is None:
            return row
        return msgspec.structs.replace(row, driver=driver_of(row.driver))

    tables = {name: tuple(map(with_driver, rows)) for name, rows in standings.drivers.items()}
    return msgspec.structs.replace(standings, drivers=tables)


def places_by_points(points: Sequence[float]) -> list[int]:
    """1 + rows with more points: equal points share a place, and the next place is left out."""
    place_of: dict[float, int] = {}
    for place, score in enumerate(sorted(points, reverse=True), start=1):
        place_of.setdefault(score, place)
    return [place_of[score] for score in points]


def intervals(points: Sequence[float]) -> list[float | None]:
    """Points of each row behind the row above it; None for the first."""
    behind: list[float | None] = [above - below for above, below in pairwise(points)]
    return [None, *behind][: len(points)]


def _driver_rows(rows: Sequence[DriverRowPayload], event_order: Sequence[str]) -> tuple[StandingsRow, ...]:
    points = [row.points for row in rows]
    # Only newer servers say the position. The order of the rows is the server's even when points say otherwise.
    positions = [row.position or place for row, place in zip(rows, places_by_points(points), strict=True)]
    drivers_on = Counter(positions)
    return tuple(
        StandingsRow(
            position=position,
            tied=drivers_on[position] > 1,
            driver=identify_person(row.driver_guid, *split_name(row.driver_name or "")),
            car=clean_name(row.car_model) or None,
            team=_latest_team(row, event_order),
            points=row.points,
            penalty=abs(row.points_penalty or 0),
            gap=points[0] - row.points,
            interval=interval,
            rounds=_rounds(row),
        )
        for row, position, interval in zip(rows, positions, intervals(points), strict=True)
    )


def _latest_team(row: DriverRowPayload, event_order: Sequence[str]) -> str | None:
    """The team for which the driver drove last; newer servers say it by event, older ones name only the teams."""
    if row.teams:
        order = {event_id: place for place, event_id in enumerate(event_order)}
        latest = max((_last_event(team, order), name) for name, team in row.teams.items())
        return clean_name(latest[1]) or None
    if row.team_points:
        return clean_name(max(row.team_points)) or None
    return None


def _last_event(team: DriverTeamPayload | None, order: Mapping[str, int]) -> int:
    """Where the team's last event stands in the order of events; -1 for a team without a known event."""
    return max((order.get(event_id, -1) for event_id in _events(team)), default=-1)


def _events(team: DriverTeamPayload | None) -> Mapping[str, RoundPayload | None]:
    """Event id → what the driver scored there for the team."""
    if team is None:
        return {}
    return team.event_ids or {}


def _rounds(row: DriverRowPayload) -> tuple[RoundScore, ...]:
    """Points by event, summed over the teams of a driver who changed, and what is dropped."""
    points: dict[str, float] = {}
    for team in (row.teams or {}).values():
        for event_id, scored in _events(team).items():
            points[event_id] = points.get(event_id, 0) + (scored or RoundPayload()).points
    dropped: Mapping[str, object] = row.ignored_event_ids or {}
    return tuple(
        RoundScore(event_id, points.get(event_id), event_id in dropped)
        for event_id in dict.fromkeys([*points, *dropped])
    )


def _team_rows(rows: Sequence[TeamRowPayload]) -> tuple[TeamRow, ...]:
    positions = places_by_points([row.points for row in rows])
    teams_on = Counter(positions)
    return tuple(
        TeamRow(
            position=position,
            tied=teams_on[position] > 1,
            team=clean_name(row.team_name) or "Unnamed team",
            points=row.points,
            penalty=abs(row.points_penalty or 0),
        )
        for row, position in zip(rows, positions, strict=True)
    )
