"""The folder of the site: writes what changed, removes what is gone, and never touches what it did not write."""

import hashlib
import os
from pathlib import Path

from sitegen.errors import SitegenError
from sitegen.files import sweep, write_whole

REPORT = "build.json"
"""Written last; it is no page's business to keep it."""

MARK = ".sitegen"
"""Written first, so that a build that was killed half-way knows its own folder again."""


class Output:
    """A site that is being written; `finish` removes what no page of this build has written."""

    def __init__(self, folder: Path) -> None:
        """Refuse a folder that holds files of somebody else."""
        self.folder = folder
        self.written = 0
        self.unchanged = 0
        self._digests: dict[str, bytes] = {}
        """Path → what is in it."""
        if folder.exists() and not _is_ours(folder):
            raise SitegenError(
                f"{folder} holds files that sitegen did not write (there is no {REPORT} in it); "
                "name an empty or a new folder with --output."
            )
        if not (folder / MARK).is_file():
            write_whole(folder / MARK, b"This folder is written by sitegen.\n")

    def write(self, path: str, body: bytes) -> None:
        """Write one file, relative to the site's root; whole or not at all, and only when its bytes are new."""
        self._digests[path] = hashlib.sha256(body).digest()
        target = self.folder / path
        if _read(target) == body:
            self.unchanged += 1
            return
        write_whole(target, body, durable=False)
        self.written += 1

    def digest(self) -> str:
        """One hash over every path and its bytes: two sites with the same are the same."""
        whole = hashlib.sha256()
        for path, digest in sorted(self._digests.items()):
            whole.update(hashlib.sha256(path.encode()).digest() + digest)
        return whole.hexdigest()

    def finish(self) -> None:
        """Remove the files and folders of earlier builds that this one has not written; hidden ones stay."""
        sweep(self.folder)
        for folder, folders, files in os.walk(self.folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in files:
                path = Path(folder, name)
                if not name.startswith(".") and path.relative_to(self.folder).as_posix() not in {
                    *self._digests,
                    REPORT,
                }:
                    path.unlink()
        for folder, _, _ in os.walk(self.folder, topdown=False):
            path = Path(folder)
            if path != self.folder and not any(part.startswith(".") for part in path.relative_to(self.folder).parts):
                _remove_if_empty(path)


def _is_ours(folder: Path) -> bool:
    """Whether sitegen may write here: it did before, or there is nothing but hidden files."""
    if not folder.is_dir():
        return False
    known = (folder / MARK).is_file() or (folder / REPORT).is_file()
    return known or all(path.name.startswith(".") for path in folder.iterdir())


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()
