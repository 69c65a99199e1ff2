"""What a run may use up: requests, time, and patience."""

import threading
import time
from collections.abc import Callable

from sitegen.errors import BudgetSpent


class Budget:
    """What a run may use up: requests, time, and the patience of whoever presses Ctrl-C. Shared by all threads."""

    def __init__(
        self,
        *,
        max_requests: int | None = None,
        time_s: float | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        """None is without end. Clock and sleep are passed in by tests."""
        self.spent = 0
        """Requests that were made."""
        self._max_requests = max_requests
        self._clock = clock
        self._deadline = float("inf")
        if time_s is not None:
            self._deadline = clock() + time_s
        self._cancelled = threading.Event()
        # Not time.sleep: a wait of many seconds has to end when another thread cancels.
        self._sleep = sleep or self._cancelled.wait
        self._lock = threading.Lock()

    def spend(self) -> None:
        """Use up one request; `BudgetSpent` when there is none left, no time, or no patience."""
        self.pause(0)
        with self._lock:
            if self._max_requests is not None and self.spent >= self._max_requests:
                raise BudgetSpent(f"stopped after {self.spent} requests, as --max-requests says")
            self.spent += 1

    def pause(self, seconds: float) -> None:
        """Wait so many seconds; `BudgetSpent` at once when there is not so much time left, or after `cancel`."""
        if self._clock() + seconds > self._deadline:
            raise BudgetSpent("stopped, because --time-budget is used up")
        if seconds > 0:
            self._sleep(seconds)
        if self._cancelled.is_set():
            raise BudgetSpent("stopped")

    def cancel(self) -> None:
        """Stop everything that waits or wants to send."""
        self._cancelled.set()
