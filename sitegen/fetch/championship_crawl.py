"""Standings and names of a server's championships, asked within a run; results do not depend on them."""

import datetime as dt
from collections.abc import Callable, Iterable

from sitegen.archive.store import Archive
from sitegen.errors import AccessClosed, NotThere, NotUnderstood, ServerBroken, ServerSilent, TooFast
from sitegen.fetch.ledger import Ledger
from sitegen.fetch.progress import Progress
from sitegen.server.client import Client


class ChampionshipCrawl:
    """Asks each championship once in a run; a failure is a warning and stops no result."""

    def __init__(  # noqa: PLR0913 - everything a run works with
        self,
        ledger: Ledger,
        server: str,
        archive: Archive,
        client: Client,
        *,
        warnings: list[str],
        now: Callable[[], dt.datetime],
        progress: Progress,
    ) -> None:
        """`warnings`: the run's own list; what goes wrong here is added to it."""
        self.changed_standings = 0
        """Standings that were new or had changed."""
        self._ledger = ledger
        self._server = server
        self._archive = archive
        self._client = client
        self._warnings = warnings
        self._now = now
        self._progress = progress
        self._asked = set[str]()
        """Championships whose standings this run has asked for, with or without success."""
        self._failure: str | None = None
        """Why no more standings are asked in this run."""
        self._has_failed_names = False
        """The names of championships are not asked again in this run."""

    def ask_standings(self, championship_ids: Iterable[str]) -> None:
        """Ask for the standings of these championships, but for those that this run has asked already."""
        for championship_id in championship_ids:
            if championship_id not in self._asked and self._failure is None:
                self._asked.add(championship_id)
                self._progress.stage(self._server, "standings")
                self._ask_standings_of(championship_id)

    def warn_of_failure(self) -> None:
        """Warn, when standings could not be had for a reason that concerns all championships."""
        if self._failure is not None:
            self._warnings.append(self._failure)

    def note_news(self, championship_id: str) -> None:
        """A result of the championship is new or has changed."""
        self._ledger.championships.note_news(championship_id, is_asked=championship_id in self._asked)

    def ask_names(self) -> None:
        """Ask the list of championships as soon as one is not named; only newer servers have that list.

        The next build makes addresses from the names, for ever: the names have to be there before it.
        """
        championships = self._ledger.championships
        if self._has_failed_names or not championships.can_be_named or not championships.unnamed():
            return
        self._progress.stage(self._server, "names of championships")
        try:
            listed = self._client.championships().championships or []
        except (NotThere, NotUnderstood, AccessClosed):
            championships.note_no_names()
        except (ServerSilent, TooFast):
            self._has_failed_names = True
        else:
            championships.note_names({championship.id: championship.name for championship in listed if championship.id})

    def _ask_standings_of(self, championship_id: str) -> None:
        try:
            body = self._client.standings(championship_id)
        except (NotThere, NotUnderstood) as error:
            self._warnings.append(str(error))
            self._ledger.championships.settle(championship_id)
        except ServerBroken as error:
            self._warnings.append(str(error))
        except (AccessClosed, ServerSilent) as error:
            # A permission, or a server that is silent, would answer the next championship no better.
            self._failure = str(error)
        else:
            self._store(championship_id, body)

    def _store(self, championship_id: str, body: bytes) -> None:
        """Store standings, with what follows from them noted in an order in which no kill loses anything."""
        latest = self._archive.latest_standings(self._server, championship_id)
        if latest is not None and latest[1] != body:
            # Noted before the standings are stored: afterwards nobody could see any more that they had changed.
            self._ledger.championships.suspect(championship_id)
            self._ledger.save()
        if self._archive.store_standings(self._server, championship_id, body, now=self._now()):
            self.changed_standings += 1
        # Noted after they are stored: a run that is killed in between asks once more.
        self._ledger.championships.settle(championship_id)
        self._ledger.save()
