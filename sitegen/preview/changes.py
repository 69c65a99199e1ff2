"""What was saved: files and folders looked at several times a second, a burst taken for one change."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

LOOK_S = 0.1
"""Between two looks; an editor that writes several files is done within one of these."""

Seen = dict[Path, tuple[int, int]]
"""File → when it was changed, and how long it is."""


class Changes:
    """Iterate to wait for changes: the set of files that came, went or were written."""

    def __init__(self, watched: Callable[[], Iterable[Path]], *, look_s: float = LOOK_S) -> None:
        """`watched`: files and folders, asked before every look; they need not exist.

        One that is named for the first time is no change by itself.
        """
        self._watched = watched
        self._look_s = look_s
        self._stopped = threading.Event()
        self._places = frozenset(watched())
        self._seen = _look(self._places)

    def __iter__(self) -> Iterator[frozenset[Path]]:
        """Each change once it has come to rest; ends after `stop`."""
        before = self._seen
        while not self._stopped.wait(self._look_s):
            places = frozenset(self._watched())
            now = _look(places)
            if places != self._places:
                gone = self._places - places
                stayed = {one: facts for one, facts in before.items() if not any(map(one.is_relative_to, gone))}
                before, self._places = _look(places - self._places) | stayed, places
            if now == self._seen and now != before:
                yield frozenset(path for path in {*before, *now} if before.get(path) != now.get(path))
                before = now
            self._seen = now

    def stop(self) -> None:
        """End the iteration."""
        self._stopped.set()


def _look(places: Iterable[Path]) -> Seen:
    return {path: facts for one in places for path in _files(one) if (facts := _facts(path)) is not None}


def _files(path: Path) -> Iterator[Path]:
    """A file, or everything below a folder but what is hidden, such as an editor's own files."""
    if path.is_file():
        yield path
        return
    for folder, folders, files in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in files if not name.startswith(".") and not name.endswith("~"))


def _facts(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:  # gone between two looks
        return None
    return found.st_mtime_ns, found.st_size
