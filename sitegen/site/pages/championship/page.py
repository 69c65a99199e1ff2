"""The page of a championship: standings with their rounds, how they came about, what is open, the list of rounds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

import msgspec

from sitegen.dataset.scopes import SeasonScope
from sitegen.league.championship.calendar import CalendarRound
from sitegen.league.championship.models import Championship
from sitegen.league.championship.season import Season
from sitegen.league.session.models import Classification, Event
from sitegen.site import addresses
from sitegen.site.charts.base import Chart
from sitegen.site.formats import counted, day, number
from sitegen.site.links import Links
from sitegen.site.pages.base import Band, Link, Page, Step, Tab
from sitegen.site.pages.calendar import CalendarLine, calendar_line
from sitegen.site.pages.championship.after import after_links, dated_links
from sitegen.site.pages.championship.charts import season_charts
from sitegen.site.pages.championship.notes import season_notes
from sitegen.site.pages.championship.standings import (
    RoundHead,
    StandingsLine,
    StandingsTable,
    TeamTable,
    round_heads,
    standings_tables,
    team_tables,
)
from sitegen.site.pages.championship.title_fight import TitleTable, title_tables
from sitegen.site.pages.session.rows import podium
from sitegen.site.pages.structured import championship_event


class RoundLine(msgspec.Struct, frozen=True):
    """A round in the list of rounds."""

    number: int
    """Counts the rounds of the championship from 1, by date."""
    name: str
    """The track."""
    url: str
    """The page of the round, from the site's root."""
    date: str
    """`Tue 3 Sep 2024`, in the league's time zone."""
    winners: tuple[Step, ...]
    """The winner of each race."""
    sessions: tuple[Link, ...]
    """The sessions of the round with their pages, by date."""
    after: Link | None
    """The standings after it; none for the last round and where rounds are not known."""


class ChampionshipPage(Page, frozen=True):
    """A championship on one page."""

    template: ClassVar[str] = "championship.html"
    heads: tuple[RoundHead, ...]
    """The heads of the round columns of all standings tables."""
    tables: tuple[StandingsTable, ...]
    """The drivers' standings, a table per class; empty without standings."""
    teams: tuple[TeamTable, ...]
    """The teams' standings, a table per class; empty where the server has none."""
    titles: tuple[TitleTable, ...]
    """What is still open, for every class of which points and calendar are known."""
    charts: tuple[Chart, ...]
    """Points and places round by round, two charts per class at most."""
    rounds: tuple[RoundLine, ...]
    """The rounds that were driven, by date."""
    coming: tuple[CalendarLine, ...]
    """The rounds to come, the next one first."""
    past: tuple[Link, ...]
    """Archived standings of earlier dates."""
    notes: tuple[str, ...]
    """Sentences about where the numbers come from, and where the server's points are not the configured ones."""


def championship_page(scope: SeasonScope, links: Links) -> ChampionshipPage:
    """Everything that the page of a championship shows."""
    season, calendar, classifications = scope.season, scope.calendar, scope.classifications
    championship = season.championship
    tables = tuple(standings_tables(season, links, results=scope.results))
    teams = tuple(team_tables(championship, links))
    charts = tuple(season_charts(season, links))
    coming = tuple(_coming(calendar, links, classifications))
    return ChampionshipPage(
        url=links.championship_url(championship.id),
        title=championship.name,
        description=f"Standings and rounds: {championship.name}, {counted(len(championship.events), 'round')}.",
        band=Band(
            title=championship.name,
            crumbs=(Link("Championships", addresses.CHAMPIONSHIPS),),
            facts=tuple(_facts(championship, rounds_to_come=len(coming))),
            podium=_podium(tables),
            tabs=tuple(_tabs(tables, teams, charts)),
        ),
        section=addresses.CHAMPIONSHIPS,
        downloads=_downloads(championship, links),
        structured=championship_event(championship.name, calendar, links.zone),
        heads=round_heads(championship.events, links),
        tables=tables,
        teams=teams,
        titles=tuple(title_tables(season, links)),
        charts=charts,
        rounds=tuple(_rounds(season, links, classifications)),
        coming=coming,
        past=tuple(dated_links(season, links)),
        notes=tuple(season_notes(season, links)),
    )


def _coming(
    calendar: Iterable[CalendarRound], links: Links, classifications: Mapping[str, Classification]
) -> Iterable[CalendarLine]:
    for calendar_round in calendar:
        if calendar_round.event is None:
            yield calendar_line(calendar_round, links, classifications)


def _downloads(championship: Championship, links: Links) -> tuple[Link, ...]:
    return (
        Link("JSON", addresses.championship_data(championship.id)),
        Link("Standings as CSV", addresses.championship_data(championship.id, "csv")),
        Link("Calendar (ics)", addresses.championship_calendar(links.championship_url(championship.id))),
    )


def _tabs(tables: Iterable[StandingsTable], teams: Iterable[TeamTable], charts: Sequence[Chart]) -> Iterable[Tab]:
    yield from (Tab(table.title, f"#{table.anchor}") for table in tables)
    yield from (Tab(table.title, f"#{table.anchor}") for table in teams)
    if charts:
        yield Tab("Progression", f"#{charts[0].id}")
    yield Tab("Rounds", "#rounds")


def _facts(championship: Championship, *, rounds_to_come: int) -> Iterable[str]:
    driven = len(championship.events)
    if rounds_to_come:
        yield f"{counted(driven, 'round')} of {driven + rounds_to_come}"
    else:
        yield counted(driven, "round")
    drivers = sum(len(rows) for rows in championship.standings.drivers.values())
    teams = sum(len(rows) for rows in championship.standings.teams.values())
    if drivers:
        yield counted(drivers, "driver")
    if teams:
        yield counted(teams, "team")


def _podium(tables: Sequence[StandingsTable]) -> tuple[Step, ...]:
    """The first three of a championship without classes; with classes the leader of each of the first three."""
    if len(tables) == 1:
        return tuple(_step(line, detail=line.row.team or "") for line in tables[0].lines[:3])
    return tuple(_step(table.lines[0], detail=table.title) for table in tables[:3])


def _step(line: StandingsLine, *, detail: str) -> Step:
    crew = (line.driver,) if line.driver else ()
    return Step(position=line.row.position, crew=crew, detail=detail, value=f"{number(line.row.points)} pts")


def _rounds(season: Season, links: Links, classifications: Mapping[str, Classification]) -> Iterable[RoundLine]:
    links_after = after_links(season, links)
    # All events and not only those in the standings: practice alone makes a round that has sessions to show.
    for place, event in enumerate(season.championship.events, start=1):
        yield RoundLine(
            number=place,
            name=event.track.name,
            url=links.event_url(event) or "",
            date=day(event.date, links.zone),
            winners=tuple(_winners(event, classifications, links)),
            sessions=tuple(
                Link(links.session_name(session), addresses.session(session.id)) for session in event.sessions
            ),
            after=links_after.get(event.id or ""),
        )


def _winners(event: Event, classifications: Mapping[str, Classification], links: Links) -> Iterable[Step]:
    for race in event.races:
        yield from podium(classifications[race.id], links)[:1]
