"""The folder of the site: writes what changed, removes what is gone, and never touches what it did not write."""

import hashlib
import os
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from sitegen.errors import SitegenError
from sitegen.support.files import sweep, write_whole

REPORT = "build.json"
"""Written last; it is no page's business to keep it."""

MARK = ".sitegen"
"""Written first, so that a build that was killed half-way knows its own folder again."""


class WrittenFile(msgspec.Struct, frozen=True):
    """A file of the site as it was left, so that it is known again."""

    path: str
    """From the site's root."""
    digest: bytes
    size: int
    changed_ns: int
    """When it was last written, as the file system says."""
    is_page: bool = False
    is_for_search: bool = False
    is_new: bool = False
    """Its bytes are others than before."""

    def as_known(self) -> "WrittenFile":
        """The same for a later build, for which it is nothing new."""
        return msgspec.structs.replace(self, is_new=False)


def write_when_new(
    folder: Path, path: str, body: bytes, *, is_page: bool = False, is_for_search: bool = False
) -> WrittenFile:
    """Write one file below the site's folder; whole or not at all, and only when its bytes are new."""
    target = folder / path
    is_new = _read(target) != body
    if is_new:
        write_whole(target, body, durable=False)
    stat = target.stat()
    digest = hashlib.sha256(body).digest()
    return WrittenFile(path, digest, stat.st_size, stat.st_mtime_ns, is_page, is_for_search, is_new)


class Output:
    """A site that is being written; `finish` removes what no page of this build has written."""

    def __init__(self, folder: Path) -> None:
        """Refuse a folder that holds files of somebody else."""
        self.folder = folder
        self.files: dict[str, WrittenFile] = {}
        """By path."""
        if folder.exists() and not _is_ours(folder):
            raise SitegenError(
                f"{folder} holds files that sitegen did not write (there is no {REPORT} in it); "
                "name an empty or a new folder with --output."
            )
        if not (folder / MARK).is_file():
            write_whole(folder / MARK, b"This folder is written by sitegen.\n")

    def write(self, path: str, body: bytes) -> None:
        """Write one file that is no page, relative to the site's root."""
        self.add(write_when_new(self.folder, path, body))

    def add(self, file: WrittenFile) -> None:
        """Count a file as part of this build: it was written by another process, or by an earlier build."""
        self.files[file.path] = file

    def holds(self, file: WrittenFile) -> bool:
        """Whether a file is still as it was left."""
        try:
            stat = (self.folder / file.path).stat()
        except OSError:
            return False
        if (stat.st_size, stat.st_mtime_ns) == (file.size, file.changed_ns):
            return True
        body = _read(self.folder / file.path)
        return body is not None and hashlib.sha256(body).digest() == file.digest

    def holds_all(self, files: Collection[WrittenFile]) -> bool:
        """Whether the folder holds these files as they were left, and no others; hidden ones do not count."""
        there = {path for path in _files(self.folder) if path != REPORT}
        return there == {file.path for file in files} and all(map(self.holds, files))

    @property
    def written(self) -> int:
        """How many files are new or other than before."""
        return sum(file.is_new for file in self.files.values())

    @property
    def pages(self) -> int:
        """How many pages there are that a visitor reads; a feed or a list for search engines is none."""
        return sum(file.is_page for file in self.files.values())

    @property
    def urls_for_search(self) -> tuple[str, ...]:
        """The addresses of all pages that a search engine may show."""
        return tuple(file.path.removesuffix("index.html") for file in self.files.values() if file.is_for_search)

    def digest(self) -> str:
        """One hash over every path and its bytes: two sites with the same are the same."""
        whole = hashlib.sha256()
        for path, file in sorted(self.files.items()):
            whole.update(hashlib.sha256(path.encode()).digest() + file.digest)
        return whole.hexdigest()

    def finish(self) -> None:
        """Remove the files and folders of earlier builds that this one has not written; hidden ones stay."""
        sweep(self.folder)
        for gone in {*_files(self.folder)} - {*self.files, REPORT}:
            (self.folder / gone).unlink()
        for where, folders, files in os.walk(self.folder, topdown=False):
            inside = Path(where).relative_to(self.folder).parts if not files else ()
            if not files and not any(name.startswith(".") for name in (*folders, *inside)):
                _remove_if_empty(Path(where))


def _files(folder: Path) -> Iterator[str]:
    """Everything in a folder by path, hidden files aside."""
    start = len(str(folder)) + 1
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = where[start:].replace(os.sep, "/")
        yield from (f"{inside}/{name}" if inside else name for name in files if not name.startswith("."))


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
