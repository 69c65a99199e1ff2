"""The page of a team: its seasons, its drivers, its races; and the list of all teams."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

import msgspec

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.championship.models import TeamRow
from sitegen.league.history.teams import TeamHistory, TeamRace, TeamSeason, best_place
from sitegen.league.session.models import Place
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import NOTHING, counted, day, number, placing
from sitegen.site.links import Links
from sitegen.site.pages import structured
from sitegen.site.pages.base import Band, Figure, Link, Page
from sitegen.site.pages.session.rows import LABELS
from sitegen.site.pages.session_links import championship_link


class TeamDriver(msgspec.Struct, frozen=True):
    """A driver of a season."""

    driver: PublicDriver
    """Who it is."""
    position: int
    """The place in the drivers' standings of the class."""
    points: float
    """The points in the drivers' standings."""


class TeamSeasonLine(msgspec.Struct, frozen=True):
    """A season of the team."""

    championship: Link
    """The championship and its page."""
    class_name: str
    """The class of the standings; empty in a championship without classes."""
    position: int | None
    """The place among the teams, none where the standings have none."""
    tied: bool
    """The place is shared with another team."""
    place: str
    """The place for show, `3=` where it is shared; – where the standings have none."""
    points: str
    """The team's points; – where the standings have none."""
    drivers: tuple[TeamDriver, ...]
    """Its drivers, in the order of the drivers' standings."""


class TeamCar(msgspec.Struct, frozen=True):
    """A car of the team in a race."""

    label: str
    """Class place, NC or DSQ."""
    crew: tuple[PublicDriver, ...]
    """Those who sat in it."""


class TeamRaceLine(msgspec.Struct, frozen=True):
    """A race of the team."""

    track: str
    """The name of the track."""
    date: str
    """`Tue 3 Sep 2024`, in the league's time zone."""
    url: str
    """The page of the race, from the site's root."""
    championship: Link | None
    """The championship and its page."""
    cars: tuple[TeamCar, ...]
    """The cars of the team, in the order of the result."""


class TeamPage(Page, frozen=True):
    """A team on one page."""

    template: ClassVar[str] = "team.html"
    figures: tuple[Figure, ...]
    """The key figures: best season, then wins and podiums in class, and races."""
    seasons: tuple[TeamSeasonLine, ...]
    """A row per championship and class, the newest first."""
    races: tuple[TeamRaceLine, ...]
    """Every race that one of its drivers started, the newest first."""


class TeamCareer(msgspec.Struct, frozen=True):
    """A team in the list of all."""

    team: Link
    """The name of the team and its page."""
    seasons: int
    """Championships in which it was, each class of them counted."""
    best: int | None
    """The best place in the teams' standings; none where it was in none."""
    races: int
    """Races that one of its drivers started."""
    wins: int
    """Races won in class."""
    podiums: int
    """Cars among the first three in class."""


class TeamsPage(Page, frozen=True):
    """All teams, by name."""

    template: ClassVar[str] = "teams.html"
    lines: tuple[TeamCareer, ...]
    """A row per team, by name."""


def team_pages(league: LeagueScope, links: Links) -> Iterator[TeamPage]:
    """A page for every team."""
    return (team_page(history, links) for history in league.histories.teams)


def team_page(history: TeamHistory, links: Links) -> TeamPage:
    """Everything that the page of a team shows."""
    seasons, races = counted(len(history.seasons), "season"), counted(len(history.races), "race")
    return TeamPage(
        url=links.team_url(history.name),
        title=history.name,
        description=f"{history.name}: {seasons}, {counted(history.wins, 'win')}.",
        band=Band(title=history.name, crumbs=(Link("Teams", addresses.TEAMS),), facts=(seasons, races)),
        section=addresses.TEAMS,
        structured=structured.team(history.name),
        figures=tuple(_figures(history)),
        seasons=tuple(_season_line(season, links) for season in history.seasons),
        races=tuple(_race_line(race, links) for race in history.races),
    )


def _figures(history: TeamHistory) -> Iterable[Figure]:
    best = best_place(history.seasons)
    if best is not None:
        yield Figure("Best season", f"P{best}", "in the teams’ standings")
    yield Figure("Wins", str(history.wins), "in class")
    yield Figure("Podiums", str(history.podiums), "in class")
    yield Figure("Races", str(len(history.races)))


def _season_line(season: TeamSeason, links: Links) -> TeamSeasonLine:
    championship, row = season.championship, season.row
    place, points = _place_and_points(row)
    return TeamSeasonLine(
        championship=Link(championship.name, links.championship_url(championship.id)),
        class_name=season.class_name,
        position=row.position if row else None,
        tied=row is not None and row.tied,
        place=place,
        points=points,
        # A row of the server's without a driver id is somebody whom nobody can name.
        drivers=tuple(
            TeamDriver(links.shown(row.driver), row.position, row.points) for row in season.drivers if row.driver
        ),
    )


def _place_and_points(row: TeamRow | None) -> tuple[str, str]:
    if row is None:
        return NOTHING, NOTHING
    return placing(row.position, tied=row.tied), number(row.points)


def _race_line(race: TeamRace, links: Links) -> TeamRaceLine:
    session = race.session
    return TeamRaceLine(
        track=session.track.name,
        date=day(session.date, links.zone),
        url=addresses.session(session.id),
        championship=championship_link(session, links),
        cars=tuple(_car(appearance.place, links) for appearance in race.cars),
    )


def _car(place: Place, links: Links) -> TeamCar:
    position = place.class_position or place.position
    return TeamCar(LABELS.get(place.status, str(position)), links.crew(place.entry))


def teams_page(league: LeagueScope, links: Links) -> TeamsPage:
    """The list of all teams."""
    histories = league.histories.teams
    return TeamsPage(
        url=addresses.TEAMS,
        title="Teams",
        description=f"All {counted(len(histories), 'team')} with their seasons, wins and podiums.",
        band=Band(title="Teams", facts=(counted(len(histories), "team"),)),
        section=addresses.TEAMS,
        lines=tuple(_career(history, links) for history in histories),
    )


def _career(history: TeamHistory, links: Links) -> TeamCareer:
    return TeamCareer(
        team=Link(history.name, links.team_url(history.name)),
        seasons=len(history.seasons),
        best=best_place(history.seasons),
        races=len(history.races),
        wins=history.wins,
        podiums=history.podiums,
    )
