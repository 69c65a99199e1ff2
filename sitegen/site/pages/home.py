"""The home page, and the lists of championships and of results."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import ClassVar

import msgspec

from sitegen.league.championship.calendar import CalendarRound
from sitegen.league.championship.models import Championship
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.season import Season
from sitegen.league.session.models import Classification, Event, Session
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
    """The track's short name."""
    date: str
    """The day of the event, on the league's calendar."""
    series: str
    """Championship and round, or what was driven."""
    url: str
    """The page of its last race, or of its last session when there was no race."""
    podium: tuple[Step, ...]
    """The first three of that session."""
    sessions: tuple[Link, ...]
    """All sessions of the event, by date."""
    facts: tuple[str, ...]
    """Number of cars, and dry or wet."""


class StandingsCard(msgspec.Struct, frozen=True):
    """The head of a championship's standings."""

    name: str
    """The championship's name."""
    url: str
    """The page of the championship."""
    tables: tuple[StandingsTable, ...]
    """Its standings, a table per class, cut after the first eight rows."""
    facts: tuple[str, ...]
    """After how many rounds."""


class ChampionshipLine(msgspec.Struct, frozen=True):
    """A championship in the list of all."""

    name: str
    """The championship's name."""
    url: str
    """The page of the championship."""
    rounds: int
    """How many rounds were driven."""
    first: str
    """The day of its first round; empty before it."""
    last: str
    """The day of its last round so far; empty before the first."""
    leaders: tuple[Step, ...]
    """The first in the standings of each class."""


class HomePage(Page, frozen=True):
    """The front door."""

    template: ClassVar[str] = "home.html"
    latest: tuple[EventCard, ...]
    """The last events, the newest first."""
    coming: tuple[CalendarLine, ...]
    """The next rounds, the next one first."""
    standings: tuple[StandingsCard, ...]
    """The standings of every running championship."""
    welcome: tuple[Piece, ...]
    """The league's own `content/index.md`."""
    news: tuple[NewsLine, ...]
    """The last pieces of news, the newest first."""


class ChampionshipsPage(Page, frozen=True):
    """All championships, the newest first."""

    template: ClassVar[str] = "championships.html"
    lines: tuple[ChampionshipLine, ...]
    """A line per championship."""


class ResultsPage(Page, frozen=True):
    """All events of a year, the newest first."""

    template: ClassVar[str] = "results.html"
    year: str
    """Four digits; `undated` for events without a date, empty in a league without events."""
    years: tuple[Link, ...]
    """The pages of all years, the newest first."""
    events: tuple[EventCard, ...]
    """The events of the year."""


def home_page(  # noqa: PLR0913 - the front door shows a little of everything
    title: str,
    atlas: Atlas,
    *,
    newest: Sequence[Event],
    running: Iterable[Season],
    results: Mapping[str, RaceResult],
    classifications: Mapping[str, Classification],
    coming: Iterable[CalendarRound],
    facts: tuple[str, ...],
    welcome: tuple[Piece, ...],
    news: Iterable[Document],
) -> HomePage:
    """Everything that the home page shows.

    `newest`: events, and `news`: both the newest first. `coming`: rounds, the next one first. `results` and
    `classifications`: by session id.
    """
    # A league that races wants to see its races; practice alone is news only before the first of them.
    events = [event for event in newest if event.races] or newest
    latest = tuple(event_card(event, atlas, classifications) for event in events[:LATEST])
    return HomePage(
        url=addresses.HOME,
        title="",
        description=f"Results and standings of {title}.",
        band=_home_band(title, facts, latest),
        section=addresses.HOME,
        structured=structured.league(title),
        latest=latest,
        coming=tuple(
            calendar_line(calendar_round, atlas, classifications) for calendar_round in islice(coming, COMING)
        ),
        standings=tuple(_standings_card(season, atlas, results) for season in running),
        welcome=welcome,
        news=tuple(news_line(document, atlas) for document in islice(news, NEWS)),
    )


def _home_band(title: str, facts: tuple[str, ...], latest: Sequence[EventCard]) -> Band:
    """The league's name over the podium of its last event."""
    if not latest:
        return Band(title=title, facts=facts)
    card = latest[0]
    return Band(title=title, facts=facts, podium=card.podium, podium_of=Link(f"{card.track}, {card.date}", card.url))


def event_card(event: Event, atlas: Atlas, classifications: Mapping[str, Classification]) -> EventCard:
    """An event in short, shown by its last race, or by its last session when there was none.

    `classifications`: by session id.
    """
    session = (event.races or event.sessions)[-1]
    weather = "wet" if session.wet else "dry"
    return EventCard(
        track=event.track.name,
        date=day(event.date, atlas.zone),
        series=_series(event, session, atlas),
        url=addresses.session(session.id),
        podium=podium(classifications[session.id], atlas),
        sessions=tuple(Link(atlas.session_name(each), addresses.session(each.id)) for each in event.sessions),
        facts=(counted(len(session.entries), "car"), weather),
    )


def _series(event: Event, session: Session, atlas: Atlas) -> str:
    championship, neighbours = atlas.championship_of(event), atlas.neighbours(event)
    if championship and neighbours:
        return f"{championship.name}, round {neighbours.number}"
    return atlas.session_name(session)


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
    lines = tuple(_championship_line(championship, atlas) for championship in championships)
    return ChampionshipsPage(
        url=addresses.CHAMPIONSHIPS,
        title="Championships",
        description=f"All {counted(len(lines), 'championship')} with their rounds and leaders.",
        band=Band(title="Championships", facts=(counted(len(lines), "championship"),)),
        section=addresses.CHAMPIONSHIPS,
        lines=lines,
    )


def _championship_line(championship: Championship, atlas: Atlas) -> ChampionshipLine:
    days = [day(event.date, atlas.zone) for event in championship.events] or [""]
    return ChampionshipLine(
        name=championship.name,
        url=atlas.championship_url(championship),
        rounds=len(championship.events),
        first=days[0],
        last=days[-1],
        leaders=tuple(_leaders(championship, atlas)),
    )


def _leaders(championship: Championship, atlas: Atlas) -> Iterable[Step]:
    """The first of each class; standings without drivers, of teams alone, have no leader to show."""
    for rows in championship.standings.drivers.values():
        if rows and rows[0].driver is not None:
            yield Step(1, (atlas.shown(rows[0].driver),), rows[0].team or "", "")


def results_pages(
    newest: Iterable[Event], atlas: Atlas, classifications: Mapping[str, Classification]
) -> Iterable[ResultsPage]:
    """A page for every year; the newest one is the front page of the results, which is there without any too.

    `newest`: events, the newest first. `classifications`: by session id.
    """
    by_year: dict[str, list[Event]] = {}
    for event in newest:
        by_year.setdefault(_year(event, atlas), []).append(event)
    if not by_year:
        yield _results_page(Link("", addresses.SESSIONS), years=(), cards=())
    years = tuple(_year_links(by_year))
    for link in years:
        cards = tuple(event_card(event, atlas, classifications) for event in by_year[link.text])
        yield _results_page(link, years=years, cards=cards)


def _year(event: Event, atlas: Atlas) -> str:
    if event.date is None:
        return "undated"
    return str(event.date.astimezone(atlas.zone).year)


def _year_links(years: Iterable[str]) -> Iterable[Link]:
    """The first year, which is the newest, lies at the address of the results themselves."""
    for index, year in enumerate(years):
        folder = f"{year}/" if index else ""
        yield Link(year, addresses.SESSIONS + folder)


def _results_page(link: Link, *, years: tuple[Link, ...], cards: tuple[EventCard, ...]) -> ResultsPage:
    """The page of a year at its link, or that of a league without results, whose link has no text."""
    description = "There are no results yet."
    facts: tuple[str, ...] = ()
    if cards:
        sessions = counted(sum(len(card.sessions) for card in cards), "session")
        description = f"All {sessions} of {link.text}."
        facts = (link.text, counted(len(cards), "event"), sessions)
    return ResultsPage(
        url=link.url,
        title=f"Results {link.text}".strip(),
        description=description,
        band=Band(title="Results", facts=facts),
        section=addresses.SESSIONS,
        year=link.text,
        years=years,
        events=cards,
    )
