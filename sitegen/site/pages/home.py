"""The home page, and the lists of championships and of results."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import ClassVar

import msgspec

from sitegen.league.championship.calendar import CalendarRound
from sitegen.league.championship.models import Championship
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.season import Season
from sitegen.league.session.models import Classification, Event
from sitegen.site import addresses
from sitegen.site.content import Document
from sitegen.site.formats import counted, day
from sitegen.site.links import Atlas
from sitegen.site.pages import structured
from sitegen.site.pages.base import Band, Link, Page, Step
from sitegen.site.pages.calendar import CalendarLine, calendar_line
from sitegen.site.pages.championship.standings import StandingsTable, standings_tables
from sitegen.site.pages.content.news import NewsLine, news_line
from sitegen.site.pages.content.pieces import Piece
from sitegen.site.pages.session.rows import podium

LATEST = 6
"""Events on the home page."""
COMING = 3
"""Rounds to come on the home page."""
NEWS = 3
"""Pieces of news on the home page."""
SHOWN = 8
"""Rows of each standings table on the home page."""


class EventCard(msgspec.Struct, frozen=True):
    """An event in short: where, when, and who was in front."""

    track: str
    date: str
    series: str
    """Championship and round, or what was driven."""
    url: str
    podium: tuple[Step, ...]
    sessions: tuple[Link, ...]
    facts: tuple[str, ...]


class StandingsCard(msgspec.Struct, frozen=True):
    """The head of a championship's standings."""

    name: str
    url: str
    tables: tuple[StandingsTable, ...]
    facts: tuple[str, ...]


class ChampionshipLine(msgspec.Struct, frozen=True):
    """A championship in the list of all."""

    name: str
    url: str
    rounds: int
    first: str
    last: str
    leaders: tuple[Step, ...]


class HomePage(Page, frozen=True):
    """The front door."""

    template: ClassVar[str] = "home.html"
    latest: tuple[EventCard, ...]
    coming: tuple[CalendarLine, ...]
    """The next rounds."""
    standings: tuple[StandingsCard, ...]
    welcome: tuple[Piece, ...]
    """The league's own `content/index.md`."""
    news: tuple[NewsLine, ...]
    """The newest."""


class ChampionshipsPage(Page, frozen=True):
    """All championships, the newest first."""

    template: ClassVar[str] = "championships.html"
    lines: tuple[ChampionshipLine, ...]


class ResultsPage(Page, frozen=True):
    """All events of a year, the newest first."""

    template: ClassVar[str] = "results.html"
    year: str
    years: tuple[Link, ...]
    events: tuple[EventCard, ...]


def home_page(  # noqa: PLR0913 - the front door shows a little of everything
    title: str,
    atlas: Atlas,
    *,
    newest: Sequence[Event],
    running: Iterable[Season],
    results: Mapping[str, RaceResult],
    found: Mapping[str, Classification],
    coming: Iterable[CalendarRound],
    facts: tuple[str, ...],
    welcome: tuple[Piece, ...],
    news: Iterable[Document],
) -> HomePage:
    """Everything that the home page shows; events without a race only as long as there is none with.

    `newest`: events, and `news`: both the newest first; `coming`: rounds, the next one first.
    """
    told = [event for event in newest if event.races] or newest
    latest = tuple(event_card(event, atlas, found) for event in told[:LATEST])
    return HomePage(
        url=addresses.HOME,
        title="",
        description=f"Results and standings of {title}.",
        band=Band(
            title=title,
            facts=facts,
            podium=latest[0].podium if latest else (),
            podium_of=Link(f"{latest[0].track}, {latest[0].date}", latest[0].url) if latest else None,
        ),
        section=addresses.HOME,
        structured=structured.league(title),
        latest=latest,
        coming=tuple(calendar_line(one, atlas, found) for one in islice(coming, COMING)),
        standings=tuple(_standings_card(season, atlas, results) for season in running),
        welcome=welcome,
        news=tuple(news_line(one, atlas) for one in islice(news, NEWS)),
    )


def event_card(event: Event, atlas: Atlas, found: Mapping[str, Classification]) -> EventCard:
    """An event in short, told by its last race, or by its last session when there was none."""
    championship, neighbours = atlas.championship_of(event), atlas.neighbours(event)
    told = (event.races or event.sessions)[-1]
    series = atlas.session_name(told)
    if championship and neighbours:
        series = f"{championship.name}, round {neighbours.number}"
    return EventCard(
        track=event.track.name,
        date=day(event.date, atlas.zone),
        series=series,
        url=addresses.session(told.id),
        podium=podium(found[told.id], atlas),
        sessions=tuple(Link(atlas.session_name(one), addresses.session(one.id)) for one in event.sessions),
        facts=(counted(len(told.entries), "car"), "wet" if told.wet else "dry"),
    )


def _standings_card(season: Season, atlas: Atlas, results: Mapping[str, RaceResult]) -> StandingsCard:
    championship = season.championship
    tables = standings_tables(season, atlas, results=results)
    return StandingsCard(
        name=championship.name,
        url=atlas.championship_url(championship),
        tables=tuple(msgspec.structs.replace(table, lines=table.lines[:SHOWN]) for table in tables),
        facts=(f"after {counted(len(championship.events), 'round')}",),
    )


def championships_page(championships: Iterable[Championship], atlas: Atlas) -> ChampionshipsPage:
    """The list of championships, given the newest first."""
    lines = tuple(_line(championship, atlas) for championship in championships)
    return ChampionshipsPage(
        url=addresses.CHAMPIONSHIPS,
        title="Championships",
        description=f"All {counted(len(lines), 'championship')} with their rounds and leaders.",
        band=Band(title="Championships", facts=(counted(len(lines), "championship"),)),
        section=addresses.CHAMPIONSHIPS,
        lines=lines,
    )


def _line(championship: Championship, atlas: Atlas) -> ChampionshipLine:
    events = championship.events
    leaders = (rows[0] for rows in championship.standings.drivers.values() if rows)
    return ChampionshipLine(
        name=championship.name,
        url=atlas.championship_url(championship),
        rounds=len(events),
        first=day(events[0].date, atlas.zone) if events else "",
        last=day(events[-1].date, atlas.zone) if events else "",
        leaders=tuple(
            Step(1, (atlas.shown(row.driver),), row.team or "", "") for row in leaders if row.driver is not None
        ),
    )


def results_pages(newest: Iterable[Event], atlas: Atlas, found: Mapping[str, Classification]) -> Iterable[ResultsPage]:
    """A page for every year; the newest one is the front page of the results, which is there without any too."""
    by_year: dict[str, list[Event]] = {}
    for event in newest:
        by_year.setdefault(str(event.date.astimezone(atlas.zone).year) if event.date else "undated", []).append(event)
    urls = {
        year: f"{addresses.SESSIONS}{year}/" if number else addresses.SESSIONS for number, year in enumerate(by_year)
    }
    if not by_year:
        yield _results_page(addresses.SESSIONS, "", (), ())
    years = tuple(Link(year, url) for year, url in urls.items())
    for year, events in by_year.items():
        yield _results_page(urls[year], year, years, tuple(event_card(event, atlas, found) for event in events))


def _results_page(url: str, year: str, years: tuple[Link, ...], cards: tuple[EventCard, ...]) -> ResultsPage:
    sessions = sum(len(card.sessions) for card in cards)
    return ResultsPage(
        url=url,
        title=f"Results {year}".strip(),
        description=f"All {counted(sessions, 'session')} of {year}." if year else "There are no results yet.",
        band=Band(
            title="Results", facts=(year, counted(len(cards), "event"), counted(sessions, "session")) if year else ()
        ),
        section=addresses.SESSIONS,
        year=year,
        years=years,
        events=cards,
    )
