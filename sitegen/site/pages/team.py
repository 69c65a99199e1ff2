"""The page of a team: its seasons, its drivers, its races; and the list of all teams."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

import msgspec

from sitegen.league.championship.models import StandingsRow
from sitegen.league.history.teams import TeamHistory, TeamRace, TeamSeason, best_place
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import NOTHING, counted, day, number
from sitegen.site.links import Atlas
from sitegen.site.pages import structured
from sitegen.site.pages.base import Band, Figure, Link, Page
from sitegen.site.pages.session.rows import LABELS


class TeamDriver(msgspec.Struct, frozen=True):
    """A driver of a season."""

    driver: PublicDriver
    position: int
    points: float


class TeamSeasonLine(msgspec.Struct, frozen=True):
    """A season of the team."""

    championship: Link
    class_name: str
    place: str
    """Among the teams; – where the standings have none."""
    points: str
    drivers: tuple[TeamDriver, ...]


class TeamCar(msgspec.Struct, frozen=True):
    """A car of the team in a race."""

    label: str
    """Class place, NC or DSQ."""
    crew: tuple[PublicDriver, ...]


class TeamRaceLine(msgspec.Struct, frozen=True):
    """A race of the team."""

    track: str
    date: str
    url: str
    championship: Link | None
    cars: tuple[TeamCar, ...]


class TeamPage(Page, frozen=True):
    """A team on one page."""

    template: ClassVar[str] = "team.html"
    figures: tuple[Figure, ...]
    seasons: tuple[TeamSeasonLine, ...]
    races: tuple[TeamRaceLine, ...]


class TeamCareer(msgspec.Struct, frozen=True):
    """A team in the list of all."""

    team: Link
    seasons: int
    best: int | None
    races: int
    wins: int
    podiums: int


class TeamsPage(Page, frozen=True):
    """All teams, by name."""

    template: ClassVar[str] = "teams.html"
    lines: tuple[TeamCareer, ...]


def team_page(past: TeamHistory, atlas: Atlas) -> TeamPage:
    """Everything that the page of a team shows."""
    return TeamPage(
        url=atlas.team_url(past.name),
        title=past.name,
        description=f"{past.name}: {counted(len(past.seasons), 'season')}, {counted(past.wins, 'win')}.",
        band=Band(
            title=past.name,
            crumbs=(Link("Teams", addresses.TEAMS),),
            facts=(counted(len(past.seasons), "season"), counted(len(past.races), "race")),
        ),
        section=addresses.TEAMS,
        structured=structured.team(past.name),
        figures=tuple(_figures(past)),
        seasons=tuple(_season(season, atlas) for season in past.seasons),
        races=tuple(_race(race, atlas) for race in past.races),
    )


def _figures(past: TeamHistory) -> Iterable[Figure]:
    best = best_place(past.seasons)
    if best is not None:
        yield Figure("Best season", f"P{best}", "in the teams’ standings")
    yield Figure("Wins", str(past.wins), "in class")
    yield Figure("Podiums", str(past.podiums), "in class")
    yield Figure("Races", str(len(past.races)))


def _season(season: TeamSeason, atlas: Atlas) -> TeamSeasonLine:
    championship, row = season.championship, season.row
    return TeamSeasonLine(
        championship=Link(championship.name, atlas.championship_url(championship)),
        class_name=season.class_name,
        place=(f"{row.position}=" if row.tied else str(row.position)) if row else NOTHING,
        points=number(row.points if row else None),
        drivers=tuple(one for driver in season.drivers if (one := _driver(driver, atlas))),
    )


def _driver(row: StandingsRow, atlas: Atlas) -> TeamDriver | None:
    return TeamDriver(atlas.shown(row.driver), row.position, row.points) if row.driver else None


def _race(race: TeamRace, atlas: Atlas) -> TeamRaceLine:
    championship = atlas.championship_of(atlas.event_of(race.session))
    return TeamRaceLine(
        track=race.session.track.name,
        date=day(race.session.date, atlas.zone),
        url=addresses.session(race.session.id),
        championship=Link(championship.name, atlas.championship_url(championship)) if championship else None,
        cars=tuple(
            TeamCar(
                LABELS.get(car.place.status, str(car.place.class_position or car.place.position)),
                atlas.crew(car.place.entry),
            )
            for car in race.cars
        ),
    )


def teams_page(pasts: Sequence[TeamHistory], atlas: Atlas) -> TeamsPage:
    """The list of all teams."""
    return TeamsPage(
        url=addresses.TEAMS,
        title="Teams",
        description=f"All {counted(len(pasts), 'team')} with their seasons, wins and podiums.",
        band=Band(title="Teams", facts=(counted(len(pasts), "team"),)),
        section=addresses.TEAMS,
        lines=tuple(
            TeamCareer(
                team=Link(past.name, atlas.team_url(past.name)),
                seasons=len(past.seasons),
                best=best_place(past.seasons),
                races=len(past.races),
                wins=past.wins,
                podiums=past.podiums,
            )
            for past in pasts
        ),
    )
