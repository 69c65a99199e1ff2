"""A clock for several processes at once: each is a thread, one runs at a time, and sleeping hands the turn on."""

import threading
from collections.abc import Callable


class Killed(BaseException):
    """The process is gone: nothing of it runs any more, as after SIGKILL."""


class Process:
    """A program in virtual time, with a wall clock of its own machine that may be set."""

    def __init__(self, world: "World", program: Callable[["Process"], None]) -> None:
        self.wakes_at = world.now
        self.killed_at = float("inf")
        self.done = False
        self.error: BaseException | None = None
        self._world = world
        self._program = program
        self._turn = threading.Semaphore(0)
        self._thread = threading.Thread(target=self._run, daemon=True)

    def clock(self) -> float:
        self._die_when_killed()
        return self._world.wall

    def monotonic(self) -> float:
        return self._world.now

    def sleep(self, seconds: float) -> None:
        self.wakes_at = min(self._world.now + seconds, max(self.killed_at, self._world.now))
        self._world.turn.release()
        self._turn.acquire()
        self._die_when_killed()

    def take_turn(self) -> None:
        if not self._thread.is_alive():
            self._thread.start()
        self._turn.release()
        self._world.turn.acquire()

    def _die_when_killed(self) -> None:
        if self._world.now >= self.killed_at:
            raise Killed

    def _run(self) -> None:
        self._turn.acquire()
        try:
            self._program(self)
        except Killed:
            pass
        except BaseException as error:  # noqa: BLE001 - handed to the test
            self.error = error
        self.done = True
        self._world.turn.release()


class World:
    """True time; `wall` is what the machine's clock shows, which can be set."""

    def __init__(self, start: float = 1_000_000.0) -> None:
        self.now = start
        self.offset = 0.0
        self.turn = threading.Semaphore(0)
        self._processes: list[Process] = []

    @property
    def wall(self) -> float:
        return self.now + self.offset

    def add(self, program: Callable[[Process], None]) -> Process:
        process = Process(self, program)
        self._processes.append(process)
        return process

    def run(self) -> None:
        """Until all programs have ended; an error in one of them is raised here."""
        while waiting := [process for process in self._processes if not process.done]:
            following = min(waiting, key=lambda process: process.wakes_at)
            self.now = max(self.now, following.wakes_at)
            following.take_turn()
            if following.error is not None:
                raise following.error


def most_in_any_window(times: list[float], seconds: float) -> int:
    """The largest number of moments in any half-open window of this length."""
    times = sorted(times)
    most = first = 0
    for last, moment in enumerate(times):
        while times[first] <= moment - seconds:
            first += 1
        most = max(most, last - first + 1)
    return most
