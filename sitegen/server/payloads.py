"""The JSON of a Server Manager, typed; keys differ between versions, and unknown keys are skipped."""

import re
from typing import Any
from urllib.parse import urlsplit

import msgspec


class ListRow(msgspec.Struct, frozen=True):
    """A result in the list, of either generation."""

    results_json_url: str = ""
    """The address of the result, with or without the server's own name."""
    session_type: str = ""
    """Older servers: `FP`, `Q`, `R`, `R2` …"""
    manager_session_type: str = ""
    """Newer servers: a long word, such as "Race", instead of `session_type`."""
    date: str = ""
    """ISO 8601, with Z or an offset."""
    server_id: int | str = ""
    """Newer servers manage several game servers."""

    @property
    def type(self) -> str:
        """FP, Q, R …, as far as the row tells it."""
        written = self.session_type or self.manager_session_type
        match = _LONG_TYPE.match(written)
        if match is None:
            return written
        return f"{_letters(match)}{match['number']}"


_LONG_TYPE = re.compile(
    r"\s*(?:(?P<practice>(free[ _-]*)?practice)|(?P<qualifying>quali\w*)|(?P<race>race))[ _-]*(?P<number>\d*)\s*$",
    re.IGNORECASE,
)


def _letters(match: re.Match[str]) -> str:
    """The short form of a session type that is written out, as files of results have it."""
    if match["practice"]:
        return "FP"
    if match["qualifying"]:
        return "Q"
    return "R"


class ListPage(msgspec.Struct, frozen=True):
    """A page of the list, newest results first; past the end there are no rows."""

    num_pages: int = 0
    """How many pages the list has now; 0 when the server does not say."""
    current_page: int = 0
    """The number of this page, from 0."""
    results: list[msgspec.Raw] | None = None
    """The rows as they were sent; decoded one by one, so that a bad one stays alone."""

    @property
    def rows(self) -> list[ListRow]:
        """The rows that lead somewhere; one that cannot be read does not hide the others."""
        decoded = [_row(raw) for raw in self.results or []]
        return [row for row in decoded if row is not None and _leads_somewhere(row.results_json_url)]


def _leads_somewhere(url: str) -> bool:
    try:
        return urlsplit(url).path.strip("/\\") != ""
    except ValueError:
        return False


def _row(raw: msgspec.Raw) -> ListRow | None:
    """A row without its empty keys, None when it is no row."""
    try:
        fields = msgspec.json.decode(raw, type=dict[str, Any])
        # Servers write null where they have nothing; without its key a field has its default.
        present = {key: value for key, value in fields.items() if value is not None}
        return msgspec.convert(present, ListRow, strict=False)
    except (msgspec.DecodeError, RecursionError):
        return None


class Health(msgspec.Struct, frozen=True):
    """What the server says of itself; its license id is a secret and is not even read."""

    ok: bool = msgspec.field(name="OK", default=False)
    """The server finds itself well."""
    version: str = msgspec.field(name="Version", default="")
    """Of the Server Manager."""
    game: str = msgspec.field(name="Game", default="")
    """Which game it manages; there are Server Managers for others too."""
    server_name: str = msgspec.field(name="ServerName", default="")
    """As its admin called it: hostile text."""


class ListedChampionship(msgspec.Struct, frozen=True):
    """A championship in the list of newer servers."""

    id: str = ""
    """As in the meta data of its results."""
    name: str = ""
    """As the admin wrote it: hostile text."""


class ChampionshipList(msgspec.Struct, frozen=True):
    """The championships that a newer server publishes."""

    championships: list[ListedChampionship] | None = None
    """None when the server has none to list."""
