"""What other programs follow: the feed of results and news, and the list of all pages for search engines."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import ClassVar
from urllib.parse import quote

import msgspec

from sitegen.league.race.story import RaceStory
from sitegen.league.session.models import Classification, Event, Session
from sitegen.site import addresses
from sitegen.site.content import Document
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Band, Page, Step, crew_names
from sitegen.site.pages.championship.round import race_report
from sitegen.site.pages.content.document import summary_of
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


class SitemapPage(Page, frozen=True):
    """Every page of the site."""

    template: ClassVar[str] = "sitemap.xml"
    urls: tuple[str, ...]
    """The addresses of all pages that a search engine may show, from the site's root, quoted for a URL, sorted."""


class RobotsPage(Page, frozen=True):
    """What search engines may look at: everything."""

    template: ClassVar[str] = "robots.txt"


def feed_page(
    newest: Iterable[Event],
    atlas: Atlas,
    *,
    classifications: Mapping[str, Classification],
    stories: Mapping[str, RaceStory],
    news: Iterable[Document],
) -> FeedPage:
    """The newest races with podium and report, and the newest news. `newest`: events, the newest first, as `news`."""
    # Cut before the entries are made: of thousands of races only the newest need a report and a podium.
    entries = [_race_entry(classifications[race.id], stories.get(race.id), atlas) for race in _races(newest)[:ENTRIES]]
    entries += [_news_entry(document) for document in news]
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    return FeedPage(
        url="feed.xml",
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


def _race_entry(classification: Classification, story: RaceStory | None, atlas: Atlas) -> FeedEntry:
    session = classification.session
    steps = podium(classification, atlas)
    paragraphs = race_report(story, atlas) if story else ()
    title = session_title(session, atlas)
    if steps:
        title = f"{crew_names(steps[0].crew)} wins: {title}"
    return FeedEntry(
        title=title,
        url=addresses.session(session.id),
        updated=_instant(session.date),
        podium=steps,
        paragraphs=paragraphs,
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


def machine_pages(urls: Iterable[str]) -> Iterable[Page]:
    """`sitemap.xml` and `robots.txt`. `urls`: addresses of all pages that a search engine may show."""
    yield SitemapPage(
        url="sitemap.xml",
        title="",
        description="",
        band=Band(title=""),
        section="",
        urls=tuple(sorted(quote(url) for url in urls)),
    )
    yield RobotsPage(url="robots.txt", title="", description="", band=Band(title=""), section="")
