"""What is noted beside the results of a server: in `index.json` its list, in `status.json` how the last fetch went."""

import msgspec


class IndexRow(msgspec.Struct, omit_defaults=True):
    """A line of a server's list of results, and what became of it here."""

    type: str = ""
    """The session type as the list writes it, such as `FP`, `Q` or `R`."""
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


class ResultSubject(msgspec.Struct, omit_defaults=True):
    """What a result in the archive is about, so that a run need not read it again."""

    date: str | None = None
    """The date of the session, as the result writes it."""
    championship: str | None = None
    """The id of the championship, None for a session outside of any."""
    event: str | None = None
    """The id of the event within the championship."""


class ListIndex(msgspec.Struct, omit_defaults=True):
    """What a server's list said. Changes only when the server has something new."""

    version: int = 1
    """Of this format."""
    rows: dict[str, IndexRow] = {}
    """Address of the result, as listed → row."""
    files: dict[str, ResultSubject] = {}
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


class FetchStatus(msgspec.Struct):
    """How the last attempt to fetch from a server went."""

    fetched: str | None = None
    """When the server was last asked with success; ISO 8601, UTC."""
    error: str | None = None
    """Why the last attempt failed, None when it did not."""
    left: int = 0
    """Results that were still to fetch when it ended, as far as the list was seen."""
    left_s: float = 0.0
    """How long the server's limit makes these take, in seconds."""
