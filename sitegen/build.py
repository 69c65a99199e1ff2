"""The command archive + content → site: compute, render and write page by page, then remove what is gone."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from sitegen.assembly import Assembly
from sitegen.config import Config
from sitegen.errors import SitegenError
from sitegen.files import write_whole
from sitegen.site.frame import ServerState
from sitegen.site.output import REPORT, Output
from sitegen.site.pages.base import Page
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
    output, pages = Output(output_folder), 0
    for item in assembly.items():
        output.write(*theme.file(item))
        pages += isinstance(item, Page)
    for name, body in theme.static_files():
        output.write(f"static/{name}", body)
    output.finish()
    report = BuildReport(
        generated=now().isoformat(timespec="seconds"),
        content=output.digest(),
        url=config.site.public_url,
        pages=pages,
        written=output.written,
        unchanged=output.unchanged,
        sessions=len(league.sessions),
        requests=requests,
        warnings=(*fetch_warnings, *assembly.warnings),
        servers=assembly.servers,
    )
    write_whole(output_folder / REPORT, msgspec.json.format(msgspec.json.encode(report)) + b"\n")
    return report
