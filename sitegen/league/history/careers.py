"""What drivers have done over all sessions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from statistics import median

import msgspec

from sitegen.league.game.people import Person
from sitegen.league.session.models import BestLap, Classification, Place, Session, Status


class Appearance(msgspec.Struct, frozen=True):
    """Somebody in a car of a session."""

    session: Session
    """Without its laps."""
    place: Place
    """Of the car, which the whole crew shares."""
    person: Person
    """As the file names them."""
    on_pole: bool
    """First in the qualifying from which a race started."""
    fastest_lap: bool
    """Drove the fastest lap of a race."""
    class_best_ms: int | None
    """The best lap of the session in the car's class, in ms; None where nobody has a time."""

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
    """Races; one in which the person sat in two cars counts once."""
    wins: int
    class_wins: int
    """Overall wins too, where the car has a class."""
    podiums: int
    class_podiums: int
    poles: int
    """Qualifying sessions won from which a race started."""
    fastest_laps: int
    """Races in which the person drove the fastest lap."""
    best_finishes: tuple[Appearance, ...]
    """The races with the best place in which the car was classified, newest first."""

    @property
    def best_finish(self) -> int | None:
        """Best place in a race in which the car was classified."""
        if not self.best_finishes:
            return None
        return self.best_finishes[0].place.position

    @cached_property
    def seasons(self) -> "tuple[CareerSeason, ...]":
        """Season by season, the newest first; sessions outside of championships belong to their year."""
        # Appearances are newest first, so that the groups come newest first too.
        groups: dict[tuple[str | None, int | None], list[Appearance]] = defaultdict(list)
        for appearance in self.appearances:
            session = appearance.session
            year = None
            if session.date and not session.championship_id:
                year = session.date.year
            groups[session.championship_id, year].append(appearance)
        return tuple(
            CareerSeason(championship_id, year, _career(self.person, appearances))
            for (championship_id, year), appearances in groups.items()
        )


class CareerSeason(msgspec.Struct, frozen=True):
    """What somebody did in a championship, or outside of any in a year."""

    championship_id: str | None
    """None outside of championships."""
    year: int | None
    """None in a championship, and for sessions without a date."""
    career: Career


def appearances_of(classification: Classification, *, is_pole: bool) -> Iterable[Appearance]:
    """Everybody who sat in a car of this session. `is_pole`: a race started from this qualifying."""
    class_bests = _class_bests(classification.places)
    for place in classification.places:
        for driver in place.entry.drivers:
            yield Appearance(
                session=classification.session,
                place=place,
                person=driver,
                on_pole=is_pole and place.position == 1,
                fastest_lap=classification.session.is_race and _holds(classification.best_lap, place, driver),
                class_best_ms=class_bests.get(place.car_class),
            )


def _class_bests(places: Iterable[Place]) -> dict[str | None, int]:
    """Class → its best lap in ms; cars without a class are compared with each other."""
    bests: dict[str | None, int] = {}
    for place in places:
        best_ms = place.pace.best_ms
        if best_ms is not None:
            bests[place.car_class] = min(best_ms, bests.get(place.car_class, best_ms))
    return bests


def _holds(best: BestLap | None, place: Place, driver: Person) -> bool:
    """Whether somebody drove the fastest lap; the whole crew has it when the file does not say who drove."""
    if best is None or best.car_id != place.car_id:
        return False
    return best.driver is None or best.driver.key == driver.key


def careers(people: Iterable[Person], appearances: Iterable[Appearance]) -> dict[str, Career]:
    """Person key → career, from appearances by date; somebody who is only in the standings has an empty one."""
    by_person: dict[str, list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        by_person[appearance.person.key].append(appearance)
    return {person.key: _career(person, by_person[person.key][::-1]) for person in people}


def median_gap_to_class_best(appearances: Iterable[Appearance]) -> float | None:
    """How far somebody's best laps were from the best of their class, in the median, as a share of it; None without."""
    shares = []
    for appearance in appearances:
        best_ms = appearance.place.pace.best_ms
        if best_ms is not None and appearance.class_best_ms:
            shares.append(best_ms / appearance.class_best_ms - 1)
    if not shares:
        return None
    return median(shares)


def _career(person: Person, newest_first: Sequence[Appearance]) -> Career:
    starts = [appearance for appearance in newest_first if appearance.started]
    finishes = [start for start in starts if start.place.status is Status.CLASSIFIED]
    positions = [finish.place.position for finish in finishes]
    class_positions = [finish.place.class_position for finish in finishes]
    return Career(
        person=person,
        known_as=_known_as(newest_first),
        appearances=tuple(newest_first),
        starts=len({start.session.id for start in starts}),
        wins=positions.count(1),
        class_wins=class_positions.count(1),
        podiums=_podiums(positions),
        class_podiums=_podiums(class_positions),
        poles=sum(appearance.on_pole for appearance in newest_first),
        fastest_laps=sum(appearance.fastest_lap for appearance in newest_first),
        best_finishes=_best_finishes(finishes),
    )


def _known_as(newest_first: Iterable[Appearance]) -> tuple[Person, ...]:
    """One person for every name, in the order in which the names were last used."""
    by_name = {appearance.person.name: appearance.person for appearance in newest_first}
    return tuple(by_name.values())


def _podiums(positions: Iterable[int | None]) -> int:
    return sum(position is not None and position <= 3 for position in positions)


def _best_finishes(finishes: Sequence[Appearance]) -> tuple[Appearance, ...]:
    best = min((finish.place.position for finish in finishes), default=None)
    return tuple(finish for finish in finishes if finish.place.position == best)
