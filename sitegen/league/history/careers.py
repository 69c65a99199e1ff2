"""What drivers have done over all sessions."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from statistics import median

import msgspec

from sitegen.league.game.people import Person
from sitegen.league.session.models import BestLap, Classification, Place, Session, Status


class Appearance(msgspec.Struct, frozen=True):
    """Somebody in a car of a session."""

    session: Session
    place: Place
    person: Person
    """As the file names them."""
    on_pole: bool
    """First in the qualifying from which a race started."""
    fastest_lap: bool
    """Drove the fastest lap of a race."""
    class_best_ms: int | None
    """The best lap of the session in the car's class."""

    @property
    def started(self) -> bool:
        """A race in which the car completed or began a lap."""
        return self.session.is_race and self.place.entry.lap_count > 0


class Career(msgspec.Struct, frozen=True, dict=True):
    """All that one person did. Places are overall, not in class, unless the name says so."""

    person: Person
    """As the newest file names them."""
    known_as: tuple[Person, ...]
    """The person under every name used, newest first."""
    appearances: tuple[Appearance, ...]
    """Newest first."""
    starts: int
    wins: int
    class_wins: int
    podiums: int
    class_podiums: int
    poles: int
    fastest_laps: int
    best_finishes: tuple[Appearance, ...]
    """The races with the best place in which the car was classified, newest first."""

    @property
    def best_finish(self) -> int | None:
        """Best place in a race in which the car was classified."""
        return self.best_finishes[0].place.position if self.best_finishes else None

    @cached_property
    def seasons(self) -> "tuple[CareerSeason, ...]":
        """Season by season, the newest first; sessions outside of championships belong to their year."""
        groups: dict[tuple[str | None, int | None], list[Appearance]] = defaultdict(list)
        for one in self.appearances:
            date = one.session.date
            year = date.year if date and not one.session.championship_id else None
            groups[one.session.championship_id, year].append(one)
        return tuple(CareerSeason(*key, _career(self.person, own)) for key, own in groups.items())


def appearances_of(classification: Classification, *, is_pole: bool) -> Iterable[Appearance]:
    """Everybody who sat in a car of this session. `is_pole`: a race started from this qualifying."""
    fastest: dict[str | None, int] = {}
    for place in classification.places:
        if place.pace.best_ms is not None:
            fastest[place.car_class] = min(place.pace.best_ms, fastest.get(place.car_class, place.pace.best_ms))
    for place in classification.places:
        for driver in place.entry.drivers:
            yield Appearance(
                session=classification.session,
                place=place,
                person=driver,
                on_pole=is_pole and place.position == 1,
                fastest_lap=classification.session.is_race and _holds(classification.best_lap, place, driver),
                class_best_ms=fastest.get(place.car_class),
            )


def _holds(best: BestLap | None, place: Place, driver: Person) -> bool:
    """Whether somebody drove the fastest lap; the whole crew has it when the file does not say who drove."""
    if best is None or best.car_id != place.entry.car_id:
        return False
    return best.driver is None or best.driver.key == driver.key


def careers(people: Iterable[Person], appearances: Iterable[Appearance]) -> dict[str, Career]:
    """Person key → career, from appearances by date; somebody who is only in the standings has an empty one."""
    by_person: dict[str, list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        by_person[appearance.person.key].append(appearance)
    return {person.key: _career(person, by_person[person.key][::-1]) for person in people}


class CareerSeason(msgspec.Struct, frozen=True):
    """What somebody did in a championship, or outside of any in a year."""

    championship_id: str | None
    year: int | None
    """None in a championship, and for sessions without a date."""
    career: Career


def median_gap_to_class_best(appearances: Iterable[Appearance]) -> float | None:
    """How far somebody's best laps were from the best of their class, in the median, as a share of it; None without."""
    shares = [
        one.place.pace.best_ms / one.class_best_ms - 1
        for one in appearances
        if one.place.pace.best_ms is not None and one.class_best_ms
    ]
    return median(shares) if shares else None


def _career(person: Person, newest_first: list[Appearance]) -> Career:
    races = [one for one in newest_first if one.started]
    finishes = [one for one in races if one.place.status is Status.CLASSIFIED]
    overall = [one.place.position for one in finishes]
    in_class = [one.place.class_position for one in finishes if one.place.class_position is not None]
    best = min(overall, default=None)
    return Career(
        person=person,
        known_as=tuple({one.person.name: one.person for one in newest_first}.values()),
        appearances=tuple(newest_first),
        starts=len({one.session.id for one in races}),
        wins=sum(position == 1 for position in overall),
        class_wins=sum(position == 1 for position in in_class),
        podiums=sum(position <= 3 for position in overall),
        class_podiums=sum(position <= 3 for position in in_class),
        poles=sum(one.on_pole for one in newest_first),
        fastest_laps=sum(one.fastest_lap for one in newest_first),
        best_finishes=tuple(one for one in finishes if one.place.position == best),
    )
