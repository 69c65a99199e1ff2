"""The standings that a Server Manager writes, typed as they are, in the shapes of older and of newer servers.

What they mean is decided in `standings`. Keys that sitegen does not use are not listed, so they are skipped unread.
"""

import msgspec


class RoundPayload(msgspec.Struct, frozen=True, rename="pascal"):
    """What a driver scored in one event."""

    points: float | int = 0


class DriverTeamPayload(msgspec.Struct, frozen=True, rename="pascal"):
    """What a driver scored for one team (newer servers)."""

    event_ids: dict[str, RoundPayload | None] | None = msgspec.field(name="EventIDs", default=None)


class DriverRowPayload(msgspec.Struct, frozen=True, rename="pascal"):
    """A row of `DriverStandings`, of either generation."""

    driver_name: str | None = None
    driver_guid: str | None = msgspec.field(name="DriverGUID", default=None)
    car_model: str | None = None
    points: float | int = 0
    points_penalty: float | int | None = None
    position: int | None = None
    team_points: dict[str, msgspec.Raw] | None = None
    teams: dict[str, DriverTeamPayload | None] | None = None
    ignored_event_ids: dict[str, msgspec.Raw] | None = msgspec.field(name="IgnoredEventIDs", default=None)


class TeamRowPayload(msgspec.Struct, frozen=True, rename="pascal"):
    """A row of `TeamStandings`."""

    team_name: str | None = None
    points: float | int = 0
    points_penalty: float | int | None = None


class StandingsPayload(msgspec.Struct, frozen=True, rename="pascal"):
    """`standings.json`: a table per class; the key of a championship without classes is empty."""

    driver_standings: dict[str, list[DriverRowPayload] | None] | None = None
    team_standings: dict[str, list[TeamRowPayload] | None] | None = None
