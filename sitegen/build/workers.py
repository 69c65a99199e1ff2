"""Parts built and pages rendered on all cores, in their order; a few are done right here."""

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from types import TracebackType
from typing import Self, TypeVar

from sitegen.build.builder import Builder, Built, Part, Workplace
from sitegen.build.output import Written
from sitegen.site.pages.base import Page

A = TypeVar("A")
B = TypeVar("B")

FEW = 8
"""So many are done before another process has begun."""

AHEAD = 32
"""So many are handed out before the first of them is done."""

_builder: Builder
"""Of a process that does nothing else."""


class Workers:
    """As many processes as there are cores, begun when there is enough to do."""

    def __init__(self, place: Workplace) -> None:
        """`ThemeError` says what is wrong with the theme."""
        self._place = place
        self._builder = Builder(place)
        self.theme = self._builder.theme
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """The processes end with the `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """After a failure, what has not begun does not begin."""
        if self._pool:
            self._pool.shutdown(cancel_futures=kind is not None)

    def build(self, parts: Iterable[Part]) -> Iterator[Built]:
        """What building every part leaves, in their order."""
        return self._map(_build, self._builder.build, parts)

    def render(self, pages: Iterable[Page]) -> Iterator[Written]:
        """Every page rendered and written, in their order."""
        return self._map(_render, self._builder.render, pages)

    def _map(self, there: Callable[[A], B], here: Callable[[A], B], tasks: Iterable[A]) -> Iterator[B]:
        """Tasks are asked for as they are needed, so that not all of them are in memory."""
        rest = iter(tasks)
        first = list(islice(rest, 0 if self._pool else FEW + 1))
        if (len(first) <= FEW and not self._pool) or _cores() == 1:
            yield from map(here, chain(first, rest))
            return
        if self._pool is None:
            self._pool = ProcessPoolExecutor(_cores(), _context(), initializer=_begin, initargs=(self._place,))
        waiting: deque[Future[B]] = deque()
        for task in chain(first, rest):
            waiting.append(self._pool.submit(there, task))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _begin(place: Workplace) -> None:
    global _builder  # noqa: PLW0603 - what a process is given at its start stays with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the process that asked, and this one with it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _builder = Builder(place)


def _end_with_parent() -> None:
    """A process that is killed cannot say so to those that work for it."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _build(part: Part) -> Built:
    return _builder.build(part)


def _render(page: Page) -> Written:
    return _builder.render(page)


def _cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext:
    """A copy of this process where that is safe: it has all modules at hand."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
