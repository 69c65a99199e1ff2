"""Drives the laps of one session: a pace, fuel, tyres, mistakes and stops, but nobody in the way."""

import random
from collections.abc import Mapping, Sequence

import msgspec

from sitegen.simulator.circuits import Circuit
from sitegen.simulator.people import Entry, Person

GT4_FACTOR = 1.085
WET_FACTOR = 1.085
STAND_MS = 31_000
"""What a stop costs in the last sector of its lap; leaving the pits costs `PIT_EXIT_MS` more in the next one."""
PIT_EXIT_MS = 17_500


class Car(msgspec.Struct, frozen=True):
    """A car on track with its crew."""

    id: int
    entry: Entry
    drivers: tuple[Person, ...]
    form: float = 1.0
    """Factor on the pace for this weekend: the track suits some more than others."""


class Lap(msgspec.Struct):
    """A lap of a car as it was driven, before the game records it."""

    car: int
    driver: int
    sectors: list[int]
    valid: bool
    at_ms: int
    """When it ended, on the clock of the session."""

    @property
    def ms(self) -> int:
        """The time of the lap."""
        return sum(self.sectors)


class Run(msgspec.Struct):
    """All that one car did in a session."""

    car: Car
    laps: list[Lap]
    crawl_ms: int | None = None
    """A car that retired: how long it went on after its last crossing."""

    @property
    def retired(self) -> bool:
        """Whether it did not see the flag."""
        return self.crawl_ms is not None

    @property
    def total_ms(self) -> int:
        """When the car crossed the line for the last time, or where it retired stood still; 0 without a lap."""
        return self.laps[-1].at_ms + (self.crawl_ms or 0) if self.laps else 0


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
) -> list[Run]:
    """A race from a standing order: every car stops at its first crossing after the winner's flag."""
    duration = minutes * 60_000
    runs = []
    for place, car in enumerate(grid):
        laps = _race_laps(car, circuit, wet=wet, until_ms=duration, orders=orders, rng=rng)
        _shift_first_lap(laps, 4_500 + place * 450)
        last = orders.retires_after.get(car.id)
        runs.append(Run(car, laps) if last is None else Run(car, laps[:last], rng.randrange(8_000, 70_000)))
    flag_ms = _flag(runs, duration)
    for run in runs:
        if not run.retired:
            finish = next(index for index, lap in enumerate(run.laps) if lap.at_ms >= flag_ms)
            run.laps = run.laps[: finish + 1]
    return runs


def drive_stints(car: Car, circuit: Circuit, *, wet: bool, minutes: int, rng: random.Random) -> Run:
    """Practice or qualifying of one car: a few stints with time in the pits between them."""
    now, laps = rng.randrange(30_000, 240_000), list[Lap]()
    end = minutes * 60_000
    while now < end:
        for stint_lap in range(rng.randint(2, 5)):
            sectors = _sectors(car, circuit, pace=_pace(car, circuit, wet=wet), rng=rng)
            if stint_lap == 0:
                sectors[0] += rng.randrange(3_000, 22_000)
            now += sum(sectors)
            if now > end + circuit.lap_ms:
                break
            valid = stint_lap > 0 and rng.random() > 0.15
            laps.append(Lap(car.id, 0, sectors, valid=valid, at_ms=now))
        now += rng.randrange(90_000, 420_000)
    return Run(car, laps)


def _race_laps(
    car: Car, circuit: Circuit, *, wet: bool, until_ms: int, orders: Orders, rng: random.Random
) -> list[Lap]:
    """More laps than the race has, so that the flag can choose the last one."""
    pace = _pace(car, circuit, wet=wet)
    stop_laps = _stop_laps(orders.stops, laps=int(until_ms / pace), rng=rng)
    now, stint_lap, stint, laps = 0, 0, 0, list[Lap]()
    while now < until_ms + 3 * pace:
        number = len(laps) + 1
        fuel_and_tyres = 1 + 0.004 * (1 - now / until_ms) + 0.00025 * stint_lap
        sectors = _sectors(car, circuit, pace=pace * fuel_and_tyres, rng=rng)
        sectors[2] += orders.losses.get((car.id, number), 0)
        stopping, leaving = number in stop_laps, number - 1 in stop_laps
        sectors[2] += STAND_MS + rng.randrange(0, 4_000, 5) if stopping else 0
        sectors[0] += PIT_EXIT_MS + rng.randrange(0, 900, 5) if leaving else 0
        now += sum(sectors)
        clean = not (stopping or leaving) and rng.random() > 0.06
        laps.append(Lap(car.id, stint % len(car.drivers), sectors, valid=clean, at_ms=now))
        stint_lap, stint = (0, stint + 1) if stopping else (stint_lap + 1, stint)
    return laps


def _stop_laps(stops: int, *, laps: int, rng: random.Random) -> set[int]:
    """The laps at whose end a car stops, spread over the race."""
    return {round(laps * (number + 1) / (stops + 1)) + rng.randint(-2, 2) for number in range(stops)}


def _pace(car: Car, circuit: Circuit, *, wet: bool) -> float:
    """What a quiet lap takes this car here, in milliseconds."""
    of_class = {"GT3": 1.0, "GT4": GT4_FACTOR}.get(car.entry.car_class, 1.05)
    return circuit.lap_ms * of_class * car.entry.slowness * car.form * (WET_FACTOR if wet else 1.0)


def _sectors(car: Car, circuit: Circuit, *, pace: float, rng: random.Random) -> list[int]:
    """The three sectors of a lap, in the steps of 2.5 ms in which the game measures."""
    spread = car.entry.spread * 3**0.5
    sectors = [pace * share * rng.gauss(1, spread) for share in circuit.shares]
    if rng.random() < 0.04:
        sectors[rng.randrange(3)] += rng.uniform(700, 4_500)
    return [int(round(sector / 2.5) * 2.5) for sector in sectors]


def _shift_first_lap(laps: list[Lap], shift_ms: int) -> None:
    """Lose time in the first lap: the standing start and the cars ahead."""
    laps[0].sectors[0] += shift_ms
    for lap in laps:
        lap.at_ms += shift_ms


def _flag(runs: Sequence[Run], duration: int) -> int:
    """When the leader crosses the line for the first time after the end of the race's duration."""
    done = {run.car.id: sum(lap.at_ms < duration for lap in run.laps) for run in runs if not run.retired}
    lead = max(done.values())
    return min(run.laps[lead].at_ms for run in runs if done.get(run.car.id) == lead)
