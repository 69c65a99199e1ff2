"""The standings of a championship for programs: drivers with their rounds, and teams."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from sitegen.league.championship.models import StandingsRow, TeamRow
from sitegen.league.championship.points import SeasonScore
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.rounds import RaceDriven, Round, rounds_of
from sitegen.league.championship.season import ClassSeason, Season
from sitegen.site.data.base import Exported, NamedDriver, means, named_driver, to_csv
from sitegen.site.links import Links


class RaceData(Exported, frozen=True):
    """A race of a round: class place, null for somebody who was not there."""

    session: Annotated[str, means("Id of the session, `<server>/<SessionFile>`.")]
    position: Annotated[int | None, means("Place in class, from 1 on; null for somebody who was not there.")]


class RoundData(Exported, frozen=True):
    """What somebody did in a round."""

    event: Annotated[str | None, means("The server's id of the event; null where no file says it.")]
    points: Annotated[
        float | int | None,
        means("Points from the round as the server says, else from the configured table; null where neither says any."),
    ]
    dropped: Annotated[bool, means("Whether the server leaves the round out of the total.")]
    position: Annotated[
        int | None,
        means("Place in class in the last race of the round, from 1 on; null for somebody who was not there."),
    ]
    races: Annotated[list[RaceData], means("Every race of the round, by date.")]


class StandingData(Exported, frozen=True):
    """A driver in the standings of a class."""

    position: Annotated[int, means("Place in the standings of the class, from 1 on; equal points may share one.")]
    driver: Annotated[NamedDriver | None, means("Who it is; null where the server names nobody.")]
    car: Annotated[str | None, means("Name of the car model as the server says; null where it says none.")]
    team: Annotated[str | None, means("Name of the team; null for a driver without one.")]
    points: Annotated[float | int, means("Total points, with dropped rounds and penalty already taken off.")]
    penalty: Annotated[float | int, means("Penalty points, 0 or more, already taken off the total.")]
    rounds: Annotated[list[RoundData], means("What the driver did in every round of the championship, by date.")]
    gap: Annotated[float | int, means("Points behind the leader of the class, 0 for the leader.")]
    interval: Annotated[float | int | None, means("Points behind the row above; null for the leader.")]


class TeamData(Exported, frozen=True):
    """A team in the standings of a class."""

    position: Annotated[
        int, means("Place in the teams' standings of the class, from 1 on; equal points may share one.")
    ]
    team: Annotated[str, means("Name of the team.")]
    points: Annotated[float | int, means("Total points as the server says, with the penalty already taken off.")]
    penalty: Annotated[float | int, means("Penalty points, 0 or more, already taken off the total.")]


def standings_data(
    rows: Iterable[StandingsRow], class_name: str, season: Season, links: Links, results: Mapping[str, RaceResult]
) -> list[StandingData]:
    """The drivers' standings of a class. `results`: session id → race."""
    class_season = season.of_class(class_name)
    data = []
    for row in rows:
        # They stand in for the points of rounds of which the server says nothing.
        computed = _computed(row, class_season)
        rounds = rounds_of(row, class_name, season.championship, results, computed=computed)
        data.append(_standing(row, rounds, links))
    return data


def _computed(row: StandingsRow, class_season: ClassSeason | None) -> SeasonScore | None:
    """What the configured points give the driver of a row; None without any."""
    if row.driver is None or class_season is None:
        return None
    return class_season.computed.get(row.driver.key)


def _standing(row: StandingsRow, rounds: Iterable[Round], links: Links) -> StandingData:
    return StandingData(
        position=row.position,
        driver=driver_of(row, links),
        car=row.car,
        team=row.team,
        points=row.points,
        penalty=row.penalty,
        rounds=[_round(driven) for driven in rounds],
        gap=row.gap,
        interval=row.interval,
    )


def driver_of(row: StandingsRow, links: Links) -> NamedDriver | None:
    """The driver of a row; None where the server names none."""
    if row.driver is None:
        return None
    return named_driver(links.shown(row.driver))


def _round(driven: Round) -> RoundData:
    return RoundData(
        event=driven.event.id,
        points=driven.points,
        dropped=driven.dropped,
        position=driven.position,
        races=[_race(race) for race in driven.races],
    )


def _race(race: RaceDriven) -> RaceData:
    position = race.place.class_position if race.place else None
    return RaceData(session=race.session_id, position=position)


def team_standings_data(rows: Iterable[TeamRow]) -> list[TeamData]:
    """The teams' standings of a class."""
    return [TeamData(position=row.position, team=row.team, points=row.points, penalty=row.penalty) for row in rows]


def standings_csv(drivers: Mapping[str, Iterable[StandingData]], round_names: Iterable[str]) -> bytes:
    """A row per driver; the points of every round as a column that is named after the round. `drivers`: by class."""
    fields = ("class", "position", "driver", "car", "team", "points", "penalty", "gap", "interval")
    rounds = [f"R{number} {name}" for number, name in enumerate(round_names, start=1)]
    rows = []
    for class_name, table in drivers.items():
        rows += [_cells(class_name, row) for row in table]
    return to_csv([*fields, *rounds], rows)


def _cells(class_name: str, row: StandingData) -> Sequence[object]:
    driver = row.driver.name if row.driver else ""
    cells = (class_name, row.position, driver, row.car, row.team, row.points, row.penalty, row.gap, row.interval)
    return [*cells, *(driven.points for driven in row.rounds)]


def teams_csv(teams: Mapping[str, Iterable[TeamData]]) -> bytes:
    """A row per team. `teams`: by class."""
    rows = []
    for class_name, table in teams.items():
        rows += [(class_name, row.position, row.team, row.points, row.penalty) for row in table]
    return to_csv(["class", "position", "team", "points", "penalty"], rows)
