"""The JSON of a Server Manager, typed; keys differ between versions, and unknown ones are skipped."""

import re
from typing import Any
from urllib.parse import urlsplit

import msgspec


class ListRow(msgspec.Struct, frozen=True):
    """A result in the list, of either generation."""

    results_json_url: str = ""
    session_type: str = ""
    manager_session_type: str = ""
    """Newer servers: a long word, such as "Race", instead of `session_type`."""
    date: str = ""
    """ISO 8601, with Z or an offset."""
    server_id: int | str = ""
    """Newer servers manage several game servers."""

    @property
    def type(self) -> str:
        """FP, Q, R …, as far as the row tells it."""
        word = self.session_type or self.manager_session_type
        found = _LONG_TYPE.match(word)
        if not found:
            return word
        practice, qualifying, _, number = found.groups()
        return ("FP" if practice else "Q" if qualifying else "R") + number


_LONG_TYPE = re.compile(r"\s*(?:((?:free[ _-]*)?practice)|(quali\w*)|(race))[ _-]*(\d*)\s*$", re.IGNORECASE)


class ListPage(msgspec.Struct, frozen=True):
    """A page of the list, newest results first; past the end there are no rows."""

    num_pages: int = 0
    current_page: int = 0
    results: list[msgspec.Raw] | None = None

    @property
    def rows(self) -> list[ListRow]:
        """The rows that lead somewhere; one that cannot be read does not hide the others."""
        rows = (_row(raw) for raw in self.results or [])
        return [row for row in rows if row is not None and _leads_somewhere(row.results_json_url)]


def _leads_somewhere(url: str) -> bool:
    try:
        return urlsplit(url).path.strip("/\\") != ""
    except ValueError:
        return False


def _row(raw: msgspec.Raw) -> ListRow | None:
    """A row without its empty keys, None when it is no row."""
    try:
        found = msgspec.json.decode(raw, type=dict[str, Any])
        return msgspec.convert({key: value for key, value in found.items() if value is not None}, ListRow, strict=False)
    except (msgspec.DecodeError, RecursionError):
        return None


class Health(msgspec.Struct, frozen=True):
    """What the server says of itself; its license id is a secret and is not even read."""

    ok: bool = msgspec.field(name="OK", default=False)
    version: str = msgspec.field(name="Version", default="")
    game: str = msgspec.field(name="Game", default="")
    server_name: str = msgspec.field(name="ServerName", default="")
    event_in_progress: bool = msgspec.field(name="EventInProgress", default=False)


class NamedChampionship(msgspec.Struct, frozen=True):
    """A championship in the list of newer servers."""

    id: str = ""
    name: str = ""


class ChampionshipList(msgspec.Struct, frozen=True):
    """The championships that a newer server publishes."""

    championships: list[NamedChampionship] | None = None
