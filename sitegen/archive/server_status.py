"""How current the results of every server are."""

from collections.abc import Iterator

import msgspec

from sitegen.archive.store import Archive
from sitegen.config import Config


class ServerStatus(msgspec.Struct, frozen=True):
    """How current the results of a server are, as `build.json` says it too."""

    name: str
    """As in `sitegen.toml`."""
    fetched: str | None
    """When they were last brought up to date; ISO 8601, UTC."""
    stale: bool
    """The last attempt to bring them up to date failed."""
    left: int = 0
    """Results that are still to be fetched."""
    left_s: float = 0.0
    """How long the server's limit makes these take, in seconds."""


def server_statuses(archive: Archive, config: Config) -> Iterator[ServerStatus]:
    """Every server that has a folder in the archive or a table in the configuration, by name."""
    configured_names = {server.name for server in config.server}
    for name in sorted(configured_names.union(archive.servers())):
        status = archive.read_status(name)
        is_stale = status.error is not None
        yield ServerStatus(name, status.fetched, is_stale, status.left, status.left_s)
