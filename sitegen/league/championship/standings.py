"""Standings as the server counts them: places, ties, gaps, rounds and drops. The file is the authority."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from sitegen.errors import ResultRefused
from sitegen.league.championship.models import RoundScore, Standings, StandingsRow, TeamRow
from sitegen.league.game.people import clean_name, identify_person, split_name
from sitegen.league.session.header import decode_text
from sitegen.league.session.payloads import DriverRowPayload, StandingsPayload, TeamRowPayload
from sitegen.support.json_errors import misfit


def parse_standings(body: bytes, *, event_order: Sequence[str] = ()) -> Standings:
    """Read `standings.json` of any generation; `ResultRefused` says in one sentence why it cannot be read.

    `event_order`: the championship's events by date, to know a driver's latest team.
    """
    try:
        payload = msgspec.json.decode(decode_text(body), type=StandingsPayload, strict=False)
    except msgspec.DecodeError as error:
        raise ResultRefused(f"it cannot be read as standings: {misfit(error)}") from None
    return Standings(
        drivers={
            clean_name(name): _driver_rows(rows or [], event_order)
            for name, rows in (payload.driver_standings or {}).items()
        },
        teams={clean_name(name): _team_rows(rows or []) for name, rows in (payload.team_standings or {}).items()},
    )


def _driver_rows(rows: Sequence[DriverRowPayload], event_order: Sequence[str]) -> tuple[StandingsRow, ...]:
    points = [row.points for row in rows]
    positions = [row.position or position for row, position in zip(rows, places_by_points(points), strict=True)]
    shared = Counter(positions)
    return tuple(
        StandingsRow(
            position=position,
            tied=shared[position] > 1,
            driver=identify_person(row.driver_guid, *split_name(row.driver_name or "")),
            car=clean_name(row.car_model) or None,
            team=_latest_team(row, event_order),
            points=row.points,
            penalty=abs(row.points_penalty or 0),
            gap=points[0] - row.points,
            interval=points[index - 1] - row.points if index else None,
            rounds=_rounds(row),
        )
        for index, (row, position) in enumerate(zip(rows, positions, strict=True))
    )


def places_by_points(points: Sequence[float]) -> list[int]:
    """1 + rows with more points: equal points share a place, and the next place is left out."""
    return [1 + sum(other > own for other in points) for own in points]


def _latest_team(row: DriverRowPayload, event_order: Sequence[str]) -> str | None:
    """The team for which the driver drove last; newer servers say it by event, older ones name only the teams."""
    if row.teams:
        order = {event_id: place for place, event_id in enumerate(event_order)}
        last = {
            name: max((order.get(event_id, -1) for event_id in (team and team.event_ids) or {}), default=-1)
            for name, team in row.teams.items()
        }
        names = sorted(last, key=lambda name: (last[name], name))
    else:
        names = sorted(row.team_points or {})
    return clean_name(names[-1]) or None if names else None


def _rounds(row: DriverRowPayload) -> tuple[RoundScore, ...]:
    """Points by event, summed over the teams of a driver who changed, and what is dropped."""
    points: dict[str, float] = {}
    for team in (row.teams or {}).values():
        for event_id, scored in ((team and team.event_ids) or {}).items():
            points[event_id] = points.get(event_id, 0) + (scored.points if scored else 0)
    ignored: Mapping[str, object] = row.ignored_event_ids or {}
    return tuple(
        RoundScore(event_id, points.get(event_id), event_id in ignored)
        for event_id in dict.fromkeys([*points, *ignored])
    )


def _team_rows(rows: Sequence[TeamRowPayload]) -> tuple[TeamRow, ...]:
    positions = places_by_points([row.points for row in rows])
    shared = Counter(positions)
    return tuple(
        TeamRow(
            position=position,
            tied=shared[position] > 1,
            team=clean_name(row.team_name) or "Unnamed team",
            points=row.points,
            penalty=abs(row.points_penalty or 0),
        )
        for row, position in zip(rows, positions, strict=True)
    )
