"""What other programs follow: the feed of results and news."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import ClassVar

import msgspec

from sitegen.league.session.models import Classification, Event, Session
from sitegen.site import addresses
from sitegen.site.content import Document
from sitegen.site.links import Links
from sitegen.site.pages.base import Band, Page, Step, crew_names
from sitegen.site.pages.content.document import summary_of
from sitegen.site.pages.content.scope import ContentScope
from sitegen.site.pages.session.band import session_title
from sitegen.site.pages.session.rows import podium

ENTRIES = 30
"""Entries in the feed."""


class FeedEntry(msgspec.Struct, frozen=True):
    """A race, or a piece of news."""

    title: str
    """Who won which race, or the title of the news."""
    url: str
    """Relative to the site's root; with the site's address before it, also its id, for ever."""
    updated: str
    """When the race ended or the news was published: UTC, in ISO 8601."""
    podium: tuple[Step, ...] = ()
    """The first three of a race, the winner first."""
    paragraphs: tuple[str, ...] = ()
    """The race report."""
    summary: str = ""
    """What a piece of news is about, where it says so."""
    html: str = ""
    """The text of a piece of news; its links are relative to its page."""
    author: str = ""
    """Who wrote it, where that is said."""


class FeedPage(Page, frozen=True):
    """The newest races and news as Atom."""

    template: ClassVar[str] = "feed.xml"
    updated: str
    """When its newest entry was: UTC, in ISO 8601."""
    entries: tuple[FeedEntry, ...]
    """Thirty at most, the newest first."""


def feed_pages(scope: ContentScope, links: Links) -> Iterator[FeedPage]:
    """The feed of a site with a public address: its entries need whole addresses."""
    if scope.league.settings.public_url:
        yield feed_page(scope, links)


def feed_page(scope: ContentScope, links: Links) -> FeedPage:
    """The newest races with podium and report, and the newest news."""
    league = scope.league
    races = _races(reversed(league.events))[:ENTRIES]
    entries = [_race_entry(league.classifications[race.id], league.reports.get(race.id, ()), links) for race in races]
    entries += [_news_entry(document) for document in scope.news]
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    return FeedPage(
        url=addresses.FEED,
        title="Results",
        description="The newest races and news.",
        band=Band(title="Results"),
        section="",
        updated=max((entry.updated for entry in entries), default=_instant(None)),
        entries=tuple(entries[:ENTRIES]),
    )


def _races(newest: Iterable[Event]) -> list[Session]:
    races: list[Session] = []
    for event in newest:
        races += reversed(event.races)
    return races


def _race_entry(classification: Classification, report: tuple[str, ...], links: Links) -> FeedEntry:
    session = classification.session
    steps = podium(classification, links)
    title = session_title(session, links)
    if steps:
        title = f"{crew_names(steps[0].crew)} wins: {title}"
    return FeedEntry(
        title=title,
        url=addresses.session(session.id),
        updated=_instant(session.date),
        podium=steps,
        paragraphs=report,
    )


def _news_entry(document: Document) -> FeedEntry:
    return FeedEntry(
        title=document.title,
        url=document.url,
        updated=_instant(document.date),
        summary=summary_of(document),
        html=document.html,
        author=document.author,
    )


def _instant(date: dt.datetime | None) -> str:
    """A moment in UTC, as Atom wants it; the beginning of time for a race without a date."""
    date = date or dt.datetime.fromtimestamp(0, dt.UTC)
    return date.astimezone(dt.UTC).isoformat(timespec="seconds")
