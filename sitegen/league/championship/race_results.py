"""What standings and points need of a race once its laps are gone."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen.league.session.models import Classification, Event, Place, Status


class RaceResult(msgspec.Struct, frozen=True):
    """What points need of a race. Classes are those of the cars; the key "" is the whole field."""

    session_id: str
    places: Mapping[str, tuple[Place, ...]]
    """Person key → places, the best first; several for somebody in several cars."""
    poles: Mapping[str, frozenset[str]]
    """Class → person keys of the car on pole; empty without a qualifying."""
    fastest: Mapping[str, frozenset[str]]
    """Class → person keys of those who hold the fastest lap; laps of disqualified cars do not count."""


def race_result(
    classification: Classification,
    *,
    qualifying: Classification | None,
    fastest_laps: Mapping[str, frozenset[str]],
) -> RaceResult:
    """A race as points look at it; its laps are not needed. `qualifying`: the session from which it started.

    `fastest_laps`: as of `fastest_lap_holders`, which needs them.
    """
    return RaceResult(
        session_id=classification.session.id,
        places=_places_of_drivers(classification),
        poles=_poles(qualifying),
        fastest=fastest_laps,
    )


def fastest_lap_holders(classification: Classification) -> dict[str, frozenset[str]]:
    """Class → person keys of those who hold its fastest lap; the key "" is the whole field."""
    allowed = [place for place in classification.places if place.status is not Status.DISQUALIFIED]
    return {class_name: _holders(places, classification) for class_name, places in _by_class(allowed).items()}


def driven_rounds(events: Iterable[Event], results: Mapping[str, RaceResult]) -> tuple[Event, ...]:
    """The events of which at least one race is there. `results`: session id → race."""
    return tuple(event for event in events if _is_driven(event, results))


def _is_driven(event: Event, results: Mapping[str, RaceResult]) -> bool:
    return any(race.id in results for race in event.races)


def _places_of_drivers(classification: Classification) -> dict[str, tuple[Place, ...]]:
    places: dict[str, tuple[Place, ...]] = {}
    for place in classification.places:
        for driver in place.entry.drivers:
            places[driver.key] = (*places.get(driver.key, ()), place)
    return places


def _poles(qualifying: Classification | None) -> dict[str, frozenset[str]]:
    if qualifying is None:
        return {}
    # In qualifying only cars with a time are classified.
    classified = [place for place in qualifying.places if place.status is Status.CLASSIFIED]
    return {class_name: _crew(places[0]) for class_name, places in _by_class(classified).items()}


def _by_class(places: Iterable[Place]) -> dict[str, list[Place]]:
    """The cars of every class, and all of them under ""; a car without a class is only there."""
    by_class: dict[str, list[Place]] = {}
    for place in places:
        by_class.setdefault("", []).append(place)
        if place.car_class:
            by_class.setdefault(place.car_class, []).append(place)
    return by_class


def _crew(place: Place) -> frozenset[str]:
    return frozenset(driver.key for driver in place.entry.drivers)


def _holders(places: Sequence[Place], classification: Classification) -> frozenset[str]:
    """Who drove the fastest lap of these cars, of equal ones the first; the crew when the file does not say who."""
    best_ms = _best_ms(places)
    if best_ms is None:
        return frozenset()
    cars = {place.entry.car_id: place for place in places if place.pace.best_ms == best_ms}
    for lap in classification.laps:
        if lap.valid and lap.recorded_ms == best_ms and lap.car_id in cars:
            if lap.driver:
                return frozenset({lap.driver.key})
            return _crew(cars[lap.car_id])
    # Some files have no laps: then the first of the cars with this best time, in the order of the result.
    return _crew(next(iter(cars.values())))


def _best_ms(places: Iterable[Place]) -> int | None:
    return min((place.pace.best_ms for place in places if place.pace.best_ms is not None), default=None)
