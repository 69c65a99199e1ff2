"""What a championship is: its rounds and its standings, as the server counts them."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain

import msgspec

from sitegen.league.game.people import Person
from sitegen.league.session.models import Event


class RoundScore(msgspec.Struct, frozen=True):
    """What a standings row says of one event."""

    event_id: str
    """The event, by the id that its result files carry too."""
    points: float | None
    """Points in all races of the event; None where the server only says that the event is dropped."""
    dropped: bool
    """The event does not count in the driver's total."""


class StandingsRow(msgspec.Struct, frozen=True):
    """A driver in the standings of a class, as the server counts."""

    position: int
    """Place in the class, from 1; as the server says, else by points."""
    tied: bool
    """Another row of the class has the same position."""
    driver: Person | None
    """Who it is; None where the server names nobody."""
    car: str | None
    """The car model in the server's own words; None where it names none."""
    team: str | None
    """The team of the driver's latest event; None for somebody without a team."""
    points: float
    """Total points as the server says: dropped rounds and the penalty are already taken off."""
    penalty: float
    """Points that were taken off, 0 or more."""
    gap: float
    """Points behind the leader."""
    interval: float | None
    """Points behind the row above; None for the leader."""
    rounds: tuple[RoundScore, ...]
    """What the file says of events, in its own order; events it does not name are missing."""


class TeamRow(msgspec.Struct, frozen=True):
    """A team in the standings of a class."""

    position: int
    """Place in the class by points, from 1."""
    tied: bool
    """Another row of the class has the same position."""
    team: str
    """The team's name; "Unnamed team" where the server gives none."""
    points: float
    """Total points as the server says."""
    penalty: float
    """Points that were taken off, 0 or more."""


class Standings(msgspec.Struct, frozen=True, dict=True):
    """`standings.json`, understood: tables by class; the key of a championship without classes is empty."""

    drivers: dict[str, tuple[StandingsRow, ...]] = {}
    teams: dict[str, tuple[TeamRow, ...]] = {}

    @cached_property
    def rows_of_driver(self) -> dict[str, dict[str, StandingsRow]]:
        """Person key → class → row; in one class as a rule."""
        rows_by_class: dict[str, dict[str, StandingsRow]] = {}
        for class_name, rows in self.drivers.items():
            for row in rows:
                if row.driver:
                    rows_by_class.setdefault(row.driver.key, {})[class_name] = row
        return rows_by_class

    @cached_property
    def team_names(self) -> tuple[str, ...]:
        """Every team that has a row or a driver, each once."""
        with_a_row = [row.team for row in chain.from_iterable(self.teams.values())]
        with_a_driver = [row.team for row in chain.from_iterable(self.drivers.values()) if row.team]
        return tuple(dict.fromkeys([*with_a_row, *with_a_driver]))

    @cached_property
    def events_with_points(self) -> frozenset[str]:
        """The events of which the server says what anybody scored."""
        event_ids: set[str] = set()
        for row in chain.from_iterable(self.drivers.values()):
            event_ids.update(score.event_id for score in row.rounds if score.points is not None)
        return frozenset(event_ids)

    @cached_property
    def classes_of_driver(self) -> dict[str, tuple[str, ...]]:
        """Person key → classes, one as a rule; empty for a championship without classes."""
        return named_classes(self.rows_of_driver)


def named_classes(rows_of_driver: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Person key → classes with a name. `rows_of_driver`: person key → the classes in which they have a row."""
    classes = {}
    for key, class_names in rows_of_driver.items():
        # The one table of a championship without classes has an empty name.
        names = tuple(filter(None, class_names))
        if names:
            classes[key] = names
    return classes


class Championship(msgspec.Struct, frozen=True):
    """A championship: its name, its rounds and its standings."""

    id: str
    """As result files carry it."""
    name: str
    """What the league calls it; else a name made from its servers."""
    events: tuple[Event, ...]
    """The rounds, by date."""
    standings: Standings
    """The newest that a server gave; without any rows where none gave them."""
