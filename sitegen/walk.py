"""One run through one server: standings, then the list from its newest page, then results, the newest first.

A run that finds nothing new asks for one page of the list and the standings of running championships, nothing else.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from sitegen.archive import About, Archive, Index, Row, safe_name
from sitegen.config import Config, Server
from sitegen.errors import AccessClosed, NotThere, NotUnderstood, ResultRefused, ServerBroken, ServerSilent
from sitegen.league.heads import first_look
from sitegen.server.client import Client
from sitegen.server.payloads import ListRow

RUNNING = dt.timedelta(days=30)
"""A championship runs while its last result is younger than this."""

GIVE_UP_AFTER = 3
"""Results in a row that the server did not give before it is left in peace for this run."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How a run differs from the usual one."""

    full: bool = False
    """Walk the whole list, and ask again for what was gone or refused."""
    dry_run: bool = False
    """Ask for the list and nothing else."""


class Counts(msgspec.Struct):
    """What a run did."""

    new: int = 0
    changed: int = 0
    standings: int = 0
    """Standings that were new or had changed."""
    left: int = 0
    """Results that are known and still to fetch."""


class Watcher(Protocol):
    """Who is told how far a run is; `fetch.Progress`, seen from here."""

    def stage(self, server: str, text: str) -> None:
        """Something begins."""

    def step(self, server: str, *, left: int) -> None:
        """A result has been asked."""


class Walk:
    """A run through one server; `run` raises what stops it, and what was done until then is kept."""

    def __init__(  # noqa: PLR0913 - everything a run works with
        self,
        server: Server,
        config: Config,
        archive: Archive,
        client: Client,
        *,
        options: Options,
        now: Callable[[], dt.datetime],
        progress: Watcher,
    ) -> None:
        """Read what is known of the server; nothing is asked yet."""
        self.reached = False
        """The server has given its list."""
        self.counts = Counts()
        self.warnings: list[str] = []
        self._server = server
        self._config = config
        self._archive = archive
        self._client = client
        self._options = options
        self._now = now
        self._progress = progress
        self._index = _known(archive, server.name)
        self._asked_standings: dict[str, bool] = {}
        """Championship → whether its standings had changed."""
        self._touched: set[str] = set()
        """Championships of which this run brought something new."""
        self._unanswered = 0

    def run(self) -> None:
        """Everything there is to do, in the order of interest."""
        if not self._options.dry_run:
            for championship_id in self._running():
                self._ask_standings(championship_id)
        self._walk_list()
        if not self._options.dry_run:
            self._ask_edited()
            self._ask_recent()
            self._ask_touched()

    def save(self) -> None:
        """Keep what is known of the list."""
        self.counts.left = len(self._pending())
        self._archive.write_index(self._server.name, self._index)

    def planned_requests(self) -> int:
        """What a run would have to ask now: running standings, a page of the list, and what is still to fetch."""
        return len(self._running()) + 1 + len(self._pending())

    # The list

    def _walk_list(self) -> None:
        """Page by page; what a page names is fetched before the next one is asked, so that a budget buys the newest."""
        page = 0
        while True:
            self._progress.stage(self._server.name, f"list of results, page {page + 1}")
            listed = self._client.results(page, query=self._server.query)
            self.reached = True
            fresh = self._note(listed.rows)
            self._fetch_pending()
            if not listed.rows or page + 1 >= listed.num_pages:
                self._index.walked, self._index.next_page = True, 0
                break
            if self._index.walked and not fresh and not self._options.full:
                break
            page = self._after(page, fresh=fresh)
        self._fetch_pending()

    def _note(self, rows: Iterable[ListRow]) -> bool:
        """Remember the rows of a page, wanted or not; whether there was one that no run had seen."""
        fresh = False
        taken = {row.file for row in self._index.rows.values()}
        for row in rows:
            address = _address(row.results_json_url)
            known = self._index.rows.get(address)
            if known is None:
                fresh = True
                file = safe_name(_stem(address))
                here = file if file in self._index.files and file not in taken else None
                self._index.rows[address] = Row(type=row.type, date=row.date, file=here)
            elif self._options.full:
                known.refused = None
        return fresh

    def _after(self, page: int, *, fresh: bool) -> int:
        """The page to ask next. A walk that was cut short goes on where it stopped, a page earlier for safety.

        Sessions that ended since have shifted rows to later pages, deleted ones to earlier pages.
        """
        if self._index.walked or self._options.full:
            return page + 1
        resume = self._index.next_page - 1
        following = resume if not fresh and resume > page else page + 1
        self._index.next_page = max(self._index.next_page, following)
        return following

    def _is_wanted(self, address: str, row: Row) -> bool:
        """Whether the configuration asks for it; a row whose type or date cannot be told is wanted."""
        kind = (row.type or _type_in(_stem(address))).upper()
        letters = kind.rstrip("0123456789")
        wanted = {name.upper() for name in self._server.session_types}
        if letters in ("FP", "Q", "R") and not {kind, letters} & wanted:
            return False
        date = _day(row.date)
        return self._server.since is None or date is None or date >= self._server.since

    # Results

    def _pending(self) -> list[str]:
        """Addresses still to fetch, the newest first."""
        missing = [
            (row.date, address)
            for address, row in self._index.rows.items()
            if not row.file and not row.refused and self._is_wanted(address, row)
        ]
        return [address for _, address in sorted(missing, reverse=True)]

    def _fetch_pending(self) -> None:
        """Fetch what is known to be missing, then the standings of the championships that it belongs to."""
        if self._options.dry_run:
            return
        pending = self._pending()
        if pending:
            self._progress.stage(self._server.name, f"{len(pending)} result{'' if len(pending) == 1 else 's'} to fetch")
        for number, address in enumerate(pending, start=1):
            self._fetch_result(address)
            self._progress.step(self._server.name, left=len(pending) - number)
        self._ask_touched()

    def _fetch_result(self, address: str) -> None:
        row = self._index.rows[address]
        try:
            body = self._client.result(address)
            head = first_look(body)
        except (NotThere, NotUnderstood) as error:
            row.refused = str(error)
            self.warnings.append(str(error))
        except ResultRefused as error:
            row.refused = f"{address} of {self._server.name} is left out: {error}."
            self.warnings.append(row.refused)
        except ServerSilent as error:
            self._unanswered += 1
            self.warnings.append(f"{error} It stays on the list of what is to be fetched.")
            if self._unanswered >= GIVE_UP_AFTER:
                raise
            return
        else:
            row.file = row.file or self._name(address, head.session_file)
            stored = self._archive.store_result(self._server.name, row.file, body, now=self._now())
            championship_id, event_id = head.championship
            self._index.files[row.file] = About(head.date, championship_id, event_id)
            self.counts.new += stored == "new"
            self.counts.changed += stored == "changed"
            if championship_id and stored != "same":
                self._touched.add(championship_id)
        self._unanswered = 0
        self._archive.write_index(self._server.name, self._index)

    def _name(self, address: str, session_file: str | None) -> str:
        """The `SessionFile` that the result gives itself; when another address has taken it, one of its own."""
        name = safe_name(session_file or _stem(address)) or "session"
        taken = {row.file.lower() for row in self._index.rows.values() if row.file}
        if name.lower() not in taken:
            return name
        found = re.match(r"/server/(\d+)/", address)
        return safe_name(f"{name}-s{found[1]}" if found else f"{name} {address}")

    # Standings, and what may have been edited

    def _running(self) -> list[str]:
        """Championships to be asked on every run: said so, or with a result in the last 30 days."""
        said = {one.id: one.running for one in self._config.championship}
        mine = {one.id for one in self._config.championship if self._is_mine(one.server)}
        since = self._now().date() - RUNNING
        young = {
            about.championship
            for about in self._index.files.values()
            if about.championship and (day := _day(about.date)) is not None and day >= since
        }
        asked = {one for one in young if said.get(one) is not False}
        return sorted(asked | {one for one in mine if said[one]})

    def _is_mine(self, server_name: str | None) -> bool:
        """Whether a configured championship is asked here: it says so, or there is only one server to ask."""
        return server_name == self._server.name or (server_name is None and len(self._config.server) == 1)

    def _ask_standings(self, championship_id: str) -> None:
        if championship_id in self._asked_standings:
            return
        self._progress.stage(self._server.name, "standings")
        self._asked_standings[championship_id] = False
        try:
            body = self._client.standings(championship_id)
        except (NotThere, NotUnderstood, AccessClosed, ServerBroken) as error:
            self.warnings.append(str(error))
            return
        changed = self._archive.store_standings(self._server.name, championship_id, body, now=self._now())
        self._asked_standings[championship_id] = changed
        self.counts.standings += changed
        self._ask_name(championship_id)

    def _ask_touched(self) -> None:
        """The standings of championships of which something new has appeared."""
        for championship_id in sorted(self._touched - set(self._asked_standings)):
            self._ask_standings(championship_id)

    def _ask_name(self, championship_id: str) -> None:
        """Championships have their names only in the list of newer servers; it is asked when one is not known."""
        configured = {one.id for one in self._config.championship if one.name}
        index = self._index
        if championship_id in configured | set(index.championships) or not index.has_championship_list:
            return
        try:
            listed = self._client.championships().championships or []
        except (NotThere, NotUnderstood, AccessClosed):
            index.has_championship_list = False
            return
        index.championships |= {one.id: one.name for one in listed if one.id}
        index.championships.setdefault(championship_id, "")

    def _ask_edited(self) -> None:
        """Standings that changed without a new result mean a steward's decision: ask the newest event again."""
        for championship_id, changed in self._asked_standings.items():
            if changed and championship_id not in self._touched:
                own = {
                    name: about for name, about in self._index.files.items() if about.championship == championship_id
                }
                newest = max(own.values(), key=lambda about: about.date or "", default=None)
                self._ask_again({name for name, about in own.items() if newest and about.event == newest.event})

    def _ask_recent(self) -> None:
        days = self._config.fetch.recheck_days
        since = self._now().date() - dt.timedelta(days=days)
        files = self._index.files.items()
        self._ask_again(
            {name for name, about in files if days and (day := _day(about.date)) is not None and day >= since}
        )

    def _ask_again(self, names: set[str]) -> None:
        addresses = [(row.date, address) for address, row in self._index.rows.items() if row.file in names]
        for _, address in sorted(addresses, reverse=True):
            self._progress.stage(self._server.name, f"{_stem(address)} again")
            self._fetch_result(address)


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
            head = first_look(archive.read_result(server, name))
        except ResultRefused:
            index.files[name] = About()
        else:
            index.files[name] = About(head.date, *head.championship)
    return index


def _address(url: str) -> str:
    """A row's address without the server's name, so that a server may move."""
    parts = urlsplit(url)
    return parts.path if parts.scheme in ("", "http", "https") and not parts.netloc else url


def _stem(address: str) -> str:
    return urlsplit(address).path.rpartition("/")[2].removesuffix(".json")


def _type_in(name: str) -> str:
    found = re.fullmatch(r"\d{6}_\d{6}_([A-Za-z]+\d*).*", name)
    return found[1] if found else ""


def _day(date: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((date or "")[:10])
    except ValueError:
        return None
