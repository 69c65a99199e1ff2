"""A league that is fetched from simulated servers over real HTTP, without waiting."""

import contextlib
import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sitegen.archive.store import Archive
from sitegen.config import Config
from sitegen.fetch import FetchReport, fetch_all
from sitegen.fetch.crawl import Options
from sitegen.server.budget import Budget
from sitegen.simulator import SimulatedManager, SimulatedSeason, make_season
from sitegen.support.progress import Silence

AFTER_THE_SEASON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
DURING_THE_SEASON = dt.datetime(2026, 5, 20, 12, tzinfo=dt.UTC)


class League:
    """A site folder with servers, and the moment at which it is fetched."""

    def __init__(self, folder: Path, *managers: SimulatedManager) -> None:
        self.folder = folder
        self.archive = Archive(folder / "archive")
        self.managers = managers
        self.now = AFTER_THE_SEASON
        self.settings: dict[str, Any] = {}
        """Keys of every [[server]]."""
        self.tables: dict[str, Any] = {}
        """More tables of sitegen.toml."""

    @property
    def config(self) -> Config:
        names = ["main", "second", "third"]
        servers = [
            {"name": name, "url": manager.url, "requests": 10_000, **self.settings}
            for name, manager in zip(names, self.managers, strict=False)
        ]
        return msgspec.convert({"site": {"title": "League"}, "server": servers, **self.tables}, Config)

    def fetch(
        self,
        *,
        max_requests: int | None = None,
        full: bool = False,
        dry_run: bool = False,
        budget: Budget | None = None,
        progress: Any = None,
    ) -> FetchReport:
        """Back-offs take no time."""
        return fetch_all(
            self.config,
            self.archive,
            progress=progress or Silence(),
            options=Options(full=full, dry_run=dry_run),
            budget=budget or Budget(max_requests=max_requests, sleep=lambda _: None),
            now=lambda: self.now,
            cache=self.folder / "cache",
        )

    def asked(self, **options: Any) -> list[str]:
        """What a run asks the first server for, in short."""
        return asked_by(self.managers[0], lambda: self.fetch(**options))

    def stored(self, server: str = "main") -> dict[str, bytes]:
        """Results and standings in the archive; standings by championship, without the moment."""
        folder = self.archive.folder / server
        results = {f"results/{path.stem}": path.read_bytes() for path in folder.glob("results/*.json")}
        standings = {f"standings/{name}": self.archive.latest_standings(server, name) for name in self.standings()}
        return results | {name: latest[1] for name, latest in standings.items() if latest}

    def standings(self, server: str = "main") -> list[str]:
        return self.archive.standings(server)

    def copy(self, folder: Path) -> "League":
        """The same league elsewhere, as it stands."""
        other = League(folder, *self.managers)
        other.now, other.settings, other.tables = self.now, self.settings, self.tables
        if self.archive.folder.exists():
            shutil.copytree(self.archive.folder, other.archive.folder)
        return other


def asked_by(manager: SimulatedManager, run: Callable[[], Any]) -> list[str]:
    """`standings`, `names`, `page 0`, `260517_210000_R`: what is asked during a run."""
    before = len(manager.log)
    run()
    return [in_short(request.path) for request in manager.log[before:]]


def in_short(path: str) -> str:
    if path.startswith("/api/results/list.json"):
        return f"page {path.partition('page=')[2].partition('&')[0]}"
    if path == "/api/championship/list.json":
        return "names"
    if path.startswith("/api/championship/"):
        return "standings"
    return path.rpartition("/")[2].removesuffix(".json")


@pytest.fixture(scope="session")
def season() -> SimulatedSeason:
    return make_season(rounds=6)


@pytest.fixture
def manage(season: SimulatedSeason) -> Iterator[Callable[..., SimulatedManager]]:
    """Start simulated managers without a limit."""
    with contextlib.ExitStack() as stack:
        yield lambda generation="new", **options: stack.enter_context(
            SimulatedManager(season, generation, **{"requests": None, **options})
        )


@pytest.fixture
def manager(manage: Callable[..., SimulatedManager]) -> SimulatedManager:
    return manage()


@pytest.fixture
def league(tmp_path: Path, manager: SimulatedManager) -> League:
    return League(tmp_path / "league", manager)
