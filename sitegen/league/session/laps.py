"""Laps in time: who drove them, positions by lap, the repaired lap 1 of races, gaps."""

import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sitegen.league.game.people import Person
from sitegen.league.session.models import Entry, Lap, Session, TimedLap

Laps = Mapping[int | None, Sequence[Lap]]


def time_laps(session: Session) -> tuple[tuple[TimedLap, ...], tuple[str, ...]]:
    """Every lap of a session in file order, timed; and what was repaired or odd, a sentence each."""
    entries = {entry.car_id: entry for entry in session.entries}
    by_car: dict[int | None, list[Lap]] = defaultdict(list)
    for lap in session.laps:
        by_car[lap.car_id].append(lap)
    first_ms, notes = repair_first_lap(session, by_car) if session.is_race else ({}, [])
    notes += _unknown_cars(by_car, entries)
    return tuple(_time(session, entries, first_ms)), tuple(notes)


def _unknown_cars(by_car: Laps, entries: Mapping[int | None, Entry]) -> list[str]:
    return [
        f"{len(laps)} {'lap belongs' if len(laps) == 1 else 'laps belong'} to car {car_id}, "
        "which is not in the classification."
        for car_id, laps in by_car.items()
        if car_id not in entries
    ]


def _time(session: Session, entries: Mapping[int | None, Entry], first_ms: Mapping[int | None, int]) -> list[TimedLap]:
    """Walk the laps in the order in which they were completed.

    `elapsed` holds each car's time since the start, None after an unfinished lap; `leader` the time since the start
    of the car that completed a lap number first.
    """
    crossed: dict[int, int] = defaultdict(int)
    elapsed: dict[int | None, int | None] = {}
    leader: dict[int, int | None] = {}
    timed = []
    for lap in session.laps:
        crossed[lap.number] += 1
        repaired = lap.number == 1 and lap.car_id in first_ms
        ms = first_ms[lap.car_id] if repaired else lap.recorded_ms
        gap_ms = None
        if session.is_race:
            before = elapsed.get(lap.car_id, 0)
            now = elapsed[lap.car_id] = before + ms if before is not None and ms is not None else None
            if ms is not None:
                ahead = leader.setdefault(lap.number, now)
                gap_ms = now - ahead if now is not None and ahead is not None else None
        timed.append(
            TimedLap(
                car_id=lap.car_id,
                driver=_driver(entries.get(lap.car_id), lap.driver_index),
                number=lap.number,
                ms=ms,
                recorded_ms=lap.recorded_ms,
                sectors=lap.sectors,
                valid=lap.valid,
                position=crossed[lap.number],
                gap_ms=gap_ms,
            )
        )
    return timed


def _driver(entry: Entry | None, index: int | None) -> Person | None:
    if entry is None or index is None or not 0 <= index < len(entry.seats):
        return None
    return entry.seats[index]


def repair_first_lap(session: Session, by_car: Laps) -> tuple[dict[int | None, int], list[str]]:
    """The true lap 1 of every car of a race in ms, and a note on how it was found.

    As recorded it starts when the player joined the session, so it is wrong by seconds to minutes. The true one is the
    total time without post-race penalties, minus all later laps. Cars are then taken in the order in which they crossed
    the line; the longest run whose repaired values rise is kept, every other car is set evenly between its kept
    neighbours. Rule and measurement: API.md, "A result file".
    """
    crossing = [lap.car_id for lap in session.laps if lap.number == 1 and _completed(lap, by_car[lap.car_id])]
    computed = _computed_first_laps(session, by_car)
    in_order = [(place, computed[car_id]) for place, car_id in enumerate(crossing) if car_id in computed]
    kept = [in_order[index] for index in longest_rise([ms for _, ms in in_order])]
    if not kept:
        return {}, ["Lap 1 is as the game recorded it, from when each player joined: no total time to repair it from."]
    values = spread(kept, len(crossing))
    numbers = {entry.car_id: entry.number for entry in session.entries}
    kept_places = {place for place, _ in kept}
    placed = [f"#{numbers.get(car_id, car_id)}" for place, car_id in enumerate(crossing) if place not in kept_places]
    note = "Lap 1 is repaired: race time minus time penalties minus all later laps."
    if placed:
        note += f" Set between their neighbours in crossing order: {', '.join(placed)}."
    return dict(zip(crossing, values, strict=True)), [note]


def _completed(lap: Lap, laps: Sequence[Lap]) -> bool:
    """Whether the car crossed the line after lap 1: it has a time, or it went on."""
    return lap.recorded_ms is not None or len(laps) > 1


def _computed_first_laps(session: Session, by_car: Laps) -> dict[int | None, int]:
    added_s: dict[int | None, int] = defaultdict(int)
    for penalty in session.penalties:
        added_s[penalty.car_id] += penalty.seconds or 0
    computed = {}
    for entry in session.entries:
        later = [lap.recorded_ms for lap in by_car.get(entry.car_id, ())[1:]]
        finished = [ms for ms in later if ms is not None]
        if entry.total_ms is not None and len(finished) == len(later):
            computed[entry.car_id] = entry.total_ms - added_s[entry.car_id] * 1000 - sum(finished)
    return computed


def longest_rise(values: Sequence[int]) -> list[int]:
    """The indexes of the longest run of values, not necessarily side by side, that rise from each to the next."""
    tails: list[int] = []
    tail_indexes: list[int] = []
    previous: list[int | None] = []
    for index, value in enumerate(values):
        length = bisect.bisect_left(tails, value)
        previous.append(tail_indexes[length - 1] if length else None)
        tails[length : length + 1] = [value]
        tail_indexes[length : length + 1] = [index]
    run = []
    at = tail_indexes[-1] if tail_indexes else None
    while at is not None:
        run.append(at)
        at = previous[at]
    return run[::-1]


def spread(kept: Sequence[tuple[int, int]], count: int) -> list[int]:
    """A value for each of `count` places: kept ones as they are, the rest evenly between their kept neighbours.

    Before the first and after the last kept place there is one neighbour only; its value is taken.
    """
    places = [place for place, _ in kept]
    return [_between(kept, bisect.bisect_right(places, place), place) for place in range(count)]


def _between(kept: Sequence[tuple[int, int]], following: int, place: int) -> int:
    if following == 0:
        return kept[0][1]
    left_place, left = kept[following - 1]
    if following == len(kept):
        return left
    right_place, right = kept[following]
    return left + round((right - left) * (place - left_place) / (right_place - left_place))


def laps_by_car(laps: Iterable[TimedLap]) -> dict[int | None, list[TimedLap]]:
    """Car id → its laps in order."""
    by_car: dict[int | None, list[TimedLap]] = defaultdict(list)
    for lap in laps:
        by_car[lap.car_id].append(lap)
    return dict(by_car)
