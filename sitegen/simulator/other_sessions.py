"""Sessions beside the championship, full of what servers collect: odd cars, empty seats, reconnects."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence

import msgspec

from sitegen.simulator.circuits import CIRCUITS
from sitegen.simulator.driving import Car, Orders, SimulatedLap, SimulatedRun, drive_race, drive_stints
from sitegen.simulator.entries import NOBODY, RENAMED_FROM_ROUND, SimulatedEntry, SimulatedPerson
from sitegen.simulator.result_files import Heading, SimulatedResult, late_joins, write_result
from sitegen.simulator.weekend import FIRST_CAR_ID

UNKNOWN_MODEL = 99
"""A car that no list knows."""
FUN_MODELS = (27, 28, 9, 86)
"""Cars of the fun race: classes that the championship does not have."""


def custom_race(
    entries: Sequence[SimulatedEntry], day: dt.date, *, race_id: str, rng: random.Random
) -> Iterator[SimulatedResult]:
    """Practice and race of an evening that belongs to no championship."""
    circuit = CIRCUITS[-1]
    guests = [msgspec.structs.replace(entry, model=rng.choice(FUN_MODELS)) for entry in rng.sample(entries, k=9)]
    cars = [Car(FIRST_CAR_ID + place, entry, _alone(entry)) for place, entry in enumerate(guests)]
    practice = [drive_stints(car, circuit, wet=False, minutes=20, rng=rng) for car in cars]
    race = drive_race(cars, circuit, wet=False, minutes=15, orders=Orders(), rng=rng)
    heading = Heading(
        session_type="FP",
        session_index=0,
        track=circuit.id,
        server_name="Fun night",
        metadata=f"custom_race:{race_id}",
        ended=dt.datetime.combine(day, dt.time(21, 5, rng.randrange(60))),
        wet=False,
    )
    yield write_result(heading, practice)
    ended = dt.datetime.combine(day, dt.time(21, 25, rng.randrange(60)))
    heading = msgspec.structs.replace(heading, session_type="R", session_index=1, ended=ended)
    yield write_result(heading, race, late_joins=late_joins(race, rng, everybody=False))


def plain_practice(entries: Sequence[SimulatedEntry], day: dt.date, *, rng: random.Random) -> SimulatedResult:
    """An open practice with a reconnect, an empty seat, an unknown car, an unfinished lap and a car without one."""
    circuit = CIRCUITS[-2]
    first, second, third, fourth, fifth = rng.sample(entries, k=5)
    cars = [
        Car(FIRST_CAR_ID, first, _alone(first)),
        Car(FIRST_CAR_ID + 1, msgspec.structs.replace(second, model=UNKNOWN_MODEL), _alone(second)),
        Car(FIRST_CAR_ID + 2, third, (*_alone(third), NOBODY)),
        Car(FIRST_CAR_ID + 3, fourth, _alone(fourth)),
        Car(FIRST_CAR_ID + 7, first, _alone(first)),
    ]
    runs = [drive_stints(car, circuit, wet=False, minutes=40, rng=rng) for car in cars]
    # The game lists a lap that was under way at the end with the sectors that it has; here one that took very long.
    sectors = [rng.randrange(60_000, 900_000)]
    ended_ms = runs[3].total_ms + 900_000
    runs[3].laps.append(SimulatedLap(cars[3].id, 0, sectors, valid=False, at_ms=ended_ms))
    runs.append(SimulatedRun(Car(FIRST_CAR_ID + 8, fifth, _alone(fifth)), []))
    heading = Heading(
        session_type="FP",
        session_index=0,
        track=circuit.id,
        server_name="Open practice 24/7",
        metadata="practice",
        ended=dt.datetime.combine(day, dt.time(16, 20, rng.randrange(60))),
        wet=False,
    )
    return write_result(heading, runs)


def _alone(entry: SimulatedEntry) -> tuple[SimulatedPerson, ...]:
    """The driver, under the name of late in the season."""
    return entry.crew(RENAMED_FROM_ROUND, shared=False)
