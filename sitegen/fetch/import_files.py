"""The command disk → archive: result files of a Server Manager or of the game itself, checked and kept as they are."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from sitegen.archive.checksums import note_hashes
from sitegen.archive.index import ListIndex, ResultSubject
from sitegen.archive.store import Archive, StoreOutcome, safe_name
from sitegen.config import SERVER_NAME, Config
from sitegen.errors import ConfigError, ResultRefused
from sitegen.fetch.championship_ledger import add_owed
from sitegen.league.session.header import ResultHeader, read_header


class ImportReport(msgspec.Struct):
    """What an import did."""

    new: int = 0
    """Results that the archive did not have."""
    same: int = 0
    """They were in the archive already, byte for byte."""
    changed: int = 0
    """They took the place of another version, which is a revision now."""
    refused: list[str] = []
    """Why a file was left out, a sentence each."""

    @property
    def accepted(self) -> int:
        """Files that are in the archive now, whether this import brought them or not."""
        return self.new + self.same + self.changed

    def count(self, outcome: StoreOutcome) -> None:
        """Count a result that was stored."""
        match outcome:
            case "new":
                self.new += 1
            case "same":
                self.same += 1
            case "changed":
                self.changed += 1


def server_to_import(config: Config, name: str | None) -> str:
    """The server whose results they are: as named, else the only one that is configured.

    A name that is not configured is fine: a league may import everything and fetch nothing.
    """
    if name is not None:
        if not re.fullmatch(SERVER_NAME, name):
            raise ConfigError(f'--server is "{name}"; expected small letters, digits, "-" and "_", such as "main".')
        return name
    if len(config.server) == 1:
        return config.server[0].name
    known = ", ".join(server.name for server in config.server) or "none is configured"
    raise ConfigError(f"Say whose results these are with --server NAME ({known}).")


def import_files(archive: Archive, server: str, paths: Iterable[Path], *, now: dt.datetime) -> ImportReport:
    """Store result files, and those in folders, in the archive; what is no result is named, and the rest goes on."""
    report = ImportReport()
    file_import = _Import(archive, server, now=now)
    for path in _result_files(paths):
        try:
            body = path.read_bytes()
        except OSError as error:
            report.refused.append(f"{path} is left out: it could not be read ({error.strerror}).")
            continue
        try:
            outcome = file_import.store(path, body)
        except ResultRefused as error:
            report.refused.append(f"{path} is left out: {error}.")
        else:
            report.count(outcome)
    archive.write_index(server, file_import.index)
    note_hashes(archive, server)
    return report


class _Import:
    """The names that an import has given, and the index that it completes."""

    def __init__(self, archive: Archive, server: str, *, now: dt.datetime) -> None:
        self.index: ListIndex = archive.read_index(server)
        self._archive = archive
        self._server = server
        self._now = now
        self._taken = set[str]()
        """Names that results of this import have, in small letters: some file systems know no others."""

    def store(self, path: Path, body: bytes) -> StoreOutcome:
        """Store a file and note what it is about; `ResultRefused` when it is no result or its name is taken."""
        header = read_header(body)
        name = self._free_name(path, header, body)
        self._taken.add(name.lower())
        outcome = self._archive.store_result(self._server, name, body, now=self._now)
        self.index.files[name] = ResultSubject(header.date, *header.championship)
        if outcome != "same":
            add_owed(self.index, header.championship[0])  # the next fetch asks for its standings
        return outcome

    def _free_name(self, path: Path, header: ResultHeader, body: bytes) -> str:
        """The `SessionFile` that a result gives itself; of several files with one, the others are called like the file.

        People have copies beside the original (`220830_230224_R-bk.json`); none may take the place of another.
        """
        own_name = safe_name(header.session_file or path.stem)
        for name in (own_name, safe_name(path.stem)):
            if name.lower() not in self._taken or self._is_stored(name, body):
                return name
        raise ResultRefused(f"another file of this import is {own_name} already, and differs; import one of them")

    def _is_stored(self, name: str, body: bytes) -> bool:
        is_there = self._archive.result_path(self._server, name).exists()
        return is_there and self._archive.read_result(self._server, name) == body


def _result_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are named, and those in folders; what is hidden there was not meant (`._*` of a Mac, drafts).

    Short names first: a copy has a longer one than its original.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(filter(_is_result_file, path.rglob("*")), key=lambda file: (len(file.name), file))
        else:
            yield path


def _is_result_file(path: Path) -> bool:
    return path.suffix.lower() == ".json" and not path.name.startswith(".") and path.is_file()
