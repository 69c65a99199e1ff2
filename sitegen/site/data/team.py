"""`data/teams/`: a team with its seasons and races."""

from collections.abc import Iterator
from typing import Annotated

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.championship.models import StandingsRow
from sitegen.league.game.people import Person
from sitegen.league.history.teams import TeamHistory, TeamRace, TeamSeason
from sitegen.site import addresses
from sitegen.site.data.base import Exported, NamedDriver, means, named_driver, to_json
from sitegen.site.links import Links


class TeamDriverData(Exported, frozen=True):
    """A driver of a team in the standings."""

    driver: Annotated[NamedDriver, means("Who drove for the team.")]
    position: Annotated[int, means("Place in the drivers' standings of the class, from 1 on.")]
    points: Annotated[float | int, means("Total points in the drivers' standings.")]


class TeamSeasonData(Exported, frozen=True, rename={"class_name": "class"}):
    """A team in a class of a championship."""

    championship: Annotated[str, means("The server's id of the championship.")]
    class_name: Annotated[str, means("Name of the class; empty in a championship without classes.")]
    position: Annotated[
        int | None,
        means("Place in the teams' standings of the class, from 1 on; null where these do not name the team."),
    ]
    points: Annotated[
        float | int | None, means("Total points in the teams' standings; null where these do not name the team.")
    ]
    drivers: Annotated[list[TeamDriverData], means("Its drivers in the order of the drivers' standings.")]


class TeamRaceData(Exported, frozen=True):
    """Class places of a team's cars in a race, null for cars without a class."""

    session: Annotated[str, means("Id of the session, `<server>/<SessionFile>` of the race.")]
    positions: Annotated[
        list[int | None],
        means("Places in class of the team's cars, the first car first; null for a car without a class."),
    ]


class TeamFile(Exported, frozen=True):
    """A team; wins and podiums are in class."""

    name: Annotated[str, means("Name of the team.")]
    wins: Annotated[int, means("Races in which the first car of the team won its class.")]
    podiums: Annotated[int, means("Places from 1 to 3 in class, every car counted.")]
    seasons: Annotated[list[TeamSeasonData], means("The championships in which the team raced, the newest first.")]
    races: Annotated[list[TeamRaceData], means("The races of its cars in these, the newest first.")]


def team_files(league: LeagueScope, links: Links) -> Iterator[tuple[str, bytes]]:
    """A file for every team."""
    return (team_file(history, links) for history in league.histories.teams)


def team_file(history: TeamHistory, links: Links) -> tuple[str, bytes]:
    """Path and data of a team, named as its page."""
    data = TeamFile(
        name=history.name,
        wins=history.wins,
        podiums=history.podiums,
        seasons=[_season(season, links) for season in history.seasons],
        races=[_race(race) for race in history.races],
    )
    return addresses.data_of(links.team_url(history.name)), to_json(data)


def _season(season: TeamSeason, links: Links) -> TeamSeasonData:
    # Where no teams' standings name the team, its drivers do.
    position, points = (season.row.position, season.row.points) if season.row else (None, None)
    return TeamSeasonData(
        championship=season.championship.id,
        class_name=season.class_name,
        position=position,
        points=points,
        drivers=[_driver(member, member.driver, links) for member in season.drivers if member.driver],
    )


def _driver(row: StandingsRow, driver: Person, links: Links) -> TeamDriverData:
    """`driver`: of the row."""
    return TeamDriverData(driver=named_driver(links.shown(driver)), position=row.position, points=row.points)


def _race(race: TeamRace) -> TeamRaceData:
    return TeamRaceData(session=race.session.id, positions=[car.place.class_position for car in race.cars])
