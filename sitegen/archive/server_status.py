"""How current the results of every server are."""

from collections.abc import Iterator

import msgspec

from sitegen.archive.store import Archive
from sitegen.config import Config


class ServerState(msgspec.Struct, frozen=True):
    """How current the results of a server are."""

    name: str
    fetched: str | None
    """When they were last brought up to date."""
    stale: bool
    """The last attempt to bring them up to date failed."""
    left: int = 0
    """Results that are still to be fetched."""
    left_s: float = 0.0
    """How long the server's limit makes these take, in seconds."""


def server_states(archive: Archive, config: Config) -> Iterator[ServerState]:
    """Every server of which there is anything, or of which the configuration speaks, by name."""
    for name in sorted({*archive.servers(), *(server.name for server in config.server)}):
        status = archive.read_status(name)
        yield ServerState(name, status.fetched, status.error is not None, status.left, status.left_s)
