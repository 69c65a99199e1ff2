"""Pit stops and runs, inferred from the sectors: no file says when a car was in the pit lane."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from statistics import median

import msgspec

from sitegen.league.session.laps import valid_times
from sitegen.league.session.models import TimedLap

SLOW_SECTOR_MS = 2000
"""What the pit lane costs at least in the last sector of the lap in, and in the first of the lap out."""
SLOW_PAIR_MS = 20_000
"""What both cost together. In real races with a mandatory stop these values find one for 701 of 711 cars that took it,
and none for 11 of 17 that did not. A drive-through costs as much as a stop: a stop is only ever likely."""
GARAGE_MS = 20_000
"""What the time in the garage adds to the first sector of a lap out of the pits, outside races."""
FEWEST_LAPS = 4
"""Laps below which a car has no usual sector to compare with."""


class Run(msgspec.Struct, frozen=True):
    """Laps between two visits to the garage."""

    laps: tuple[TimedLap, ...]
    best: TimedLap | None
    """The fastest valid lap, None without one."""


def pit_laps(laps: Sequence[TimedLap]) -> frozenset[int]:
    """The numbers of the laps of a race that likely ended in the pit lane. `laps`: those of one car, in order.

    The last sector is slower than usual for the car, and so is the first sector of the next lap.
    """
    # Lap 1 begins on the grid, so its sectors are not what the car usually needs.
    usual = _usual_sectors(laps[1:])
    if usual is None:
        return frozenset()
    first_ms, last_ms = usual
    numbers = set()
    for lap, following in pairwise(laps):
        if lap.sectors[2] is None or following.sectors[0] is None:
            continue
        lost_in, lost_out = lap.sectors[2] - last_ms, following.sectors[0] - first_ms
        if min(lost_in, lost_out) >= SLOW_SECTOR_MS and lost_in + lost_out >= SLOW_PAIR_MS:
            numbers.add(lap.number)
    return frozenset(numbers)


def runs(laps: Sequence[TimedLap]) -> tuple[Run, ...]:
    """The runs of a car in practice or qualifying: a new one begins with a likely lap out of the pits.

    Such a lap does not count, and its first sector holds the time in the garage.
    """
    usual = _usual_sectors(laps)
    laps_of_runs: list[list[TimedLap]] = []
    for lap in laps:
        if not laps_of_runs or _is_out_lap(lap, usual):
            laps_of_runs.append([])
        laps_of_runs[-1].append(lap)
    return tuple(Run(tuple(run), _fastest(run)) for run in laps_of_runs)


def _is_out_lap(lap: TimedLap, usual: tuple[float, float] | None) -> bool:
    first_ms = lap.sectors[0]
    if usual is None or first_ms is None or lap.valid:
        return False
    return first_ms - usual[0] >= GARAGE_MS


def _usual_sectors(laps: Iterable[TimedLap]) -> tuple[float, float] | None:
    """The medians in ms of the first and of the last sector; None when there are too few laps."""
    first_ms, last_ms = [], []
    for lap in laps:
        first, _, last = lap.sectors
        if first is not None and last is not None:
            first_ms.append(first)
            last_ms.append(last)
    if len(first_ms) < FEWEST_LAPS:
        return None
    return median(first_ms), median(last_ms)


def _fastest(laps: Iterable[TimedLap]) -> TimedLap | None:
    """Of equal laps the first."""
    times = valid_times(laps)
    if not times:
        return None
    _, lap = min(times, key=itemgetter(0))
    return lap
