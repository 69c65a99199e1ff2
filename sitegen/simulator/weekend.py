"""The sessions of one round: practice, qualifying and one race or two, with what goes wrong in them."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence

import msgspec

from sitegen.simulator.circuits import Circuit
from sitegen.simulator.driving import Car, Orders, SimulatedRun, drive_race, drive_stints
from sitegen.simulator.entries import SimulatedEntry
from sitegen.simulator.leader_board import SimulatedPenalty, best_ms
from sitegen.simulator.result_files import Heading, SimulatedResult, late_joins, write_result

SERVER_NAME = "Lighthouse Cup | GT3 + GT4 | <b>all welcome</b> & no drama"
FIRST_CAR_ID = 1001


class SimulatedRound(msgspec.Struct, frozen=True, kw_only=True):
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
        if self.double:
            return 20
        if self.shared:
            return 75
        return 35

    @property
    def stops(self) -> int:
        """How often every car stops in a race; a shared one twice, so that the first driver finishes."""
        if self.double:
            return 0
        if self.shared:
            return 2
        return 1

    @property
    def race_types(self) -> tuple[str, ...]:
        """What the game calls its races."""
        if self.double:
            return ("R1", "R2")
        return ("R",)


class Incidents(msgspec.Struct, frozen=True):
    """What happens in a race: on the track, and in the file."""

    orders: Orders
    penalties: Sequence[SimulatedPenalty]


def weekend(round_: SimulatedRound, entries: Sequence[SimulatedEntry], rng: random.Random) -> Iterator[SimulatedResult]:
    """The results of a round, in the order in which its sessions end."""
    cars = _cars(round_, entries, rng)
    clock = dt.datetime.combine(round_.day, dt.time(18, 30)) + dt.timedelta(seconds=rng.randrange(900))
    visitors = rng.sample(cars, k=len(cars) - 3)  # practice is for those who have time
    runs = _stints(round_, visitors, minutes=30, rng=rng)
    clock += dt.timedelta(minutes=30, seconds=rng.randrange(120, 200))
    yield write_result(_heading(round_, kind="FP", index=0, ended=clock), runs)
    runs = _stints(round_, cars, minutes=15, rng=rng)
    clock += dt.timedelta(minutes=15, seconds=rng.randrange(120, 200))
    yield write_result(_heading(round_, kind="Q", index=1, ended=clock), runs, bom=round_.bom)
    grid = [run.car for run in sorted(runs, key=lambda run: best_ms(run.laps))]
    for index, kind in enumerate(round_.race_types, start=2):
        incidents = _incidents(round_, [car.id for car in grid], rng)
        runs = drive_race(
            grid, round_.circuit, wet=round_.wet, minutes=round_.race_minutes, orders=incidents.orders, rng=rng
        )
        longest_ms = max(run.total_ms for run in runs)
        clock += dt.timedelta(minutes=4, seconds=rng.randrange(60) + longest_ms // 1000)
        # Two kinds of evenings: in most, people wait on the grid for the last ones to join; every third begins at once.
        joins = late_joins(runs, rng, everybody=round_.index % 3 != 1)
        heading = _heading(round_, kind=kind, index=index, ended=clock)
        yield write_result(heading, runs, penalties=incidents.penalties, late_joins=joins)


def _cars(round_: SimulatedRound, entries: Sequence[SimulatedEntry], rng: random.Random) -> list[Car]:
    """Who comes: up to three entries stay away."""
    present = rng.sample(entries, k=len(entries) - rng.randrange(4))
    return [
        Car(FIRST_CAR_ID + place, entry, entry.crew(round_.index, shared=round_.shared), form=rng.gauss(1, 0.0035))
        for place, entry in enumerate(present)
    ]


def _stints(round_: SimulatedRound, cars: Sequence[Car], *, minutes: int, rng: random.Random) -> list[SimulatedRun]:
    return [drive_stints(car, round_.circuit, wet=round_.wet, minutes=minutes, rng=rng) for car in cars]


def _heading(round_: SimulatedRound, *, kind: str, index: int, ended: dt.datetime) -> Heading:
    return Heading(
        session_type=kind,
        session_index=index,
        track=round_.circuit.id,
        server_name=SERVER_NAME,
        metadata=round_.metadata,
        ended=ended,
        wet=round_.wet,
    )


def _incidents(round_: SimulatedRound, ids: Sequence[int], rng: random.Random) -> Incidents:
    """Two served penalties, two time penalties, a retirement, and what is special about the round."""
    # Seven different cars also where fewer are needed, so that a round with another incident is otherwise the same.
    hasty, speeding, late, rough, broken, black_flag, absent = rng.sample(ids, k=7)
    length = round_.race_minutes * 60_000 // round_.circuit.lap_ms
    lap = rng.randint(2, length // 4)
    retires_after = {broken: rng.randint(length // 4, length // 2)}
    penalties = [
        _penalty(hasty, "DriveThrough", 3, reason="Cutting", laps=(lap, lap + 1)),
        _penalty(hasty, "None", 0, reason="Cutting", laps=(0, length)),
        _penalty(speeding, "StopAndGo_30", 3, reason="PitSpeeding", laps=(lap + 1, lap + 2)),
        _penalty(late, "PostRaceTime", 5, reason="Cutting", laps=(0, 0)),
        _penalty(rough, "PostRaceTime", rng.choice((10, 20, 30)), reason="Cutting", laps=(0, 0)),
    ]
    if round_.disqualification:
        penalties.insert(3, _penalty(black_flag, "Disqualified", 0, reason="PitSpeeding", laps=(lap + 3, 0)))
    if round_.missed_start:
        retires_after[absent] = 0
    losses = {(hasty, lap + 1): 24_000, (speeding, lap + 2): 53_000}
    return Incidents(Orders(losses=losses, retires_after=retires_after, stops=round_.stops), penalties)


def _penalty(car: int, penalty: str, value: int, *, reason: str, laps: tuple[int, int]) -> SimulatedPenalty:
    """A penalty with its two laps: the one of the offence and the one in which it was cleared."""
    offence, cleared = laps
    return SimulatedPenalty(
        car_id=car,
        cleared_in_lap=cleared,
        driver_index=0,
        penalty=penalty,
        penalty_value=value,
        reason=reason,
        violation_in_lap=offence,
    )
