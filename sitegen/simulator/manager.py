"""A Server Manager in this process: it serves a season, holds its limit, keeps a log and fails when told to."""

import secrets
import threading
import time
import urllib.parse
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import msgspec

from sitegen.simulator import responses
from sitegen.simulator.faults import FOREIGN_ORIGIN, Fault, Switch, page_number, spoil
from sitegen.simulator.http_server import HttpServer, Request
from sitegen.simulator.responses import SimulatedResponse
from sitegen.simulator.result_files import BOM, SimulatedResult, as_json
from sitegen.simulator.season import SimulatedSeason
from sitegen.simulator.standings import Generation

_DOWNLOAD_FOLDERS: dict[Generation, tuple[str, ...]] = {
    "old": ("/results/download",),
    "new": ("/results/download", "/server/0/results/download"),
}


class LoggedRequest(msgspec.Struct, frozen=True):
    """A request that the manager received, and how it was answered."""

    at: float
    """When it came, in seconds, on the clock of the manager."""
    method: str
    path: str
    """With its query."""
    status: int
    """What was answered; 0 when nothing was."""


class SimulatedManager:
    """Serves a season on 127.0.0.1 from `with` on.

    The limit is a sliding window over all requests but `GET /login`; a refused request takes no place in it.
    """

    def __init__(
        self,
        season: SimulatedSeason,
        generation: Generation = "new",
        *,
        requests: int | None = 5,
        per_seconds: float = 20,
        page_size: int = 10,
    ) -> None:
        """Listen at once; `requests=None` switches the limit off."""
        self.season = season
        self.generation: Generation = generation
        self.requests, self.per_seconds, self.page_size = requests, per_seconds, page_size
        self.published = len(season.results)
        """How many results are visible, the oldest first."""
        self.log = list[LoggedRequest]()
        self.clock: Callable[[], float] = time.monotonic
        """Dates requests, in seconds; a test turns it instead of waiting."""
        # Requests come in threads of their own; whatever is below is changed by one of them at a time.
        self._lock = threading.RLock()
        self._slots = deque[float]()
        self._switches = list[Switch]()
        # A steward's edit is seen at once in the result, and in the standings only when these are counted again.
        self._edited = dict[str, bytes]()
        self._edited_for_standings = dict[str, bytes]()
        self._deleted = set[str]()
        self._credentials: tuple[str, str] | None = None
        self._cookie = f"accsm={secrets.token_hex(8)}"
        self._server = HttpServer(self._receive)

    @property
    def url(self) -> str:
        """The address, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.port}"

    def __enter__(self) -> Self:
        """Answer from now on."""
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Refuse connections from now on; nothing delays it, a stalled request neither."""
        self._server.close()

    def edit(self, file: str, change: Callable[[dict[str, Any]], None], *, standings: bool = False) -> None:
        """A steward edits a result; `standings` tells whether the standings are counted again."""
        with self._lock:
            content = msgspec.json.decode(self._body(self.season.result(file)).removeprefix(BOM))
            change(content)
            self._edited[file] = as_json(content)
            if standings:
                self._edited_for_standings[file] = self._edited[file]

    def delete(self, file: str) -> None:
        """Remove a result from the list and from its address."""
        with self._lock:
            self._deleted.add(self.season.result(file).file)

    def break_with(self, fault: Fault, *, times: int | None = None, path: str = "/", retry_after: str = "1") -> None:
        """Fail for the next `times` requests, or until mended, where the path begins with `path`."""
        with self._lock:
            self._switches.append(Switch(fault, path, times, retry_after))

    def mend(self) -> None:
        """Switch all faults off."""
        with self._lock:
            self._switches.clear()

    def require_login(self, username: str, password: str) -> None:
        """Close all addresses but the health check to those who have not logged in."""
        self._credentials = (username, password)

    def most_in_any_window(self, seconds: float) -> int:
        """The largest number of requests, answered or refused, that arrived in any window of this length."""
        window = deque[float]()
        most = 0
        for request in list(self.log):
            window.append(request.at)
            while window[0] <= request.at - seconds:
                window.popleft()
            most = max(most, len(window))
        return most

    def _receive(self, request: Request) -> SimulatedResponse:
        with self._lock:
            now = self.clock()
            response = self._respond(request, now)
            self.log.append(LoggedRequest(now, request.method, request.path, response.status))
            return response

    def _respond(self, request: Request, now: float) -> SimulatedResponse:
        """The form first, which is always open; then the limit, the faults, the login, and the address."""
        if (request.method, request.path) == ("GET", "/login"):
            return responses.login_page()
        if self._is_over_limit(now):
            return self._refusal()
        for switch in self._switches:
            if switch.concerns(request.path):
                return self._fail(switch, request)
        return self._healthy(request)

    def _refusal(self) -> SimulatedResponse:
        """What a client is told who asks too often. Newer builds send everybody to the login, as without permission."""
        if self.generation == "new":
            return responses.redirect_to_login()
        return responses.too_many_requests()

    def _fail(self, switch: Switch, request: Request) -> SimulatedResponse:
        switch.use()
        origin = ""
        if switch.fault is Fault.SHIFT:
            self.published = min(self.published + 1, len(self.season.results))
        if switch.fault is Fault.FOREIGN_URL:
            origin = FOREIGN_ORIGIN
        return spoil(switch, self._healthy(request, origin=origin))

    def _is_over_limit(self, now: float) -> bool:
        """Whether there is no place in the window; when there is, the request has it from now on."""
        while self._slots and self._slots[0] <= now - self.per_seconds:
            self._slots.popleft()
        if self.requests is not None and len(self._slots) >= self.requests:
            return True
        self._slots.append(now)
        return False

    def _healthy(self, request: Request, *, origin: str = "") -> SimulatedResponse:
        """The response of a server that is well."""
        path, _, query = request.path.partition("?")
        if request.method == "POST":
            return self._post(path, request.form)
        if path == "/healthcheck.json":
            return responses.health(self.season, generation=self.generation)
        if self._credentials is not None and self._cookie not in request.cookie:
            return self._closed()
        if path == "/api/results/list.json":
            return self._list_page(query, page_number(request.path), origin=origin)
        return self._page(path)

    def _closed(self) -> SimulatedResponse:
        """What somebody is told who has not logged in."""
        if self.generation == "new":
            return responses.redirect_to_login()
        return responses.login_page()

    def _page(self, path: str) -> SimulatedResponse:
        """Everything that the query of the request does not change."""
        if path == "/":
            return responses.html_page(f"{self.season.championship_name} | Server Manager")
        if path.startswith("/api/championship/"):
            return self._championship(path)
        return self._download(path)

    def _post(self, path: str, form: str) -> SimulatedResponse:
        """The login, the only form that there is."""
        if path != "/login":
            return responses.not_found()
        fields = dict(urllib.parse.parse_qsl(form))
        if self._credentials not in (None, (fields.get("Username"), fields.get("Password"))):
            return responses.login_page()
        headers = {"Location": "/", "Set-Cookie": f"{self._cookie}; Path=/; HttpOnly"}
        return SimulatedResponse(status=302, content_type=responses.HTML, headers=headers)

    def _list_page(self, query: str, page: int, *, origin: str) -> SimulatedResponse:
        words = urllib.parse.parse_qs(query).get("q", [""])[0]
        if words.startswith("+"):  # real servers fail at a query that their search cannot parse
            return responses.server_error()
        results = [result for result in reversed(self._visible()) if words in f"{result.track} {result.session_type}"]
        return responses.list_page(results, page, page_size=self.page_size, generation=self.generation, origin=origin)

    def _championship(self, path: str) -> SimulatedResponse:
        """Standings, which outlive the files that were deleted, and the championships of newer builds."""
        published = self.season.results[: self.published]
        if path == f"/api/championship/{self.season.championship_id}/standings.json":
            counted = [self._as_counted(result) for result in published]
            return SimulatedResponse(body=self.season.standings_of(counted, generation=self.generation))
        if path == "/api/championship/list.json" and self.generation == "new":
            return responses.championship_list(self.season, progress=len(published) / len(self.season.results))
        return responses.not_found()

    def _as_counted(self, result: SimulatedResult) -> SimulatedResult:
        """A result as it was when its points were counted for the last time."""
        body = self._edited_for_standings.get(result.file, result.body)
        return msgspec.structs.replace(result, body=body)

    def _download(self, path: str) -> SimulatedResponse:
        folder, _, name = path.rpartition("/")
        if folder in _DOWNLOAD_FOLDERS[self.generation]:
            for result in self._visible():
                if name == f"{result.file}.json":
                    return SimulatedResponse(body=self._body(result))
        return responses.not_found()

    def _visible(self) -> list[SimulatedResult]:
        """What can be seen now, oldest first."""
        return [result for result in self.season.results[: self.published] if result.file not in self._deleted]

    def _body(self, result: SimulatedResult) -> bytes:
        return self._edited.get(result.file, result.body)
