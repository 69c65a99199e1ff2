"""Who raced whom, and who was ahead."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from sitegen.league.game.people import Person
from sitegen.league.history.careers import Appearance
from sitegen.league.session.models import Kind


class Rival(msgspec.Struct, frozen=True):
    """Somebody met in races of the same class."""

    person: Person
    """As the newest file names them."""
    races: int
    """Races in which both started, in cars of one class."""
    ahead: int
    """Races in which the driver was ahead of the rival, in the order of the result."""
    qualifying: int
    """Qualifying sessions in which both set a time, in cars of one class."""
    faster: int
    """Qualifying sessions in which the driver was ahead."""


class _Meetings(msgspec.Struct):
    """How often two people met, seen by one of them; the fields of `Rival`, while they are counted."""

    races: int = 0
    ahead: int = 0
    qualifying: int = 0
    faster: int = 0

    def count(self, *, is_race: bool, ahead: bool) -> None:
        """Add a session."""
        if is_race:
            self.races += 1
            self.ahead += ahead
        else:
            self.qualifying += 1
            self.faster += ahead


def rivals(
    appearances: Iterable[Appearance], people: Mapping[str, Person], *, most: int
) -> dict[str, tuple[Rival, ...]]:
    """Person key → the `most` people met in most races, most often met first. `people`: person key → newest name.

    Team-mates in one car never met; somebody in two cars counts with the better one.
    """
    meetings: dict[str, dict[str, _Meetings]] = defaultdict(lambda: defaultdict(_Meetings))
    for participants in _by_session_and_class(appearances):
        is_race = participants[0].session.is_race
        for driver in participants:
            met = meetings[driver.person.key]
            for other in participants:
                # A car has one place, so that who has the same one sits in the same car.
                if other.place.position != driver.place.position:
                    ahead = driver.place.position < other.place.position
                    met[other.person.key].count(is_race=is_race, ahead=ahead)
    return {key: _most_met(met, people, most) for key, met in meetings.items()}


def _by_session_and_class(appearances: Iterable[Appearance]) -> Iterable[list[Appearance]]:
    """Those who took part in earnest, each once per session: starters of a race, cars with a time in qualifying."""
    groups: dict[tuple[str, str | None], dict[str, Appearance]] = defaultdict(dict)
    for appearance in appearances:
        if appearance.started or _has_qualified(appearance):
            group = groups[appearance.session.id, appearance.place.car_class]
            # The better car of somebody in two comes first.
            group.setdefault(appearance.person.key, appearance)
    return (list(group.values()) for group in groups.values())


def _has_qualified(appearance: Appearance) -> bool:
    return appearance.session.kind is Kind.QUALIFYING and appearance.place.pace.best_ms is not None


def _most_met(met: Mapping[str, _Meetings], people: Mapping[str, Person], most: int) -> tuple[Rival, ...]:
    """The rivals of one person. `met`: person key → meetings."""
    rivals_met = [
        Rival(people[key], meetings.races, meetings.ahead, meetings.qualifying, meetings.faster)
        for key, meetings in met.items()
        if meetings.races
    ]
    rivals_met.sort(key=lambda rival: (-rival.races, -rival.qualifying, rival.person.name, rival.person.key))
    return tuple(rivals_met[:most])
