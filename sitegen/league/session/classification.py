"""A session's classification: gaps, bests, status, classes, grid; all as INTERFACE defines them in its section Data."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter

import msgspec

from sitegen.league.session.anomalies import oddities
from sitegen.league.session.laps import laps_by_car, time_laps
from sitegen.league.session.models import (
    BestLap,
    Classification,
    Entry,
    Pace,
    Penalty,
    Place,
    Sectors,
    Session,
    Status,
    TimedLap,
)

CLEAN_SHARE = 1.07
"""A lap within 107 % of the car's best counts for its average, as in the 107 % rule of qualifying."""


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
        best_sectors=_best_sectors(laps),
        notes=(*session.notes, *notes, *oddities(session, places, laps, classified_share=classified_share)),
    )


def _places(
    session: Session,
    laps: Iterable[TimedLap],
    *,
    grid: Mapping[str, int],
    classes_of_driver: Mapping[str, Sequence[str]],
    classified_share: float,
) -> list[Place]:
    by_car = laps_by_car(laps)
    paces = [_pace(session, entry, by_car.get(entry.car_id, ())) for entry in session.entries]
    classes = [_class(entry, classes_of_driver) for entry in session.entries]
    penalties = _penalties_by_car(session.penalties)
    led = Counter(lap.car_id for lap in laps if lap.position == 1)
    places = []
    distances = _distances(session, paces)
    for index, entry in enumerate(session.entries):
        laps_down, gap_ms, interval_ms = distances[index]
        start = min((grid[driver.key] for driver in entry.drivers if driver.key in grid), default=None)
        own = penalties.get(entry.car_id, ())
        places.append(
            Place(
                entry=entry,
                pace=paces[index],
                car_class=classes[index],
                class_position=_class_position(classes, index),
                status=_status(session, entry, paces[index], penalties=own, classified_share=classified_share),
                laps_down=laps_down,
                gap_ms=gap_ms,
                interval_ms=interval_ms,
                laps_led=led[entry.car_id] if session.is_race else None,
                grid=start,
                gained=start - entry.position if start is not None else None,
                penalties=own,
            )
        )
    return places


def _class(entry: Entry, classes_of_driver: Mapping[str, Sequence[str]]) -> str | None:
    """The class in which one of the drivers is listed, of several the model's; otherwise that of the model."""
    listed = [name for driver in entry.drivers for name in classes_of_driver.get(driver.key, ())]
    return entry.car.car_class if not listed or entry.car.car_class in listed else listed[0]


def _class_position(classes: Sequence[str | None], index: int) -> int | None:
    """Place within the class; a car without a class has none."""
    return classes[: index + 1].count(classes[index]) if classes[index] is not None else None


def _distances(session: Session, paces: Sequence[Pace]) -> list[tuple[int, int | None, int | None]]:
    """Laps down, gap to the leader and interval to the car ahead, which the leader does not have."""
    times = [
        (entry.lap_count, entry.total_ms) if session.is_race else (0, pace.best_ms)
        for entry, pace in zip(session.entries, paces, strict=True)
    ]
    followers = [
        (max(0, times[0][0] - own[0]), _behind(own, times[0]), _behind(own, ahead)) for ahead, own in pairwise(times)
    ]
    return [(0, 0, None), *followers][: len(times)]


def _behind(own: tuple[int, int | None], other: tuple[int, int | None]) -> int | None:
    """Time behind another entry, as it is; None on another lap or without a time."""
    (own_laps, own_ms), (laps, ms) = own, other
    return own_ms - ms if own_laps == laps and own_ms is not None and ms is not None else None


def _status(
    session: Session, entry: Entry, pace: Pace, *, penalties: Sequence[Penalty], classified_share: float
) -> Status:
    if any(penalty.penalty == "Disqualified" for penalty in penalties):
        return Status.DISQUALIFIED
    needed = session.entries[0].lap_count * classified_share
    driven = entry.lap_count > 0 and entry.lap_count >= needed - 1e-9  # a share such as 0.07 is not exact in binary
    counts = driven if session.is_race else pace.best_ms is not None
    return Status.CLASSIFIED if counts else Status.NOT_CLASSIFIED


def _pace(session: Session, entry: Entry, laps: Sequence[TimedLap]) -> Pace:
    """How fast a car was; a car whose laps the file leaves out has only the game's own best lap."""
    valid = [(lap.recorded_ms, lap) for lap in laps if lap.valid and lap.recorded_ms is not None]
    best = min(valid, key=itemgetter(0), default=None)
    best_ms = best[0] if best else None if laps else entry.game_best_ms
    sectors = _best_sectors(laps)
    clean = [ms for ms, lap in valid if is_clean(lap, best_ms, is_race=session.is_race)]
    mean = sum(clean) / len(clean) if clean else 0.0
    return Pace(
        best_ms=best_ms,
        best_lap=best[1].number if best else None,
        best_lap_sectors=best[1].sectors if best else (None, None, None),
        best_sectors=sectors,
        theoretical_ms=_sum(sectors),
        average_ms=round(mean) if clean else None,
        consistency_ms=(
            round(math.sqrt(sum((ms - mean) ** 2 for ms in clean) / len(clean))) if len(clean) >= 3 else None
        ),
    )


def is_clean(lap: TimedLap, best_ms: int | None, *, is_race: bool) -> bool:
    """Whether a lap tells the pace of a car: valid, not lap 1 of a race, within 107 % of the car's best."""
    if not lap.valid or lap.recorded_ms is None or best_ms is None or (is_race and lap.number == 1):
        return False
    return lap.recorded_ms <= best_ms * CLEAN_SHARE


def _best_sectors(laps: Iterable[TimedLap]) -> Sectors:
    """The fastest sectors of valid laps."""
    valid = [lap.sectors for lap in laps if lap.valid and lap.recorded_ms is not None]
    first, second, third = (
        min((ms for sectors in valid if (ms := sectors[index]) is not None), default=None) for index in range(3)
    )
    return first, second, third


def _sum(sectors: Sectors) -> int | None:
    known = [ms for ms in sectors if ms is not None]
    return sum(known) if len(known) == len(sectors) else None


def _best_lap(places: Sequence[Place], laps: Iterable[TimedLap]) -> BestLap | None:
    """The fastest lap of all cars in the classification; of equal ones the first that was driven."""
    fastest = min((place.pace.best_ms for place in places if place.pace.best_ms is not None), default=None)
    if fastest is None:
        return None
    holders = {place.entry.car_id: place for place in places if place.pace.best_ms == fastest}
    for lap in laps:
        if lap.valid and lap.recorded_ms == fastest and lap.car_id in holders:
            return BestLap(lap.car_id, lap.number, fastest, lap.driver)
    holder = next(iter(holders.values()))
    return BestLap(holder.entry.car_id, None, fastest, next(iter(holder.entry.drivers), None))


def _penalties_by_car(penalties: Iterable[Penalty]) -> dict[int | None, tuple[Penalty, ...]]:
    by_car: dict[int | None, list[Penalty]] = defaultdict(list)
    for penalty in penalties:
        by_car[penalty.car_id].append(penalty)
    return {car_id: tuple(own) for car_id, own in by_car.items()}
