"""What is known of one server: the rows of its list, what of them is in the archive, and what is still to ask."""

import datetime as dt
from collections.abc import Callable, Container, Sequence

from sitegen.archive.index import IndexRow, ListIndex, ResultSubject
from sitegen.archive.store import Archive, StoreOutcome
from sitegen.config import Config, Server
from sitegen.errors import ResultRefused
from sitegen.fetch.championship_ledger import ChampionshipLedger, add_owed
from sitegen.fetch.list_rows import address_of, day_of, free_name, link_to_archive, stem_of, type_in
from sitegen.league.session.header import ResultHeader, read_header
from sitegen.server.payloads import ListRow

SESSION_LETTERS = ("FP", "Q", "R")
"""The session types that a configuration can choose; a row of any other type is always fetched."""


class Ledger:
    """The index of a server with the questions that a run asks of it. It makes no request."""

    def __init__(self, server: Server, config: Config, archive: Archive) -> None:
        """Read the index, and whatever has come into the archive without it."""
        self.index = _reconciled_index(archive, server.name)
        self.championships = ChampionshipLedger(self.index, server, config, archive)
        self._server = server
        self._archive = archive
        link_to_archive(self.index, self.index.rows)
        scope = ""
        if server.query or server.since:
            scope = f"{server.query} since {server.since}"
        if scope != self.index.scope:
            self.index.scope = scope
            self.walk_anew()

    def save(self) -> None:
        """Write the index into the archive."""
        self._archive.write_index(self._server.name, self.index)

    # The list

    def walk_anew(self) -> None:
        """Forget that the list has been walked; what is known of its rows stays."""
        self.index.walked = False
        self.index.next_page = 0

    def note_rows(self, rows: Sequence[ListRow], *, forgive: bool = False) -> bool:
        """Remember all rows of a page, to be fetched or not; true when there was one that no run had seen.

        `forgive`: what was gone or refused will be asked again.
        """
        has_unseen = False
        addresses = [address_of(row.results_json_url, self._server.url) for row in rows]
        for address, listed_row in zip(addresses, rows, strict=True):
            row = self.index.rows.get(address)
            if row is None:
                has_unseen = True
                self.index.rows[address] = IndexRow(type=listed_row.type, date=listed_row.date, open=True)
            elif forgive:
                row.refused = None
        link_to_archive(self.index, addresses)
        return has_unseen

    def ends_walk(self, rows: Sequence[ListRow]) -> bool:
        """Whether nothing behind these rows has to be looked at: all were there at the end of an earlier walk.

        Or all are older than the configuration asks for.
        """
        known_rows = [self.index.rows[address_of(row.results_json_url, self._server.url)] for row in rows]
        # The list is in order of date, the newest first: behind a page of old rows there are only older ones.
        if self._server.since is not None and all(self._is_too_old(row) for row in known_rows):
            return True
        return self.index.walked and not any(row.open for row in known_rows)

    def close_walk(self) -> None:
        """The walk has come to its end: nothing is unseen behind any row."""
        self.index.walked = True
        self.index.next_page = 0
        for row in self.index.rows.values():
            row.open = False

    def page_after(self, page: int, *, has_unseen: bool) -> int:
        """The page to ask next. A walk that was cut short goes on where it stopped, a page earlier for safety.

        Sessions that ended since have shifted rows to later pages, deleted ones to earlier pages.
        """
        resume = self.index.next_page - 1
        following = page + 1
        if not has_unseen and resume > page:
            following = resume
        # With the smallest budget a run sees one page beyond the first. When that was the page seen again for safety,
        # the next run has to begin behind it, or no run would ever get on.
        is_seen_again = not has_unseen and page == resume
        self.index.next_page = max(self.index.next_page, following + is_seen_again)
        return following

    # Results

    def pending(self) -> list[str]:
        """Addresses still to fetch, the newest first."""
        return self._newest_first(lambda address, row: not row.file and self._is_configured(address, row))

    def again(self) -> list[str]:
        """Addresses to ask again, the newest first."""
        return self._newest_first(lambda _, row: row.again)

    def store(self, address: str, body: bytes, header: ResultHeader, *, now: dt.datetime) -> StoreOutcome:
        """Put a result into the archive, and note what it is about."""
        row = self.index.rows[address]
        row.file = row.file or free_name(self.index, address, header.session_file)
        row.again = False
        outcome = self._archive.store_result(self._server.name, row.file, body, now=now)
        self.index.files[row.file] = ResultSubject(header.date, *header.championship)
        return outcome

    def refuse(self, address: str, reason: str) -> None:
        """Do not ask for a result again, until a full walk forgives."""
        self.index.rows[address].refused = reason

    def flag_suspects(self) -> None:
        """The newest event of a championship is asked again when its standings changed without a new result."""
        for championship_id in self.index.suspect:
            newest = self._newest_of(championship_id)
            if newest is None:
                continue
            event = (newest.championship, newest.event)
            files = self.index.files.items()
            self._flag({name for name, subject in files if (subject.championship, subject.event) == event})
        self.index.suspect = []

    def flag_recent(self, since: dt.date, *, but: Container[str]) -> None:
        """The results of the last days are asked again, but not the addresses that have just been asked."""
        recent = set()
        for name, subject in self.index.files.items():
            day = day_of(subject.date)
            if day is not None and day >= since:
                recent.add(name)
        self._flag(recent, but=but)

    def _flag(self, files: Container[str], *, but: Container[str] = ()) -> None:
        for address, row in self.index.rows.items():
            if row.file in files and address not in but:
                row.again = True

    def _newest_of(self, championship_id: str) -> ResultSubject | None:
        subjects = [subject for subject in self.index.files.values() if subject.championship == championship_id]
        return max(subjects, key=lambda subject: subject.date or "", default=None)

    def _newest_first(self, is_chosen: Callable[[str, IndexRow], bool]) -> list[str]:
        """The addresses that are chosen, by the date of their row; never one that was refused."""
        dated = []
        for address, row in self.index.rows.items():
            if not row.refused and is_chosen(address, row):
                dated.append((row.date, address))
        return [address for _, address in sorted(dated, reverse=True)]

    def _is_configured(self, address: str, row: IndexRow) -> bool:
        """Whether the configuration asks for a row; one whose type or date cannot be told is asked for."""
        session_type = type_in(stem_of(address)) or row.type.upper()
        letters = session_type.rstrip("0123456789")
        configured = {name.upper() for name in self._server.session_types}
        if letters in SESSION_LETTERS and not {session_type, letters} & configured:
            return False
        return not self._is_too_old(row)

    def _is_too_old(self, row: IndexRow) -> bool:
        since = self._server.since
        day = day_of(row.date)
        return since is not None and day is not None and day < since


def _reconciled_index(archive: Archive, server: str) -> ListIndex:
    """The index of a server as its results are: what somebody removed is to fetch again, what was imported is known."""
    index = archive.read_index(server)
    stored = set(archive.results(server))
    for row in index.rows.values():
        if row.file and row.file not in stored:
            row.file = None
    index.files = {name: subject for name, subject in index.files.items() if name in stored}
    for name in sorted(stored - set(index.files)):
        try:
            header = read_header(archive.read_result(server, name))
        except ResultRefused:
            index.files[name] = ResultSubject()
        else:
            index.files[name] = ResultSubject(header.date, *header.championship)
            add_owed(index, header.championship[0])
    return index
