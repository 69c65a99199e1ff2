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


class _Met:
    """Counts of one pair, seen by one of them."""

    __slots__ = ("ahead", "faster", "qualifying", "races")

    def __init__(self) -> None:
        self.races = self.ahead = self.qualifying = self.faster = 0


def rivals(
    appearances: Iterable[Appearance], people: Mapping[str, Person], *, most: int
) -> dict[str, tuple[Rival, ...]]:
    """Person key → the `most` people met in most races, most often met first. `people`: person key → newest name.

    Team-mates in one car never met; somebody in two cars counts with the better one.
    """
    met: dict[str, dict[str, _Met]] = defaultdict(lambda: defaultdict(_Met))
    for cars in _by_session_and_class(appearances):
        is_race = cars[0].session.is_race
        for one in cars:
            own = met[one.person.key]
            for other in cars:
                if other.place is not one.place:
                    _count(own[other.person.key], is_race=is_race, ahead=one.place.position < other.place.position)
    return {
        key: tuple(
            Rival(people[other], pair.races, pair.ahead, pair.qualifying, pair.faster)
            for other, pair in sorted(
                own.items(), key=lambda item: (-item[1].races, -item[1].qualifying, people[item[0]].name, item[0])
            )[:most]
            if pair.races
        )
        for key, own in met.items()
    }


def _count(pair: _Met, *, is_race: bool, ahead: bool) -> None:
    if is_race:
        pair.races += 1
        pair.ahead += ahead
    else:
        pair.qualifying += 1
        pair.faster += ahead


def _by_session_and_class(appearances: Iterable[Appearance]) -> Iterable[list[Appearance]]:
    """Those who took part in earnest, each once per session: starters of a race, cars with a time in qualifying."""
    groups: dict[tuple[str, str | None], dict[str, Appearance]] = defaultdict(dict)
    for one in appearances:
        timed = one.session.kind is Kind.QUALIFYING and one.place.pace.best_ms is not None
        if one.started or timed:
            groups[one.session.id, one.place.car_class].setdefault(one.person.key, one)
    return (list(cars.values()) for cars in groups.values())
