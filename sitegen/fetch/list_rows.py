"""What a server's list calls a result, and what it is called in the archive; no I/O."""

import datetime as dt
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from sitegen.archive.index import ListIndex
from sitegen.archive.store import safe_name


def address_of(url: str, server_url: str) -> str:
    """A row's address without our server's name, so that the server may move; any other address as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url  # the client refuses it when it is asked for
    is_here = parts.netloc.lower() in ("", urlsplit(server_url).netloc.lower())
    if is_here and parts.scheme in ("", "http", "https"):
        return parts._replace(scheme="", netloc="").geturl()
    return url


def link_to_archive(index: ListIndex, addresses: Iterable[str]) -> None:
    """Give rows the results in the archive that have their name: they came by import, or before a run was killed."""
    taken = _taken_names(index)
    for address in addresses:
        row = index.rows[address]
        if row.file or row.refused:
            continue
        for name in (_name_with_game_server(address, stem_of(address)), safe_name(stem_of(address))):
            if name in index.files and name.lower() not in taken:
                row.file = name
                taken.add(name.lower())
                break


def free_name(index: ListIndex, address: str, session_file: str | None) -> str:
    """The `SessionFile` that a result gives itself; when another address has taken it, a name that tells them apart."""
    name = safe_name(session_file or stem_of(address)) or "session"
    taken = _taken_names(index)
    for candidate in (name, _name_with_game_server(address, name)):
        if candidate and candidate.lower() not in taken:
            return candidate
    return safe_name(f"{name} {address}")


def stem_of(address: str) -> str:
    """The name of the file at an address, without `.json`."""
    return re.split(r"[?#]", address)[0].rpartition("/")[2].removesuffix(".json")


def type_in(name: str) -> str:
    """`R2` from `260517_205456_R2`, empty when there is none: rows of newer servers say no more than "Race"."""
    match = re.fullmatch(r"\d{6}_\d{6}_((?:FP|Q|R)\d*)(?![A-Za-z]).*", name)
    if match is None:
        return ""
    return match[1]


def day_of(date: str | None) -> dt.date | None:
    """The day of a date as servers write it, None when there is none."""
    try:
        return dt.date.fromisoformat((date or "")[:10])
    except ValueError:
        return None


def _taken_names(index: ListIndex) -> set[str]:
    """Names of results in small letters: some file systems know no others."""
    return {row.file.lower() for row in index.rows.values() if row.file}


def _name_with_game_server(address: str, name: str) -> str | None:
    """`260517_205456_R-s1`: what a result is called when two game servers of a Server Manager have one of its name."""
    match = re.search(r"/server/(\d+)/", address)
    if match is None:
        return None
    return safe_name(f"{name}-s{match[1]}")
