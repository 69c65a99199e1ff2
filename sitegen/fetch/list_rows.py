"""What a server's list calls a result, and what it is called in the archive; no I/O."""

import datetime as dt
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from sitegen.archive.store import Index, safe_name


def address_of(url: str, server_url: str) -> str:
    """A row's address without our server's name, so that the server may move."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url  # which the client will refuse
    here = parts.netloc.lower() in ("", urlsplit(server_url).netloc.lower())
    return parts._replace(scheme="", netloc="").geturl() if here and parts.scheme in ("", "http", "https") else url


def match(index: Index, addresses: Iterable[str]) -> None:
    """Find the results of rows in the archive by name: they came by import, or before a run was killed."""
    taken = _taken(index)
    for address in addresses:
        row = index.rows[address]
        if row.file or row.refused:
            continue
        for name in (_name_on(address, stem_of(address)), safe_name(stem_of(address))):
            if name in index.files and name.lower() not in taken:
                row.file = name
                taken.add(name.lower())
                break


def free_name(index: Index, address: str, session_file: str | None) -> str:
    """The `SessionFile` that a result gives itself; when another address has taken it, one of its own."""
    name = safe_name(session_file or stem_of(address)) or "session"
    taken = _taken(index)
    for free in (name, _name_on(address, name)):
        if free and free.lower() not in taken:
            return free
    return safe_name(f"{name} {address}")


def stem_of(address: str) -> str:
    """The name of the file at an address."""
    return re.split(r"[?#]", address)[0].rpartition("/")[2].removesuffix(".json")


def type_in(name: str) -> str:
    """R2 where a row of a newer server knows no more than "Race"."""
    found = re.fullmatch(r"\d{6}_\d{6}_((?:FP|Q|R)\d*)(?![A-Za-z]).*", name)
    return found[1] if found else ""


def day_of(date: str | None) -> dt.date | None:
    """The day of a date as servers write it, None when there is none."""
    try:
        return dt.date.fromisoformat((date or "")[:10])
    except ValueError:
        return None


def _taken(index: Index) -> set[str]:
    """Names of results in small letters: some file systems know no others."""
    return {row.file.lower() for row in index.rows.values() if row.file}


def _name_on(address: str, name: str) -> str | None:
    """What a result is called when another game server of the same Server Manager has one of its name."""
    found = re.search(r"/server/(\d+)/", address)
    return safe_name(f"{name}-s{found[1]}") if found else None
