"""The JSON of a Server Manager, typed; keys differ between versions, and unknown ones are skipped."""

import msgspec


class ListRow(msgspec.Struct, frozen=True):
    """A result in the list, of either generation."""

    results_json_url: str = ""
    session_type: str = ""
    manager_session_type: str = ""
    """Newer servers: a long word, such as "Race", instead of `session_type`."""
    date: str = ""
    server_id: int | None = None
    """Newer servers manage several game servers."""

    @property
    def type(self) -> str:
        """FP, Q, R …, as far as the row tells it."""
        return self.session_type or _SHORT.get(self.manager_session_type.lower(), self.manager_session_type)


_SHORT = {"practice": "FP", "free practice": "FP", "qualifying": "Q", "race": "R"}


class ListPage(msgspec.Struct, frozen=True):
    """A page of the list, newest results first; past the end there are no rows."""

    num_pages: int = 0
    current_page: int = 0
    results: list[ListRow] | None = None

    @property
    def rows(self) -> list[ListRow]:
        """The rows that lead somewhere."""
        return [row for row in self.results or [] if row.results_json_url]


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
