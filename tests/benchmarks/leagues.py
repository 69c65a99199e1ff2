"""Made-up leagues of any size: as many seasons as it takes, of ten rounds with practice, qualifying and races."""

import datetime as dt
import random
from itertools import count, islice
from pathlib import Path

import msgspec

from sitegen.archive.store import Archive
from sitegen.simulator.circuits import CIRCUITS
from sitegen.simulator.entries import SimulatedEntry, SimulatedPerson, make_entries
from sitegen.simulator.result_files import SimulatedResult
from sitegen.simulator.standings import count_points, write_standings
from sitegen.simulator.weekend import SimulatedRound, weekend

ROUNDS = 10

FIRST_DAY = dt.date(2016, 1, 3)

SITEGEN_TOML = """\
[site]
title = "Benchmark"
url = "https://league.example/results/"
timezone = "Europe/Berlin"

[[server]]
name = "main"
url = "https://accsm.example.com"
"""


def write_league(folder: Path, sessions: int) -> None:
    """A league's folder with an archive of so many sessions; the same for the same number.

    25 cars are entered, and up to three of them stay away from a round. After 300 sessions other people come.
    """
    archive = Archive(folder / "archive")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitegen.toml").write_text(SITEGEN_TOML, encoding="utf-8")
    (folder / "content").mkdir(exist_ok=True)
    left = sessions
    for number in count():
        entries = _entries(number // ROUNDS)
        results = list(islice(_season(number, entries), left))
        for result in results:
            archive.store_result("main", result.file, result.body, now=_moment(result))
        races = [result for result in results if result.session_type.startswith("R")]
        if races:
            standings = write_standings(count_points(entries, races, penalties={}), generation="new")
            championship = results[0].championship_id or ""
            archive.store_standings("main", championship, standings, now=_moment(results[-1]))
        left -= len(results)
        if not left:
            return


def _entries(group: int) -> tuple[SimulatedEntry, ...]:
    """25 cars of people who race together for ten seasons."""
    entries = make_entries(random.Random(group))
    extra = SimulatedPerson("Twentyfifth", f"Car{group}", "CAR", f"S7656119{group:010d}")
    return (*entries, msgspec.structs.replace(entries[0], number=999, driver=extra, co_driver=extra))


def _season(number: int, entries: tuple[SimulatedEntry, ...]):
    rng = random.Random(1000 + number)
    championship = f"{rng.getrandbits(32):08x}-0000-4000-8000-{number:012d}"
    for index, circuit in enumerate(rng.sample(CIRCUITS[:-2], k=ROUNDS)):
        plan = SimulatedRound(
            index=index,
            circuit=circuit,
            day=FIRST_DAY + dt.timedelta(days=number * 11 + index),
            metadata=f"championship:{championship}:{rng.getrandbits(32):08x}-0000-4000-9000-{number:012d}",
            wet=index in (1, 4),
        )
        yield from weekend(plan, entries, rng)


def _moment(result: SimulatedResult) -> dt.datetime:
    return result.ended.replace(tzinfo=dt.UTC)
