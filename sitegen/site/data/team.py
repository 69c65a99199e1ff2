"""`data/teams/`: a team with its seasons and races."""

from sitegen.league.history.teams import TeamHistory, TeamSeason
from sitegen.site.data.base import Exported, NamedDriver, named, to_json
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


def team_file(past: TeamHistory, atlas: Atlas) -> tuple[str, bytes]:
    """The data of a team, named as its page."""
    data = TeamFile(
        name=past.name,
        wins=past.wins,
        podiums=past.podiums,
        seasons=[_season(season, atlas) for season in past.seasons],
        races=[
            TeamRaceData(session=race.session.id, positions=[car.place.class_position for car in race.cars])
            for race in past.races
        ],
    )
    return f"data/{atlas.team_url(past.name)[:-1]}.json", to_json(data)


def _season(season: TeamSeason, atlas: Atlas) -> TeamSeasonData:
    return TeamSeasonData(
        championship=season.championship.id,
        class_name=season.class_name,
        position=season.row.position if season.row else None,
        points=season.row.points if season.row else None,
        drivers=[
            TeamDriverData(driver=named(atlas.shown(row.driver)), position=row.position, points=row.points)
            for row in season.drivers
            if row.driver
        ],
    )
