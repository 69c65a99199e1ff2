"""Everything that a site consists of, computed and not yet rendered: what `build` writes and the preview shows."""

import datetime as dt
import difflib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sitegen.archive import Archive
from sitegen.config import Config
from sitegen.errors import ContentError
from sitegen.gather import League, gather
from sitegen.histories import Histories, compute_histories, history_items, linked
from sitegen.league.models import Event
from sitegen.league.season import Season
from sitegen.seasons import calendar_items, compute_calendars, compute_seasons, season_items
from sitegen.site import addresses
from sitegen.site.atlas import Atlas
from sitegen.site.content import Document, load_documents, load_files
from sitegen.site.data.index import index_file, schema_files
from sitegen.site.data.session import session_files
from sitegen.site.directory import Directory
from sitegen.site.formats import counted
from sitegen.site.frame import Frame, ServerState, frame_of, with_pictures
from sitegen.site.pages.base import Item, Page
from sitegen.site.pages.calendar import rounds_to_come
from sitegen.site.pages.document import document_page, not_found_page
from sitegen.site.pages.embeds import Embeds
from sitegen.site.pages.feed import feed_page
from sitegen.site.pages.home import championships_page, home_page, results_pages
from sitegen.site.pages.laps import laps_pages
from sitegen.site.pages.news import newest_first, news_pages
from sitegen.site.pages.session import session_page
from sitegen.site.pages.side import side_pages
from sitegen.timing import Found, TimedSession, time_event

RUNNING = dt.timedelta(days=30)
"""A championship runs while its last result is younger than this, seen from the newest result of the league."""


class Assembly:
    """A league's site: first the sessions, event by event, then all that is made from them together."""

    def __init__(self, config: Config, folder: Path, *, now: dt.datetime, preview: bool = False) -> None:
        """Read the archive and the content of a site folder; no request is made.

        `preview`: with drafts, and with what is to be published after `now`.
        """
        content = folder / "content"
        self._content = content
        self._archive = Archive(folder / "archive")
        self.servers = tuple(_server_states(self._archive, config))
        self.league = gather(self._archive, config, content=content)
        self.config, self._missing = with_pictures(config, content)
        loaded = list(load_documents(content, now=now, zone=config.site.zone, preview=preview))
        self._documents = [one for one in loaded if isinstance(one, Document)]
        self._errors = [one for one in loaded if isinstance(one, ContentError)]
        self._atlas = _atlas(self.config, self.league, self.servers)
        self._found = Found()

    @property
    def frame(self) -> Frame:
        """What stands around every page."""
        has_teams = any(one.standings.team_names for one in self.league.championships)
        return frame_of(self.config, self._documents, self.servers, has_teams=has_teams)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What of the input could not be used, a sentence each; complete after `together`."""
        unknown = _unknown_hidden(self.config, self.league.driver_ids.values())
        return (*self.league.warnings, *map(str, self._errors), *self._missing, *unknown)

    def sessions(self, event: Event) -> list[TimedSession]:
        """The sessions of an event, computed; what the rest of the site needs of them is kept."""
        timed = list(time_event(event, self._archive, self.config, self.league))
        for one in timed:
            self._found.keep(one)
        return timed

    def session_items(self, one: TimedSession) -> Iterator[Item]:
        """Pages and data of a session."""
        yield session_page(one.found, self._atlas, pole=one.pole, parts=one.parts)
        yield from laps_pages(one.found, self._atlas)
        yield from side_pages(one.found, self._atlas)
        yield from session_files(one.found, self._atlas, served=one.served)

    def together(self) -> Iterator[Item]:
        """Everything but the sessions' own pages, once all events have been computed."""
        config, league, atlas, found = self.config, self.league, self._atlas, self._found
        found.sort()
        calendars = compute_calendars(league, config)
        seasons = compute_seasons(league, config, self._archive, found, calendars=calendars)
        histories = compute_histories(league, found, atlas)
        coming = rounds_to_come(one for calendar in calendars.values() for one in calendar)
        embeds = Embeds(
            atlas,
            newest=league.events[::-1],
            seasons=seasons,
            running=_running(config, seasons),
            coming=coming,
            careers=histories.careers,
            results=found.results,
            found=found.sessions,
        )
        for season in seasons:
            yield from season_items(season, config, atlas, found, calendar=calendars[season.championship.id])
        yield from calendar_items(calendars, config, atlas, found)
        yield from history_items(histories, found, atlas, moved=league.moved)
        yield from self._lists(seasons, histories)
        yield from self._own_pages(embeds)
        yield home_page(
            config.site.title,
            atlas,
            newest=league.events[::-1],
            running=_running(config, seasons),
            results=found.results,
            found=found.sessions,
            coming=coming,
            facts=(counted(len(league.sessions), "session"), counted(len(histories.careers), "driver")),
            welcome=next((embeds.pieces(one) for one in self._documents if one.url == addresses.HOME), ()),
            news=newest_first(self._documents),
        )
        yield from schema_files()
        yield from load_files(self._content)
        self._errors += embeds.errors

    def _lists(self, seasons: Sequence[Season], histories: Histories) -> Iterator[Item]:
        """The lists of everything, for people and for programs."""
        newest, championships = self.league.events[::-1], [season.championship for season in seasons]
        atlas, found = self._atlas, self._found
        yield championships_page(championships, atlas)
        yield from results_pages(newest, atlas, found.sessions)
        yield index_file(
            self.league.sessions[::-1], championships, histories.careers, atlas, others=linked(histories, atlas)
        )
        if self.config.site.public_url:
            news = newest_first(self._documents)
            yield feed_page(newest, atlas, found=found.sessions, stories=found.stories, news=news)

    def _own_pages(self, embeds: Embeds) -> Iterator[Page]:
        """What the league wrote itself, and the page for addresses that do not exist."""
        for one in self._documents:
            if one.url != addresses.HOME and not one.is_news:
                yield document_page(one, embeds)
        yield from news_pages(newest_first(self._documents), self._atlas, embeds)
        yield not_found_page()


def _atlas(config: Config, league: League, servers: Iterable[ServerState]) -> Atlas:
    directory = Directory(
        league.driver_ids,
        initials=config.privacy.names == "initial",
        hidden=frozenset(config.privacy.hide),
        names=league.names,
    )
    return Atlas(
        events=league.events,
        championships=league.championships,
        slugs=league.slugs,
        directory=directory,
        zone=config.site.zone,
        official_until=_official_until(config, servers),
    )


def _official_until(config: Config, servers: Iterable[ServerState]) -> dict[str, dt.datetime] | None:
    """Server → the end of the youngest results against which nobody can protest any more, as of its last fetch."""
    if config.results.protest_hours is None:
        return None
    protests = dt.timedelta(hours=config.results.protest_hours)
    return {one.name: dt.datetime.fromisoformat(one.fetched) - protests for one in servers if one.fetched}


def _server_states(archive: Archive, config: Config) -> Iterable[ServerState]:
    for name in sorted({*archive.servers(), *(server.name for server in config.server)}):
        status = archive.read_status(name)
        yield ServerState(name, status.fetched, status.error is not None, status.left, status.left_s)


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
