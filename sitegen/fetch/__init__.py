"""The command servers → archive: every server in a thread of its own, within its own limit and a common budget."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sitegen.archive.checksums import note_hashes
from sitegen.archive.index import FetchStatus
from sitegen.archive.store import Archive
from sitegen.config import Config, Server
from sitegen.errors import BudgetSpent, SitegenError
from sitegen.fetch.crawl import Crawl, Options
from sitegen.fetch.plan import duration_s
from sitegen.fetch.progress import Progress
from sitegen.fetch.reports import FetchReport, ServerReport
from sitegen.server.budget import Budget
from sitegen.server.client import Client
from sitegen.server.rate_limit import Limit, RateLimiter, host_of

__all__ = ["FetchReport", "Progress", "ServerReport", "fetch_all"]


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
        limit = Limit(server.requests, server.per_seconds)
        try:
            client = _client(server, limit, budget, cache)
            crawl = Crawl(server, config, archive, client, options=options, now=now, progress=progress)
        except SitegenError as error:
            return ServerReport(name=server.name, error=str(error))
        report = _run(crawl, server.name, limit)
        if not options.dry_run and (crawl.is_reached or report.error):
            _write_status(archive, report, now())
        return report

    with ThreadPoolExecutor(max_workers=max(1, len(config.server))) as pool:
        try:
            reports = tuple(pool.map(fetch_one, config.server))
        except BaseException:
            # The pool waits for its threads when it is left, and these for their slots: they have to be told.
            budget.cancel()
            raise
    if not options.dry_run:
        for name in archive.servers():
            note_hashes(archive, name)
    return FetchReport(reports, budget.spent)


def _client(server: Server, limit: Limit, budget: Budget, cache: Path | None) -> Client:
    return Client(
        server.url,
        rate_limiter=RateLimiter(host_of(server.url), limit, budget=budget, folder=cache),
        budget=budget,
        credentials=server.credentials(),
        variables=server.unset_variables() or server.login_variables,
    )


def _run(crawl: Crawl, name: str, limit: Limit) -> ServerReport:
    """Let a crawl do what it can, and report it; what it has learned is saved, whatever stops it."""
    stopped = None
    error = None
    try:
        crawl.run()
    except BudgetSpent as reason:
        stopped = str(reason)
    except SitegenError as failure:
        error = str(failure)
    finally:
        crawl.save()
    planned_requests = crawl.planned_requests()
    return ServerReport(
        name=name,
        counts=crawl.counts,
        planned_requests=planned_requests,
        planned_s=duration_s(planned_requests, limit),
        stopped=stopped,
        error=error,
        warnings=tuple(crawl.warnings),
    )


def _write_status(archive: Archive, report: ServerReport, now: dt.datetime) -> None:
    """Note how current the server's results are; a failure leaves the moment of the last success."""
    left_s = 0.0
    if report.counts.left:
        left_s = report.planned_s
    fetched: str | None = now.isoformat(timespec="seconds")
    if report.error:
        fetched = archive.read_status(report.name).fetched
    archive.write_status(report.name, FetchStatus(fetched, report.error, report.counts.left, left_s))
