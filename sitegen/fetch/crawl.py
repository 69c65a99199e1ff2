"""One run through one server: standings, then the list from its newest page, then results, the newest first.

A run that finds nothing new asks for one page of the list and the standings of running championships, nothing else.
"""

import datetime as dt
from collections.abc import Callable
from typing import Protocol

import msgspec

from sitegen.archive.store import Archive
from sitegen.config import Config, Server
from sitegen.errors import (
    AccessClosed,
    NotThere,
    NotUnderstood,
    ResultRefused,
    ServerBroken,
    ServerSilent,
    TooFast,
)
from sitegen.fetch.ledger import Ledger
from sitegen.league.session.header import read_header
from sitegen.server.client import Client

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
        self._ledger = Ledger(server, config, archive)
        self._asked = set[str]()
        """Results that this run has asked for, with or without success."""
        self._asked_standings = set[str]()
        """Championships, the same."""
        self._standings_fail: str | None = None
        """Why no more standings are asked in this run."""
        self._names_fail = False
        """The names of championships are not asked again in this run."""
        self._unanswered = 0

    def run(self) -> None:
        """Everything there is to do, in the order of interest."""
        if self._options.full:
            self._ledger.walk_anew()
        if self._options.dry_run:
            self._walk_list()
            return
        if self._options.full:
            self._ledger.owe_missing()
            self._ledger.ask_names_anew()
        self._ask_standings(self._ledger.running(self._now().date()))
        self._ask_standings(self._ledger.owed())
        self._walk_list()
        if self._standings_fail:
            self.warnings.append(self._standings_fail)
        self._ask_again()
        self._ask_standings(self._ledger.owed())
        self._ask_names()

    def save(self) -> None:
        """Keep what is known of the list."""
        self.counts.left = len(self._ledger.pending())
        self._ledger.save()

    def planned_requests(self) -> int:
        """What a run would have to ask now: standings, a page of the list, and results."""
        standings = {*self._ledger.running(self._now().date()), *self._ledger.owed()}
        return len(standings) + 1 + len(self._ledger.pending()) + len(self._ledger.again())

    def _stage(self, text: str) -> None:
        self._progress.stage(self._server.name, text)

    # The list, and results

    def _walk_list(self) -> None:
        """Page by page; what a page names is fetched before the next one is asked, so that a budget buys the newest."""
        page, pages, ledger = 0, 0, self._ledger
        while True:
            self._stage(f"list of results, page {page + 1}")
            listed = self._client.results(page, query=self._server.query)
            self.reached = True
            pages = max(pages, listed.num_pages)
            if not listed.results and (page < pages or (page == 0 and ledger.index.rows)):
                self._fetch_pending()  # rows were announced or known: the server is empty for a moment only
                return
            is_last = not listed.results or page + 1 >= listed.num_pages > 0
            fresh = ledger.note(listed.rows, forgive=self._options.full)
            if is_last or ledger.is_last(listed.rows):
                ledger.close_walk()
                self._fetch_pending()
                return
            following = ledger.page_after(page, fresh=fresh)
            self._fetch_pending()
            page = following

    def _fetch_pending(self) -> None:
        """Fetch what is known to be missing, then the standings of the championships that it belongs to."""
        if self._options.dry_run:
            return
        pending = [address for address in self._ledger.pending() if address not in self._asked]
        if pending:
            self._stage(f"{len(pending)} result{'' if len(pending) == 1 else 's'} to fetch")
        for number, address in enumerate(pending, start=1):
            self._fetch_result(address)
            self._progress.step(self._server.name, left=len(pending) - number)
        self._ask_standings(self._ledger.owed())

    def _ask_again(self) -> None:
        """Results that may have been edited."""
        ledger, days = self._ledger, self._config.fetch.recheck_days
        ledger.flag_suspects()
        if days:
            ledger.flag_recent(self._now().date() - dt.timedelta(days=days), but=self._asked)
        again = [address for address in ledger.again() if address not in self._asked]
        if again:
            self._stage(f"{len(again)} result{'' if len(again) == 1 else 's'} to ask again")
        for number, address in enumerate(again, start=1):
            self._fetch_result(address)
            self._progress.step(self._server.name, left=len(again) - number)

    def _fetch_result(self, address: str) -> None:
        ledger = self._ledger
        self._asked.add(address)
        try:
            body = self._client.result(address)
            head = read_header(body)
        except ServerSilent as error:
            self._unanswered += 1
            if self._unanswered >= GIVE_UP_AFTER:
                raise
            self.warnings.append(f"{error} It stays on the list of what is to be fetched.")
            return
        except (NotThere, NotUnderstood) as error:
            self.warnings.append(ledger.refuse(address, str(error)))
        except ResultRefused as error:
            self.warnings.append(ledger.refuse(address, f"{address} of {self._server.name} is left out: {error}."))
        else:
            stored = ledger.keep(address, body, head, now=self._now())
            self.counts.new += stored == "new"
            self.counts.changed += stored == "changed"
            championship_id, _ = head.championship
            if championship_id and stored != "same":
                ledger.has_news(championship_id, asked=championship_id in self._asked_standings)
            if championship_id and not ledger.is_named(championship_id):
                self._ask_names()
        self._unanswered = 0
        ledger.save()

    # Standings and names

    def _ask_standings(self, championship_ids: list[str]) -> None:
        """The standings of championships that this run has not asked yet; results do not depend on them."""
        for championship_id in championship_ids:
            if championship_id in self._asked_standings or self._standings_fail:
                continue
            self._stage("standings")
            self._asked_standings.add(championship_id)
            try:
                body = self._client.standings(championship_id)
            except (NotThere, NotUnderstood) as error:
                self.warnings.append(str(error))
                self._ledger.settle(championship_id)
            except ServerBroken as error:
                self.warnings.append(str(error))
            except (AccessClosed, ServerSilent) as error:
                self._standings_fail = str(error)  # the next ones would fare no better
            else:
                self._keep_standings(championship_id, body)

    def _keep_standings(self, championship_id: str, body: bytes) -> None:
        """What follows from a change is noted before it is kept, what is done after it: so no kill loses either."""
        earlier = self._archive.latest_standings(self._server.name, championship_id)
        if earlier is not None and earlier[1] != body:
            self._ledger.suspect(championship_id)
            self._ledger.save()
        self.counts.standings += self._archive.store_standings(
            self._server.name, championship_id, body, now=self._now()
        )
        self._ledger.settle(championship_id)
        self._ledger.save()

    def _ask_names(self) -> None:
        """Championships have their names only in the list of newer servers; it is asked as soon as one is not known.

        Their addresses are made from their names by the next build, and kept: it must not come before the names.
        """
        index, unnamed = self._ledger.index, self._ledger.unnamed()
        if not unnamed or not index.has_championship_list or self._names_fail:
            return
        self._stage("names of championships")
        try:
            listed = self._client.championships().championships or []
        except (NotThere, NotUnderstood, AccessClosed):
            index.has_championship_list = False
        except (ServerSilent, TooFast):
            self._names_fail = True
        else:
            index.championships |= dict.fromkeys(unnamed, "") | {one.id: one.name for one in listed if one.id}
