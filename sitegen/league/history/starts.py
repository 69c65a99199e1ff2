"""Every person's starts, poles and race laps over all sessions: what all-time tables count."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec

from sitegen.league.game.people import Person
from sitegen.league.history.careers import Appearance
from sitegen.league.history.personal_bests import LapsDriven
from sitegen.league.session.models import Session, Status


class Start(msgspec.Struct, frozen=True):
    """A race of one person: the best of all their cars."""

    session: Session
    finished: bool
    """One of the cars was classified."""
    position: int | None
    """Of the classified cars."""
    class_position: int | None
    """Of the classified cars."""
    fastest_lap: bool
    from_first: bool
    """First on the grid."""

    @property
    def won(self) -> bool:
        """Won the race overall."""
        return self.position == 1

    @property
    def on_podium(self) -> bool:
        """Among the first three overall."""
        return self.position is not None and self.position <= 3


class Participation(msgspec.Struct, dict=True):
    """All that counts of one person, oldest first; grows while the sessions are walked through."""

    person: Person
    """As the newest file names them."""
    cars_by_race: defaultdict[str, list[Appearance]] = msgspec.field(default_factory=lambda: defaultdict(list))
    """Session id → the cars in which the person started."""
    poles: list[Session] = []
    races: list[LapsDriven] = []
    """The laps of every race."""

    def add(self, appearance: Appearance) -> None:
        """Count a car of a session."""
        self.person = appearance.person
        if appearance.on_pole:
            self.poles.append(appearance.session)
        if appearance.started:
            self.cars_by_race[appearance.session.id].append(appearance)

    @cached_property
    def starts(self) -> list[Start]:
        """One for every race; not to be asked for before all sessions are in."""
        return [_start(cars) for cars in self.cars_by_race.values()]


def participations(appearances: Iterable[Appearance], laps_driven: Iterable[LapsDriven]) -> list[Participation]:
    """What counts of everybody, from appearances and laps of all sessions, oldest first."""
    people: dict[str, Participation] = {}
    for appearance in appearances:
        _of(appearance.person, people).add(appearance)
    for race in laps_driven:
        _of(race.person, people).races.append(race)
    return list(people.values())


def _of(person: Person, people: dict[str, Participation]) -> Participation:
    """What is known of somebody; a new one for somebody who has not been seen yet. `people`: by person key."""
    if person.key not in people:
        people[person.key] = Participation(person)
    return people[person.key]


def _start(cars: Sequence[Appearance]) -> Start:
    places = [car.place for car in cars]
    classified = [place for place in places if place.status is Status.CLASSIFIED]
    class_positions = [place.class_position for place in classified if place.class_position is not None]
    return Start(
        session=cars[0].session,
        finished=bool(classified),
        position=min((place.position for place in classified), default=None),
        class_position=min(class_positions, default=None),
        fastest_lap=any(car.fastest_lap for car in cars),
        from_first=any(place.grid == 1 for place in places),
    )
