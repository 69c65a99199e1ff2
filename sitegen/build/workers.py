"""Work done on all cores; a little is done right here."""

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from types import TracebackType
from typing import Self

from sitegen.build.renderer import Renderer, Work, Workplace
from sitegen.build.stores import Rendered
from sitegen.dataset.scopes import EventScope, SeasonScope
from sitegen.site.pages.base import Page

FEW = 8
"""So many pieces of work are done before another process has begun."""

_renderer: Renderer
"""Of a process that does nothing else."""


class Job:
    """A piece of work that was handed in."""

    def __init__(self, work: Work, renderer: Renderer) -> None:
        """`renderer`: does it when nobody else has begun before its result is asked for."""
        self.work = work
        self.future: Future[Rendered] | None = None
        self.is_done_here = False
        self._renderer = renderer

    def result(self) -> Rendered:
        """What it leaves, once it is done; to be asked for once."""
        if self.future is None:
            self.is_done_here = True
            return self._renderer.render(self.work)
        return self.future.result()


class Workers:
    """As many processes as there are cores, begun when there is enough to do."""

    def __init__(self, place: Workplace) -> None:
        """`ThemeError` says what is wrong with the theme."""
        self._place = place
        self._renderer = Renderer(place)
        self.theme = self._renderer.theme
        self._pool: ProcessPoolExecutor | None = None
        self._submitted = 0
        self._not_begun: list[Job] = []

    def __enter__(self) -> Self:
        """The processes end with the `with` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """After a failure, what has not begun does not begin."""
        if self._pool:
            self._pool.shutdown(cancel_futures=kind is not None)

    def submit(self, work: Work) -> Job:
        """Hand in a scope or a page; ask the job for its result later."""
        job = Job(work, self._renderer)
        if _cores() == 1 or not isinstance(work, EventScope | SeasonScope | Page):
            return job  # the bytes of a data file are there: to hand them over would cost more than to write them
        self._submitted += 1
        self._not_begun.append(job)
        if self._submitted > FEW:
            self._begin_waiting()
        return job

    def _begin_waiting(self) -> None:
        """Give the processes what nobody has begun yet."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(_cores(), _context(), initializer=_begin, initargs=(self._place,))
        for job in self._not_begun:
            if not job.is_done_here:
                job.future = self._pool.submit(_render, job.work)
        self._not_begun.clear()


def _begin(place: Workplace) -> None:
    global _renderer  # noqa: PLW0603 - what a process is given at its start stays with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the process that asked, and this one with it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _renderer = Renderer(place)


def _end_with_parent() -> None:
    """A process that is killed cannot say so to those that work for it."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _render(work: Work) -> Rendered:
    return _renderer.render(work)


def _cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext:
    """A copy of this process where that is safe: it has all modules at hand."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
