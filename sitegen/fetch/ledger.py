"""What is known of one server: the rows of its list, what of them is in the archive, and what is still to ask."""

import datetime as dt
from collections.abc import Iterable

from sitegen.archive.store import About, Archive, Index, Row, Stored, safe_name
from sitegen.config import Config, Server
from sitegen.errors import ResultRefused
from sitegen.fetch.list_rows import address_of, day_of, free_name, match, stem_of, type_in
from sitegen.league.session.header import ResultHeader, read_header
from sitegen.server.payloads import ListRow

RUNNING = dt.timedelta(days=30)
"""A championship runs while its last result is younger than this."""


class Ledger:
    """The index of a server with the questions that a run asks of it. It makes no request."""

    def __init__(self, server: Server, config: Config, archive: Archive) -> None:
        """Read the index, and whatever has come into the archive without it."""
        self.index = _known(archive, server.name)
        self._server = server
        self._config = config
        self._archive = archive
        match(self.index, self.index.rows)
        scope = f"{server.query} since {server.since}" if server.query or server.since else ""
        if scope != self.index.scope:
            self.index.scope = scope
            self.walk_anew()

    def save(self) -> None:
        """Keep it."""
        self._archive.write_index(self._server.name, self.index)

    # The list

    def walk_anew(self) -> None:
        """Forget that the list has been walked; what is known of its rows stays."""
        self.index.walked, self.index.next_page = False, 0

    def note(self, rows: Iterable[ListRow], *, forgive: bool = False) -> bool:
        """Remember the rows of a page, wanted or not; whether there was one that no run had seen.

        `forgive`: what was gone or refused will be asked again.
        """
        fresh = False
        addresses = [address_of(row.results_json_url, self._server.url) for row in rows]
        for address, listed in zip(addresses, rows, strict=True):
            row = self.index.rows.get(address)
            if row is None:
                fresh = True
                self.index.rows[address] = Row(type=listed.type, date=listed.date, open=True)
            elif forgive:
                row.refused = None
        match(self.index, addresses)
        return fresh

    def is_last(self, rows: Iterable[ListRow]) -> bool:
        """Whether nothing behind these rows can be new or wanted: all were there at the end of an earlier walk.

        Or all are older than the configuration asks for: the list is in order of date.
        """
        known = [self.index.rows[address_of(row.results_json_url, self._server.url)] for row in rows]
        since = self._server.since
        too_old = since is not None and all((day := day_of(row.date)) is not None and day < since for row in known)
        return too_old or (self.index.walked and not any(row.open for row in known))

    def close_walk(self) -> None:
        """The walk has come to its end: nothing is unseen behind any row."""
        self.index.walked, self.index.next_page = True, 0
        for row in self.index.rows.values():
            row.open = False

    def page_after(self, page: int, *, fresh: bool) -> int:
        """The page to ask next. A walk that was cut short goes on where it stopped, a page earlier for safety.

        Sessions that ended since have shifted rows to later pages, deleted ones to earlier pages.
        """
        resume = self.index.next_page - 1
        following = resume if not fresh and resume > page else page + 1
        seen_again = page == resume and not fresh  # so that the smallest budget gets on, a page a run
        self.index.next_page = max(self.index.next_page, following + seen_again)
        return following

    # Results

    def pending(self) -> list[str]:
        """Addresses still to fetch, the newest first."""
        missing = [
            (row.date, address)
            for address, row in self.index.rows.items()
            if not row.file and not row.refused and self._is_wanted(address, row)
        ]
        return [address for _, address in sorted(missing, reverse=True)]

    def keep(self, address: str, body: bytes, head: ResultHeader, *, now: dt.datetime) -> Stored:
        """Put a result into the archive, and note what it is about."""
        row = self.index.rows[address]
        row.file = row.file or free_name(self.index, address, head.session_file)
        row.again = False
        stored = self._archive.store_result(self._server.name, row.file, body, now=now)
        self.index.files[row.file] = About(head.date, *head.championship)
        return stored

    def refuse(self, address: str, reason: str) -> str:
        """Do not ask for it again; the reason, once more."""
        self.index.rows[address].refused = reason
        return reason

    def again(self) -> list[str]:
        """Addresses to ask again, the newest first."""
        flagged = [(row.date, address) for address, row in self.index.rows.items() if row.again and not row.refused]
        return [address for _, address in sorted(flagged, reverse=True)]

    def flag_suspects(self) -> None:
        """The newest event of a championship is asked again when its standings changed without a new result."""
        for championship_id in self.index.suspect:
            own = [about for about in self.index.files.values() if about.championship == championship_id]
            newest = max(own, key=lambda about: about.date or "", default=None)
            if newest is not None:
                self._flag({name for name, about in self.index.files.items() if _same_event(about, newest)})
        self.index.suspect = []

    def flag_recent(self, since: dt.date, *, but: set[str]) -> None:
        """The results of the last days are asked again, but not those that have just been asked."""
        files = self.index.files.items()
        self._flag({name for name, about in files if (day := day_of(about.date)) is not None and day >= since}, but)

    def _flag(self, names: set[str], but: Iterable[str] = ()) -> None:
        for address, row in self.index.rows.items():
            if row.file in names and address not in but:
                row.again = True

    def _is_wanted(self, address: str, row: Row) -> bool:
        """Whether the configuration asks for it; a row whose type or date cannot be told is wanted."""
        kind = type_in(stem_of(address)) or row.type.upper()
        letters = kind.rstrip("0123456789")
        wanted = {name.upper() for name in self._server.session_types}
        if letters in ("FP", "Q", "R") and not {kind, letters} & wanted:
            return False
        date = day_of(row.date)
        return self._server.since is None or date is None or date >= self._server.since

    # Championships

    def running(self, today: dt.date) -> list[str]:
        """Championships to be asked on every run: said so, or with a result in the last 30 days."""
        said = {one.id: one.running for one in self._config.championship}
        young = {
            about.championship
            for about in self.index.files.values()
            if about.championship and (day := day_of(about.date)) is not None and day >= today - RUNNING
        }
        asked = {one for one in young if said.get(one) is not False} | {one for one, running in said.items() if running}
        return sorted(one for one in asked if self.is_ours(one))

    def is_ours(self, championship_id: str) -> bool:
        """Whether the standings are asked here: so says the configuration, or else this server has results of it.

        With a single server there is no other to ask.
        """
        said = {one.id: one.server for one in self._config.championship}.get(championship_id)
        if said is not None:
            return said == self._server.name
        return len(self._config.server) == 1 or any(
            about.championship == championship_id for about in self.index.files.values()
        )

    def owed(self) -> list[str]:
        """Championships of which something new has come since their standings were asked."""
        return sorted(one for one in self.index.owed if self.is_ours(one))

    def has_news(self, championship_id: str, *, asked: bool) -> None:
        """A result of it is new or has changed; `asked`: its standings were asked in this run, and know it already."""
        if championship_id in self.index.suspect:
            self.index.suspect.remove(championship_id)
        if not asked:
            owe(self.index, championship_id)

    def settle(self, championship_id: str) -> None:
        """Its standings have been asked."""
        if championship_id in self.index.owed:
            self.index.owed.remove(championship_id)

    def suspect(self, championship_id: str) -> None:
        """Its standings have changed, and no new result is known that would explain it."""
        if championship_id not in [*self.index.suspect, *self.index.owed]:
            self.index.suspect.append(championship_id)

    def owe_missing(self) -> None:
        """Of every championship without standings, they are to be asked."""
        there = set(self._archive.standings(self._server.name))
        for about in self.index.files.values():
            if about.championship and safe_name(about.championship) not in there:
                owe(self.index, about.championship)

    def ask_names_anew(self) -> None:
        """Forget that the server does not name some of its championships, or none."""
        self.index.has_championship_list = True
        self.index.championships = {key: name for key, name in self.index.championships.items() if name}

    def unnamed(self) -> set[str]:
        """Championships of which neither the configuration nor the server's own list has told the name yet."""
        known = {about.championship for about in self.index.files.values() if about.championship}
        return {one for one in known | set(self._archive.standings(self._server.name)) if not self.is_named(one)}

    def is_named(self, championship_id: str) -> bool:
        """Whether the configuration or the server's own list, as far as it was asked, has told the name."""
        said = any(one.id == championship_id and one.name for one in self._config.championship)
        return said or championship_id in self.index.championships


def _known(archive: Archive, server: str) -> Index:
    """The index of a server, with whatever has come into its archive without it."""
    index = archive.read_index(server)
    here = set(archive.results(server))
    for row in index.rows.values():
        if row.file and row.file not in here:
            row.file = None
    index.files = {name: about for name, about in index.files.items() if name in here}
    for name in sorted(here - set(index.files)):
        try:
            head = read_header(archive.read_result(server, name))
        except ResultRefused:
            index.files[name] = About()
        else:
            index.files[name] = About(head.date, *head.championship)
            owe(index, head.championship[0])
    return index


def owe(index: Index, championship_id: str | None) -> None:
    """Something new of it has come: its standings are to be asked."""
    if championship_id and championship_id not in index.owed:
        index.owed.append(championship_id)


def _same_event(one: About, other: About) -> bool:
    return (one.championship, one.event) == (other.championship, other.event)
