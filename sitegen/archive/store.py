"""The shelf between fetching and building: results and standings exactly as served, each file whole or not at all.

<server>/results/<SessionFile>.json                         written once
<server>/revisions/<SessionFile>/<YYYYMMDDTHHMMSSZ>.json    earlier bytes of a result that changed
<server>/standings/<championship>/<YYYYMMDDTHHMMSSZ>.json   one per change of content
<server>/index.json                                         what the list said, what is still to fetch
<server>/hashes.json                                        what the bytes were when they came: `sitegen.hashes`
<server>/status.json                                        when the server last answered, or why it did not
"""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from sitegen.errors import ArchiveError
from sitegen.support.files import sweep, write_whole

STAMP = "%Y%m%dT%H%M%SZ"

Stored = Literal["new", "same", "changed"]


class Row(msgspec.Struct, omit_defaults=True):
    """A line of a server's list of results."""

    type: str = ""
    date: str = ""
    """As the list writes it."""
    file: str | None = None
    """The result in the archive, None while it is still to fetch."""
    refused: str | None = None
    """Why it will not be asked again: it is gone, or it is no result."""
    open: bool = False
    """It was seen by a walk that has not come to its end: behind it there may be rows that nobody has seen."""
    again: bool = False
    """To be asked again: it may have been edited."""


class About(msgspec.Struct, omit_defaults=True):
    """What a result in the archive is about, so that a run need not read it again."""

    date: str | None = None
    championship: str | None = None
    event: str | None = None


class Index(msgspec.Struct, omit_defaults=True):
    """What a server's list said. Changes only when the server has something new."""

    version: int = 1
    rows: dict[str, Row] = {}
    """Address of the result, as listed → row."""
    files: dict[str, About] = {}
    """Result in the archive → what it is about."""
    scope: str = ""
    """For which `query` and `since` the list was walked; with others it is another list."""
    walked: bool = False
    """The list has been walked to its end once."""
    next_page: int = 0
    """Where a walk goes on that was cut short, else 0."""
    owed: list[str] = []
    """Championships of which something new came after their standings were last asked."""
    suspect: list[str] = []
    """Championships whose standings changed without a new result: a steward's decision, to be looked for."""
    championships: dict[str, str] = {}
    """Championship id → name, from the server's own list."""
    has_championship_list: bool = True
    """Older servers have none; they are not asked twice."""


class Status(msgspec.Struct):
    """How the last attempt to fetch from a server went."""

    fetched: str | None = None
    """When the server was last asked with success; ISO 8601, UTC."""
    error: str | None = None
    """Why the last attempt failed, None when it did not."""
    left: int = 0
    """Results that were still to fetch when it ended, as far as the list was seen."""
    left_s: float = 0.0
    """How long the server's limit makes these take, in seconds."""


class Archive:
    """The archive of a league. Nothing in it is ever altered; a newer version stands beside the older one."""

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

    def store_result(self, server: str, name: str, body: bytes, *, now: dt.datetime) -> Stored:
        """Keep a result; when it differs from the one that is there, that one becomes a revision first.

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
        if _newest(revisions) != earlier:  # else a run was killed between these two lines
            write_whole(_free_stamp(revisions, earlier, now), earlier)
        write_whole(path, body)
        return "changed"

    def revised(self, server: str, name: str) -> list[dt.datetime]:
        """When a result was replaced by what the server said next, oldest first."""
        stems = sorted(_stems(self.folder / server / "revisions" / name))
        return [date for stem in stems if (date := _date_of(stem)) is not None]

    def store_standings(self, server: str, championship_id: str, body: bytes, *, now: dt.datetime) -> bool:
        """Keep standings when they differ from the newest that are there; whether they did."""
        latest = self.latest_standings(server, championship_id)
        if latest is not None and latest[1] == body:
            return False
        if latest is not None:  # the newest has the newest name, even when the clock was set back
            now = max(now, latest[0] + dt.timedelta(seconds=1))
        write_whole(_free_stamp(self._standings_folder(server, championship_id), body, now), body)
        return True

    def standings(self, server: str) -> list[str]:
        """The championships of which a server has given standings."""
        return sorted(path.name for path in (self.folder / server / "standings").glob("*") if path.is_dir())

    def all_standings(self, server: str, championship_id: str) -> list[tuple[dt.datetime, Path]]:
        """When they were fetched, and where they lie: the standings of a championship, oldest first."""
        folder = self._standings_folder(server, championship_id)
        dated = [(_date_of(name), folder / f"{name}.json") for name in sorted(_stems(folder))]
        return [(date, path) for date, path in dated if date is not None]

    def latest_standings(self, server: str, championship_id: str) -> tuple[dt.datetime, bytes] | None:
        """The newest standings of a championship and when they were fetched."""
        found = self.all_standings(server, championship_id)
        return (found[-1][0], _read(found[-1][1])) if found else None

    def read_index(self, server: str) -> Index:
        """What is known of a server's list; one that cannot be read is put aside, and the list is walked anew."""
        path = self.folder / server / "index.json"
        if not path.exists():
            return Index()
        try:
            return msgspec.json.decode(_read(path), type=Index)
        except (msgspec.DecodeError, RecursionError):
            path.replace(path.with_name("index.unreadable.json"))
            return Index()

    def write_index(self, server: str, index: Index) -> None:
        """Keep what is known of a server's list."""
        _write_when_new(self.folder / server / "index.json", msgspec.json.encode(index))

    def read_status(self, server: str) -> Status:
        """How the last attempt to fetch from a server went."""
        try:
            return msgspec.json.decode((self.folder / server / "status.json").read_bytes(), type=Status)
        except (FileNotFoundError, msgspec.DecodeError):
            return Status()

    def write_status(self, server: str, status: Status) -> None:
        """Keep how an attempt to fetch from a server went."""
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
        """Keep a table at the root of the archive."""
        _write_when_new(self.folder / name, msgspec.json.format(msgspec.json.encode(table, order="sorted")))

    def _standings_folder(self, server: str, championship_id: str) -> Path:
        return self.folder / server / "standings" / safe_name(championship_id)


def safe_name(name: str) -> str:
    """A name from a server as a file name: letters, digits, `.`, `_` and `-`, never hidden, never long.

    A name that had to be changed gets a part of its hash, so that two of them never become one.
    """
    safe = re.sub(r"[^A-Za-z0-9._-]", "-", name).strip(".-")
    if safe == name != "" and len(safe) <= 100:
        return safe
    return f"{safe[:91]}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}".lstrip("-")


def _write_when_new(path: Path, body: bytes) -> None:
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
    stems = _stems(folder)
    return _read(folder / f"{max(stems)}.json") if stems else None


def _free_stamp(folder: Path, body: bytes, now: dt.datetime) -> Path:
    """A path named after the moment, a second later when another version has it."""
    while True:
        path = folder / f"{now.astimezone(dt.UTC).strftime(STAMP)}.json"
        if not path.exists() or path.read_bytes() == body:
            return path
        now += dt.timedelta(seconds=1)


def _date_of(stamp: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(stamp, STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
