"""What records need of a session once its laps are gone: everybody's best lap, and how many laps they drove."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from sitegen.league.game.people import Person
from sitegen.league.game.reference import CarModel
from sitegen.league.session.models import Classification, Place, Session, Status, TimedLap

Places = Mapping[int | None, Place]
"""The game's id of a car → its place in the classification."""


class PersonalBest(msgspec.Struct, frozen=True, gc=False):
    """The fastest valid lap of somebody in one car of a session."""

    person: Person
    """As the file names them."""
    session: Session
    """Without its laps."""
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
    """Without its laps."""
    laps: int
    """Unfinished ones too, as in a car's lap count."""
    laps_led: int
    """Laps first across the line."""


def personal_bests_of(classification: Classification) -> tuple[PersonalBest, ...]:
    """The best of every driver in every car of the classification, in the order in which the laps were driven.

    A lap belongs to who drove it. Where the file does not say, or leaves out a car's laps, it belongs to the car's
    only driver, and to nobody when there are several. Disqualified cars set no records.
    """
    places = {place.car_id: place for place in classification.places if place.status is not Status.DISQUALIFIED}
    bests: dict[tuple[int | None, str], PersonalBest] = {}
    for lap in classification.laps:
        if not lap.valid or lap.recorded_ms is None:
            continue
        place, driver = places.get(lap.car_id), _driver_of(lap, places)
        if place is None or driver is None:
            continue
        key = lap.car_id, driver.key
        if key not in bests or lap.recorded_ms < bests[key].ms:
            # Taken out first, so that the new best stands behind those that were driven before it.
            bests.pop(key, None)
            bests[key] = _personal_best(classification.session, place, driver, lap=lap.number, ms=lap.recorded_ms)
    return (*bests.values(), *_bests_without_laps(classification, places))


def _driver_of(lap: TimedLap, places: Places) -> Person | None:
    """Who drove a lap; None when the file does not say and the car had several drivers or is not in `places`."""
    if lap.driver or lap.car_id not in places:
        return lap.driver
    return _only_driver(places[lap.car_id])


def _only_driver(place: Place) -> Person | None:
    drivers = place.entry.drivers
    if len(drivers) != 1:
        return None
    return drivers[0]


def _bests_without_laps(classification: Classification, places: Places) -> list[PersonalBest]:
    """The game's own best lap of cars that have none in the file."""
    bests = []
    for place, driver in _lone_drivers_without_laps(classification, places):
        if place.pace.best_ms is not None:
            bests.append(_personal_best(classification.session, place, driver, lap=None, ms=place.pace.best_ms))
    return bests


def _lone_drivers_without_laps(classification: Classification, places: Places) -> Iterable[tuple[Place, Person]]:
    """Cars of which the file has no lap and which only one person drove, with that person."""
    with_laps = {lap.car_id for lap in classification.laps}
    for car_id, place in places.items():
        driver = _only_driver(place)
        if driver and car_id not in with_laps:
            yield place, driver


def _personal_best(session: Session, place: Place, driver: Person, *, lap: int | None, ms: int) -> PersonalBest:
    return PersonalBest(driver, session, place.car_class, place.entry.car, lap, ms)


def laps_driven_of(classification: Classification) -> tuple[LapsDriven, ...]:
    """How many laps of a race everybody drove; nothing for other sessions.

    Laps belong to people as in `personal_bests_of`, so that a crew shares the laps of its car; disqualified cars
    count here.
    """
    if not classification.session.is_race:
        return ()
    places = {place.car_id: place for place in classification.places}
    people: dict[str, Person] = {}
    laps: dict[str, int] = defaultdict(int)
    laps_led: dict[str, int] = defaultdict(int)
    for lap in classification.laps:
        driver = _driver_of(lap, places)
        if driver:
            people[driver.key] = driver
            laps[driver.key] += 1
            laps_led[driver.key] += lap.position == 1
    for place, driver in _lone_drivers_without_laps(classification, places):
        if place.entry.lap_count:
            people[driver.key] = driver
            laps[driver.key] += place.entry.lap_count
    return tuple(LapsDriven(person, classification.session, laps[key], laps_led[key]) for key, person in people.items())
