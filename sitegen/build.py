"""The command archive + content → site: gather everything, then write pages and data, then remove what is gone."""

import datetime as dt
import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from sitegen.archive import Archive
from sitegen.config import Config
from sitegen.errors import ContentError, SitegenError
from sitegen.files import write_whole
from sitegen.gather import League, gather
from sitegen.league.classification import classify
from sitegen.league.events import by_date, grid_from, qualifying_of
from sitegen.league.history import Appearance, Career, appearances_of, careers
from sitegen.league.models import Championship, Classification, Kind, Place, Session
from sitegen.league.oddities import name_repeats
from sitegen.league.parse import parse_result
from sitegen.league.rounds import RaceSheet, race_sheet
from sitegen.site import addresses, exports
from sitegen.site.atlas import Atlas
from sitegen.site.content import Document, load_documents, load_files
from sitegen.site.directory import Directory
from sitegen.site.formats import counted, day
from sitegen.site.frame import ServerState, frame_of
from sitegen.site.output import REPORT, Output
from sitegen.site.pages.base import Page
from sitegen.site.pages.championship import championship_page
from sitegen.site.pages.document import document_page, not_found_page
from sitegen.site.pages.driver import driver_page, drivers_page, former_names
from sitegen.site.pages.home import championships_page, home_page, results_pages
from sitegen.site.pages.laps import laps_pages
from sitegen.site.pages.round import round_page
from sitegen.site.pages.session import session_page
from sitegen.site.pages.side import side_pages
from sitegen.site.shapes import schema_files
from sitegen.site.theme import Theme

RUNNING = dt.timedelta(days=30)
"""A championship runs while its last result is younger than this, seen from the newest result of the league."""


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did; written as `build.json`."""

    generated: str
    pages: int
    written: int
    unchanged: int
    sessions: int
    requests: int
    warnings: tuple[str, ...]
    servers: tuple[ServerState, ...]


class Found(msgspec.Struct):
    """What has been computed of the sessions, without their laps; grows session by session."""

    sessions: dict[str, Classification] = {}
    sheets: dict[str, RaceSheet] = {}
    """Races as standings look at them."""
    appearances: list[Appearance] = []

    def keep(self, one: Classification, *, is_pole: bool) -> None:
        """Take what is needed of a session. `is_pole`: a race started from this qualifying."""
        self.sessions[one.session.id] = msgspec.structs.replace(one, laps=())
        self.appearances += appearances_of(one, is_pole=is_pole)
        if one.session.is_race:
            self.sheets[one.session.id] = race_sheet(one)


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
    league = gather(archive, config)
    if not league.sessions and fetch_warnings:
        raise SitegenError(f"There is nothing to build from: the archive is empty, and {fetch_warnings[0]}")
    documents, content_errors = _documents(folder / "content")
    atlas = _atlas(config, league, servers)
    theme = Theme(config.site.theme, site_folder=folder, frame=frame_of(config, documents, servers))
    site = _Site(theme, Output(output_folder))
    found = _write_sessions(site, archive, config, league, atlas)
    _write_league(site, config, league, atlas, found, documents)
    _write_files(site, folder / "content", theme)
    site.output.finish()
    report = BuildReport(
        generated=now().isoformat(timespec="seconds"),
        pages=site.pages,
        written=site.output.written,
        unchanged=site.output.unchanged,
        sessions=len(league.sessions),
        requests=requests,
        warnings=(*fetch_warnings, *league.warnings, *content_errors, *_unknown_hidden(config, league)),
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

    def write(self, page: Page) -> None:
        path = page.url if page.url.endswith(".html") else f"{page.url}index.html"
        self.output.write(path, self.theme.render(page))
        self.pages += 1

    def write_files(self, files: Iterable[tuple[str, bytes]]) -> None:
        for path, body in files:
            self.output.write(path, body)


def _write_sessions(site: _Site, archive: Archive, config: Config, league: League, atlas: Atlas) -> Found:
    """Pages and data of every session, event by event: only the laps of one event are in memory."""
    found = Found()
    for event in league.events:
        grids = {race.id: qualifying for race in event.races if (qualifying := qualifying_of(race, event))}
        sessions = name_repeats([_classified(head, grids, archive, config, league) for head in event.sessions])
        parts = [one for one in sessions if one.session.kind is Kind.QUALIFYING]
        by_id = {one.session.id: one for one in sessions}
        for one in sessions:
            session = one.session
            qualifying = grids.get(session.id)
            pole = _pole(by_id[qualifying.id]) if qualifying else None
            site.write(session_page(one, atlas, pole=pole, parts=parts if one in parts else ()))
            for page in (*laps_pages(one, atlas), *side_pages(one, atlas)):
                site.write(page)
            site.write_files(
                exports.session_files(one, atlas, served=archive.read_result(session.server, session.file))
            )
            found.keep(one, is_pole=any(session.id == other.id for other in grids.values()))
    found.appearances.sort(key=lambda one: by_date(one.session))
    return found


def _classified(
    head: Session, grids: Mapping[str, Session], archive: Archive, config: Config, league: League
) -> Classification:
    """A session computed, with a note on every time its file was replaced. `grids`: race → its qualifying."""
    body = archive.read_result(head.server, head.file)
    standings = next((one.standings for one in league.championships if one.id == head.championship_id), None)
    found = classify(
        parse_result(body, server=head.server, file=head.file, zone=config.server_zone(head.server)),
        grid=grid_from(grids.get(head.id)),
        classes_of_driver=standings.classes_of_driver if standings else {},
        classified_share=config.results.classified_share,
    )
    changes = (
        f"The server has changed this result; what it said before was replaced on {day(date, config.site.zone)}."
        for date in archive.revised(head.server, head.file)
    )
    return msgspec.structs.replace(found, notes=(*found.notes, *changes))


def _pole(qualifying: Classification) -> Place | None:
    return qualifying.places[0] if qualifying.places and qualifying.places[0].pace.best_ms is not None else None


def _write_league(
    site: _Site, config: Config, league: League, atlas: Atlas, found: Found, documents: Sequence[Document]
) -> None:
    """Everything that is made from more than one session."""
    championships = league.championships[::-1]
    for championship in championships:
        site.write(championship_page(championship, atlas, sheets=found.sheets, found=found.sessions))
        site.write_files(exports.championship_files(championship, atlas, sheets=found.sheets))
        for event in championship.events:
            site.write(round_page(event, atlas, found=found.sessions))
    people = _write_drivers(site, league, atlas, found)
    site.write(championships_page(championships, atlas))
    for page in results_pages(league.events[::-1], atlas, found.sessions):
        site.write(page)
    site.write(
        home_page(
            config.site.title,
            atlas,
            newest=league.events[::-1],
            running=_running(config, championships),
            sheets=found.sheets,
            found=found.sessions,
            facts=(counted(len(league.sessions), "session"), counted(len(people), "driver")),
            welcome=next((one.body for one in documents if one.url == addresses.HOME), ""),
        )
    )
    for document in documents:
        if document.url != addresses.HOME:
            site.write(document_page(document))
    site.write(not_found_page())
    site.write_files([exports.index_file(league.sessions[::-1], championships, people, atlas)])


def _write_drivers(site: _Site, league: League, atlas: Atlas, found: Found) -> list[Career]:
    """Pages and data of everybody who is not hidden, in the order of their public ids."""
    by_id = {league.driver_ids[key]: career for key, career in careers(league.people, found.appearances).items()}
    people = [career for _, career in sorted(by_id.items()) if atlas.shown(career.person).id]
    for career in people:
        site.write(driver_page(career, atlas))
        site.write_files([exports.driver_file(career, atlas, former_names=former_names(career, atlas))])
    site.write(drivers_page(people, atlas))
    return people


def _write_files(site: _Site, content: Path, theme: Theme) -> None:
    site.write_files(schema_files())
    site.write_files((f"static/{name}", body) for name, body in theme.static_files())
    site.write_files(load_files(content))


def _atlas(config: Config, league: League, servers: Iterable[ServerState]) -> Atlas:
    directory = Directory(
        league.driver_ids, initials=config.privacy.names == "initial", hidden=frozenset(config.privacy.hide)
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
        yield ServerState(name, status.fetched, status.error is not None)


def _running(config: Config, newest_first: Sequence[Championship]) -> list[Championship]:
    """Those with standings whose last result is young beside the league's newest; when there is none, the newest."""
    shown = [one for one in newest_first if any(one.standings.drivers.values())]
    said = {one.id for one in config.championship if one.running}
    dates = [date for one in newest_first if one.events and (date := one.events[-1].date)]
    running = [
        one
        for one in shown
        if one.id in said or (one.events and (date := one.events[-1].date) is not None and date >= max(dates) - RUNNING)
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
