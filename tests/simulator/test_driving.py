"""How cars are driven: pace, stops, retirements and the flag."""

import random

import msgspec
import pytest

from sitegen.simulator.circuits import CIRCUITS
from sitegen.simulator.driving import Car, Orders, drive_race, drive_stints
from sitegen.simulator.entries import make_entries

MONZA = CIRCUITS[0]


@pytest.fixture
def cars():
    entries = make_entries(random.Random(1))[:4]
    return [Car(1001 + place, entry, (entry.driver, entry.co_driver)) for place, entry in enumerate(entries)]


def race(cars, **orders):
    return drive_race(cars, MONZA, wet=False, minutes=20, orders=Orders(**orders), rng=random.Random(1))


def test_every_car_stops_at_its_first_crossing_after_the_flag(cars):
    runs = race(cars)
    finishes = [run.total_ms for run in runs]
    assert min(finishes) >= 20 * 60_000
    assert all(run.laps[-2].at_ms < min(finishes) for run in runs)


def test_a_lap_is_the_sum_of_its_sectors_and_laps_follow_each_other(cars):
    (run, *_) = race(cars)
    for before, lap in zip(run.laps, run.laps[1:], strict=False):
        assert lap.at_ms == before.at_ms + lap.ms


def test_a_car_that_retires_has_no_more_laps_and_goes_on_for_a_while(cars):
    retired, other, *_ = race(cars, retires_after={1001: 3})
    assert (len(retired.laps), retired.retired, other.retired) == (3, True, False)
    assert retired.total_ms > retired.laps[-1].at_ms


def test_a_car_that_completes_no_lap_has_no_time(cars):
    (run, *_) = race(cars, retires_after={1001: 0})
    assert (run.laps, run.total_ms) == ([], 0)


def test_a_served_penalty_costs_its_time_in_its_lap(cars):
    without, served = race(cars)[0], race(cars, losses={(1001, 4): 24_000})[0]
    assert [after.ms - before.ms for before, after in zip(without.laps[:6], served.laps[:6], strict=True)] == [
        0, 0, 0, 24_000, pytest.approx(0, abs=50), pytest.approx(0, abs=50)
    ]  # fmt: skip


def test_drivers_change_at_a_stop_and_its_laps_do_not_count(cars):
    (run, *_) = race(cars, stops=1)
    (change,) = [number for number, lap in enumerate(run.laps) if lap.driver == 1 and run.laps[number - 1].driver == 0]
    assert [run.laps[change - 1].valid, run.laps[change].valid] == [False, False]
    assert {lap.driver for lap in run.laps[change:]} == {1}


def test_rain_and_slower_cars_take_longer(cars):
    dry, wet = (drive_stints(cars[0], MONZA, wet=wet, minutes=30, rng=random.Random(1)) for wet in (False, True))
    assert min(lap.ms for lap in wet.laps) > min(lap.ms for lap in dry.laps)
    gt4 = msgspec.structs.replace(cars[0], entry=msgspec.structs.replace(cars[0].entry, model=61))
    slow = drive_stints(gt4, MONZA, wet=False, minutes=30, rng=random.Random(1))
    assert min(lap.ms for lap in slow.laps) > min(lap.ms for lap in dry.laps)
