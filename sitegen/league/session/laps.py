"""Laps in time: who drove them, positions by lap, and gaps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from sitegen.league.game.people import Person
from sitegen.league.session.first_lap import repair_first_lap
from sitegen.league.session.models import Entry, Lap, Session, TimedLap

LapT = TypeVar("LapT", Lap, TimedLap)


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
