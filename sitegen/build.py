"""The command archive + content → site: gather everything, then write pages and data, then remove what is gone."""

import datetime as dt
import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from sitegen.archive import Archive
from sitegen.config import Config
from sitegen.errors import ContentError, SitegenError
from sitegen.files import write_whole
from sitegen.gather import League, gather
from sitegen.histories import Histories, compute_histories, history_items, linked
from sitegen.league.season import Season
from sitegen.seasons import Calendars, calendar_items, compute_calendars, compute_seasons, season_items
from sitegen.site import addresses
from sitegen.site.atlas import Atlas
from sitegen.site.content import Document, load_documents, load_files
from sitegen.site.data.index import index_file, schema_files
from sitegen.site.data.session import session_files
from sitegen.site.directory import Directory
from sitegen.site.formats import counted
from sitegen.site.frame import ServerState, frame_of, with_pictures
from sitegen.site.output import REPORT, Output
from sitegen.site.pages.base import Item, Page
from sitegen.site.pages.calendar import rounds_to_come
from sitegen.site.pages.document import MovedPage, document_page, not_found_page
from sitegen.site.pages.feed import feed_page, machine_pages
from sitegen.site.pages.home import championships_page, home_page, results_pages
from sitegen.site.pages.laps import laps_pages
from sitegen.site.pages.session import session_page
from sitegen.site.pages.side import side_pages
from sitegen.site.theme import Theme
from sitegen.timing import Found, TimedSession, time_sessions

RUNNING = dt.timedelta(days=30)
"""A championship runs while its last result is younger than this, seen from the newest result of the league."""


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did; written as `build.json`."""

    generated: str
    content: str
    """A hash over all files of the site but this one: the same while nothing changed."""
    url: str
    """Where the site lives; empty when the league does not say."""
    pages: int
    written: int
    unchanged: int
    sessions: int
    requests: int
    warnings: tuple[str, ...]
    servers: tuple[ServerState, ...]


def build(
    config: Config,
    folder: Path,
    *,
    output_folder: Path,
    requests: int = 0,
    fetch_warnings: Sequence[str] = (),
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> BuildReport:
    """Build the site of `folder` from its archive and content; no request is made.

    `requests` and `fetch_warnings` come from the fetch before, for the report.
    """
    archive = Archive(folder / "archive")
    servers = tuple(_server_states(archive, config))
    league = gather(archive, config, content=folder / "content")
    if not league.sessions and fetch_warnings:
        raise SitegenError(f"There is nothing to build from: the archive is empty, and {fetch_warnings[0]}")
    documents, content_errors = _documents(folder / "content")
    config, missing = with_pictures(config, folder / "content")
    atlas = _atlas(config, league, servers)
    theme = Theme(
        config.site.theme,
        site_folder=folder,
        frame=frame_of(
            config, documents, servers, has_teams=any(one.standings.team_names for one in league.championships)
        ),
        options=config.theme,
    )
    site = _Site(theme, Output(output_folder))
    found = _write_sessions(site, time_sessions(archive, config, league), atlas)
    calendars = compute_calendars(league, config)
    seasons = compute_seasons(league, config, archive, found, calendars=calendars)
    histories = compute_histories(league, found, atlas)
    for season in seasons:
        site.write(season_items(season, config, atlas, found, calendar=calendars[season.championship.id]))
    site.write(calendar_items(calendars, config, atlas, found))
    site.write(history_items(histories, found, atlas, moved=league.moved))
    site.write(_front_items(config, league, atlas, found, seasons, calendars, histories, documents))
    site.write(machine_pages(site.urls) if config.site.public_url else ())
    site.write(schema_files())
    site.write((f"static/{name}", body) for name, body in theme.static_files())
    site.write(load_files(folder / "content"))
    site.output.finish()
    report = BuildReport(
        generated=now().isoformat(timespec="seconds"),
        content=site.output.digest(),
        url=config.site.public_url,
        pages=site.pages,
        written=site.output.written,
        unchanged=site.output.unchanged,
        sessions=len(league.sessions),
        requests=requests,
        warnings=(*fetch_warnings, *league.warnings, *content_errors, *missing, *_unknown_hidden(config, league)),
        servers=servers,
    )
    write_whole(output_folder / REPORT, msgspec.json.format(msgspec.json.encode(report)) + b"\n")
    return report


class _Site:
    """The site that is being written: its theme, its folder, and how many pages it has."""

    def __init__(self, theme: Theme, output: Output) -> None:
        self.theme = theme
        self.output = output
        self.pages = 0
        self.urls: list[str] = []
        """Of the pages that a search engine may show."""

    def write(self, items: Iterable[Item]) -> None:
        """Render what is a page, and write it all."""
        for item in items:
            if isinstance(item, Page):
                is_file = bool(PurePosixPath(item.url).suffix)
                self.output.write(item.url if is_file else f"{item.url}index.html", self.theme.render(item))
                self.pages += 1
                if not is_file and not isinstance(item, MovedPage):
                    self.urls.append(item.url)
            else:
                self.output.write(*item)


def _write_sessions(site: _Site, sessions: Iterable[TimedSession], atlas: Atlas) -> Found:
    """Pages and data of every session; what the other pages need of them is kept."""
    found = Found()
    for one in sessions:
        site.write([session_page(one.found, atlas, pole=one.pole, parts=one.parts)])
        site.write(laps_pages(one.found, atlas))
        site.write(side_pages(one.found, atlas))
        site.write(session_files(one.found, atlas, served=one.served))
        found.keep(one)
    found.sort()
    return found


def _front_items(  # noqa: PLR0913, PLR0917 - the front door shows a little of everything
    config: Config,
    league: League,
    atlas: Atlas,
    found: Found,
    seasons: Sequence[Season],
    calendars: Calendars,
    histories: Histories,
    documents: Sequence[Document],
) -> Iterator[Item]:
    """The front door, the lists of everything, and what the league wrote itself."""
    newest, championships = league.events[::-1], [season.championship for season in seasons]
    yield championships_page(championships, atlas)
    yield from results_pages(newest, atlas, found.sessions)
    yield home_page(
        config.site.title,
        atlas,
        newest=newest,
        running=_running(config, seasons),
        results=found.results,
        found=found.sessions,
        coming=rounds_to_come(one for calendar in calendars.values() for one in calendar),
        facts=(counted(len(league.sessions), "session"), counted(len(histories.careers), "driver")),
        welcome=next((one.body for one in documents if one.url == addresses.HOME), ""),
    )
    yield from (document_page(document) for document in documents if document.url != addresses.HOME)
    yield not_found_page()
    if config.site.public_url:
        yield feed_page(newest, atlas, found=found.sessions, stories=found.stories)
    yield index_file(league.sessions[::-1], championships, histories.careers, atlas, others=linked(histories, atlas))


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


def _documents(content: Path) -> tuple[list[Document], list[str]]:
    loaded = list(load_documents(content))
    return (
        [one for one in loaded if isinstance(one, Document)],
        [str(one) for one in loaded if isinstance(one, ContentError)],
    )


def _unknown_hidden(config: Config, league: League) -> Iterable[str]:
    known = set(league.driver_ids.values())
    for public_id in config.privacy.hide:
        if public_id not in known:
            close = difflib.get_close_matches(public_id, known, n=1)
            hint = f' Did you mean "{close[0]}"?' if close else ""
            yield f'sitegen.toml hides the driver "{public_id}", whom no result knows.{hint}'
