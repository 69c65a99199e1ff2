"""Server Managers: there, healthy, and open where sitegen asks. Five requests to a server, seven with a login.

They go out within the limit, one after the other; the first failure that explains the rest ends it.
"""

import datetime as dt
import email.utils
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import requests

from sitegen.archive.store import Archive
from sitegen.check.findings import SHOWN, Finding, Level
from sitegen.check.indexes import read_only
from sitegen.config import Config, Server
from sitegen.errors import AccessClosed, NotThere, NotUnderstood, ResultRefused, ServerUnreachable, SitegenError
from sitegen.league.session.header import Head, first_look
from sitegen.server.client import DOWNLOAD, LIST, STANDINGS, Client
from sitegen.server.payloads import Health
from sitegen.server.rate_limit import Budget, Limit, Pacer, host_of

MOST_SKEW = dt.timedelta(minutes=2)

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
    index = read_only(archive, server.name)
    own = [about for about in index.files.values() if about.championship] if index else []
    if own:
        return max(own, key=lambda about: about.date or "").championship
    said = [one.id for one in config.championship if one.server == server.name]
    return said[0] if said else None


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
        """What was found, until something explains the rest."""
        try:
            client = self._client()
            yield self._of_health(client.health())
        except SitegenError as error:
            yield self._say("problem", str(error), COMPARE if isinstance(error, ELSEWHERE) else LATER)
            return
        yield from self._of_clock(now())
        try:
            rows = client.results(0, query=self._server.query).rows
        except SitegenError as error:
            yield self._of_failure(error, LIST)
            return
        yield self._of_login()
        yield self._say("ok", f"The list of results is open; {len(rows)} are on its first page.")
        head = None
        if rows:
            found, head = self._of_download(client, rows[0].results_json_url)
            yield found
        championship = (head.championship[0] if head else None) or self._championship
        if championship:
            yield self._of_standings(client, championship)
        yield from self._of_championships(client)

    def _client(self) -> Client:
        limit = Limit(self._server.requests, self._server.per_seconds)
        session = requests.Session()
        session.hooks["response"].append(self._look_at_clock)
        pacer = Pacer(host_of(self._server.url), limit, budget=self._budget, folder=self._cache)
        return Client(
            self._server.url, pacer=pacer, budget=self._budget, credentials=self._credentials, session=session
        )

    def _look_at_clock(self, response: requests.Response, **_: object) -> None:
        """Keep what the server takes for the time."""
        try:
            self._server_date = email.utils.parsedate_to_datetime(response.headers.get("Date", ""))
        except ValueError:
            self._server_date = None

    def _say(self, level: Level, what: str, do: str = "") -> Finding:
        return Finding("server", level, what, f"{self._server.name} ({self._server.url})", do)

    def _of_health(self, health: Health) -> Finding:
        if not health.ok:
            return self._say("warning", "The server answers, and says that it is not well.", LATER)
        return self._say("ok", f"The server is there and well{f': version {health.version}' * bool(health.version)}.")

    def _of_clock(self, now: dt.datetime) -> Iterator[Finding]:
        if self._server_date is None or self._server_date.tzinfo is None:
            return
        skew = self._server_date - now
        if abs(skew) > MOST_SKEW:
            minutes = round(abs(skew) / dt.timedelta(minutes=1))
            yield self._say(
                "warning",
                f"The server's clock is {minutes} minutes {'ahead of' if skew > dt.timedelta() else 'behind'} ours.",
                "Set the clock of whichever computer is wrong: results bear the server's time.",
            )

    def _of_login(self) -> Finding:
        if self._credentials:
            return self._say("ok", "A login is set in the environment, for when the server asks for one.")
        return self._say("ok", "No login is set, and none is needed for the list.")

    def _of_download(self, client: Client, url: str) -> tuple[Finding, Head | None]:
        """The newest result, which says what else can be asked."""
        try:
            head = first_look(client.result(url))
        except ResultRefused as error:
            what = f"The newest result can be downloaded, but is none: {error}."
            return self._say("warning", what, "Nothing, if it is another file; sitegen fetch leaves it out."), None
        except SitegenError as error:
            return self._of_failure(error, DOWNLOAD), None
        return self._say("ok", "Results can be downloaded."), head

    def _of_standings(self, client: Client, championship: str) -> Finding:
        try:
            client.standings(championship)
        except NotThere:
            what = f"The server has no standings of the championship {championship}."
            return self._say("note", what, "Nothing, if it was removed there; the archive keeps what it had.")
        except SitegenError as error:
            return self._of_failure(error, STANDINGS)
        return self._say("ok", "Standings are open.")

    def _of_championships(self, client: Client) -> Iterator[Finding]:
        """What it calls its championships; older servers have no list of them, and nothing is lost."""
        try:
            names = [one.name for one in client.championships().championships or [] if one.name]
        except SitegenError:
            return
        if names:
            more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
            listed = ", ".join(f'"{" ".join(name.split())}"' for name in names[:SHOWN])
            yield self._say("ok", f"Its championships: {listed}{more}.")

    def _of_failure(self, error: SitegenError, permission: str) -> Finding:
        """Why something was not given; a closed door is said with its key."""
        if not isinstance(error, AccessClosed):
            return self._say("problem", str(error), LATER)
        variables = " and ".join(self._server.login_variables)
        if self._credentials:
            do = f'Check {variables}, and give that account the permission "{permission}".'
            return self._say("problem", f'"{permission}" is closed to the login in the environment.', do)
        wanted = f'"{LIST}", "{DOWNLOAD}" and "{STANDINGS}"' if permission == LIST else f'"{permission}"'
        do = (
            f"In the Server Manager, under Accounts, open {wanted} for Public Access; "
            f"or set {variables} in the environment."
        )
        return self._say("problem", f'"{permission}" is closed to us.', do)
