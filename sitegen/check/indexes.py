"""The indexes of an archive, only looked at: the archive's own reader puts an unreadable one aside."""

from collections.abc import Iterator

import msgspec

from sitegen.archive.index import ListIndex
from sitegen.archive.store import Archive


def indexes(archive: Archive) -> Iterator[tuple[str, ListIndex]]:
    """Every server with its index; without those that cannot be read."""
    for server in archive.servers():
        index = read_only(archive, server)
        if index is not None:
            yield server, index


def read_only(archive: Archive, server: str) -> ListIndex | None:
    """A server's index, empty when there is none yet, None when it cannot be read."""
    try:
        return msgspec.json.decode((archive.folder / server / "index.json").read_bytes(), type=ListIndex)
    except FileNotFoundError:
        return ListIndex()
    except (OSError, msgspec.DecodeError, RecursionError):
        return None
