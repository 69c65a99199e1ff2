"""The command archive + content → site: compute, render and write page by page, then remove what is gone."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from sitegen.assembly import Assembly
from sitegen.config import Config
from sitegen.errors import SitegenError
from sitegen.files import write_whole
from sitegen.site.frame import ServerState
from sitegen.site.output import REPORT, Output
from sitegen.site.pages.base import Item, Page
from sitegen.site.pages.document import MovedPage
from sitegen.site.pages.feed import machine_pages
from sitegen.site.theme import Theme


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
    assembly = Assembly(config, folder, now=now())
    league = assembly.league
    if not league.sessions and fetch_warnings:
        raise SitegenError(f"There is nothing to build from: the archive is empty, and {fetch_warnings[0]}")
    theme = Theme(config.site.theme, site_folder=folder, frame=assembly.frame, options=config.theme)
    site = _Site(theme, Output(output_folder))
    for event in league.events:
        for session in assembly.time(event):
            assembly.keep(session)
            site.write(assembly.session_items(session))
    site.write(assembly.league_items())
    site.write(assembly.own_items())
    site.write(machine_pages(site.urls) if config.site.public_url else ())
    site.write((f"static/{name}", body) for name, body in theme.static_files())
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
        warnings=(*fetch_warnings, *assembly.warnings),
        servers=assembly.servers,
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
