"""A session's classification: gaps, bests, status, classes and grid, as defined in content/docs/numbers.md."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen.league.session.anomalies import anomalies
from sitegen.league.session.laps import laps_by_car, time_laps, valid_times
from sitegen.league.session.models import (
    BestLap,
    Classification,
    Entry,
    Pace,
    Penalty,
    Place,
    Session,
    Status,
    TimedLap,
)
from sitegen.league.session.pace import best_sectors, pace_of


class _Distance(msgspec.Struct, frozen=True):
    """How far a car is behind the leader, and behind the car ahead of it."""

    laps_down: int
    gap_ms: int | None
    interval_ms: int | None


def classify(
    session: Session,
    *,
    grid: Mapping[str, int],
    classes_of_driver: Mapping[str, Sequence[str]],
    classified_share: float,
) -> Classification:
    """Compute everything that a session's pages say.

    `grid`: person key → starting place. `classes_of_driver`: person key → classes in the championship's standings,
    empty where it has no classes. `classified_share`: the share of the winner's laps from which a car counts.
    """
    laps, notes = time_laps(session)
    places = _places(session, laps, grid=grid, classes_of_driver=classes_of_driver, classified_share=classified_share)
    return Classification(
        session=msgspec.structs.replace(session, laps=()),
        places=tuple(places),
        laps=laps,
        best_lap=_best_lap(places, laps),
        best_sectors=best_sectors(valid_times(laps)),
        notes=(*session.notes, *notes, *anomalies(session, places, laps, classified_share=classified_share)),
    )


def pole_of(qualifying: Classification | None) -> Place | None:
    """First in a qualifying, with a time; None without a qualifying."""
    if qualifying is None or not qualifying.places:
        return None
    first = qualifying.places[0]
    if first.pace.best_ms is None:
        return None
    return first


def _places(
    session: Session,
    laps: Sequence[TimedLap],
    *,
    grid: Mapping[str, int],
    classes_of_driver: Mapping[str, Sequence[str]],
    classified_share: float,
) -> list[Place]:
    by_car = laps_by_car(laps)
    paces = [pace_of(entry, by_car.get(entry.car_id, ()), is_race=session.is_race) for entry in session.entries]
    distances = _distances(session, paces)
    classes = [_class(entry, classes_of_driver) for entry in session.entries]
    penalties_by_car = _penalties_by_car(session.penalties)
    laps_led = _laps_led(session, laps)
    places = []
    for index, entry in enumerate(session.entries):
        start = min((grid[driver.key] for driver in entry.drivers if driver.key in grid), default=None)
        penalties = penalties_by_car.get(entry.car_id, ())
        status = _status(session, entry, paces[index], penalties=penalties, classified_share=classified_share)
        places.append(
            Place(
                entry=entry,
                pace=paces[index],
                car_class=classes[index],
                class_position=_class_position(classes, index),
                status=status,
                laps_down=distances[index].laps_down,
                gap_ms=distances[index].gap_ms,
                interval_ms=distances[index].interval_ms,
                laps_led=laps_led[index],
                grid=start,
                gained=_gained(entry, start),
                penalties=penalties,
            )
        )
    return places


def _laps_led(session: Session, laps: Iterable[TimedLap]) -> list[int | None]:
    """For each entry the laps that it completed first; None outside races."""
    if not session.is_race:
        return [None] * len(session.entries)
    counts = Counter(lap.car_id for lap in laps if lap.position == 1)
    return [counts[entry.car_id] for entry in session.entries]


def _gained(entry: Entry, start: int | None) -> int | None:
    """Places gained from the grid to the result."""
    if start is None:
        return None
    return start - entry.position


def _class(entry: Entry, classes_of_driver: Mapping[str, Sequence[str]]) -> str | None:
    """The class in which one of the drivers is listed; that of the car when none is, or when it is one of several."""
    listed: list[str] = []
    for driver in entry.drivers:
        listed += classes_of_driver.get(driver.key, ())
    if not listed or entry.car.car_class in listed:
        return entry.car.car_class
    return listed[0]


def _class_position(classes: Sequence[str | None], index: int) -> int | None:
    """Place within the class; a car without a class has none."""
    if classes[index] is None:
        return None
    return classes[: index + 1].count(classes[index])


def _distances(session: Session, paces: Sequence[Pace]) -> list[_Distance]:
    """How far every car is behind: by race time or, outside races, by best laps."""
    if session.is_race:
        scores = [(entry.lap_count, entry.total_ms) for entry in session.entries]
    else:
        # Best laps are compared whatever number of laps was driven.
        scores = [(0, pace.best_ms) for pace in paces]
    distances = [_Distance(laps_down=0, gap_ms=0, interval_ms=None)]
    for index, score in enumerate(scores[1:], start=1):
        leader, ahead = scores[0], scores[index - 1]
        distances.append(
            _Distance(
                # A decision of the stewards can leave a car with more laps behind one with fewer.
                laps_down=max(0, leader[0] - score[0]),
                gap_ms=_behind_ms(score, leader),
                interval_ms=_behind_ms(score, ahead),
            )
        )
    return distances


def _behind_ms(score: tuple[int, int | None], other: tuple[int, int | None]) -> int | None:
    """Time behind another car, below 0 where a decision made it so; None on another lap or without a time.

    A score is the laps and the time in ms of a car.
    """
    (laps, ms), (other_laps, other_ms) = score, other
    if laps != other_laps or ms is None or other_ms is None:
        return None
    return ms - other_ms


def _status(
    session: Session, entry: Entry, pace: Pace, *, penalties: Sequence[Penalty], classified_share: float
) -> Status:
    if any(penalty.penalty == "Disqualified" for penalty in penalties):
        return Status.DISQUALIFIED
    if session.is_race:
        needed = session.entries[0].lap_count * classified_share
        # A share such as 0.07 is not exact in binary: 7 of 100 laps must not be a hair too few.
        counts = entry.lap_count > 0 and entry.lap_count >= needed - 1e-9
    else:
        counts = pace.best_ms is not None
    return Status.CLASSIFIED if counts else Status.NOT_CLASSIFIED


def _best_lap(places: Sequence[Place], laps: Iterable[TimedLap]) -> BestLap | None:
    """The fastest lap of all cars in the classification; of equal ones the first that was driven."""
    fastest_ms = min((place.pace.best_ms for place in places if place.pace.best_ms is not None), default=None)
    if fastest_ms is None:
        return None
    holders = {place.car_id: place for place in places if place.pace.best_ms == fastest_ms}
    for lap in laps:
        if lap.valid and lap.recorded_ms == fastest_ms and lap.car_id in holders:
            return BestLap(lap.car_id, lap.number, fastest_ms, lap.driver)
    # A file that leaves out laps does not say who drove: the first driver stands for the crew.
    holder = next(iter(holders.values()))
    return BestLap(holder.car_id, None, fastest_ms, next(iter(holder.entry.drivers), None))


def _penalties_by_car(penalties: Iterable[Penalty]) -> dict[int | None, tuple[Penalty, ...]]:
    by_car: dict[int | None, list[Penalty]] = defaultdict(list)
    for penalty in penalties:
        by_car[penalty.car_id].append(penalty)
    return {car_id: tuple(penalties_of_car) for car_id, penalties_of_car in by_car.items()}
