"""Points of a championship, computed from its races.

Dropped rounds and the share of a race that scores follow the Server Manager's own words:
https://wiki.emperorservers.com/assetto-corsa-competizione-server-manager/championships
"""

import math
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen.league.championship.race_results import RaceResult
from sitegen.league.game.people import Person
from sitegen.league.session.models import Event, Place, Status

ClassesOfDriver = Mapping[str, Sequence[str]]
"""Person key → classes in the standings, as in `Standings.classes_of_driver`."""

_DECIMALS = 6
"""Points are compared after rounding: 0.1 + 0.2 is 0.3 in a points table."""


class PointsTable(msgspec.Struct, frozen=True, kw_only=True):
    """What a place is worth."""

    places: tuple[float, ...]
    """For places 1, 2 … in class; further places have none."""
    sprint: tuple[float, ...] = ()
    """For every race of an event but its last; empty: `places` counts there too."""
    pole: float = 0
    """For the fastest of the class in the qualifying from which the event's first race started."""
    fastest_lap: float = 0
    """For the fastest lap of the class in every race, driven in a car that scores."""
    drop_worst: int = 0
    """So many of a driver's worst rounds do not count, as soon as more rounds than that have been driven."""
    score_unclassified: bool = False
    """Cars that are not classified score by their place too; disqualified ones never do."""

    def of_race(self, *, sprint: bool) -> tuple[float, ...]:
        """The points by place of the last race of an event, or of one before it."""
        return self.sprint if sprint and self.sprint else self.places


_TEN = (25, 18, 15, 12, 10, 8, 6, 4, 2, 1)

TEMPLATES: Mapping[str, PointsTable] = {
    "server-manager": PointsTable(places=_TEN),
    "f1": PointsTable(places=_TEN, sprint=(8, 7, 6, 5, 4, 3, 2, 1)),
    "wec-6h": PointsTable(places=_TEN, pole=1),
    "gtwc-sprint": PointsTable(places=(16.5, 12, 9.5, 7.5, 6, 4.5, 3, 2, 1, 0.5), pole=1),
    "gtwc-endurance-6h": PointsTable(places=(33, 24, 19, 15, 12, 9, 6, 4, 2, 1), pole=1),
    "motogp": PointsTable(places=(25, 20, 16, 13, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)),
}
"""Tables of well-known series, by the name under which a league can ask for them."""


class RacePoints(msgspec.Struct, frozen=True):
    """What somebody scored in one race, with its arithmetic: P2 18 + pole 1 + fastest lap 1 = 20."""

    session_id: str
    position: int | None
    """Place in class, in a championship without classes overall; None for somebody who only qualified."""
    status: Status | None
    for_place: float
    pole: float
    fastest_lap: float
    withheld: float
    """What the place would have brought, had the car been classified."""

    @property
    def total(self) -> float:
        """All that the race brought."""
        return added((self.for_place, self.pole, self.fastest_lap))


class RoundPoints(msgspec.Struct, frozen=True):
    """What somebody scored in one event."""

    event_id: str
    races: tuple[RacePoints, ...]
    """Those in which they scored or could have; empty for somebody who was not there."""
    dropped: bool

    @property
    def points(self) -> float:
        """The sum of its races; 0 for somebody who was not there."""
        return added(race.total for race in self.races)


class SeasonScore(msgspec.Struct, frozen=True):
    """What somebody scored in a class over the season."""

    person: Person
    """As the newest race names them."""
    rounds: tuple[RoundPoints, ...]
    """One for every event with a race, by date."""

    @property
    def total(self) -> float:
        """The sum without dropped rounds."""
        return added(one.points for one in self.rounds if not one.dropped)


def score_race(
    result: RaceResult,
    table: PointsTable,
    *,
    class_name: str = "",
    classes_of_driver: ClassesOfDriver | None = None,
    sprint: bool = False,
    with_pole: bool = True,
) -> dict[str, RacePoints]:
    """Person key → what they scored in a class; everybody who drove in it or took its pole.

    `class_name` "": a championship without classes, in which the place in the whole field counts. Drivers who share
    a car score each; somebody in two cars scores with the better one.
    """
    listed = classes_of_driver or {}
    fastest = result.fastest.get(class_name, ())
    scored = {}
    for key, places in result.places.items():
        own = [place for place in places if not class_name or _class_of(place, listed.get(key, ())) == class_name]
        if own:
            cars = [
                _score_car(result.session_id, place, table, whole_field=not class_name, sprint=sprint) for place in own
            ]
            lap = key in fastest and any(_scores(place, table) for place in own)
            best = max(cars, key=lambda car: car.for_place)
            scored[key] = msgspec.structs.replace(best, fastest_lap=table.fastest_lap if lap else 0)
    for key in sorted(result.poles.get(class_name, ())) if with_pole and table.pole else ():
        if class_name in listed.get(key, (class_name,)):
            one = scored.get(key, RacePoints(result.session_id, None, None, 0, 0, 0, 0))
            scored[key] = msgspec.structs.replace(one, pole=table.pole)
    return scored


def _class_of(place: Place, listed: Sequence[str]) -> str | None:
    """Where a driver scores: in the car's class, unless the standings list the driver only elsewhere."""
    return place.car_class if not listed or place.car_class in listed else listed[0]


def _scores(place: Place, table: PointsTable) -> bool:
    return place.status is Status.CLASSIFIED or (table.score_unclassified and place.status is Status.NOT_CLASSIFIED)


def _score_car(session_id: str, place: Place, table: PointsTable, *, whole_field: bool, sprint: bool) -> RacePoints:
    position = place.position if whole_field else place.class_position
    by_place = table.of_race(sprint=sprint)
    worth = by_place[position - 1] if position is not None and position <= len(by_place) else 0
    scores = _scores(place, table)
    return RacePoints(
        session_id=session_id,
        position=position,
        status=place.status,
        for_place=worth if scores else 0,
        pole=0,
        fastest_lap=0,
        withheld=worth if not scores and place.status is Status.NOT_CLASSIFIED else 0,
    )


def score_season(
    events: Iterable[Event],
    results: Mapping[str, RaceResult],
    *,
    tables: Mapping[str, PointsTable],
    classes_of_driver: ClassesOfDriver | None = None,
) -> dict[str, dict[str, SeasonScore]]:
    """Class → person key → score, from the races that were driven.

    `results`: session id → race. `tables`: class → points; the key "" is a championship without classes.
    """
    driven = [event for event in events if any(race.id in results for race in event.races)]
    people = _people(driven)
    seasons = {}
    for class_name, table in tables.items():
        rounds = [_score_round(event, results, table, class_name, classes_of_driver or {}) for event in driven]
        seasons[class_name] = {
            key: SeasonScore(people[key], _rounds(driven, [scored.get(key, ()) for scored in rounds], table))
            for key in dict.fromkeys(key for scored in rounds for key in scored)
        }
    return seasons


def _people(events: Iterable[Event]) -> dict[str, Person]:
    """Person key → person, as the newest session names them."""
    sessions = (session for event in events for session in event.sessions)
    return {driver.key: driver for session in sessions for entry in session.entries for driver in entry.drivers}


def _score_round(
    event: Event,
    results: Mapping[str, RaceResult],
    table: PointsTable,
    class_name: str,
    classes_of_driver: ClassesOfDriver,
) -> dict[str, tuple[RacePoints, ...]]:
    scored: dict[str, tuple[RacePoints, ...]] = {}
    with_pole = True
    for race in event.races:
        if race.id in results:
            result = results[race.id]
            points = score_race(
                result,
                table,
                class_name=class_name,
                classes_of_driver=classes_of_driver,
                sprint=race is not event.races[-1],
                with_pole=with_pole,
            )
            with_pole = with_pole and not result.poles
            for key, one in points.items():
                scored[key] = (*scored.get(key, ()), one)
    return scored


def _rounds(
    events: Sequence[Event], races: Sequence[tuple[RacePoints, ...]], table: PointsTable
) -> tuple[RoundPoints, ...]:
    dropped = dropped_rounds([added(race.total for race in own) for own in races], table.drop_worst)
    return tuple(
        RoundPoints(event.id or "", own, index in dropped)
        for index, (event, own) in enumerate(zip(events, races, strict=True))
    )


def added(points: Iterable[float]) -> float:
    """A sum of points that can be compared."""
    return round(math.fsum(points), _DECIMALS)


def dropped_rounds(points: Sequence[float], drop_worst: int) -> frozenset[int]:
    """The indexes of the rounds that do not count: the worst, of equal ones the earlier; none before there are more."""
    if len(points) <= drop_worst:
        return frozenset()
    return frozenset(sorted(range(len(points)), key=lambda index: (points[index], index))[:drop_worst])


def counted(points: Sequence[float], drop_worst: int) -> float:
    """The sum of the rounds that count."""
    dropped = dropped_rounds(points, drop_worst)
    return added(own for index, own in enumerate(points) if index not in dropped)
