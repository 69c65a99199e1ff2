"""The leader board of a result file: who is where, with the times, sentinels and oddities of the game."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from sitegen.league.game.reference import car_model
from sitegen.simulator.driving import SimulatedLap, SimulatedRun
from sitegen.simulator.entries import SimulatedPerson

NO_TIME = 2147483647
"""What the game writes where there is no time."""
NO_SPLIT = 4294967295
"""What it writes where there is no sector, and as the time of a last lap that has no end."""

POST_RACE_TIME = "PostRaceTime"
"""A time penalty that is added after the race; the file has a list of its own for these."""


class SimulatedPenalty(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A penalty as the file lists it; the order of the fields is the file's."""

    car_id: int
    cleared_in_lap: int
    driver_index: int
    penalty: str
    penalty_value: int
    """Seconds where the penalty is a time."""
    reason: str
    violation_in_lap: int


def final_order(
    runs: Iterable[SimulatedRun], penalties: Sequence[SimulatedPenalty], *, is_race: bool
) -> list[SimulatedRun]:
    """Races by laps, then by time with penalties; other sessions by best lap; the disqualified last."""
    disqualified = {penalty.car_id for penalty in penalties if penalty.penalty == "Disqualified"}

    def rank(run: SimulatedRun) -> tuple[bool, int, int]:
        if is_race:
            return run.car.id in disqualified, -len(run.laps), _total_ms(run, penalties)
        return run.car.id in disqualified, best_ms(run.laps), -len(run.laps)

    return sorted(runs, key=rank)


def _total_ms(run: SimulatedRun, penalties: Iterable[SimulatedPenalty]) -> int:
    """The total time of a race with the seconds added after it."""
    if not run.laps:
        return NO_TIME
    of_car = [penalty for penalty in penalties if penalty.car_id == run.car.id]
    added_s = sum(penalty.penalty_value for penalty in of_car if penalty.penalty == POST_RACE_TIME)
    return run.total_ms + added_s * 1000


def best_ms(laps: Iterable[SimulatedLap]) -> int:
    """The fastest valid lap in milliseconds; the game's number for no time when there is none."""
    return min((lap.ms for lap in laps if lap.valid), default=NO_TIME)


def best_splits(laps: Iterable[SimulatedLap]) -> list[int]:
    """The fastest time of each sector in valid laps."""
    sectors = [lap.sectors for lap in laps if lap.valid]
    if not sectors:
        return [NO_TIME] * 3
    return [min(times) for times in zip(*sectors, strict=True)]


def recorded_ms(lap: SimulatedLap, *, unfinished: int) -> int:
    """The time of a lap as the file has it; `unfinished`: what stands for a lap that nobody drove to its end."""
    if len(lap.sectors) < 3:
        return unfinished
    return lap.ms


def leader_board_line(run: SimulatedRun, penalties: Sequence[SimulatedPenalty], *, is_race: bool) -> dict[str, Any]:
    """One line of the leader board."""
    entry = run.car.entry
    drivers = [_driver(person) for person in run.car.drivers]
    current = 0
    if run.laps:
        current = run.laps[-1].driver
    line: dict[str, Any] = {
        "car": {
            "carId": run.car.id,
            "carModel": entry.model,
            "carGroup": _car_group(entry.model),
            "carGuid": -1,
            "teamGuid": -1,
            "cupCategory": entry.cup_category,
            "drivers": drivers,
            "nationality": 0,
            "raceNumber": entry.number,
            "teamName": "",  # empty in every real file that was seen: teams stand in standings only
        },
        "currentDriver": drivers[current],
        "currentDriverIndex": current,
        "driverTotalTimes": [],
        "missingMandatoryPitstop": -1,
        "timing": _timing(run, total_ms=_total_ms(run, penalties)),
    }
    if is_race:
        line["driverTotalTimes"] = _driver_times(run)
        line["missingMandatoryPitstop"] = int(run.retired)
    return line


def _car_group(model: int) -> str:
    """The game knows two groups; everything that is no GT4 is in the other one."""
    if car_model(model).car_class == "GT4":
        return "GT4"
    return "GT3"


def _timing(run: SimulatedRun, *, total_ms: int) -> dict[str, Any]:
    timing = {
        "bestLap": best_ms(run.laps),
        "bestSplits": best_splits(run.laps),
        "lapCount": len(run.laps),
        "lastLap": NO_TIME,
        "lastSplitId": NO_SPLIT,
        "lastSplits": [],
        "totalTime": total_ms,
    }
    if run.laps:
        timing["lastLap"] = recorded_ms(run.laps[-1], unfinished=NO_SPLIT)
        timing["lastSplits"] = run.laps[-1].sectors
        # The sector in which the car is at the end, from 0: the first after a finish, here the third after a failure.
        timing["lastSplitId"] = 0
    if run.laps and run.retired:
        timing["lastSplitId"] = 2
    return timing


def _driver(person: SimulatedPerson) -> dict[str, str]:
    return {
        "firstName": person.first_name,
        "lastName": person.last_name,
        "playerId": person.player_id,
        "shortName": person.short_name,
    }


def _driver_times(run: SimulatedRun) -> list[float]:
    """Driving time of each driver in milliseconds, 0 for who did not drive."""
    times = [0] * len(run.car.drivers)
    started_ms = 0
    for lap in run.laps:
        times[lap.driver] += lap.at_ms - started_ms
        started_ms = lap.at_ms
    return [_odd_with_half(time) for time in times]


def _odd_with_half(time_ms: int) -> float:
    """The game writes whole numbers and halves, which readers must bear: here every odd number has a half too much."""
    if time_ms % 2:
        return time_ms + 0.5
    return time_ms
