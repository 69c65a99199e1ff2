"""Pit stops and runs, inferred from the sectors: no file says when a car was in the pit lane."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

import msgspec

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
    usual = _usual_sectors(laps[1:])
    if usual is None:
        return frozenset()
    first_ms, last_ms = usual
    found = set()
    for lap, after in pairwise(laps):
        if lap.sectors[2] is None or after.sectors[0] is None:
            continue
        lost = (lap.sectors[2] - last_ms, after.sectors[0] - first_ms)
        if min(lost) >= SLOW_SECTOR_MS and sum(lost) >= SLOW_PAIR_MS:
            found.add(lap.number)
    return frozenset(found)


def runs(laps: Sequence[TimedLap]) -> tuple[Run, ...]:
    """The runs of a car in practice or qualifying: a new one begins with a likely lap out of the pits.

    Such a lap does not count, and its first sector holds the time in the garage.
    """
    usual = _usual_sectors(laps)
    found: list[list[TimedLap]] = []
    for lap in laps:
        first = lap.sectors[0]
        out = usual is not None and not lap.valid and first is not None and first - usual[0] >= GARAGE_MS
        if out or not found:
            found.append([])
        found[-1].append(lap)
    return tuple(Run(tuple(run), _best(run)) for run in found)


def _usual_sectors(laps: Iterable[TimedLap]) -> tuple[float, float] | None:
    """The median of the first and of the last sector; None when there are too few laps."""
    known = [
        (first, last) for lap in laps if (first := lap.sectors[0]) is not None and (last := lap.sectors[2]) is not None
    ]
    if len(known) < FEWEST_LAPS:
        return None
    return median(first for first, _ in known), median(last for _, last in known)


def _best(laps: Iterable[TimedLap]) -> TimedLap | None:
    valid = [(lap.recorded_ms, lap.number, lap) for lap in laps if lap.valid and lap.recorded_ms is not None]
    return min(valid)[2] if valid else None
