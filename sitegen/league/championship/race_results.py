"""What standings and points need of a race once its laps are gone."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen.league.session.models import Classification, Place, Status


class RaceResult(msgspec.Struct, frozen=True):
    """What points need of a race. Classes are those of the cars; the key "" is the whole field."""

    session_id: str
    places: Mapping[str, tuple[Place, ...]]
    """Person key → places, the best first; several for somebody in several cars."""
    poles: Mapping[str, frozenset[str]]
    """Class → person keys of the car on pole; empty without a qualifying."""
    fastest: Mapping[str, frozenset[str]]
    """Class → person keys of those who hold the fastest lap; laps of disqualified cars do not count."""


def race_result(found: Classification, *, qualifying: Classification | None) -> RaceResult:
    """A race as points look at it. `qualifying`: the session from which it started."""
    places: dict[str, tuple[Place, ...]] = {}
    for place in found.places:
        for driver in place.entry.drivers:
            places[driver.key] = (*places.get(driver.key, ()), place)
    timed = [place for place in qualifying.places if place.status is Status.CLASSIFIED] if qualifying else []
    poles = {name: _crew(own[0]) for name, own in _by_class(timed).items()}
    clean = [place for place in found.places if place.status is not Status.DISQUALIFIED]
    fastest = {name: _fastest(own, found) for name, own in _by_class(clean).items()}
    return RaceResult(found.session.id, places, poles, fastest)


def _by_class(places: Iterable[Place]) -> dict[str, list[Place]]:
    """The cars of every class, and all of them under ""."""
    by_class: dict[str, list[Place]] = {}
    for place in places:
        for name in {"", place.car_class or ""}:
            by_class.setdefault(name, []).append(place)
    return by_class


def _crew(place: Place) -> frozenset[str]:
    return frozenset(driver.key for driver in place.entry.drivers)


def _fastest(places: Sequence[Place], found: Classification) -> frozenset[str]:
    """Who drove the fastest lap of these cars, of equal ones the first; the crew when the file does not say who."""
    best_ms = min((place.pace.best_ms for place in places if place.pace.best_ms is not None), default=None)
    holders = {place.entry.car_id: place for place in places if best_ms is not None and place.pace.best_ms == best_ms}
    for lap in found.laps:
        if lap.valid and lap.recorded_ms == best_ms and lap.car_id in holders:
            return frozenset({lap.driver.key}) if lap.driver else _crew(holders[lap.car_id])
    return _crew(next(iter(holders.values()))) if holders else frozenset()
