"""Points of a championship: what a place is worth, what somebody scored, and which rounds count.

Dropped rounds follow the Server Manager's own words:
https://wiki.emperorservers.com/assetto-corsa-competizione-server-manager/championships
"""

import math
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen.league.game.people import Person
from sitegen.league.session.models import Status

_DECIMALS = 6
"""Points are compared after rounding: 0.1 + 0.2 is 0.3 in a points table."""


class PointsTable(msgspec.Struct, frozen=True, kw_only=True):
    """What a place is worth."""

    places: tuple[float, ...]
    """For places 1, 2 … in class; further places have none."""
    sprint: tuple[float, ...] = ()
    """For every race of an event but its last; empty: `places` counts there too."""
    pole: float = 0
    """For the fastest of the class in qualifying, once per event: for its first race that started from a qualifying."""
    fastest_lap: float = 0
    """For the fastest lap of the class in every race, driven in a car that scores."""
    drop_worst: int = 0
    """So many of a driver's worst rounds do not count, as soon as more rounds than that have been driven."""
    score_unclassified: bool = False
    """Cars that are not classified score by their place too; disqualified ones never do."""

    def of_race(self, *, sprint: bool) -> tuple[float, ...]:
        """The points by place of the last race of an event, or of one before it."""
        if sprint and self.sprint:
            return self.sprint
        return self.places

    def of_place(self, position: int | None, *, sprint: bool) -> float:
        """The points for a place, from 1; 0 beyond the table and for somebody without a place."""
        by_place = self.of_race(sprint=sprint)
        if position is None or position > len(by_place):
            return 0
        return by_place[position - 1]

    def counts(self, status: Status) -> bool:
        """Whether a car scores by its place."""
        return status is Status.CLASSIFIED or (self.score_unclassified and status is Status.NOT_CLASSIFIED)


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
    """Points for the place."""
    pole: float
    """Points for the pole, 0 without it."""
    fastest_lap: float
    """Points for the fastest lap, 0 without it."""
    withheld: float
    """What the place would have brought, had the car been classified."""

    @property
    def total(self) -> float:
        """All that the race brought."""
        return sum_points((self.for_place, self.pole, self.fastest_lap))


class RoundPoints(msgspec.Struct, frozen=True):
    """What somebody scored in one event."""

    event_id: str
    races: tuple[RacePoints, ...]
    """Those in which they scored or could have; empty for somebody who was not there."""
    dropped: bool
    """One of the worst rounds, that does not count in the total."""

    @property
    def points(self) -> float:
        """The sum of its races; 0 for somebody who was not there."""
        return sum_points(race.total for race in self.races)


class SeasonScore(msgspec.Struct, frozen=True):
    """What somebody scored in a class over the season."""

    person: Person
    """As the newest race names them."""
    rounds: tuple[RoundPoints, ...]
    """One for every event with a race, by date."""

    @property
    def total(self) -> float:
        """The sum without dropped rounds."""
        return sum_points(scored.points for scored in self.rounds if not scored.dropped)


def sum_points(points: Iterable[float]) -> float:
    """A sum of points that can be compared."""
    # fsum rounds once, at the end, so that the order of the points does not matter.
    return round(math.fsum(points), _DECIMALS)


def dropped_rounds(points: Sequence[float], drop_worst: int) -> frozenset[int]:
    """The indexes of the rounds that do not count: the worst, of equal ones the earlier; none before there are more."""
    if len(points) <= drop_worst:
        return frozenset()
    worst_first = sorted(range(len(points)), key=lambda index: (points[index], index))
    return frozenset(worst_first[:drop_worst])


def points_that_count(points: Sequence[float], drop_worst: int) -> float:
    """The sum of the rounds without the worst ones. `points`: of every round, by date."""
    dropped = dropped_rounds(points, drop_worst)
    return sum_points(score for index, score in enumerate(points) if index not in dropped)
