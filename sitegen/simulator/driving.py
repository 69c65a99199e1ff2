"""Drives the laps of one session: a pace, fuel, tyres, mistakes and stops, but nobody in the way."""

import random
from collections.abc import Mapping, Sequence

import msgspec

from sitegen.simulator.circuits import Circuit
from sitegen.simulator.entries import SimulatedEntry, SimulatedPerson

CLASS_FACTORS = {"GT3": 1.0, "GT4": 1.085}
"""Class → factor on the time of a lap."""
FUN_FACTOR = 1.05
"""For cars of other classes."""
WET_FACTOR = 1.085
STAND_MS = 31_000
"""What a stop costs in the last sector of its lap; leaving the pits costs `PIT_EXIT_MS` more in the next one."""
PIT_EXIT_MS = 17_500


class Car(msgspec.Struct, frozen=True):
    """A car on track with its crew."""

    id: int
    """The game's number of the car in a session, from 1001 on."""
    entry: SimulatedEntry
    drivers: tuple[SimulatedPerson, ...]
    form: float = 1.0
    """Factor on the pace for this weekend: the track suits some more than others."""


class SimulatedLap(msgspec.Struct):
    """A lap of a car as it was driven, before the game records it."""

    car: int
    """Its id."""
    driver: int
    """Index in the crew of the car."""
    sectors: list[int]
    """Their times in milliseconds."""
    valid: bool
    """Whether it may be a best lap."""
    at_ms: int
    """When it ended, on the clock of the session."""

    @property
    def ms(self) -> int:
        """The time of the lap, in milliseconds."""
        return sum(self.sectors)


class SimulatedRun(msgspec.Struct):
    """All that one car did in a session."""

    car: Car
    laps: list[SimulatedLap]
    crawl_ms: int | None = None
    """A car that retired: how long it went on after its last crossing."""

    @property
    def retired(self) -> bool:
        """Whether it did not see the flag."""
        return self.crawl_ms is not None

    @property
    def total_ms(self) -> int:
        """When the car crossed the line for the last time, or where it retired stood still; 0 without a lap."""
        if not self.laps:
            return 0
        return self.laps[-1].at_ms + (self.crawl_ms or 0)


class Orders(msgspec.Struct, frozen=True, kw_only=True):
    """What happens to cars in a race, by car id."""

    losses: Mapping[tuple[int, int], int] = {}
    """(car, lap) → milliseconds lost there, in a served penalty."""
    retires_after: Mapping[int, int] = {}
    """car → the last lap it completes."""
    stops: int = 0
    """Pit stops of every car; in a shared car the driver changes at each."""


def drive_race(
    grid: Sequence[Car], circuit: Circuit, *, wet: bool, minutes: int, orders: Orders, rng: random.Random
) -> list[SimulatedRun]:
    """A race from this grid: every car stops at its first crossing after the winner has seen the flag."""
    duration_ms = minutes * 60_000
    runs = []
    for place, car in enumerate(grid):
        laps = _race_laps(car, circuit, wet=wet, duration_ms=duration_ms, orders=orders, rng=rng)
        _shift_first_lap(laps, 4_500 + place * 450)
        run = SimulatedRun(car, laps)
        if car.id in orders.retires_after:
            run.laps = laps[: orders.retires_after[car.id]]
            run.crawl_ms = rng.randrange(8_000, 70_000)
        runs.append(run)
    flag_ms = _flag_ms(runs, duration_ms)
    for run in runs:
        if not run.retired:
            run.laps = _up_to_the_flag(run.laps, flag_ms)
    return runs


def drive_stints(car: Car, circuit: Circuit, *, wet: bool, minutes: int, rng: random.Random) -> SimulatedRun:
    """Practice or qualifying of one car: a few stints with time in the pits between them."""
    now_ms = rng.randrange(30_000, 240_000)
    end_ms = minutes * 60_000
    pace = _pace_ms(car, circuit, wet=wet)
    laps: list[SimulatedLap] = []
    while now_ms < end_ms:
        for stint_lap in range(rng.randint(2, 5)):
            sectors = _sectors(car, circuit, pace_ms=pace, rng=rng)
            if stint_lap == 0:  # the way out of the pits belongs to the first lap, which therefore counts for nothing
                sectors[0] += rng.randrange(3_000, 22_000)
            now_ms += sum(sectors)
            if now_ms > end_ms + circuit.lap_ms:
                break
            valid = stint_lap > 0 and rng.random() > 0.15
            laps.append(SimulatedLap(car.id, 0, sectors, valid=valid, at_ms=now_ms))
        now_ms += rng.randrange(90_000, 420_000)
    return SimulatedRun(car, laps)


def _race_laps(
    car: Car, circuit: Circuit, *, wet: bool, duration_ms: int, orders: Orders, rng: random.Random
) -> list[SimulatedLap]:
    """More laps than the race has, so that the flag can choose the last one."""
    pace_ms = _pace_ms(car, circuit, wet=wet)
    stop_laps = _stop_laps(orders.stops, laps=int(duration_ms / pace_ms), rng=rng)
    now_ms = 0
    stint = 0
    stint_lap = 0
    laps: list[SimulatedLap] = []
    while now_ms < duration_ms + 3 * pace_ms:
        number = len(laps) + 1
        # A full tank makes the first laps slower, and tyres wear with every lap of a stint.
        fuel_and_tyres = 1 + 0.004 * (1 - now_ms / duration_ms) + 0.00025 * stint_lap
        sectors = _sectors(car, circuit, pace_ms=pace_ms * fuel_and_tyres, rng=rng)
        sectors[2] += orders.losses.get((car.id, number), 0)
        stops, leaves = number in stop_laps, number - 1 in stop_laps
        if stops:
            sectors[2] += STAND_MS + rng.randrange(0, 4_000, 5)
        if leaves:
            sectors[0] += PIT_EXIT_MS + rng.randrange(0, 900, 5)
        now_ms += sum(sectors)
        valid = not stops and not leaves and rng.random() > 0.06
        laps.append(SimulatedLap(car.id, stint % len(car.drivers), sectors, valid=valid, at_ms=now_ms))
        stint_lap += 1
        if stops:
            stint += 1
            stint_lap = 0
    return laps


def _stop_laps(stops: int, *, laps: int, rng: random.Random) -> set[int]:
    """The laps at whose end a car stops, spread over the race."""
    return {round(laps * (number + 1) / (stops + 1)) + rng.randint(-2, 2) for number in range(stops)}


def _pace_ms(car: Car, circuit: Circuit, *, wet: bool) -> float:
    """What a quiet lap takes this car here, in milliseconds."""
    pace_ms = circuit.lap_ms * CLASS_FACTORS.get(car.entry.car_class, FUN_FACTOR) * car.entry.slowness * car.form
    if wet:
        pace_ms *= WET_FACTOR
    return pace_ms


def _sectors(car: Car, circuit: Circuit, *, pace_ms: float, rng: random.Random) -> list[int]:
    """The three sectors of a lap, in the steps of 2.5 ms in which the game measures."""
    # Three independent sectors vary less together than each by itself, by the root of three.
    spread = car.entry.spread * 3**0.5
    sectors = [pace_ms * share * rng.gauss(1, spread) for share in circuit.shares]
    if rng.random() < 0.04:  # a mistake that costs time
        sectors[rng.randrange(3)] += rng.uniform(700, 4_500)
    return [int(round(sector / 2.5) * 2.5) for sector in sectors]


def _shift_first_lap(laps: list[SimulatedLap], shift_ms: int) -> None:
    """Lose time in the first lap: the standing start and the cars ahead."""
    laps[0].sectors[0] += shift_ms
    for lap in laps:
        lap.at_ms += shift_ms


def _flag_ms(runs: Sequence[SimulatedRun], duration_ms: int) -> int:
    """When the leader crosses the line for the first time after the end of the race's duration."""
    running = [run for run in runs if not run.retired]
    most_laps = max(_laps_within(run, duration_ms) for run in running)
    leaders = [run for run in running if _laps_within(run, duration_ms) == most_laps]
    return min(run.laps[most_laps].at_ms for run in leaders)


def _laps_within(run: SimulatedRun, duration_ms: int) -> int:
    return sum(lap.at_ms < duration_ms for lap in run.laps)


def _up_to_the_flag(laps: list[SimulatedLap], flag_ms: int) -> list[SimulatedLap]:
    """The laps before the flag, and the one that was under way when it fell."""
    before = [lap for lap in laps if lap.at_ms < flag_ms]
    return laps[: len(before) + 1]
