"""`data/teams/`: a team with its seasons and races."""

from sitegen.league.championship.models import StandingsRow
from sitegen.league.game.people import Person
from sitegen.league.history.teams import TeamHistory, TeamRace, TeamSeason
from sitegen.site.data.base import Exported, NamedDriver, named_driver, to_json
from sitegen.site.links import Atlas


class TeamDriverData(Exported, frozen=True):
    """A driver of a team in the standings."""

    driver: NamedDriver
    position: int
    points: float | int


class TeamSeasonData(Exported, frozen=True, rename={"class_name": "class"}):
    """A team in a class of a championship."""

    championship: str
    class_name: str
    position: int | None
    points: float | int | None
    drivers: list[TeamDriverData]


class TeamRaceData(Exported, frozen=True):
    """Class places of a team's cars in a race, null for cars without a class."""

    session: str
    positions: list[int | None]


class TeamFile(Exported, frozen=True):
    """A team; wins and podiums are in class."""

    name: str
    wins: int
    podiums: int
    seasons: list[TeamSeasonData]
    races: list[TeamRaceData]


def team_file(history: TeamHistory, atlas: Atlas) -> tuple[str, bytes]:
    """Path and data of a team, named as its page."""
    data = TeamFile(
        name=history.name,
        wins=history.wins,
        podiums=history.podiums,
        seasons=[_season(season, atlas) for season in history.seasons],
        races=[_race(race) for race in history.races],
    )
    return f"data/{atlas.team_url(history.name)[:-1]}.json", to_json(data)


def _season(season: TeamSeason, atlas: Atlas) -> TeamSeasonData:
    row = season.row
    return TeamSeasonData(
        championship=season.championship.id,
        class_name=season.class_name,
        position=row.position if row else None,
        points=row.points if row else None,
        drivers=[_driver(member, member.driver, atlas) for member in season.drivers if member.driver],
    )


def _driver(row: StandingsRow, driver: Person, atlas: Atlas) -> TeamDriverData:
    """`driver`: of the row."""
    return TeamDriverData(driver=named_driver(atlas.shown(driver)), position=row.position, points=row.points)


def _race(race: TeamRace) -> TeamRaceData:
    return TeamRaceData(session=race.session.id, positions=[car.place.class_position for car in race.cars])
