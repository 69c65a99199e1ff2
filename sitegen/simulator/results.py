"""Writes the file that a session leaves behind, with the game's own keys, sentinels and mistakes."""

import datetime as dt
import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from sitegen.league.game.reference import car_model
from sitegen.simulator.driving import Lap, Run
from sitegen.simulator.people import Person

NO_TIME = 2147483647
NO_SPLIT = 4294967295
BOM = b"\xef\xbb\xbf"


class SimulatedResult(msgspec.Struct, frozen=True, kw_only=True):
    """One result as it lies on the simulated server."""

    file: str
    """Name without `.json`, such as `260517_203412_R`."""
    session_type: str
    track: str
    ended: dt.datetime
    """On the server's local clock, without a zone."""
    body: bytes
    championship_id: str | None
    event_id: str | None


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in a result besides the driving."""

    session_type: str
    session_index: int
    track: str
    server_name: str
    metadata: str
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


class Penalty(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A penalty as the file lists it; the order of the fields is the file's."""

    car_id: int
    cleared_in_lap: int
    driver_index: int
    penalty: str
    penalty_value: int
    reason: str
    violation_in_lap: int


def write_result(
    heading: Heading,
    runs: Sequence[Run],
    *,
    penalties: Sequence[Penalty] = (),
    late_joins: Mapping[int, int] | None = None,
    bom: bool = False,
) -> SimulatedResult:
    """The result file of a session; `late_joins` says by how much each car's first race lap is recorded wrong."""
    content = _content(heading, runs, penalties, late_joins or {})
    parts = heading.metadata.split(":")
    championship_id, event_id = parts[1:3] if parts[0] == "championship" else (None, None)
    return SimulatedResult(
        file=heading.file,
        session_type=heading.session_type,
        track=heading.track,
        ended=heading.ended,
        body=BOM * bom + as_json(content),
        championship_id=championship_id,
        event_id=event_id,
    )


def _content(
    heading: Heading, runs: Sequence[Run], penalties: Sequence[Penalty], joins: Mapping[int, int]
) -> dict[str, Any]:
    """Everything in the file, in the file's order."""
    ordered = _final_order(runs, penalties, is_race=heading.is_race)
    crossings = sorted((lap for run in runs for lap in run.laps), key=lambda lap: lap.at_ms)
    for run in runs:
        if run.laps:
            run.laps[0].sectors[0] += joins.get(run.car.id, 0)
    valid = [lap for lap in crossings if lap.valid]
    lines = [_line(run, total_ms=_total_ms(run, penalties), is_race=heading.is_race) for run in ordered]
    return {
        "laps": [_lap(lap) for lap in crossings],
        "penalties": [one for one in penalties if one.penalty != "PostRaceTime"],
        "post_race_penalties": [one for one in penalties if one.penalty == "PostRaceTime"],
        "sessionIndex": heading.session_index,
        "raceWeekendIndex": 0,
        "sessionResult": {
            "bestSplits": _best_splits(valid),
            "bestlap": min((lap.ms for lap in valid), default=NO_TIME),
            "isWetSession": int(heading.wet),
            "leaderBoardLines": lines,
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


def _final_order(runs: Iterable[Run], penalties: Sequence[Penalty], *, is_race: bool) -> list[Run]:
    """Races by laps, then by time with penalties; other sessions by best lap; the disqualified last."""
    disqualified = {one.car_id for one in penalties if one.penalty == "Disqualified"}

    def place(run: Run) -> tuple[bool, int, int]:
        if is_race:
            return run.car.id in disqualified, -len(run.laps), _total_ms(run, penalties)
        return run.car.id in disqualified, _best_ms(run.laps), -len(run.laps)

    return sorted(runs, key=place)


def _total_ms(run: Run, penalties: Iterable[Penalty]) -> int:
    """The total time of a race with the seconds added after it."""
    if not run.laps:
        return NO_TIME
    added_s = sum(one.penalty_value for one in penalties if one.penalty == "PostRaceTime" and one.car_id == run.car.id)
    return run.total_ms + added_s * 1000


def _best_ms(laps: Iterable[Lap]) -> int:
    return min((lap.ms for lap in laps if lap.valid), default=NO_TIME)


def _best_splits(valid: Sequence[Lap]) -> list[int]:
    return [min((lap.sectors[index] for lap in valid), default=NO_TIME) for index in range(3)]


def _lap(lap: Lap) -> dict[str, Any]:
    finished = len(lap.sectors) == 3
    return {
        "carId": lap.car,
        "driverIndex": lap.driver,
        "isValidForBest": lap.valid,
        "laptime": lap.ms if finished else -1,
        "splits": lap.sectors,
    }


def _line(run: Run, *, total_ms: int, is_race: bool) -> dict[str, Any]:
    """One line of the leader board."""
    current = run.laps[-1].driver if run.laps else 0
    entry = run.car.entry
    drivers = [_driver(person) for person in run.car.drivers]
    return {
        "car": {
            "carId": run.car.id,
            "carModel": entry.model,
            "carGroup": "GT4" if car_model(entry.model).car_class == "GT4" else "GT3",
            "carGuid": -1,
            "teamGuid": -1,
            "cupCategory": entry.cup_category,
            "drivers": drivers,
            "nationality": 0,
            "raceNumber": entry.number,
            "teamName": "",
        },
        "currentDriver": drivers[current],
        "currentDriverIndex": current,
        "driverTotalTimes": _driver_times(run) if is_race else [],
        "missingMandatoryPitstop": int(run.retired) if is_race else -1,
        "timing": _timing(run, total_ms=total_ms),
    }


def _timing(run: Run, *, total_ms: int) -> dict[str, Any]:
    valid = [lap for lap in run.laps if lap.valid]
    last = run.laps[-1] if run.laps else None
    finished = last is not None and len(last.sectors) == 3
    return {
        "bestLap": _best_ms(run.laps),
        "bestSplits": _best_splits(valid),
        "lapCount": len(run.laps),
        "lastLap": NO_TIME if last is None else last.ms if finished else NO_SPLIT,
        "lastSplitId": NO_SPLIT if last is None else 2 if run.retired else 0,
        "lastSplits": last.sectors if last else [],
        "totalTime": total_ms,
    }


def _driver(person: Person) -> dict[str, str]:
    return {
        "firstName": person.first_name,
        "lastName": person.last_name,
        "playerId": person.player_id,
        "shortName": person.short_name,
    }


def _driver_times(run: Run) -> list[float]:
    """Driving time of each driver; the game writes whole numbers and halves, and 0 for who did not drive."""
    times = [0.0] * len(run.car.drivers)
    for before_ms, lap in zip([0, *(lap.at_ms for lap in run.laps)], run.laps, strict=False):
        times[lap.driver] += lap.at_ms - before_ms
    return [time + 0.5 if time % 2 else int(time) for time in times]


def late_joins(runs: Sequence[Run], rng: random.Random, *, everybody: bool) -> dict[int, int]:
    """By how much each car's recorded first lap is wrong: minutes where people waited on the grid, else seconds."""
    if everybody:
        return {run.car.id: rng.randrange(20_000, 420_000, 5) for run in runs}
    return {run.car.id: -(100 + 260 * place) for place, run in enumerate(runs)}
