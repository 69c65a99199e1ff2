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

from sitegen.simulator import answers
from sitegen.simulator.answers import Answer
from sitegen.simulator.faults import FOREIGN_ORIGIN, Fault, Switch, page_number, spoil
from sitegen.simulator.points import Generation
from sitegen.simulator.results import BOM, SimulatedResult, as_json
from sitegen.simulator.season import Season
from sitegen.simulator.wire import Arrival, Wire


class Request(msgspec.Struct, frozen=True):
    """A request that the manager received."""

    at: float
    """`time.monotonic()` at its arrival."""
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
        season: Season,
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
        self.log = list[Request]()
        self._lock = threading.RLock()
        self._slots = deque[float]()
        self._switches = list[Switch]()
        self._bodies = dict[str, bytes]()
        self._bodies_of_standings = dict[str, bytes]()
        self._deleted = set[str]()
        self._credentials: tuple[str, str] | None = None
        self._cookie = f"accsm={secrets.token_hex(8)}"
        self._wire = Wire(self._receive)

    @property
    def url(self) -> str:
        """The address, without a slash at the end."""
        return f"http://127.0.0.1:{self._wire.port}"

    def __enter__(self) -> Self:
        """Answer from now on."""
        self._wire.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Refuse connections from now on; nothing delays it, a stalled request neither."""
        self._wire.close()

    def edit(self, file: str, change: Callable[[dict[str, Any]], None], *, standings: bool = False) -> None:
        """A steward edits a result; `standings` tells whether the standings are counted again."""
        with self._lock:
            content = msgspec.json.decode(self._body(self.season.result(file)).removeprefix(BOM))
            change(content)
            self._bodies[file] = as_json(content)
            if standings:
                self._bodies_of_standings[file] = self._bodies[file]

    def delete(self, file: str) -> None:
        """Take a result from the list and from its address."""
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
        window, most = deque[float](), 0
        for request in list(self.log):
            window.append(request.at)
            while window[0] <= request.at - seconds:
                window.popleft()
            most = max(most, len(window))
        return most

    def _receive(self, arrival: Arrival) -> Answer:
        with self._lock:
            now = time.monotonic()
            answer = self._decide(arrival, now)
            self.log.append(Request(now, arrival.method, arrival.path, answer.status))
            return answer

    def _decide(self, arrival: Arrival, now: float) -> Answer:
        """The form first, which is always open; then the limit, the faults, the login, and the address."""
        if (arrival.method, arrival.path) == ("GET", "/login"):
            return answers.login_page()
        if self._over_limit(now):
            return answers.to_login() if self.generation == "new" else answers.too_many()
        switch = next((switch for switch in self._switches if switch.concerns(arrival.path)), None)
        if switch is None:
            return self._answer(arrival)
        switch.use()
        if switch.fault is Fault.SHIFT:
            self.published = min(self.published + 1, len(self.season.results))
        origin = FOREIGN_ORIGIN if switch.fault is Fault.FOREIGN_URL else ""
        return spoil(switch, self._answer(arrival, origin=origin))

    def _over_limit(self, now: float) -> bool:
        """Whether there is no place in the window; takes one when there is."""
        while self._slots and self._slots[0] <= now - self.per_seconds:
            self._slots.popleft()
        if self.requests is not None and len(self._slots) >= self.requests:
            return True
        self._slots.append(now)
        return False

    def _answer(self, arrival: Arrival, *, origin: str = "") -> Answer:
        """What a healthy server says."""
        path, _, query = arrival.path.partition("?")
        if arrival.method == "POST":
            return self._log_in(arrival.form) if path == "/login" else answers.not_found()
        if path == "/healthcheck.json":
            return answers.health(self.season, generation=self.generation)
        if self._credentials is not None and self._cookie not in arrival.cookie:
            return answers.to_login() if self.generation == "new" else answers.login_page()
        if path == "/api/results/list.json":
            return self._list_page(query, page_number(arrival.path), origin=origin)
        return self._page(path)

    def _page(self, path: str) -> Answer:
        """Everything that has one answer."""
        if path == "/":
            return answers.html_page(f"{self.season.championship_name} | Server Manager")
        if path.startswith("/api/championship/"):
            return self._championship(path)
        return self._download(path)

    def _log_in(self, form: str) -> Answer:
        fields = dict(urllib.parse.parse_qsl(form))
        if self._credentials not in (None, (fields.get("Username"), fields.get("Password"))):
            return answers.login_page()
        headers = {"Location": "/", "Set-Cookie": f"{self._cookie}; Path=/; HttpOnly"}
        return Answer(status=302, content_type=answers.HTML, headers=headers)

    def _list_page(self, query: str, page: int, *, origin: str) -> Answer:
        words = urllib.parse.parse_qs(query).get("q", [""])[0]
        if words.startswith("+"):
            return answers.server_error()
        found = [one for one in reversed(self._visible()) if words in f"{one.track} {one.session_type}"]
        return answers.list_page(found, page, page_size=self.page_size, generation=self.generation, origin=origin)

    def _championship(self, path: str) -> Answer:
        """Standings, which outlive the files that were deleted, and the championships of newer builds."""
        published = self.season.results[: self.published]
        if path == f"/api/championship/{self.season.championship_id}/standings.json":
            bodies = self._bodies_of_standings
            counted = [msgspec.structs.replace(one, body=bodies.get(one.file, one.body)) for one in published]
            return Answer(body=self.season.standings_of(counted, generation=self.generation))
        if path == "/api/championship/list.json" and self.generation == "new":
            return answers.championship_list(self.season, progress=len(published) / len(self.season.results))
        return answers.not_found()

    def _download(self, path: str) -> Answer:
        folder, _, name = path.rpartition("/")
        folders = (
            {"/results/download", "/server/0/results/download"} if self.generation == "new" else {"/results/download"}
        )
        for result in self._visible() if folder in folders else ():
            if name == f"{result.file}.json":
                return Answer(body=self._body(result))
        return answers.not_found()

    def _visible(self) -> list[SimulatedResult]:
        """What can be seen now, oldest first."""
        return [one for one in self.season.results[: self.published] if one.file not in self._deleted]

    def _body(self, result: SimulatedResult) -> bytes:
        return self._bodies.get(result.file, result.body)
