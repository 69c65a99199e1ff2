"""A made-up season: its calendar, its results and its standings, the same for the same seed."""

import datetime as dt
import itertools
import random
import uuid
from collections.abc import Iterator, Mapping

import msgspec

from sitegen.simulator.circuits import CIRCUITS
from sitegen.simulator.entries import SimulatedEntry, make_entries
from sitegen.simulator.other_sessions import custom_race, plain_practice
from sitegen.simulator.result_files import SimulatedResult
from sitegen.simulator.standings import Generation, Standing, count_points, write_standings
from sitegen.simulator.weekend import SimulatedRound, weekend


class SimulatedSeason(msgspec.Struct, frozen=True, kw_only=True):
    """All that a simulated Server Manager knows."""

    championship_id: str
    championship_name: str
    entries: tuple[SimulatedEntry, ...]
    results: list[SimulatedResult]
    """Oldest first."""
    penalties: Mapping[int, int]
    """Points taken away by the stewards, by race number."""

    def result(self, file: str) -> SimulatedResult:
        """The result with this file name; `KeyError` when there is none."""
        for result in self.results:
            if result.file == file:
                return result
        raise KeyError(file)

    def standings(self, after: str | None = None, *, generation: Generation = "new") -> bytes:
        """`standings.json` at the end, or as it was when the result with the file name `after` had come."""
        results = self.results
        if after is not None:
            results = results[: results.index(self.result(after)) + 1]
        return self.standings_of(results, generation=generation)

    def standings_of(self, results: list[SimulatedResult], *, generation: Generation = "new") -> bytes:
        """`standings.json` counted from these results as they are, edited or not."""
        return write_standings(self.count(results), generation=generation)

    def count(self, results: list[SimulatedResult]) -> dict[str, list[Standing]]:
        """Everybody's standing after these results, by class."""
        of_championship = [result for result in results if result.championship_id == self.championship_id]
        races = [result for result in of_championship if result.session_type.startswith("R")]
        return count_points(self.entries, races, penalties=self.penalties)


def make_season(seed: int = 7, last_day: dt.date = dt.date(2026, 5, 17), rounds: int = 7) -> SimulatedSeason:
    """A season of weekly rounds of which the last is on `last_day`: same arguments, same bytes."""
    if not 6 <= rounds <= len(CIRCUITS) - 2:
        raise ValueError(f"rounds is {rounds}; expected 6 to {len(CIRCUITS) - 2}")
    rng = random.Random(seed)
    entries = make_entries(rng)
    championship_id = _identifier(rng)
    results: list[SimulatedResult] = []
    for round_ in _calendar(championship_id, last_day, rounds=rounds, rng=rng):
        results.extend(weekend(round_, entries, rng))
    midweek, eve = last_day - dt.timedelta(days=4), last_day - dt.timedelta(days=1)
    results.extend(custom_race(entries, midweek, race_id=_identifier(rng), rng=rng))
    results.append(plain_practice(entries, eve, rng=rng))
    season = SimulatedSeason(
        championship_id=championship_id,
        championship_name=f"Lighthouse Cup {last_day.year}",
        entries=entries,
        results=sorted(results, key=lambda result: result.ended),
        penalties={},
    )
    # The stewards decide last, because they want a tie in the final standings.
    decisions = dict(_decisions(season.count(season.results)))
    return msgspec.structs.replace(season, penalties=decisions)


def _calendar(championship_id: str, last_day: dt.date, *, rounds: int, rng: random.Random) -> Iterator[SimulatedRound]:
    """The rounds with what is special about each."""
    circuits = rng.sample(CIRCUITS[:-2], k=rounds)
    for index, circuit in enumerate(circuits):
        yield SimulatedRound(
            index=index,
            circuit=circuit,
            day=last_day - dt.timedelta(weeks=rounds - 1 - index),
            metadata=f"championship:{championship_id}:{_identifier(rng)}",
            wet=index in (1, 4),
            double=index == 3,
            shared=index == 5,
            disqualification=index == 2,
            missed_start=index == 4,
            bom=index == 1,
        )


def _decisions(classes: Mapping[str, list[Standing]]) -> Iterator[tuple[int, int]]:
    """Five points from the fifth in GT3, and as many from a GT4 driver as leave him level with the next."""
    yield classes["GT3"][4].entry.number, 5
    for standing, following in itertools.pairwise(classes["GT4"][2:]):
        if standing.points > following.points:
            yield standing.entry.number, standing.points - following.points
            return


def _identifier(rng: random.Random) -> str:
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))
