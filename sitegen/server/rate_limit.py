"""The limit: never more than so many requests in any window, whatever happens, and hardly ever fewer.

State is kept per host in the user's cache folder, so that threads, processes and restarts hold the limit together. A
file lock is held while a request is under way, so there is one at a time per host. A request counts from when it was
sent until the server began to answer: when it arrived lies somewhere in between. Libraries that count otherwise were
measured against a real server, and let six requests into a window of five.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from filelock import FileLock, Timeout

from sitegen.errors import SitegenError
from sitegen.server.budget import Budget
from sitegen.support.files import write_whole
from sitegen.support.resources import cache_folder

MARGIN_S = 0.05
"""Added to every window: two computers' seconds are not quite of one length."""

LOOK_AGAIN_S = 0.05
"""Seconds between two tries of a lock that another process holds."""

REMEMBERED = 100
"""Requests that are remembered at least, for somebody with a larger limit on the same host."""


class Limit(msgspec.Struct, frozen=True):
    """At most `requests` in any window of `per_seconds`."""

    requests: int
    """How many may be made within a window."""
    per_seconds: float
    """The length of a window."""


class Stamp(msgspec.Struct):
    """A request: when it was sent and when it was answered, in seconds since 1970."""

    sent: float
    """On the clock of this computer, which somebody may set."""
    answered: float | None = None
    """None while it is under way."""
    steady: float | None = None
    """When it was answered on the clock that nobody can set; it starts anew with the computer."""


def wait_before_next(stamps: Sequence[Stamp], now: float, limit: Limit) -> float:
    """Seconds until another request may be sent: none, or until the last-but-n'th answer has left the window.

    A stamp from the future (the clock was set back) counts as now, and so does a request without an answer.
    """
    answered = sorted(_answered_by(stamp, now) for stamp in stamps)
    if len(answered) < limit.requests:
        return 0.0
    return max(0.0, answered[-limit.requests] + limit.per_seconds + MARGIN_S - now)


def _answered_by(stamp: Stamp, now: float) -> float:
    """When a request was answered, but never later than now."""
    if stamp.answered is None:
        return now
    return min(stamp.answered, now)


class RateLimiter:
    """Gives out the slots of one host."""

    def __init__(
        self,
        host: str,
        limit: Limit,
        *,
        budget: Budget,
        folder: Path | None = None,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        """`host`: as `host_of` names it. `folder`: where the state lies. Both clocks are the same for all processes.

        Two, because one can be set and the other is another computer's after a move of the state: the younger counts.
        """
        folder = folder or cache_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SitegenError(
                f"{folder}, where the limit of requests is kept, could not be made ({error.strerror}); "
                "name another folder in SITEGEN_CACHE."
            ) from None
        self.limit = limit
        self._path = state_file(host, folder)
        self._lock = FileLock(self._path.with_name(f"{self._path.name.removesuffix('.json')}.lock"))
        self._budget = budget
        self._clock = clock
        self._steady = steady

    @contextmanager
    def slot(self) -> Iterator[Callable[[], None]]:
        """Wait for a slot and hold it while a request is under way; `BudgetSpent` when it would come too late.

        Call the function that is given as soon as the server begins to answer: it has seen the request then, and a long
        answer does not lengthen the window.
        """
        self._acquire()
        try:
            stamps = self._wait(self._load())
            self._budget.spend()
            stamps.append(Stamp(self._clock()))
            # Saved before the request is sent: a process that is killed now leaves a request that counts.
            self._save(stamps)

            def stamp_answer() -> None:
                if stamps[-1].answered is None:
                    stamps[-1] = Stamp(stamps[-1].sent, self._clock(), self._steady())

            try:
                yield stamp_answer
            finally:
                # A request that failed was sent all the same.
                stamp_answer()
                self._save(stamps)
        finally:
            self._lock.release()

    def _acquire(self) -> None:
        """Take the host's lock, however long another process has it; in small steps, so that Ctrl-C is heard."""
        while True:
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                self._budget.pause(LOOK_AGAIN_S)
            except OSError as error:
                raise SitegenError(f"{self._lock.lock_file} could not be locked: {error.strerror}.") from None
            else:
                return

    def _wait(self, stamps: list[Stamp]) -> list[Stamp]:
        """Sleep until the limit allows a request; what no limit asks for any more is forgotten."""
        wait_s = wait_before_next(stamps, self._clock(), self.limit)
        while wait_s > 0:
            self._budget.pause(wait_s)
            # Somebody may have set the clock during the sleep: the stamps are moved with it.
            stamps = self._redated(stamps)
            wait_s = wait_before_next(stamps, self._clock(), self.limit)
        return stamps[-max(self.limit.requests, REMEMBERED) :]

    def _load(self) -> list[Stamp]:
        """The requests of earlier runs. One without an answer belonged to a process that was killed: it ends now.

        When the state cannot be read, a whole window is taken for used up.
        """
        now, steady = self._clock(), self._steady()
        try:
            stamps = msgspec.json.decode(self._path.read_bytes(), type=list[Stamp])
        except FileNotFoundError:
            return []
        except (OSError, msgspec.DecodeError):
            return [Stamp(now, now, steady)] * self.limit.requests
        for number, stamp in enumerate(stamps):
            if stamp.answered is None:
                stamps[number] = Stamp(stamp.sent, now, steady)
        return self._redated(stamps)

    def _redated(self, stamps: Sequence[Stamp]) -> list[Stamp]:
        """The stamps as the younger of both clocks has them; what one of them has not seen yet counts as now."""
        now, steady = self._clock(), self._steady()
        return [_redated(stamp, now, steady) for stamp in stamps]

    def _save(self, stamps: Sequence[Stamp]) -> None:
        write_whole(self._path, msgspec.json.encode(stamps), durable=False)


def _redated(stamp: Stamp, now: float, steady: float) -> Stamp:
    """A stamp whose age is the smaller of its ages on both clocks, and never below 0."""
    if stamp.answered is None or stamp.steady is None:
        return stamp
    age = min(now - stamp.answered, steady - stamp.steady)
    return Stamp(stamp.sent, now - max(0.0, age), min(stamp.steady, steady))


def host_of(url: str) -> str:
    """The name under which a limit is shared: the host, and its port unless that is the usual one."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.port in (None, 80, 443):
        return host
    return f"{host}:{parts.port}"


def state_file(host: str, folder: Path) -> Path:
    """Where the limit's state of a host lies."""
    return folder / f"{re.sub(r'[^a-z0-9.-]', '_', host.lower())}.json"
