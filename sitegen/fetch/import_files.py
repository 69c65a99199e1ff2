"""The command disk → archive: result files of a Server Manager or of the game itself, checked and kept as they are."""

import datetime as dt
import re
from collections.abc import Callable, Container, Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from sitegen.archive.checksums import note_hashes
from sitegen.archive.store import About, Archive, safe_name
from sitegen.config import SERVER_NAME, Config
from sitegen.errors import ConfigError, ResultRefused
from sitegen.fetch.ledger import owe
from sitegen.league.session.header import ResultHeader, read_header


class IntakeReport(msgspec.Struct):
    """What an import did."""

    new: int = 0
    same: int = 0
    """They were in the archive already, byte for byte."""
    changed: int = 0
    """They took the place of another version, which was kept as a revision."""
    refused: list[str] = []
    """Why a file was left out, a sentence each."""


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


def import_files(archive: Archive, server: str, paths: Iterable[Path], *, now: dt.datetime) -> IntakeReport:
    """Take result files, and those in folders, into the archive; what is no result is named, and the rest goes on."""
    report = IntakeReport()
    index = archive.read_index(server)
    taken: set[str] = set()
    for path in _files(paths):
        try:
            body = path.read_bytes()
            head = read_header(body)
            name = _free_name(path, head, taken, same=partial(_is_there, archive, server, body))
        except ResultRefused as error:
            report.refused.append(f"{path} is left out: {error}.")
            continue
        except OSError as error:
            report.refused.append(f"{path} is left out: it could not be read ({error.strerror}).")
            continue
        taken.add(name.lower())
        stored = archive.store_result(server, name, body, now=now)
        index.files[name] = About(head.date, *head.championship)
        if stored != "same":
            owe(index, head.championship[0])  # the next fetch asks for its standings
        report.new += stored == "new"
        report.same += stored == "same"
        report.changed += stored == "changed"
    archive.write_index(server, index)
    note_hashes(archive, server)
    return report


def _free_name(path: Path, head: ResultHeader, taken: Container[str], *, same: Callable[[str], bool]) -> str:
    """The `SessionFile` that a result gives itself; of several files with one, the others are called like the file.

    People keep copies beside the original (`220830_230224_R-bk.json`); none may take the place of another.
    """
    names = [safe_name(head.session_file or path.stem), safe_name(path.stem)]
    for name in names:
        if name.lower() not in taken or same(name):
            return name
    raise ResultRefused(f"another file of this import is {names[0]} already, and differs; import one of them")


def _is_there(archive: Archive, server: str, body: bytes, name: str) -> bool:
    return archive.result_path(server, name).exists() and archive.read_result(server, name) == body


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are named, and those in folders; what is hidden there was not meant (`._*` of a Mac, drafts).

    Short names first: a copy has a longer one than its original.
    """
    for path in paths:
        if path.is_dir():
            found = (one for one in path.rglob("*") if one.suffix.lower() == ".json" and one.name[0] != ".")
            yield from sorted((one for one in found if one.is_file()), key=lambda one: (len(one.name), one))
        else:
            yield path
