"""The command archive + content → site: compute, render and write what has changed, then remove what is gone."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from sitegen.archive.server_status import ServerStatus, server_statuses
from sitegen.archive.store import Archive
from sitegen.build import fingerprint
from sitegen.build.cache import Cache
from sitegen.build.output import REPORT, Output
from sitegen.config import Config
from sitegen.support.files import write_whole


class BuildReport(msgspec.Struct, frozen=True, rename={"digest": "content"}):
    """What a build did; written as `build.json`."""

    generated: str
    digest: str
    """A hash over all files of the site but this one: the same while nothing changed."""
    url: str
    """Where the site lives; empty when the league does not say."""
    pages: int
    written: int
    unchanged: int
    sessions: int
    requests: int
    warnings: tuple[str, ...]
    servers: tuple[ServerStatus, ...]


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
    servers = tuple(server_statuses(Archive(folder / "archive"), config))
    cache, output = Cache(folder, output_folder, program=fingerprint.of_program()), Output(output_folder)
    inputs = fingerprint.of_inputs(config, folder, servers)
    site = cache.site(inputs + fingerprint.of_names(folder), now=now())
    written = 0
    if site is None or not output.holds_all(site.files):
        # A build that has nothing to do, as most of a scheduled workflow's, needs no template engine.
        from sitegen.build.pipeline import build_site

        site = build_site(config, folder, output, cache, now=now(), why_empty=next(iter(fetch_warnings), ""))
        written = output.written
        # The build has given names to whatever it saw for the first time.
        cache.save_site(inputs + fingerprint.of_names(folder), site)
    report = BuildReport(
        generated=now().isoformat(timespec="seconds"),
        digest=site.digest,
        url=config.site.public_url,
        pages=site.pages,
        written=written,
        unchanged=len(site.files) - written,
        sessions=site.sessions,
        requests=requests,
        warnings=(*fetch_warnings, *site.warnings),
        servers=servers,
    )
    write_whole(output_folder / REPORT, msgspec.json.format(msgspec.json.encode(report)) + b"\n")
    return report
