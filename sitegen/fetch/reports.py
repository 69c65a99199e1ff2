"""What a run did, with every server and with all of them."""

import msgspec

from sitegen.fetch.crawl import CrawlCounts


class ServerReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did with one server."""

    name: str
    """As in `sitegen.toml`."""
    counts: CrawlCounts = msgspec.field(default_factory=CrawlCounts)
    """What came into the archive."""
    planned_requests: int = 0
    """What is still to be asked, as far as the list tells."""
    planned_s: float = 0.0
    """How long that takes within the limit, in seconds."""
    stopped: str | None = None
    """Why the run stopped before its end: a budget."""
    error: str | None = None
    """Why the server could not be fetched."""
    warnings: tuple[str, ...] = ()
    """What did not go as it should, a sentence each."""


class FetchReport(msgspec.Struct, frozen=True):
    """What a run did."""

    servers: tuple[ServerReport, ...]
    """In the order of the configuration."""
    requests: int
    """How many were made, to all servers together."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """Everything that did not go as it should, a sentence each."""
        warnings: list[str] = []
        for server in self.servers:
            warnings += server.warnings
            if server.error:
                warnings.append(server.error)
        return tuple(warnings)
