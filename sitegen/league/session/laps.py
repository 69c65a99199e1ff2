"""Laps in time: who drove them, the true lap 1 of a race, positions by lap, and gaps."""

import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from sitegen.league.game.people import Person
from sitegen.league.session.models import Entry, Lap, Session, TimedLap

LapT = TypeVar("LapT", Lap, TimedLap)

LapsByCar = Mapping[int | None, Sequence[Lap]]


def time_laps(session: Session) -> tuple[tuple[TimedLap, ...], tuple[str, ...]]:
    """Every lap of a session in file order, timed; and what was repaired or odd, a sentence each."""
    entries = {entry.car_id: entry for entry in session.entries}
    by_car = laps_by_car(session.laps)
    first_ms: dict[int | None, int] = {}
    notes: list[str] = []
    if session.is_race:
        first_ms, notes = repair_first_lap(session, by_car)
    notes += [_unknown_car_note(car_id, laps) for car_id, laps in by_car.items() if car_id not in entries]
    return tuple(_timed_laps(session, entries, first_ms)), tuple(notes)


def laps_by_car(laps: Iterable[LapT]) -> dict[int | None, list[LapT]]:
    """Car id → its laps in order."""
    by_car: dict[int | None, list[LapT]] = defaultdict(list)
    for lap in laps:
        by_car[lap.car_id].append(lap)
    return dict(by_car)


def valid_times(laps: Iterable[TimedLap]) -> list[tuple[int, TimedLap]]:
    """The recorded time in ms of every valid lap, with the lap, in order."""
    return [(lap.recorded_ms, lap) for lap in laps if lap.valid and lap.recorded_ms is not None]


def _unknown_car_note(car_id: int | None, laps: Sequence[Lap]) -> str:
    count = "1 lap belongs" if len(laps) == 1 else f"{len(laps)} laps belong"
    return f"{count} to car {car_id}, which is not in the classification."


def _timed_laps(
    session: Session, entries: Mapping[int | None, Entry], first_ms: Mapping[int | None, int]
) -> list[TimedLap]:
    """Walk the laps in the order in which they were completed. `first_ms`: car id → its repaired lap 1."""
    crossings: dict[int, int] = defaultdict(int)
    clock = _RaceClock()
    timed_laps = []
    for lap in session.laps:
        # The file's order is that of crossing the line, so the n-th lap with a number belongs to the car in place n.
        crossings[lap.number] += 1
        ms = lap.recorded_ms
        if lap.number == 1:
            ms = first_ms.get(lap.car_id, ms)
        gap_ms = None
        if session.is_race:
            gap_ms = clock.complete(lap, ms)
        timed_laps.append(
            TimedLap(
                car_id=lap.car_id,
                driver=_driver(entries.get(lap.car_id), lap.driver_index),
                number=lap.number,
                ms=ms,
                recorded_ms=lap.recorded_ms,
                sectors=lap.sectors,
                valid=lap.valid,
                position=crossings[lap.number],
                gap_ms=gap_ms,
            )
        )
    return timed_laps


class _RaceClock:
    """The time of every car since the start, added up while laps are completed one after the other."""

    def __init__(self) -> None:
        self._elapsed_ms: dict[int | None, int | None] = {}
        """Car id → time since the start; None after an unfinished lap, whose time nobody knows."""
        self._leader_ms: dict[int, int | None] = {}
        """Lap number → time since the start of the car that completed it first."""

    def complete(self, lap: Lap, ms: int | None) -> int | None:
        """Add a lap, and say how far it ended behind the car that completed this number first.

        None where one of the two times is not known.
        """
        before_ms = self._elapsed_ms.get(lap.car_id, 0)
        elapsed_ms = None
        if ms is not None and before_ms is not None:
            elapsed_ms = before_ms + ms
        self._elapsed_ms[lap.car_id] = elapsed_ms
        if ms is None:
            return None
        leader_ms = self._leader_ms.setdefault(lap.number, elapsed_ms)
        if elapsed_ms is None or leader_ms is None:
            return None
        return elapsed_ms - leader_ms


def _driver(entry: Entry | None, index: int | None) -> Person | None:
    if entry is None or index is None or not 0 <= index < len(entry.seats):
        return None
    return entry.seats[index]


def repair_first_lap(session: Session, by_car: LapsByCar) -> tuple[dict[int | None, int], list[str]]:
    """The true lap 1 in ms of every car of a race that completed it, and a note on how it was computed.

    As recorded it starts when the player joined the session, so it is wrong by seconds to minutes. The true one is the
    total time without post-race penalties, minus all later laps. Cars are then taken in the order in which they crossed
    the line: the longest run whose true times rise stays as it is, every other car is set evenly between its
    neighbours in that run. See content/docs/numbers.md.
    """
    crossing = [lap.car_id for lap in session.laps if lap.number == 1 and _is_completed(lap, by_car[lap.car_id])]
    anchors = _anchors(crossing, _computed_first_laps(session, by_car))
    if not anchors:
        return {}, ["Lap 1 is as the game recorded it, from when each player joined: no total time to repair it from."]
    times = spread(anchors, len(crossing))
    return dict(zip(crossing, times, strict=True)), [_repair_note(session, crossing, anchors)]


def _is_completed(lap: Lap, laps: Sequence[Lap]) -> bool:
    """Whether the car crossed the line after lap 1: it has a time, or it went on."""
    return lap.recorded_ms is not None or len(laps) > 1


def _computed_first_laps(session: Session, by_car: LapsByCar) -> dict[int | None, int]:
    """Car id → total time minus time penalties minus all later laps; only cars that finished every later lap."""
    penalties_s: dict[int | None, int] = defaultdict(int)
    for penalty in session.penalties:
        penalties_s[penalty.car_id] += penalty.seconds or 0
    computed = {}
    for entry in session.entries:
        later = by_car.get(entry.car_id, ())[1:]
        finished = [lap.recorded_ms for lap in later if lap.recorded_ms is not None]
        if entry.total_ms is not None and len(finished) == len(later):
            computed[entry.car_id] = entry.total_ms - penalties_s[entry.car_id] * 1000 - sum(finished)
    return computed


def _anchors(crossing: Sequence[int | None], computed: Mapping[int | None, int]) -> list[tuple[int, int]]:
    """The computed times that fit the order of crossing, each with the index of its car in that order."""
    candidates = [(index, computed[car_id]) for index, car_id in enumerate(crossing) if car_id in computed]
    rise = longest_rise([ms for _, ms in candidates])
    return [candidates[index] for index in rise]


def _repair_note(session: Session, crossing: Sequence[int | None], anchors: Iterable[tuple[int, int]]) -> str:
    numbers = {entry.car_id: entry.number for entry in session.entries}
    fitting = {index for index, _ in anchors}
    between = [f"#{numbers.get(car_id, car_id)}" for index, car_id in enumerate(crossing) if index not in fitting]
    note = "Lap 1 is repaired: race time minus time penalties minus all later laps."
    if between:
        note += f" Set between their neighbours in crossing order: {', '.join(between)}."
    return note


def longest_rise(values: Sequence[int]) -> list[int]:
    """The indexes of the longest run of values, not necessarily side by side, that rise from each to the next."""
    # Patience sorting: of all rises of length n + 1 that were met so far, tails[n] is the smallest last value,
    # so that as many later values as possible can follow it. O(n log n) for the grid of a race.
    tails: list[int] = []
    tail_indexes: list[int] = []
    previous: list[int | None] = []
    for index, value in enumerate(values):
        length = bisect.bisect_left(tails, value)
        before = tail_indexes[length - 1] if length else None
        previous.append(before)
        tails[length : length + 1] = [value]
        tail_indexes[length : length + 1] = [index]
    rise: list[int] = []
    last = tail_indexes[-1] if tail_indexes else None
    while last is not None:
        rise.append(last)
        last = previous[last]
    return rise[::-1]


def spread(anchors: Sequence[tuple[int, int]], count: int) -> list[int]:
    """A value for each of `count` cars: those of the anchors as they are, the rest evenly between their neighbours.

    `anchors`: (index, value), rising. Before the first and after the last there is one neighbour only: its value is
    taken.
    """
    indexes = [index for index, _ in anchors]
    return [_between(anchors, bisect.bisect_right(indexes, index), index) for index in range(count)]


def _between(anchors: Sequence[tuple[int, int]], following: int, index: int) -> int:
    """The value at an index; `following`: which anchor is the first behind it."""
    if following == 0:
        return anchors[0][1]
    left_index, left = anchors[following - 1]
    if following == len(anchors):
        return left
    right_index, right = anchors[following]
    return left + round((right - left) * (index - left_index) / (right_index - left_index))
