"""What records need of a session once its laps are gone: everybody's best lap, and how many laps they drove."""

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from sitegen.league.game.people import Person
from sitegen.league.game.reference import CarModel
from sitegen.league.session.models import Classification, Place, Session, Status, TimedLap


class PersonalBest(msgspec.Struct, frozen=True, gc=False):
    """The fastest valid lap of somebody in one car of a session."""

    person: Person
    """As the file names them."""
    session: Session
    """Only the head."""
    car_class: str | None
    car: CarModel
    lap: int | None
    """The number of the first lap that set it; None for a car whose laps the file leaves out."""
    ms: int
    """As recorded, lap 1 of a race too."""

    @property
    def wet(self) -> bool:
        """Whether the session was wet."""
        return self.session.wet


class LapsDriven(msgspec.Struct, frozen=True, gc=False):
    """How many laps of a race somebody drove, in all their cars."""

    person: Person
    session: Session
    """Only the head."""
    laps: int
    """Unfinished ones too, as in a car's lap count."""
    led: int
    """Laps first across the line."""


def personal_bests_of(found: Classification) -> tuple[PersonalBest, ...]:
    """The best of every driver in every car of the classification, in the order in which the laps were driven.

    A lap belongs to who drove it. Where the file does not say, or leaves out a car's laps, it belongs to the car's
    only driver, and to nobody when there are several. Disqualified cars set no records.
    """
    places = {place.entry.car_id: place for place in found.places if place.status is not Status.DISQUALIFIED}
    bests: dict[tuple[int | None, str], PersonalBest] = {}
    for lap in found.laps:
        if not lap.valid or lap.recorded_ms is None:
            continue
        place, driver = places.get(lap.car_id), _driver(lap, places)
        if place is None or driver is None:
            continue
        key = lap.car_id, driver.key
        if key not in bests or lap.recorded_ms < bests[key].ms:
            bests.pop(key, None)  # so that it stands behind those driven before
            bests[key] = _best(found.session, place, driver, lap=lap.number, ms=lap.recorded_ms)
    return (*bests.values(), *_without_laps(found, places))


def _driver(lap: TimedLap, places: Mapping[int | None, Place]) -> Person | None:
    """Who drove a lap; None when the file does not say and the car had several drivers or is not in `places`."""
    return lap.driver or (_only_driver(places[lap.car_id]) if lap.car_id in places else None)


def _only_driver(place: Place) -> Person | None:
    drivers = place.entry.drivers
    return drivers[0] if len(drivers) == 1 else None


def _without_laps(found: Classification, places: Mapping[int | None, Place]) -> list[PersonalBest]:
    """The game's own best lap of cars that have none in the file."""
    with_laps = {lap.car_id for lap in found.laps}
    bests = []
    for car_id, place in places.items():
        driver = _only_driver(place)
        if car_id not in with_laps and driver and place.pace.best_ms is not None:
            bests.append(_best(found.session, place, driver, lap=None, ms=place.pace.best_ms))
    return bests


def _best(session: Session, place: Place, driver: Person, *, lap: int | None, ms: int) -> PersonalBest:
    return PersonalBest(driver, session, place.car_class, place.entry.car, lap, ms)


def laps_driven_of(found: Classification) -> tuple[LapsDriven, ...]:
    """How many laps of a race everybody drove; nothing for other sessions.

    Laps belong to people as in `personal_bests_of`, so that a crew shares the laps of its car; disqualified
    cars count here.
    """
    if not found.session.is_race:
        return ()
    places = {place.entry.car_id: place for place in found.places}
    people: dict[str, Person] = {}
    laps: dict[str, int] = defaultdict(int)
    led: dict[str, int] = defaultdict(int)
    for lap in found.laps:
        driver = _driver(lap, places)
        if driver:
            people[driver.key] = driver
            laps[driver.key] += 1
            led[driver.key] += lap.position == 1
    with_laps = {lap.car_id for lap in found.laps}
    for car_id, place in places.items():
        driver = _only_driver(place)
        if car_id not in with_laps and driver and place.entry.lap_count:
            people[driver.key] = driver
            laps[driver.key] += place.entry.lap_count
    return tuple(LapsDriven(person, found.session, laps[key], led[key]) for key, person in people.items())
