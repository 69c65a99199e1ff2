"""How far a run is: a bar with the time left on a terminal, a line per stage elsewhere."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click


class Silence:
    """Says nothing."""

    def stage(self, server: str, activity: str) -> None:
        """Nothing."""

    def step(self, server: str, *, left: int) -> None:
        """Nothing."""


class Lines:
    """A line per stage, for logs; every step too when asked for."""

    def __init__(self, *, steps: bool = False) -> None:
        """`steps`: say every result as well."""
        self._steps = steps

    def stage(self, server: str, activity: str) -> None:
        """`main: list of results, page 1`."""
        click.echo(f"{server}: {activity}")

    def step(self, server: str, *, left: int) -> None:
        """`main: 12 left`, when asked for."""
        if self._steps:
            click.echo(f"{server}: {left} left")


class ProgressBar:
    """A progress bar over the results of all servers; its length grows as lists are walked."""

    def __init__(self) -> None:
        """Nothing is shown before the first stage."""
        self._lock = threading.Lock()  # every server is fetched in a thread of its own
        self._bar = click.progressbar(length=1, file=sys.stderr, show_pos=True, show_percent=False, width=0)
        # Before there is something to count, the line has no bar: an empty one would look as if nothing went on.
        self._with_bar = self._bar.bar_template
        self._bar.bar_template = "%(label)s"
        self._done = 0
        self._left: dict[str, int] = {}
        self._shown = False

    def stage(self, server: str, activity: str) -> None:
        """What happens stands before the bar; alone, as long as there is nothing to count."""
        with self._lock:
            self._shown = True
            self._bar.label = f"{server}: {activity}"
            self._bar.render_progress()

    def step(self, server: str, *, left: int) -> None:
        """One more is done; how much time is left follows from how long the others took."""
        with self._lock:
            self._shown = True
            self._left[server] = left
            self._done += 1
            self._bar.bar_template = self._with_bar
            self._bar.length = self._done + sum(self._left.values())
            self._bar.finished = False  # it was, when the last page's results were done
            self._bar.update(1)

    def close(self) -> None:
        """End the line of the bar, and show the cursor again."""
        if self._shown:
            self._bar.render_finish()


@contextmanager
def progress_for(*, quiet: bool, verbose: bool) -> Iterator[Silence | Lines | ProgressBar]:
    """Whatever suits where the output goes."""
    if quiet:
        yield Silence()
    elif verbose or not sys.stderr.isatty():
        yield Lines(steps=verbose)
    else:
        bar = ProgressBar()
        try:
            yield bar
        finally:
            bar.close()
