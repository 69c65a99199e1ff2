"""What teams have done: the standings name them, the results of their drivers are theirs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from sitegen.league.championship.models import Championship, StandingsRow, TeamRow
from sitegen.league.history.careers import Appearance
from sitegen.league.session.models import Session, Status


class TeamSeason(msgspec.Struct, frozen=True):
    """A team in one class of a championship."""

    championship: Championship
    class_name: str
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
        return sum(_in_class(race.best) == 1 for race in self.races)

    @property
    def podiums(self) -> int:
        """Cars among the first three of their class."""
        return sum(1 for race in self.races for car in race.cars if (_in_class(car) or 4) <= 3)


def _in_class(car: Appearance) -> int | None:
    return car.place.class_position if car.place.status is Status.CLASSIFIED else None


def team_histories(championships: Iterable[Championship], appearances: Iterable[Appearance]) -> list[TeamHistory]:
    """Every team by name. `championships`: the newest first; `appearances`: oldest first.

    A driver who changed teams within a championship counts for the latest one: standings do not say when.
    """
    seasons: dict[str, list[TeamSeason]] = defaultdict(list)
    for championship in championships:
        for season in _seasons(championship):
            name = season.row.team if season.row else season.drivers[0].team or ""
            seasons[name].append(season)
    started: dict[tuple[str, str | None], list[Appearance]] = defaultdict(list)
    for one in appearances:
        if one.started:
            started[one.person.key, one.session.championship_id].append(one)
    pasts = [
        TeamHistory(
            name,
            tuple(own),
            _races(
                one
                for season in own
                for row in season.drivers
                if row.driver
                for one in started[row.driver.key, season.championship.id]
            ),
        )
        for name, own in seasons.items()
    ]
    return sorted(pasts, key=lambda past: (past.name.casefold(), past.name))


def _seasons(championship: Championship) -> Iterable[TeamSeason]:
    standings = championship.standings
    for class_name in dict.fromkeys([*standings.teams, *standings.drivers]):
        rows = {row.team: row for row in standings.teams.get(class_name, ())}
        drivers: dict[str, list[StandingsRow]] = defaultdict(list)
        for row in standings.drivers.get(class_name, ()):
            if row.team:
                drivers[row.team].append(row)
        for name in dict.fromkeys([*rows, *drivers]):
            yield TeamSeason(championship, class_name, rows.get(name), tuple(drivers.get(name, ())))


def _races(started: Iterable[Appearance]) -> tuple[TeamRace, ...]:
    """The newest first; a crew appears together, but its car counts once."""
    by_race: dict[str, dict[int, Appearance]] = defaultdict(dict)
    for one in started:
        by_race[one.session.id][one.place.position] = one
    races = [TeamRace(_any(cars).session, tuple(cars[at] for at in sorted(cars))) for cars in by_race.values()]
    return tuple(sorted(races, key=lambda race: (str(race.session.date), race.session.id), reverse=True))


def _any(cars: dict[int, Appearance]) -> Appearance:
    return next(iter(cars.values()))


def best_place(seasons: Sequence[TeamSeason]) -> int | None:
    """The best place of a team in the teams' standings."""
    return min((season.row.position for season in seasons if season.row), default=None)
