"""The command servers → archive: every server in a thread of its own, within its own limit and a common budget."""

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import msgspec

from sitegen.archive.checksums import note_hashes
from sitegen.archive.store import Archive, Status
from sitegen.config import Config, Server
from sitegen.errors import BudgetSpent, SitegenError
from sitegen.fetch.crawl import Counts, Options, Walk
from sitegen.server.client import Client
from sitegen.server.rate_limit import Budget, Limit, Pacer, host_of

ANSWER_S = 0.4
"""What an answer takes, for the estimate of a plan."""


class Progress(Protocol):
    """Where a run says how far it is; called from several threads."""

    def stage(self, server: str, text: str) -> None:
        """Something begins: a sentence without a full stop."""

    def step(self, server: str, *, left: int) -> None:
        """A result has been asked; so many are known to be left on this server."""


class ServerReport(msgspec.Struct, frozen=True):
    """What a run did with one server."""

    name: str
    counts: Counts
    planned_requests: int
    """What is still to be asked, as far as the list tells."""
    planned_s: float
    """How long that takes within the limit."""
    stopped: str | None
    """Why the run stopped before its end: a budget."""
    error: str | None
    """Why the server could not be fetched."""
    warnings: tuple[str, ...]


class FetchReport(msgspec.Struct, frozen=True):
    """What a run did."""

    servers: tuple[ServerReport, ...]
    requests: int

    @property
    def warnings(self) -> tuple[str, ...]:
        """Everything that did not go as it should, a sentence each."""
        found: list[str] = []
        for server in self.servers:
            found += server.warnings
            if server.error:
                found.append(server.error)
        return tuple(found)


def fetch_all(  # noqa: PLR0913 - clock and cache are passed in by tests
    config: Config,
    archive: Archive,
    *,
    progress: Progress,
    options: Options = Options(),  # noqa: B008 - frozen
    budget: Budget | None = None,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    cache: Path | None = None,
) -> FetchReport:
    """Bring the archive up to date from all servers; one server's failure leaves the others alone.

    Ctrl-C stops all servers cleanly. `cache`: where the limit's state lies, for tests.
    """
    budget = budget or Budget()
    archive.sweep()

    def fetch_one(server: Server) -> ServerReport:
        return _fetch(server, config, archive, progress=progress, options=options, budget=budget, now=now, cache=cache)

    with ThreadPoolExecutor(max_workers=max(1, len(config.server))) as pool:
        try:
            reports = tuple(pool.map(fetch_one, config.server))
        except BaseException:
            budget.cancel()
            raise
    if not options.dry_run:
        for name in archive.servers():
            note_hashes(archive, name)
    return FetchReport(reports, budget.spent)


def _fetch(  # noqa: PLR0913 - what fetch_all was given
    server: Server,
    config: Config,
    archive: Archive,
    *,
    progress: Progress,
    options: Options,
    budget: Budget,
    now: Callable[[], dt.datetime],
    cache: Path | None,
) -> ServerReport:
    limit = Limit(server.requests, server.per_seconds)
    try:
        client = _client(server, limit, budget, cache)
        walk = Walk(server, config, archive, client, options=options, now=now, progress=progress)
    except SitegenError as failure:
        return ServerReport(server.name, Counts(), 0, 0.0, stopped=None, error=str(failure), warnings=())
    stopped = error = None
    try:
        walk.run()
    except BudgetSpent as reason:
        stopped = str(reason)
    except SitegenError as failure:
        error = str(failure)
    finally:
        walk.save()
    planned = walk.planned_requests()
    if not options.dry_run and (walk.reached or error):
        earlier = archive.read_status(server.name).fetched
        fetched = earlier if error else now().isoformat(timespec="seconds")
        left = walk.counts.left
        archive.write_status(server.name, Status(fetched, error, left, duration_s(planned, limit) if left else 0.0))
    return ServerReport(
        name=server.name,
        counts=walk.counts,
        planned_requests=planned,
        planned_s=duration_s(planned, limit),
        stopped=stopped,
        error=error,
        warnings=tuple(walk.warnings),
    )


def _client(server: Server, limit: Limit, budget: Budget, cache: Path | None) -> Client:
    return Client(
        server.url,
        pacer=Pacer(host_of(server.url), limit, budget=budget, folder=cache),
        budget=budget,
        credentials=server.credentials(),
        variables=server.unset_variables() or server.login_variables,
    )


def duration_s(requests: int, limit: Limit) -> float:
    """How long so many requests take: whole windows to wait for, and the answers."""
    return max(0, requests - 1) // limit.requests * limit.per_seconds + requests * ANSWER_S


def plan_lines(report: FetchReport) -> Iterator[str]:
    """A plan in words: a line per server, and their sum when there are several; they run side by side."""
    for server in report.servers:
        yield f"{server.name}: {_plan(server.planned_requests, server.planned_s)}"
    if len(report.servers) > 1:
        longest = max(server.planned_s for server in report.servers)
        yield f"all: {_plan(sum(server.planned_requests for server in report.servers), longest)}"


def _plan(requests: int, seconds: float) -> str:
    return f"{requests} request{'' if requests == 1 else 's'}, about {say_duration(seconds)}"


def say_duration(seconds: float) -> str:
    """`8 s`, `2 min 36 s`, `4 h 26 min`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
