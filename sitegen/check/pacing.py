"""The limit: as strict as real servers want it, kept where it can be kept; and what is still to be asked."""

import datetime as dt
import math
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from sitegen.archive.store import Archive
from sitegen.check.findings import Finding
from sitegen.check.indexes import read_only
from sitegen.config import Config, Server
from sitegen.fetch.ledger import Ledger
from sitegen.fetch.plan import duration_s, say_duration
from sitegen.server.rate_limit import Limit, Stamp, host_of, state_file
from sitegen.support.resources import cache_folder

ALLOWED = Limit(5, 20)
"""What a Server Manager answers; beyond it there is a login page, or 429, in place of data."""

HERE = ("localhost", "127.0.0.1", "::1")
"""A server on this computer is the demo's, or a test's."""


def check_pacing(
    config: Config, archive: Archive, *, now: Callable[[], dt.datetime], cache: Path | None
) -> Iterator[Finding]:
    """The limit of every server, its state, and the requests to come."""
    if not config.server:
        return
    folder = cache or cache_folder()
    yield _check_folder(folder)
    for server in config.server:
        yield _check_limit(server)
        yield from _check_state(state_file(host_of(server.url), folder))
        yield _plan(server, config, archive, today=now().date())


def _check_folder(folder: Path) -> Finding:
    # The folder itself is made by the first fetch.
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if nearest.is_dir() and os.access(nearest, os.R_OK | os.W_OK | os.X_OK):
        return Finding("pacing", "ok", "The limit of requests can be kept here between runs.", str(folder))
    return Finding(
        "pacing",
        "problem",
        "The limit of requests cannot be kept here between runs: the folder cannot be written.",
        str(folder),
        "Make it writable, or name another folder in SITEGEN_CACHE.",
    )


def _check_limit(server: Server) -> Finding:
    # The windows of two limits need not begin together, so that a part of ours counts as a whole one.
    most = server.requests * math.ceil(ALLOWED.per_seconds / server.per_seconds)
    limit = f"The limit is {server.requests} requests in {server.per_seconds:g} s"
    allowed = f"{ALLOWED.requests} in {ALLOWED.per_seconds:g} s"
    if most <= ALLOWED.requests:
        return Finding("pacing", "ok", f"{limit}.", server.name)
    if host_of(server.url).partition(":")[0] in HERE:
        advice = f"Nothing; a real server allows {allowed}."
        return Finding("pacing", "note", f"{limit}, for a server on this computer.", server.name, advice)
    return Finding(
        "pacing",
        "warning",
        f"{limit}; a Server Manager allows {allowed} and answers with its login page beyond that, so that fetching "
        "gets slower or stops.",
        server.name,
        "Remove requests and per_seconds from this [[server]], unless its owner has raised the limit.",
    )


def _check_state(path: Path) -> Iterator[Finding]:
    try:
        msgspec.json.decode(path.read_bytes(), type=list[Stamp])
    except FileNotFoundError:
        return
    except (OSError, msgspec.DecodeError):
        yield Finding(
            "pacing",
            "note",
            "What is known of the last requests cannot be read; the next run waits a whole window and begins anew.",
            str(path),
            "Nothing; if it comes back, remove the file.",
        )


def _plan(server: Server, config: Config, archive: Archive, *, today: dt.date) -> Finding:
    """How much the next fetch asks for, and how long it takes."""
    index = read_only(archive, server.name)
    if index is None or not index.rows:
        message = "Its list of results was not read yet, so nobody knows how much there is to fetch."
        return Finding("pacing", "note", message, server.name, "Ask with sitegen fetch --dry-run.")
    ledger = Ledger(server, config, archive)
    results = len(ledger.pending()) + len(ledger.again())
    standings = len({*ledger.championships.running(today), *ledger.championships.owed()})
    requests = 1 + results + standings  # the list itself is the first
    time = say_duration(duration_s(requests, Limit(server.requests, server.per_seconds)))
    message = f"The next fetch makes {requests} request{'s' * (requests > 1)}, which takes about {time}"
    if not results and index.walked:
        return Finding("pacing", "ok", f"{message}; no result is known to be missing.", server.name)
    message += f": {results} results are still to be fetched"
    if not index.walked:
        message += ", and its list has older pages that were not read yet"
    advice = "Run sitegen fetch, or sitegen build, as often as you like; each run goes on where the last one stopped."
    return Finding("pacing", "note", f"{message}.", server.name, advice)
