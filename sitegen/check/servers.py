"""Server Managers: there, healthy, and open where sitegen asks. Five requests to a server, seven with a login.

They go out within the limit, one after the other; the first failure that explains the rest ends it.
"""

import datetime as dt
import email.utils
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from sitegen.archive.index import ListIndex
from sitegen.archive.store import Archive
from sitegen.check.findings import MOST_LISTED, Finding, Level
from sitegen.check.indexes import read_only
from sitegen.config import Config, Server
from sitegen.errors import AccessClosed, NotThere, NotUnderstood, ResultRefused, ServerUnreachable, SitegenError
from sitegen.league.session.header import ResultHeader, read_header
from sitegen.server.budget import Budget
from sitegen.server.client import DOWNLOAD, LIST, STANDINGS, Client
from sitegen.server.payloads import Health
from sitegen.server.rate_limit import Limit, RateLimiter, host_of

MOST_SKEW = dt.timedelta(minutes=2)
"""A clock may be off by so much: an answer takes its time, and dates in HTTP have whole seconds."""

COMPARE = "Compare the url in sitegen.toml with the one in your browser."

ELSEWHERE = (ServerUnreachable, AccessClosed, NotThere, NotUnderstood)
"""Failures of a server that is perhaps not the one that is meant; any other was there and had its reasons."""

LATER = "Try again later; if it stays so, look at the Server Manager itself."


def check_servers(
    config: Config,
    archive: Archive,
    logins: Mapping[str, str],
    *,
    now: Callable[[], dt.datetime],
    budget: Budget,
    cache: Path | None,
) -> Iterator[Finding]:
    """All servers side by side, each as far as it can be asked. `logins`: variables of the environment."""

    def visit(server: Server) -> list[Finding]:
        credentials = server.credentials(logins)
        known = _known_championship(config, archive, server)
        return list(_Visit(server, credentials, known, budget=budget, cache=cache).findings(now))

    with ThreadPoolExecutor(max_workers=max(1, len(config.server))) as pool:
        try:
            for findings in pool.map(visit, config.server):
                yield from findings
        except BaseException:
            budget.cancel()  # Ctrl-C stops all that wait
            raise


def _known_championship(config: Config, archive: Archive, server: Server) -> str | None:
    """One whose standings the server should have: of its newest result, else one that the configuration names."""
    index = read_only(archive, server.name) or ListIndex()
    results = [about for about in index.files.values() if about.championship]
    if results:
        return max(results, key=lambda about: about.date or "").championship
    return next((configured.id for configured in config.championship if configured.server == server.name), None)


class _Visit:
    """One server, asked one thing after the other."""

    def __init__(
        self,
        server: Server,
        credentials: tuple[str, str] | None,
        championship: str | None,
        *,
        budget: Budget,
        cache: Path | None,
    ) -> None:
        self._server = server
        self._credentials = credentials
        self._championship = championship
        self._budget = budget
        self._cache = cache
        self._server_date: dt.datetime | None = None

    def findings(self, now: Callable[[], dt.datetime]) -> Iterator[Finding]:
        """What is well or wrong with the server, until a failure explains the rest."""
        try:
            client = self._client()
            yield self._of_health(client.health())
        except SitegenError as error:
            advice = COMPARE if isinstance(error, ELSEWHERE) else LATER
            yield self._finding("problem", str(error), advice)
            return
        yield from self._of_clock(now())
        try:
            rows = client.results(0, query=self._server.query).rows
        except SitegenError as error:
            yield self._of_failure(error, LIST)
            return
        yield self._of_login()
        yield self._finding("ok", f"The list of results is open; {len(rows)} are on its first page.")
        championship = self._championship
        if rows:
            finding, header = self._of_download(client, rows[0].results_json_url)
            yield finding
            championship = header.championship[0] or championship
        if championship:
            yield self._of_standings(client, championship)
        yield from self._of_championships(client)

    def _client(self) -> Client:
        limit = Limit(self._server.requests, self._server.per_seconds)
        session = requests.Session()
        session.hooks["response"].append(self._look_at_clock)
        rate_limiter = RateLimiter(host_of(self._server.url), limit, budget=self._budget, folder=self._cache)
        return Client(
            self._server.url,
            rate_limiter=rate_limiter,
            budget=self._budget,
            credentials=self._credentials,
            session=session,
        )

    def _look_at_clock(self, response: requests.Response, **_: object) -> None:
        """Keep what the server takes for the time."""
        try:
            self._server_date = email.utils.parsedate_to_datetime(response.headers.get("Date", ""))
        except ValueError:
            self._server_date = None

    def _finding(self, level: Level, message: str, advice: str = "") -> Finding:
        return Finding("server", level, message, f"{self._server.name} ({self._server.url})", advice)

    def _of_health(self, health: Health) -> Finding:
        if not health.ok:
            return self._finding("warning", "The server answers, and says that it is not well.", LATER)
        version = f": version {health.version}" if health.version else ""
        return self._finding("ok", f"The server is there and well{version}.")

    def _of_clock(self, now: dt.datetime) -> Iterator[Finding]:
        if self._server_date is None or self._server_date.tzinfo is None:
            return
        skew = self._server_date - now
        if abs(skew) > MOST_SKEW:
            minutes = round(abs(skew) / dt.timedelta(minutes=1))
            direction = "ahead of" if skew > dt.timedelta() else "behind"
            yield self._finding(
                "warning",
                f"The server's clock is {minutes} minutes {direction} ours.",
                "Set the clock of whichever computer is wrong: results bear the server's time.",
            )

    def _of_login(self) -> Finding:
        if self._credentials:
            return self._finding("ok", "A login is set in the environment, for when the server asks for one.")
        return self._finding("ok", "No login is set, and none is needed for the list.")

    def _of_download(self, client: Client, url: str) -> tuple[Finding, ResultHeader]:
        """Whether the newest result can be downloaded, and its header: empty when it cannot."""
        try:
            header = read_header(client.result(url))
        except ResultRefused as error:
            message = f"The newest result can be downloaded, but is none: {error}."
            advice = "Nothing, if it is another file; sitegen fetch leaves it out."
            return self._finding("warning", message, advice), ResultHeader()
        except SitegenError as error:
            return self._of_failure(error, DOWNLOAD), ResultHeader()
        return self._finding("ok", "Results can be downloaded."), header

    def _of_standings(self, client: Client, championship: str) -> Finding:
        try:
            client.standings(championship)
        except NotThere:
            message = f"The server has no standings of the championship {championship}."
            advice = "Nothing, if it was removed there; the archive keeps what it had."
            return self._finding("note", message, advice)
        except SitegenError as error:
            return self._of_failure(error, STANDINGS)
        return self._finding("ok", "Standings are open.")

    def _of_championships(self, client: Client) -> Iterator[Finding]:
        """What it calls its championships; older servers have no list of them, and nothing is lost."""
        try:
            rows = client.championships().championships or []
        except SitegenError:
            return
        names = [" ".join(row.name.split()) for row in rows if row.name]
        if not names:
            return
        listed = ", ".join(f'"{name}"' for name in names[:MOST_LISTED])
        if len(names) > MOST_LISTED:
            listed += f" and {len(names) - MOST_LISTED} more"
        yield self._finding("ok", f"Its championships: {listed}.")

    def _of_failure(self, error: SitegenError, permission: str) -> Finding:
        """Why something was not given; for what is not permitted, how it is permitted."""
        if not isinstance(error, AccessClosed):
            return self._finding("problem", str(error), LATER)
        variables = " and ".join(self._server.login_variables)
        if self._credentials:
            advice = f'Check {variables}, and give that account the permission "{permission}".'
            return self._finding("problem", f'"{permission}" is closed to the login in the environment.', advice)
        permissions = f'"{permission}"'
        if permission == LIST:
            # Nothing else was asked after the list was refused, and a fetch needs all three.
            permissions = f'"{LIST}", "{DOWNLOAD}" and "{STANDINGS}"'
        advice = (
            f"In the Server Manager, under Accounts, open {permissions} for Public Access; "
            f"or set {variables} in the environment."
        )
        return self._finding("problem", f'"{permission}" is closed to us.', advice)
