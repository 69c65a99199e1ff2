"""Events built on all cores, in their order; a few are built right here."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from sitegen.one_event import BuiltEvent, EventBuilder, Workplace
from sitegen.surroundings import Surroundings

FEW = 8
"""So many are built before another process has begun."""

_builder: EventBuilder
"""Of a process that does nothing else."""


def build_events(place: Workplace, events: Sequence[Surroundings]) -> Iterator[BuiltEvent]:
    """What building every event leaves, in their order."""
    cores = _cores()
    if len(events) <= FEW or cores == 1:
        builder = EventBuilder(place)
        yield from map(builder.build, events)
        return
    with ProcessPoolExecutor(cores, _context(), initializer=_begin, initargs=(place,)) as pool:
        try:
            yield from pool.map(_build, events, chunksize=4)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _begin(place: Workplace) -> None:
    global _builder  # noqa: PLW0603 - what a process is given at its start stays with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the process that asked, and this one with it
    _builder = EventBuilder(place)


def _build(around: Surroundings) -> BuiltEvent:
    return _builder.build(around)


def _cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _context() -> multiprocessing.context.BaseContext:
    """A copy of this process where that is safe: it has all modules at hand."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
