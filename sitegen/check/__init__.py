"""The command `check`: everything that can be wrong with a league, area by area, and what to do about it.

It reads and asks; it changes nothing. A problem in one area does not keep the next from being looked at.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from sitegen.archive.store import Archive
from sitegen.check.archive import check_archive
from sitegen.check.configuration import check_configuration, read_configuration
from sitegen.check.content import check_content
from sitegen.check.findings import Area, Finding, counts
from sitegen.check.links import check_links
from sitegen.check.pacing import check_pacing
from sitegen.check.privacy import check_privacy
from sitegen.check.rehearsal import try_theme
from sitegen.check.secrecy import logins, without_secrets
from sitegen.check.servers import check_servers
from sitegen.check.theme import check_theme
from sitegen.check.weight import check_weight
from sitegen.config import Config
from sitegen.errors import ArchiveError, SitegenError
from sitegen.server.budget import Budget

__all__ = ["Finding", "check_all", "counts", "try_theme"]


def check_all(  # noqa: PLR0913 - clock, environment, budget and cache are passed in by tests
    folder: Path,
    *,
    output: Path,
    offline: bool = False,
    environment: Mapping[str, str] = os.environ,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    budget: Budget | None = None,
    cache: Path | None = None,
) -> Iterator[Finding]:
    """Every finding on the league in `folder` and its site in `output`, in the order of the areas.

    `offline`: ask no server. `budget`: of time and patience. `cache`: where the limit's state lies, for tests.
    """
    secrets = logins(environment)
    budget = budget or Budget()
    for finding in _findings(folder, output, secrets, offline=offline, now=now, budget=budget, cache=cache):
        yield _without_secrets(finding, secrets)


def _without_secrets(finding: Finding, secrets: Mapping[str, str]) -> Finding:
    """A finding that may be shown to everybody: messages repeat what files and servers say."""
    return msgspec.structs.replace(
        finding,
        message=without_secrets(finding.message, secrets),
        where=without_secrets(finding.where or "", secrets) or None,
        advice=without_secrets(finding.advice, secrets),
    )


def _findings(  # noqa: PLR0913 - what check_all was given
    folder: Path,
    output: Path,
    secrets: Mapping[str, str],
    *,
    offline: bool,
    now: Callable[[], dt.datetime],
    budget: Budget,
    cache: Path | None,
) -> Iterator[Finding]:
    config, mistakes = read_configuration(folder)
    yield from mistakes
    archive = None
    try:
        archive = Archive(folder / "archive")
    except ArchiveError as error:
        advice = "Do so: until then nothing can be fetched or built, and what needs the archive is not checked."
        yield Finding("archive", "problem", str(error), "archive", advice)
    else:
        if config is not None:
            yield from _safely("configuration", check_configuration(config, folder, archive, secrets, now=now))
            if not offline:
                yield from check_servers(config, archive, secrets, now=now, budget=budget, cache=cache)
            yield from _safely("pacing", check_pacing(config, archive, now=now, cache=cache))
        yield from _safely("archive", check_archive(archive, config or _UNREADABLE))
        yield from _safely("content", check_content(folder / "content", archive, config or _UNREADABLE, now=now))
    if config is not None:
        yield from check_theme(config, folder)
    # What is wrong with the site in `output` is worth knowing also while nothing can be built.
    yield from _safely("links", check_links(output, config))
    yield from _safely("weight", check_weight(output))
    if archive is not None:
        yield from _safely("privacy", check_privacy(archive, output, folder, secrets))


_UNREADABLE = msgspec.convert({"site": {"title": "League"}}, Config)
"""In place of a configuration that cannot be read, where any will do."""


def _safely(area: Area, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of an area; a file that cannot be read ends it with a finding of its own."""
    try:
        yield from findings
    except (SitegenError, OSError) as error:
        why = str(error)
        if isinstance(error, OSError):
            why = f"{error.filename}: {error.strerror}."
        advice = "Make it readable for the account under which sitegen runs, then run sitegen check again."
        yield Finding(area, "problem", f"This area could not be looked at to its end: {why}", advice=advice)
