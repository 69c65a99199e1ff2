"""Everything that a site consists of, computed and not yet rendered: what `build` writes and the preview shows."""

import datetime as dt
import difflib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from sitegen.archive.server_status import ServerStatus, server_statuses
from sitegen.archive.store import Archive
from sitegen.config import Config
from sitegen.dataset.load import gather
from sitegen.dataset.scopes import Surroundings, surroundings
from sitegen.dataset.sessions import Found, TimedSession, time_event
from sitegen.errors import ContentError
from sitegen.league.championship.calendar import CalendarRound
from sitegen.league.championship.season import Season
from sitegen.league.session.models import Event
from sitegen.site import addresses
from sitegen.site.content import Document, load_documents, load_files, next_publication
from sitegen.site.content.broken_pages import broken_pages
from sitegen.site.data.index import index_file, schema_files
from sitegen.site.formats import counted
from sitegen.site.histories import Histories, compute_histories, history_items, linked
from sitegen.site.layout import Frame, frame_of, with_pictures
from sitegen.site.one_event import atlas_of, session_items
from sitegen.site.one_season import WholeSeason, season_items, whole_season
from sitegen.site.pages.base import Item, Page
from sitegen.site.pages.calendar import rounds_to_come
from sitegen.site.pages.championship.index import championships_page
from sitegen.site.pages.content.document import document_page, not_found_page
from sitegen.site.pages.content.embeds import Embeds
from sitegen.site.pages.content.feed import feed_page, machine_pages
from sitegen.site.pages.content.news import newest_first, news_pages
from sitegen.site.pages.home import HomePage, home_page
from sitegen.site.pages.results import results_pages
from sitegen.site.seasons import Calendars, calendar_items, compute_calendars, compute_seasons

RUNNING = dt.timedelta(days=30)
"""A championship runs while its last result is younger than this, seen from the newest result of the league."""


class Assembly:
    """A league's site: first the sessions, event by event, then all that is made from them together."""

    def __init__(self, config: Config, folder: Path, *, now: dt.datetime, preview: bool = False) -> None:
        """Read the archive and the content of a site folder; no request is made.

        `preview`: with drafts, and with what is to be published after `now`.
        """
        self._content = folder / "content"
        self._archive = Archive(folder / "archive")
        self.servers = tuple(server_statuses(self._archive, config))
        self.league = gather(self._archive, config, content=self._content)
        self._said = config
        self.read_content(now=now, preview=preview)
        self._official_until = _official_until(config, self.servers)
        self._atlas = atlas_of(config, self.league, self._official_until)
        self._found = Found()

    def read_content(self, *, now: dt.datetime, preview: bool = False) -> None:
        """Read what the league wrote itself, for the first time or anew."""
        self.config, self._missing = with_pictures(self._said, self._content)
        loaded = list(load_documents(self._content, now=now, zone=self._said.site.zone, preview=preview))
        self._documents = [one for one in loaded if isinstance(one, Document)]
        self._errors = [one for one in loaded if isinstance(one, ContentError)]
        self.next_publication = next_publication(self._content, now=now, zone=self._said.site.zone)
        """When something is due that was dated later, if anything is."""

    @property
    def frame(self) -> Frame:
        """What stands around every page."""
        has_teams = any(one.standings.team_names for one in self.league.championships)
        return frame_of(self.config, self._documents, self.servers, has_teams=has_teams)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What of the input could not be used, a sentence each; complete after `own_items`."""
        unknown = _unknown_hidden(self.config, self.league.driver_ids.values())
        return (*self.league.warnings, *map(str, self._errors), *self._missing, *unknown)

    @property
    def broken(self) -> dict[str, str]:
        """Address → why the page is not there that the league wrote for it."""
        return broken_pages(self._errors, self._documents)

    def items(self) -> Iterator[Item]:
        """The whole site, in an order in which it can be computed."""
        urls: list[str] = []
        for item in self._for_people():
            yield item
            if isinstance(item, Page) and item.is_for_search:
                urls.append(item.url)
        yield from self.machine_items(urls)

    def events(self) -> Iterator[Surroundings]:
        """Every event with what its pages can see of the league, oldest first."""
        return (surroundings(event, self.league, self._official_until) for event in self.league.events)

    def time(self, event: Event) -> list[TimedSession]:
        """The sessions of an event, computed."""
        return list(time_event(event, self._archive, self.config, self.league))

    def keep(self, one: TimedSession) -> None:
        """Take what the rest of the site needs of a session; of every session, before the rest is asked for."""
        self._found.keep(one)

    def take(self, found: Found) -> None:
        """The same of sessions that were computed elsewhere."""
        self._found.add(found)

    def session_items(self, one: TimedSession) -> Iterator[Item]:
        """Pages and data of a session."""
        yield from session_items(one, self._atlas)

    def seasons(self) -> Iterator[WholeSeason]:
        """Every championship with what its pages can see, the newest first; once all sessions have been kept."""
        calendars = self._whole.calendars
        for season in self._whole.seasons:
            calendar = calendars[season.championship.id]
            yield whole_season(season, self.league, self._found, calendar=calendar)

    def season_items(self) -> Iterator[Item]:
        """Pages and data of all championships."""
        for one in self.seasons():
            yield from season_items(one, self.config, self._atlas)

    def league_items(self) -> Iterator[Item]:
        """Everything else that is made from all sessions together."""
        config, atlas, found, whole = self.config, self._atlas, self._found, self._whole
        newest, championships = self.league.events[::-1], [season.championship for season in whole.seasons]
        yield from calendar_items(whole.calendars, config, atlas, found)
        yield from history_items(whole.histories, found, atlas, moved=self.league.moved)
        yield championships_page(championships, atlas)
        yield from results_pages(newest, atlas, found.sessions)
        others = linked(whole.histories, atlas)
        yield index_file(self.league.sessions[::-1], championships, whole.histories.careers, atlas, others=others)
        yield from schema_files()
        yield not_found_page()

    def own_items(self) -> Iterator[Item]:
        """What the league wrote itself, with the home page and the feed, which show some of it, and its files."""
        news, embeds = newest_first(self._documents), self._embeds()
        for one in self._documents:
            if one.url != addresses.HOME and not one.is_news:
                yield document_page(one, embeds)
        yield from news_pages(news, self._atlas, embeds)
        yield self._home_page(news, embeds)
        if self.config.site.public_url:
            newest = self.league.events[::-1]
            yield feed_page(
                newest, self._atlas, classifications=self._found.sessions, stories=self._found.stories, news=news
            )
        pages = {one.url: one.source for one in self._documents}
        yield from load_files(self._content, pages=pages, errors=self._errors)
        self._errors += embeds.errors

    def machine_items(self, urls: Sequence[str]) -> Iterable[Item]:
        """What is for search engines alone. `urls`: of all pages that they may show."""
        return machine_pages(urls) if self.config.site.public_url else ()

    def _for_people(self) -> Iterator[Item]:
        for event in self.league.events:
            for session in self.time(event):
                self.keep(session)
                yield from self.session_items(session)
        yield from self.season_items()
        yield from self.league_items()
        yield from self.own_items()

    @cached_property
    def _whole(self) -> "_Whole":
        """What all sessions say together, once all of them have been kept."""
        self._found.sort()
        calendars = compute_calendars(self.league, self.config)
        return _Whole(
            calendars=calendars,
            seasons=compute_seasons(self.league, self.config, self._archive, self._found, calendars=calendars),
            histories=compute_histories(self.league, self._found, self._atlas),
        )

    def _home_page(self, news: Sequence[Document], embeds: Embeds) -> HomePage:
        league, whole = self.league, self._whole
        return home_page(
            self.config.site.title,
            self._atlas,
            newest=league.events[::-1],
            running=_running(self.config, whole.seasons),
            results=self._found.results,
            classifications=self._found.sessions,
            coming=whole.coming,
            facts=(counted(len(league.sessions), "session"), counted(len(whole.histories.careers), "driver")),
            welcome=next((embeds.pieces(one) for one in self._documents if one.url == addresses.HOME), ()),
            news=news,
        )

    def _embeds(self) -> Embeds:
        return Embeds(
            self._atlas,
            newest=self.league.events[::-1],
            seasons=self._whole.seasons,
            running=_running(self.config, self._whole.seasons),
            coming=self._whole.coming,
            careers=self._whole.histories.careers,
            results=self._found.results,
            classifications=self._found.sessions,
        )


class _Whole(msgspec.Struct, frozen=True):
    """What all sessions say together."""

    calendars: Calendars
    seasons: Sequence[Season]
    histories: Histories

    @property
    def coming(self) -> list[CalendarRound]:
        """The rounds to come of all championships, the next one first."""
        return rounds_to_come(one for calendar in self.calendars.values() for one in calendar)


def _official_until(config: Config, servers: Iterable[ServerStatus]) -> dict[str, dt.datetime] | None:
    """Server → the end of the youngest results against which nobody can protest any more, as of its last fetch."""
    if config.results.protest_hours is None:
        return None
    protests = dt.timedelta(hours=config.results.protest_hours)
    return {one.name: dt.datetime.fromisoformat(one.fetched) - protests for one in servers if one.fetched}


def _running(config: Config, newest_first: Sequence[Season]) -> list[Season]:
    """Those with standings whose last result is young beside the league's newest; when there is none, the newest."""
    shown = [one for one in newest_first if one.classes]
    said = {one.id for one in config.championship if one.running}
    dates = {one.championship.id: one.championship.events[-1].date for one in shown if one.championship.events}
    known = [date for date in dates.values() if date]
    running = [
        one
        for one in shown
        if one.championship.id in said
        or ((date := dates.get(one.championship.id)) is not None and date >= max(known) - RUNNING)
    ]
    return running or shown[:1]


def _unknown_hidden(config: Config, driver_ids: Iterable[str]) -> Iterable[str]:
    known = set(driver_ids)
    for public_id in config.privacy.hide:
        if public_id not in known:
            close = difflib.get_close_matches(public_id, known, n=1)
            hint = f' Did you mean "{close[0]}"?' if close else ""
            yield f'sitegen.toml hides the driver "{public_id}", whom no result knows.{hint}'
