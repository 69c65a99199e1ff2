"""What teams have done: the standings name them, the results of their drivers are theirs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from sitegen.league.championship.models import Championship, StandingsRow, TeamRow
from sitegen.league.history.careers import Appearance
from sitegen.league.session.models import Session, Status


class TeamSeason(msgspec.Struct, frozen=True):
    """A team in one class of a championship."""

    championship: Championship
    class_name: str
    """Empty in a championship without classes."""
    row: TeamRow | None
    """None where only the rows of drivers name the team."""
    drivers: tuple[StandingsRow, ...]
    """Those whose latest team it is, in the order of the standings."""


class TeamRace(msgspec.Struct, frozen=True):
    """A race in which cars of the team started."""

    session: Session
    cars: tuple[Appearance, ...]
    """One per car, the best first."""

    @property
    def best(self) -> Appearance:
        """The car in front."""
        return self.cars[0]


class TeamHistory(msgspec.Struct, frozen=True):
    """All that a team did."""

    name: str
    seasons: tuple[TeamSeason, ...]
    """The newest first."""
    races: tuple[TeamRace, ...]
    """Of those championships, the newest first."""

    @property
    def wins(self) -> int:
        """Races won in class."""
        return sum(_class_position(race.best) == 1 for race in self.races)

    @property
    def podiums(self) -> int:
        """Cars among the first three of their class."""
        return sum(_podiums(race) for race in self.races)


def _podiums(race: TeamRace) -> int:
    positions = [_class_position(car) for car in race.cars]
    return sum(position is not None and position <= 3 for position in positions)


def _class_position(car: Appearance) -> int | None:
    """The place in class; None for a car that is not classified."""
    if car.place.status is not Status.CLASSIFIED:
        return None
    return car.place.class_position


Starts = Mapping[tuple[str, str | None], Sequence[Appearance]]
"""Person key and championship id → the races in which the person started, oldest first."""


def team_histories(championships: Iterable[Championship], appearances: Iterable[Appearance]) -> list[TeamHistory]:
    """Every team by name. `championships`: the newest first; `appearances`: oldest first.

    A driver who changed teams within a championship counts for the latest one: standings do not say when.
    """
    seasons: dict[str, list[TeamSeason]] = defaultdict(list)
    for championship in championships:
        for name, season in _seasons(championship):
            seasons[name].append(season)
    starts = _starts(appearances)
    histories = [
        TeamHistory(name, tuple(of_team), _races(_appearances(of_team, starts))) for name, of_team in seasons.items()
    ]
    return sorted(histories, key=lambda history: (history.name.casefold(), history.name))


def _seasons(championship: Championship) -> Iterator[tuple[str, TeamSeason]]:
    """Every team of a championship in every class, by its name."""
    standings = championship.standings
    for class_name in dict.fromkeys([*standings.teams, *standings.drivers]):
        rows = {row.team: row for row in standings.teams.get(class_name, ())}
        drivers: dict[str, list[StandingsRow]] = defaultdict(list)
        for row in standings.drivers.get(class_name, ()):
            if row.team:
                drivers[row.team].append(row)
        for name in dict.fromkeys([*rows, *drivers]):
            yield name, TeamSeason(championship, class_name, rows.get(name), tuple(drivers.get(name, ())))


def _starts(appearances: Iterable[Appearance]) -> Starts:
    starts: dict[tuple[str, str | None], list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        if appearance.started:
            starts[appearance.person.key, appearance.session.championship_id].append(appearance)
    return starts


def _appearances(seasons: Iterable[TeamSeason], starts: Starts) -> Iterator[Appearance]:
    """The races that the drivers of a team started in its championships."""
    for season in seasons:
        for row in season.drivers:
            if row.driver:
                yield from starts.get((row.driver.key, season.championship.id), ())


def _races(starts: Iterable[Appearance]) -> tuple[TeamRace, ...]:
    """The newest first; a crew appears together, but its car counts once."""
    cars_by_race: dict[str, dict[int, Appearance]] = defaultdict(dict)
    for start in starts:
        cars_by_race[start.session.id][start.place.position] = start
    races = [_race(cars) for cars in cars_by_race.values()]
    # Dates are compared as texts, because a session may have none.
    return tuple(sorted(races, key=lambda race: (str(race.session.date), race.session.id), reverse=True))


def _race(cars: Mapping[int, Appearance]) -> TeamRace:
    """`cars`: place → one of the crew."""
    in_order = tuple(cars[position] for position in sorted(cars))
    return TeamRace(in_order[0].session, in_order)


def best_place(seasons: Sequence[TeamSeason]) -> int | None:
    """The best place of a team in the teams' standings."""
    return min((season.row.position for season in seasons if season.row), default=None)
