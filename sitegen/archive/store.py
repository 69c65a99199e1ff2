"""The shelf between fetching and building: results and standings exactly as served, each file whole or not at all.

<server>/results/<SessionFile>.json                         written once
<server>/revisions/<SessionFile>/<YYYYMMDDTHHMMSSZ>.json    earlier bytes of a result that changed
<server>/standings/<championship>/<YYYYMMDDTHHMMSSZ>.json   one per change of content
<server>/index.json                                         what the list said, what is still to fetch: `archive.index`
<server>/hashes.json                                        what the bytes were when they came: `archive.checksums`
<server>/status.json                                        when the server last answered, or why it did not
"""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from sitegen.archive.index import FetchStatus, ListIndex
from sitegen.errors import ArchiveError
from sitegen.support.files import sweep, write_whole

DRIVER_IDS = "drivers.json"
"""Person key → public id, given once."""

SLUGS = "addresses.json"
"""What has a page → its slug, given once."""

STAMP = "%Y%m%dT%H%M%SZ"
"""How a moment is written in the name of a file, in UTC; by name the files are in order of time."""

LONGEST_NAME = 100
"""Characters of a file name that is made from a name of the server."""

StoreOutcome = Literal["new", "same", "changed"]
"""What became of a result: it was not there before, it was there byte for byte, or it was there with other bytes."""


class Archive:
    """The archive of a league. No byte in it is ever lost: a newer version stands beside the older one."""

    def __init__(self, folder: Path) -> None:
        """`folder` need not exist yet; `ArchiveError` when something else has its name."""
        self.folder = folder
        if folder.exists() and not folder.is_dir():
            raise ArchiveError(
                f"{folder} is a file; expected the folder with the results, so move the file away, or take the folder "
                "back from a backup or from git."
            )

    def servers(self) -> list[str]:
        """The servers of which there is anything."""
        return sorted(path.name for path in self.folder.glob("*") if path.is_dir() and not path.name.startswith("."))

    def results(self, server: str) -> list[str]:
        """The results of a server by name."""
        return sorted(_stems(self.folder / server / "results"))

    def result_path(self, server: str, name: str) -> Path:
        """Where a result lies or will lie."""
        return self.folder / server / "results" / f"{name}.json"

    def read_result(self, server: str, name: str) -> bytes:
        """The bytes of a result, as served."""
        return _read(self.result_path(server, name))

    def store_result(self, server: str, name: str, body: bytes, *, now: dt.datetime) -> StoreOutcome:
        """Store a result; when it differs from the one that is there, that one becomes a revision first.

        A process that is killed in between leaves the earlier bytes in both places, and nothing lost.
        """
        path = self.result_path(server, name)
        if not path.exists():
            write_whole(path, body)
            return "new"
        earlier = _read(path)
        if earlier == body:
            return "same"
        revisions = self.folder / server / "revisions" / name
        # The earlier bytes are safe before the new ones take their place. They are there already when a run was killed
        # between the two.
        if _newest(revisions) != earlier:
            write_whole(_free_path(revisions, earlier, now), earlier)
        write_whole(path, body)
        return "changed"

    def revision_dates(self, server: str, name: str) -> list[dt.datetime]:
        """When a result was replaced by what the server said next, oldest first."""
        return [date for date, _ in _dated_files(self.folder / server / "revisions" / name)]

    def store_standings(self, server: str, championship_id: str, body: bytes, *, now: dt.datetime) -> bool:
        """Add standings when they differ from the newest that are there; true when they did."""
        latest = self.latest_standings(server, championship_id)
        if latest is not None:
            latest_date, latest_body = latest
            if latest_body == body:
                return False
            # The newest standings have the newest name, even when the clock was set back.
            now = max(now, latest_date + dt.timedelta(seconds=1))
        write_whole(_free_path(self._standings_folder(server, championship_id), body, now), body)
        return True

    def standings(self, server: str) -> list[str]:
        """The championships of which a server has given standings."""
        return sorted(path.name for path in (self.folder / server / "standings").glob("*") if path.is_dir())

    def all_standings(self, server: str, championship_id: str) -> list[tuple[dt.datetime, Path]]:
        """When they were fetched, and where they lie: the standings of a championship, oldest first."""
        return _dated_files(self._standings_folder(server, championship_id))

    def latest_standings(self, server: str, championship_id: str) -> tuple[dt.datetime, bytes] | None:
        """When the newest standings of a championship were fetched, and their bytes; None when there are none."""
        dated = self.all_standings(server, championship_id)
        if not dated:
            return None
        date, path = dated[-1]
        return date, _read(path)

    def read_index(self, server: str) -> ListIndex:
        """What is known of a server's list; one that cannot be read is put aside, and the list is walked anew."""
        path = self.folder / server / "index.json"
        if not path.exists():
            return ListIndex()
        try:
            return msgspec.json.decode(_read(path), type=ListIndex)
        except (msgspec.DecodeError, RecursionError):
            path.replace(path.with_name("index.unreadable.json"))
            return ListIndex()

    def write_index(self, server: str, index: ListIndex) -> None:
        """Write what is known of a server's list."""
        _write_when_new(self.folder / server / "index.json", msgspec.json.encode(index))

    def read_status(self, server: str) -> FetchStatus:
        """How the last attempt to fetch from a server went; an empty status when there was none or it is unreadable."""
        try:
            return msgspec.json.decode((self.folder / server / "status.json").read_bytes(), type=FetchStatus)
        except (FileNotFoundError, msgspec.DecodeError):
            return FetchStatus()

    def write_status(self, server: str, status: FetchStatus) -> None:
        """Write how an attempt to fetch from a server went."""
        write_whole(self.folder / server / "status.json", msgspec.json.encode(status))

    def sweep(self) -> None:
        """Remove what killed processes left half-written."""
        sweep(self.folder)

    def read_json(self, name: str) -> dict[str, str]:
        """A table at the root of the archive, such as `drivers.json`; empty when it does not exist.

        `ArchiveError` when it cannot be read: it holds addresses that were promised for ever.
        """
        path = self.folder / name
        try:
            return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
        except FileNotFoundError:
            return {}
        except msgspec.DecodeError as error:
            raise ArchiveError(
                f"{path} holds addresses that were published and cannot be read ({error}); take it back from a backup "
                "or from git, or remove it to have all addresses given anew."
            ) from None

    def write_json(self, name: str, table: Mapping[str, str]) -> None:
        """Write a table at the root of the archive, in the order of its keys."""
        _write_when_new(self.folder / name, msgspec.json.format(msgspec.json.encode(table, order="sorted")))

    def _standings_folder(self, server: str, championship_id: str) -> Path:
        return self.folder / server / "standings" / safe_name(championship_id)


def safe_name(name: str) -> str:
    """A name from a server as a file name: letters, digits, `.`, `_` and `-`, never hidden, never long.

    A name that had to be changed ends with a part of its hash, so that two names never become one file.
    """
    safe = re.sub(r"[^A-Za-z0-9._-]", "-", name).strip(".-")
    if safe and safe == name and len(safe) <= LONGEST_NAME:
        return safe
    # The name is hostile text: it may hold half of a surrogate pair, which plain UTF-8 refuses.
    ending = f"-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    return f"{safe[: LONGEST_NAME - len(ending)]}{ending}".lstrip("-")


def _write_when_new(path: Path, body: bytes) -> None:
    """Leave a file alone that says this already: whoever watches it or commits it sees no change."""
    if not path.exists() or path.read_bytes() != body:
        write_whole(path, body)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ArchiveError(f"{path} could not be read: {error.strerror}.") from None


def _stems(folder: Path) -> list[str]:
    """The names of the JSON files in a folder; drafts of killed processes are hidden files and not among them."""
    return [path.stem for path in folder.glob("*.json") if not path.name.startswith(".")]


def _newest(folder: Path) -> bytes | None:
    """The bytes of the newest file in a folder whose files are named after moments."""
    stems = _stems(folder)
    if not stems:
        return None
    return _read(folder / f"{max(stems)}.json")


def _dated_files(folder: Path) -> list[tuple[dt.datetime, Path]]:
    """The files in a folder that are named after a moment, with it, oldest first."""
    dated = []
    for stem in sorted(_stems(folder)):
        date = _date_of(stem)
        if date is not None:
            dated.append((date, folder / f"{stem}.json"))
    return dated


def _free_path(folder: Path, body: bytes, now: dt.datetime) -> Path:
    """A path named after the moment, a second later when another version has it."""
    while True:
        path = folder / f"{now.astimezone(dt.UTC).strftime(STAMP)}.json"
        if not path.exists() or path.read_bytes() == body:
            return path
        now += dt.timedelta(seconds=1)


def _date_of(stem: str) -> dt.datetime | None:
    """The moment after which a file is named, None for any other name."""
    try:
        return dt.datetime.strptime(stem, STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
