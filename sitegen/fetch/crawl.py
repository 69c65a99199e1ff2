"""One run through one server: standings, then the list from its newest page, then results, the newest first.

A run that finds nothing new asks for one page of the list and the standings of running championships, nothing else.
"""

import datetime as dt
from collections.abc import Callable, Sequence

import msgspec

from sitegen.archive.store import Archive, StoreOutcome
from sitegen.config import Config, Server
from sitegen.errors import NotThere, NotUnderstood, ResultRefused, ServerSilent
from sitegen.fetch.championship_crawl import ChampionshipCrawl
from sitegen.fetch.ledger import Ledger
from sitegen.fetch.progress import Progress
from sitegen.league.session.header import ResultHeader, read_header
from sitegen.server.client import Client
from sitegen.server.payloads import ListPage

GIVE_UP_AFTER = 3
"""Results in a row that the server did not give before it is left in peace for this run."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How a run differs from the usual one."""

    full: bool = False
    """Walk the whole list, and ask again for what was gone or refused."""
    dry_run: bool = False
    """Ask for the list and nothing else."""


class CrawlCounts(msgspec.Struct):
    """What a run did."""

    new: int = 0
    """Results that the archive did not have."""
    changed: int = 0
    """Results that differed from those in the archive."""
    standings: int = 0
    """Standings that were new or had changed."""
    left: int = 0
    """Results that are known and still to fetch."""


class Crawl:
    """A run through one server; `run` raises what stops it, and what was done until then is in the archive."""

    def __init__(  # noqa: PLR0913 - everything a run works with
        self,
        server: Server,
        config: Config,
        archive: Archive,
        client: Client,
        *,
        options: Options,
        now: Callable[[], dt.datetime],
        progress: Progress,
    ) -> None:
        """Read what is known of the server; nothing is asked yet."""
        self.is_reached = False
        """The server has given its list."""
        self.counts = CrawlCounts()
        self.warnings: list[str] = []
        self._server = server
        self._config = config
        self._client = client
        self._options = options
        self._now = now
        self._progress = progress
        self._ledger = Ledger(server, config, archive)
        self._championships = ChampionshipCrawl(
            self._ledger, server.name, archive, client, warnings=self.warnings, now=now, progress=progress
        )
        self._asked = set[str]()
        """Results that this run has asked for, with or without success."""
        self._unanswered = 0
        """Results in a row that the server did not give."""

    def run(self) -> None:
        """Ask for everything there is to ask, in the order of interest."""
        ledger, championships = self._ledger, self._championships
        if self._options.full:
            ledger.walk_anew()
        if self._options.dry_run:
            self._walk_list()
            return
        if self._options.full:
            ledger.championships.owe_missing()
            ledger.championships.ask_names_anew()
        championships.ask_standings(ledger.championships.running(self._now().date()))
        championships.ask_standings(ledger.championships.owed())
        self._walk_list()
        championships.warn_of_failure()
        self._ask_again()
        # Results that were asked again may have changed, and with them the standings.
        championships.ask_standings(ledger.championships.owed())
        championships.ask_names()

    def save(self) -> None:
        """Write what is known of the list, and count what is left of it."""
        self.counts.standings = self._championships.changed_standings
        self.counts.left = len(self._ledger.pending())
        self._ledger.save()

    def planned_requests(self) -> int:
        """What a run would have to ask now: standings, a page of the list, and results."""
        championships = self._ledger.championships
        standings = {*championships.running(self._now().date()), *championships.owed()}
        return len(standings) + 1 + len(self._ledger.pending()) + len(self._ledger.again())

    # The list

    def _walk_list(self) -> None:
        """Page by page; what a page names is fetched before the next one is asked, so that a budget buys the newest."""
        page: int | None = 0
        most_pages = 0
        while page is not None:
            self._progress.stage(self._server.name, f"list of results, page {page + 1}")
            listed = self._client.results(page, query=self._server.query)
            self.is_reached = True
            most_pages = max(most_pages, listed.num_pages)
            page = self._note_page(page, listed, most_pages)
            self._fetch_pending()

    def _note_page(self, page: int, listed: ListPage, most_pages: int) -> int | None:
        """Remember what a page lists; the page to ask next, None when the walk ends here.

        `most_pages`: the largest number of pages that the server has announced during this walk.
        """
        if not listed.results and self._is_expected(page, most_pages):
            # The server is empty for a moment only: the walk ends here, but it has not come to the end of the list.
            return None
        has_unseen = self._ledger.note_rows(listed.rows, forgive=self._options.full)
        is_last = not listed.results or page + 1 >= listed.num_pages > 0
        if is_last or self._ledger.ends_walk(listed.rows):
            self._ledger.close_walk()
            return None
        return self._ledger.page_after(page, has_unseen=has_unseen)

    def _is_expected(self, page: int, most_pages: int) -> bool:
        """Whether a page should have rows: the server announced it, or rows were known before."""
        return page < most_pages or (page == 0 and bool(self._ledger.index.rows))

    # Results

    def _fetch_pending(self) -> None:
        """Fetch what is known to be missing, then the standings of the championships that it belongs to."""
        if self._options.dry_run:
            return
        self._fetch_results(self._ledger.pending(), "to fetch")
        self._championships.ask_standings(self._ledger.championships.owed())

    def _ask_again(self) -> None:
        """Ask for results that may have been edited."""
        recheck_days = self._config.fetch.recheck_days
        self._ledger.flag_suspects()
        if recheck_days:
            self._ledger.flag_recent(self._now().date() - dt.timedelta(days=recheck_days), but=self._asked)
        self._fetch_results(self._ledger.again(), "to ask again")

    def _fetch_results(self, addresses: Sequence[str], purpose: str) -> None:
        """Fetch each result that this run has not asked for yet; `purpose` ends the sentence of the progress."""
        unasked = [address for address in addresses if address not in self._asked]
        if unasked:
            noun = "result" if len(unasked) == 1 else "results"
            self._progress.stage(self._server.name, f"{len(unasked)} {noun} {purpose}")
        for number, address in enumerate(unasked, start=1):
            self._fetch_result(address)
            self._progress.step(self._server.name, left=len(unasked) - number)

    def _fetch_result(self, address: str) -> None:
        self._asked.add(address)
        try:
            body = self._client.result(address)
            header = read_header(body)
        except ServerSilent as error:
            self._unanswered += 1
            if self._unanswered >= GIVE_UP_AFTER:
                raise
            self.warnings.append(f"{error} It stays on the list of what is to be fetched.")
            return
        except (NotThere, NotUnderstood) as error:
            self._refuse(address, str(error))
        except ResultRefused as error:
            self._refuse(address, f"{address} of {self._server.name} is left out: {error}.")
        else:
            self._store(address, body, header)
        self._unanswered = 0
        self._ledger.save()

    def _refuse(self, address: str, reason: str) -> None:
        self._ledger.refuse(address, reason)
        self.warnings.append(reason)

    def _store(self, address: str, body: bytes, header: ResultHeader) -> None:
        outcome = self._ledger.store(address, body, header, now=self._now())
        self._count(outcome)
        championship_id, _ = header.championship
        if championship_id is None:
            return
        if outcome != "same":
            self._championships.note_news(championship_id)
        if not self._ledger.championships.is_named(championship_id):
            self._championships.ask_names()

    def _count(self, outcome: StoreOutcome) -> None:
        if outcome == "new":
            self.counts.new += 1
        elif outcome == "changed":
            self.counts.changed += 1
