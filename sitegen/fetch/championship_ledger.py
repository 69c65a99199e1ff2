"""Which championships of one server are to be asked for their standings and their names."""

import datetime as dt

from sitegen.archive.index import ListIndex
from sitegen.archive.store import Archive, safe_name
from sitegen.config import Config, Server
from sitegen.fetch.list_rows import day_of
from sitegen.league.championship.running import is_running


class ChampionshipLedger:
    """The championships of a server's index, and what a run asks of each. It makes no request."""

    def __init__(self, index: ListIndex, server: Server, config: Config, archive: Archive) -> None:
        """`index` is changed in place; whoever owns it writes it."""
        self._index = index
        self._server = server
        self._archive = archive
        self._has_other_servers = len(config.server) > 1
        self._configured = {configured.id: configured for configured in config.championship}

    def running(self, today: dt.date) -> list[str]:
        """Championships of this server to be asked on every run: those that run, as of today."""
        last_days = self._last_days()
        running = []
        for championship_id in sorted({*last_days, *self._configured}):
            last = last_days.get(championship_id)
            if is_running(configured=self._configured_running(championship_id), last=last, now=today):
                running.append(championship_id)
        return list(filter(self.is_ours, running))

    def _configured_running(self, championship_id: str) -> bool | None:
        """Whether the configuration says that a championship runs; None where it leaves that open."""
        configured = self._configured.get(championship_id)
        if configured is None:
            return None
        return configured.running

    def is_ours(self, championship_id: str) -> bool:
        """Whether the standings are asked here: so says the configuration, or else this server has results of it.

        With a single server there is no other to ask.
        """
        configured = self._configured.get(championship_id)
        if configured is not None and configured.server is not None:
            return configured.server == self._server.name
        return not self._has_other_servers or championship_id in self._with_results()

    def owed(self) -> list[str]:
        """Championships of which something new has come since their standings were asked."""
        return sorted(filter(self.is_ours, self._index.owed))

    def note_news(self, championship_id: str, *, is_asked: bool) -> None:
        """A result is new or has changed; `is_asked`: the standings were asked in this run, and know it already."""
        if championship_id in self._index.suspect:
            self._index.suspect.remove(championship_id)
        if not is_asked:
            add_owed(self._index, championship_id)

    def settle(self, championship_id: str) -> None:
        """The standings have been asked."""
        if championship_id in self._index.owed:
            self._index.owed.remove(championship_id)

    def suspect(self, championship_id: str) -> None:
        """The standings have changed, and no new result is known that would explain it."""
        if championship_id not in [*self._index.suspect, *self._index.owed]:
            self._index.suspect.append(championship_id)

    def owe_missing(self) -> None:
        """Of every championship without standings, they are to be asked."""
        stored = set(self._archive.standings(self._server.name))
        for subject in self._index.files.values():
            if subject.championship and safe_name(subject.championship) not in stored:
                add_owed(self._index, subject.championship)

    # Names

    @property
    def can_be_named(self) -> bool:
        """Whether the server has a list of championships, as far as is known; older ones have none."""
        return self._index.has_championship_list

    def ask_names_anew(self) -> None:
        """Forget that the server does not name some of its championships, or none."""
        self._index.has_championship_list = True
        self._index.championships = {key: name for key, name in self._index.championships.items() if name}

    def unnamed(self) -> set[str]:
        """Championships of which neither the configuration nor the server's own list has told the name yet."""
        known = self._with_results().union(self._archive.standings(self._server.name))
        return {championship_id for championship_id in known if not self.is_named(championship_id)}

    def is_named(self, championship_id: str) -> bool:
        """Whether the configuration or the server's own list, as far as it was asked, has told the name."""
        configured = self._configured.get(championship_id)
        if configured is not None and configured.name:
            return True
        return championship_id in self._index.championships

    def note_names(self, names: dict[str, str]) -> None:
        """Remember the names of the server's list; what it does not name is not asked again."""
        self._index.championships |= dict.fromkeys(sorted(self.unnamed()), "") | names

    def note_no_names(self) -> None:
        """The server has no list of championships, or does not give it."""
        self._index.has_championship_list = False

    def _with_results(self) -> set[str]:
        return {subject.championship for subject in self._index.files.values() if subject.championship}

    def _last_days(self) -> dict[str, dt.date]:
        """Championship → the day of its last result here; without those of which no result has a date."""
        last_days: dict[str, dt.date] = {}
        for subject in self._index.files.values():
            day = day_of(subject.date)
            if subject.championship and day is not None:
                last_days[subject.championship] = max(day, last_days.get(subject.championship, day))
        return last_days


def add_owed(index: ListIndex, championship_id: str | None) -> None:
    """Something new of a championship has come: its standings are to be asked. None is no championship."""
    if championship_id and championship_id not in index.owed:
        index.owed.append(championship_id)
