"""Writes the file that a session leaves behind, with the game's own keys, sentinels and mistakes."""

import datetime as dt
import itertools
import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from sitegen.simulator.driving import SimulatedLap, SimulatedRun
from sitegen.simulator.leader_board import (
    POST_RACE_TIME,
    SimulatedPenalty,
    best_ms,
    best_splits,
    final_order,
    leader_board_line,
    recorded_ms,
)

BOM = b"\xef\xbb\xbf"


class SimulatedResult(msgspec.Struct, frozen=True, kw_only=True):
    """One result as it lies on the simulated server."""

    file: str
    """Name without `.json`, such as `260517_203412_R`."""
    session_type: str
    """FP, Q, R; R1 and R2 where an event has two races."""
    track: str
    ended: dt.datetime
    """On the server's local clock, without a zone."""
    body: bytes
    """The file."""
    championship_id: str | None
    event_id: str | None


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a result besides the driving."""

    session_type: str
    session_index: int
    track: str
    server_name: str
    metadata: str
    """Where the session belongs: `championship:<championship>:<event>`, `custom_race:<race>` or `practice`."""
    ended: dt.datetime
    wet: bool

    @property
    def file(self) -> str:
        """The name of the file, as the game makes it."""
        return f"{self.ended:%y%m%d_%H%M%S}_{self.session_type}"

    @property
    def is_race(self) -> bool:
        """Whether laps and time decide, not the best lap."""
        return self.session_type.startswith("R")


def write_result(
    heading: Heading,
    runs: Sequence[SimulatedRun],
    *,
    penalties: Sequence[SimulatedPenalty] = (),
    late_joins: Mapping[int, int] | None = None,
    bom: bool = False,
) -> SimulatedResult:
    """The result file of a session; `late_joins` says by how much each car's first race lap is recorded wrong."""
    body = as_json(_content(heading, runs, penalties, late_joins or {}))
    if bom:
        body = BOM + body
    kind, *ids = heading.metadata.split(":")
    championship_id, event_id = None, None
    if kind == "championship":
        championship_id, event_id = ids
    return SimulatedResult(
        file=heading.file,
        session_type=heading.session_type,
        track=heading.track,
        ended=heading.ended,
        body=body,
        championship_id=championship_id,
        event_id=event_id,
    )


def _content(
    heading: Heading,
    runs: Sequence[SimulatedRun],
    penalties: Sequence[SimulatedPenalty],
    late_joins: Mapping[int, int],
) -> dict[str, Any]:
    """Everything in the file, in the file's order."""
    # The order of cars and of crossings follows the driving as it was. Only then are first laps recorded wrong, as the
    # game does, which takes the time that somebody waited on the grid for a part of the lap.
    ordered = final_order(runs, penalties, is_race=heading.is_race)
    crossings = _crossings(runs)
    for run in runs:
        if run.laps:
            run.laps[0].sectors[0] += late_joins.get(run.car.id, 0)
    return {
        "laps": [_lap(lap) for lap in crossings],
        "penalties": [penalty for penalty in penalties if penalty.penalty != POST_RACE_TIME],
        "post_race_penalties": [penalty for penalty in penalties if penalty.penalty == POST_RACE_TIME],
        "sessionIndex": heading.session_index,
        "raceWeekendIndex": 0,
        "sessionResult": {
            "bestSplits": best_splits(crossings),
            "bestlap": best_ms(crossings),
            "isWetSession": int(heading.wet),
            "leaderBoardLines": [leader_board_line(run, penalties, is_race=heading.is_race) for run in ordered],
            "type": int(heading.is_race),
        },
        "sessionType": heading.session_type,
        "trackName": heading.track,
        "serverName": heading.server_name,
        "metaData": heading.metadata,
        "Date": f"{heading.ended:%Y-%m-%dT%H:%M:%S}Z",
        "SessionFile": heading.file,
    }


def as_json(content: Any) -> bytes:  # noqa: ANN401 - anything that JSON can say
    """JSON in the layout of a Server Manager: two spaces, a line per value, UTF-8 as it is."""
    return msgspec.json.format(msgspec.json.encode(content), indent=2)


def _crossings(runs: Iterable[SimulatedRun]) -> list[SimulatedLap]:
    """The laps of all cars in the order in which they ended."""
    laps = itertools.chain.from_iterable(run.laps for run in runs)
    return sorted(laps, key=lambda lap: lap.at_ms)


def _lap(lap: SimulatedLap) -> dict[str, Any]:
    return {
        "carId": lap.car,
        "driverIndex": lap.driver,
        "isValidForBest": lap.valid,
        "laptime": recorded_ms(lap, unfinished=-1),
        "splits": lap.sectors,
    }


def late_joins(runs: Sequence[SimulatedRun], rng: random.Random, *, everybody: bool) -> dict[int, int]:
    """By how much each car's recorded first lap is wrong: minutes where people waited on the grid, else seconds."""
    if everybody:
        return {run.car.id: rng.randrange(20_000, 420_000, 5) for run in runs}
    return {run.car.id: -(100 + 260 * place) for place, run in enumerate(runs)}
