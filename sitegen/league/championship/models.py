"""What a championship is: its rounds and its standings, as the server counts them."""

import datetime as dt
from functools import cached_property

import msgspec

from sitegen.league.game.people import Person
from sitegen.league.session.models import Event


class RoundScore(msgspec.Struct, frozen=True):
    """What a standings row says of one event."""

    event_id: str
    points: float | None
    dropped: bool


class StandingsRow(msgspec.Struct, frozen=True):
    """A driver in the standings of a class, as the server counts."""

    position: int
    tied: bool
    """Another row of the class has the same position."""
    driver: Person | None
    car: str | None
    team: str | None
    points: float
    """Without dropped rounds and penalty, as the server says."""
    penalty: float
    gap: float
    """Points behind the leader."""
    interval: float | None
    """Points behind the row above; None for the leader."""
    rounds: tuple[RoundScore, ...]
    """What the file says of events, in its own order; events it does not name are missing."""


class TeamRow(msgspec.Struct, frozen=True):
    """A team in the standings of a class."""

    position: int
    tied: bool
    team: str
    points: float
    penalty: float


class Standings(msgspec.Struct, frozen=True, dict=True):
    """`standings.json`, understood: tables by class; the key of a championship without classes is empty."""

    drivers: dict[str, tuple[StandingsRow, ...]] = {}
    teams: dict[str, tuple[TeamRow, ...]] = {}

    @cached_property
    def rows_of_driver(self) -> dict[str, dict[str, StandingsRow]]:
        """Person key → class → row; in one class as a rule."""
        found: dict[str, dict[str, StandingsRow]] = {}
        for name, rows in self.drivers.items():
            for row in rows:
                if row.driver:
                    found.setdefault(row.driver.key, {})[name] = row
        return found

    @cached_property
    def team_names(self) -> tuple[str, ...]:
        """Every team that has a row or a driver, each once."""
        rows = (row.team for table in self.teams.values() for row in table)
        drivers = (row.team for table in self.drivers.values() for row in table if row.team)
        return tuple(dict.fromkeys([*rows, *drivers]))

    @cached_property
    def events_with_points(self) -> frozenset[str]:
        """The events of which the server says what anybody scored."""
        scores = (score for table in self.drivers.values() for row in table for score in row.rounds)
        return frozenset(score.event_id for score in scores if score.points is not None)

    @cached_property
    def classes_of_driver(self) -> dict[str, tuple[str, ...]]:
        """Person key → classes, one as a rule; empty for a championship without classes."""
        named = {key: tuple(filter(None, rows)) for key, rows in self.rows_of_driver.items()}
        return {key: names for key, names in named.items() if names}


class Championship(msgspec.Struct, frozen=True):
    """A championship: its name, its rounds and its standings."""

    id: str
    name: str
    events: tuple[Event, ...]
    """The rounds, by date."""
    standings: Standings
    standings_date: dt.datetime | None
    """When the archived standings were fetched; None without any."""
