"""What was saved: files and folders looked at several times a second, a burst taken for one change."""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

LOOK_S = 0.1
"""Between two looks; an editor that writes several files is done within one of these."""

Snapshot = dict[Path, tuple[int, int]]
"""File → when it was changed, in nanoseconds, and how long it is, in bytes."""


class Changes:
    """Iterate to wait for changes: the set of files that came, went or were written."""

    def __init__(self, watched: Callable[[], Iterable[Path]], *, look_s: float = LOOK_S) -> None:
        """`watched`: files and folders, asked before every look; they need not exist.

        One that is named for the first time is no change by itself.
        """
        self._watched = watched
        self._look_s = look_s
        self._stopped = threading.Event()
        self._roots = frozenset(watched())
        self._last = _look(self._roots)

    def __iter__(self) -> Iterator[frozenset[Path]]:
        """Each change once it has come to rest; ends after `stop`."""
        reported = self._last
        while not self._stopped.wait(self._look_s):
            roots = frozenset(self._watched())
            now = _look(roots)
            if roots != self._roots:
                reported = self._with_roots(roots, reported)
            # Two looks that see the same: whoever is saving has finished.
            if now == self._last and now != reported:
                yield _difference(reported, now)
                reported = now
            self._last = now

    def _with_roots(self, roots: frozenset[Path], reported: Snapshot) -> Snapshot:
        """What was reported last, of the files and folders that are watched from now on."""
        new, gone = roots - self._roots, self._roots - roots
        self._roots = roots
        snapshot = _look(new)
        for path, state in reported.items():
            if not any(path.is_relative_to(root) for root in gone):
                snapshot[path] = state
        return snapshot

    def stop(self) -> None:
        """End the iteration."""
        self._stopped.set()


def _difference(before: Snapshot, now: Snapshot) -> frozenset[Path]:
    return frozenset(path for path in before | now if before.get(path) != now.get(path))


def _look(roots: Iterable[Path]) -> Snapshot:
    """The state of every file below the roots."""
    snapshot: Snapshot = {}
    for root in roots:
        for path in _files(root):
            try:
                status = path.stat()
            except OSError:  # gone between two looks
                continue
            snapshot[path] = (status.st_mtime_ns, status.st_size)
    return snapshot


def _files(path: Path) -> Iterator[Path]:
    """A file, or everything below a folder but what is hidden, such as an editor's own files."""
    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and not name.endswith("~"):
                yield Path(folder, name)
