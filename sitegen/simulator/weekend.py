"""The sessions of one round: practice, qualifying and one race or two, with what goes wrong in them."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sitegen.simulator.circuits import Circuit
from sitegen.simulator.driving import Car, Orders, Run, drive_race, drive_stints
from sitegen.simulator.people import Entry
from sitegen.simulator.results import Heading, Penalty, SimulatedResult, late_joins, write_result

SERVER_NAME = "Lighthouse Cup | GT3 + GT4 | <b>all welcome</b> & no drama"
FIRST_CAR_ID = 1001


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """One event of the calendar and what is special about it."""

    index: int
    """Counted from 0."""
    circuit: Circuit
    day: dt.date
    metadata: str
    """`championship:<championship>:<event>`."""
    wet: bool = False
    double: bool = False
    """Two shorter races, R1 and R2."""
    shared: bool = False
    """One longer race with two drivers in every car."""
    disqualification: bool = False
    missed_start: bool = False
    """A car that takes part in the race and completes no lap."""
    bom: bool = False
    """The qualifying file begins with a byte order mark."""

    @property
    def race_minutes(self) -> int:
        """How long a race is."""
        return 20 if self.double else 75 if self.shared else 35


class Incidents(msgspec.Struct, frozen=True):
    """What happens in a race: on the track, and in the file."""

    orders: Orders
    penalties: Sequence[Penalty]


def weekend(plan: Round, entries: Sequence[Entry], rng: random.Random) -> Iterator[SimulatedResult]:
    """The results of a round, in the order in which its sessions end."""
    cars = [
        Car(FIRST_CAR_ID + place, entry, entry.crew(plan.index, shared=plan.shared), form=rng.gauss(1, 0.0035))
        for place, entry in enumerate(rng.sample(entries, k=len(entries) - rng.randrange(4)))
    ]
    clock = dt.datetime.combine(plan.day, dt.time(18, 30)) + dt.timedelta(seconds=rng.randrange(900))
    for index, (kind, minutes) in enumerate((("FP", 30), ("Q", 15))):
        visitors = rng.sample(cars, k=len(cars) - 3) if kind == "FP" else cars
        runs = [drive_stints(car, plan.circuit, wet=plan.wet, minutes=minutes, rng=rng) for car in visitors]
        clock += dt.timedelta(minutes=minutes, seconds=rng.randrange(120, 200))
        heading = _heading(plan, kind=kind, index=index, ended=clock)
        yield write_result(heading, runs, bom=plan.bom and kind == "Q")
    grid = [run.car for run in sorted(runs, key=_best_ms)]
    for index, kind in enumerate(("R1", "R2") if plan.double else ("R",), start=2):
        runs, incidents = _race(plan, grid, rng)
        clock += dt.timedelta(minutes=4, seconds=rng.randrange(60) + max(run.total_ms for run in runs) // 1000)
        heading = _heading(plan, kind=kind, index=index, ended=clock)
        joins = late_joins(runs, rng, everybody=plan.index % 3 != 1)
        yield write_result(heading, runs, penalties=incidents.penalties, late_joins=joins)


def _heading(plan: Round, *, kind: str, index: int, ended: dt.datetime) -> Heading:
    return Heading(
        session_type=kind,
        session_index=index,
        track=plan.circuit.id,
        server_name=SERVER_NAME,
        metadata=plan.metadata,
        ended=ended,
        wet=plan.wet,
    )


def _best_ms(run: Run) -> int:
    return min((lap.ms for lap in run.laps if lap.valid), default=10**9)


def _race(plan: Round, grid: Sequence[Car], rng: random.Random) -> tuple[list[Run], Incidents]:
    incidents = _incidents(plan, [car.id for car in grid], rng)
    minutes = plan.race_minutes
    return drive_race(grid, plan.circuit, wet=plan.wet, minutes=minutes, orders=incidents.orders, rng=rng), incidents


def _incidents(plan: Round, ids: Sequence[int], rng: random.Random) -> Incidents:
    """Two served penalties, two time penalties, a retirement, and what the plan asks for."""
    hasty, speeding, late, rough, broken, black_flag, absent = rng.sample(ids, k=7)
    length = plan.race_minutes * 60_000 // plan.circuit.lap_ms
    lap = rng.randint(2, length // 4)
    retires_after = {broken: rng.randint(length // 4, length // 2)}
    penalties = [
        _penalty(hasty, "DriveThrough", 3, reason="Cutting", laps=(lap, lap + 1)),
        _penalty(hasty, "None", 0, reason="Cutting", laps=(0, length)),
        _penalty(speeding, "StopAndGo_30", 3, reason="PitSpeeding", laps=(lap + 1, lap + 2)),
        _penalty(late, "PostRaceTime", 5, reason="Cutting", laps=(0, 0)),
        _penalty(rough, "PostRaceTime", rng.choice((10, 20, 30)), reason="Cutting", laps=(0, 0)),
    ]
    losses: Mapping[tuple[int, int], int] = {(hasty, lap + 1): 24_000, (speeding, lap + 2): 53_000}
    if plan.disqualification:
        penalties.insert(3, _penalty(black_flag, "Disqualified", 0, reason="PitSpeeding", laps=(lap + 3, 0)))
    if plan.missed_start:
        retires_after[absent] = 0
    stops = 0 if plan.double else 2 if plan.shared else 1
    return Incidents(Orders(losses=losses, retires_after=retires_after, stops=stops), penalties)


def _penalty(car: int, penalty: str, value: int, *, reason: str, laps: tuple[int, int]) -> Penalty:
    """A penalty with its two laps: the one of the offence and the one in which it was cleared."""
    return Penalty(
        car_id=car,
        cleared_in_lap=laps[1],
        driver_index=0,
        penalty=penalty,
        penalty_value=value,
        reason=reason,
        violation_in_lap=laps[0],
    )
