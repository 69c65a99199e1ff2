"""The home page: a little of everything."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import ClassVar

import msgspec

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.season import Season
from sitegen.site import addresses
from sitegen.site.formats import counted
from sitegen.site.links import Links
from sitegen.site.pages import structured
from sitegen.site.pages.base import Band, Link, Page
from sitegen.site.pages.calendar import CalendarLine, calendar_line, rounds_to_come
from sitegen.site.pages.championship.standings import StandingsTable, standings_tables
from sitegen.site.pages.content.news import NewsLine, news_line
from sitegen.site.pages.content.pieces import Piece
from sitegen.site.pages.content.scope import ContentScope
from sitegen.site.pages.results import EventCard, event_card

LATEST = 6
"""Events on the home page."""
COMING = 3
"""Rounds to come on the home page."""
NEWS = 3
"""Pieces of news on the home page."""
STANDINGS_ROWS = 8
"""Rows of each standings table on the home page."""


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


def home_page(scope: ContentScope, links: Links) -> HomePage:
    """Everything that the home page shows: a little of all."""
    league = scope.league
    title, classifications = league.settings.title, league.classifications
    # A league that races wants to see its races; practice alone is news only before the first of them.
    newest = league.events[::-1]
    events = [event for event in newest if event.races] or newest
    latest = tuple(event_card(event, links, classifications) for event in events[:LATEST])
    coming = rounds_to_come(chain.from_iterable(league.calendars.values()))
    return HomePage(
        url=addresses.HOME,
        title="",
        description=f"Results and standings of {title}.",
        band=_home_band(title, _facts(league), latest),
        section=addresses.HOME,
        structured=structured.league(title),
        latest=latest,
        coming=tuple(calendar_line(calendar_round, links, classifications) for calendar_round in coming[:COMING]),
        standings=tuple(_standings_card(season, links, league.results) for season in league.running),
        welcome=scope.pieces.get(addresses.HOME, ()),
        news=tuple(news_line(document, links) for document in scope.news[:NEWS]),
    )


def _facts(league: LeagueScope) -> tuple[str, ...]:
    return (
        counted(len(league.classifications), "session"),
        counted(len(league.histories.careers), "driver"),
    )


def _home_band(title: str, facts: tuple[str, ...], latest: Sequence[EventCard]) -> Band:
    """The league's name over the podium of its last event."""
    if not latest:
        return Band(title=title, facts=facts)
    card = latest[0]
    return Band(title=title, facts=facts, podium=card.podium, podium_of=Link(f"{card.track}, {card.date}", card.url))


def _standings_card(season: Season, links: Links, results: Mapping[str, RaceResult]) -> StandingsCard:
    championship = season.championship
    tables = standings_tables(season, links, results=results)
    return StandingsCard(
        name=championship.name,
        url=links.championship_url(championship.id),
        tables=tuple(msgspec.structs.replace(table, lines=table.lines[:STANDINGS_ROWS]) for table in tables),
        facts=(f"after {counted(len(championship.events), 'round')}",),
    )
