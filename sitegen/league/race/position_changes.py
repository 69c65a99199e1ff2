"""Turns of fortune in a race: rises and falls, retirements, places lost to penalties."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from sitegen.league.race.line_crossings import Road, added_s, gap_at_finish_ms
from sitegen.league.session.models import Classification, Place, Status

FRONT = 5
"""Cars that drop out are worth telling when they ran among the first so many."""


class Move(msgspec.Struct, frozen=True):
    """A classified car and the place from which it came to the one in which it finished."""

    place: Place
    start: int

    @property
    def gained(self) -> int:
        """Below 0 for places lost."""
        return self.start - self.place.position


class Retirement(msgspec.Struct, frozen=True):
    """A car that completed no further lap, not classified, though it ran at the front."""

    place: Place
    lap: int
    """The last lap that it completed."""
    position: int
    """Where it was then."""


class Demotion(msgspec.Struct, frozen=True):
    """A car that would have finished higher without its post-race time penalties."""

    place: Place
    seconds: int
    on_road: int
    """Where it completed its last lap."""


class Exclusion(msgspec.Struct, frozen=True):
    """A disqualified car."""

    place: Place
    position: int | None
    """Where it completed the winner's last lap, None for a car that did not."""


def from_grid(classified: Iterable[Place]) -> list[Move]:
    """How far cars came from where they started."""
    return [Move(place, place.grid) for place in classified if place.grid is not None]


def from_lap_1(classified: Iterable[Place], road: Road) -> list[Move]:
    """How far cars came from where they completed lap 1."""
    return [Move(place, start) for place in classified if (start := road.position(place, 1)) is not None]


def furthest_up(moves: Iterable[Move]) -> Move | None:
    """The most places gained; of equals the first."""
    return max((move for move in moves if move.gained > 0), key=lambda move: move.gained, default=None)


def furthest_down(moves: Iterable[Move]) -> Move | None:
    """The most places lost; of equals the first."""
    return max((move for move in moves if move.gained < 0), key=lambda move: -move.gained, default=None)


def retirements(found: Classification, road: Road) -> tuple[Retirement, ...]:
    """Who dropped out at the front.

    Only cars that completed their last lap before the leader completed the next one: others were not racing.
    Nobody who sat in another car too: who reconnects gets a new car and goes on.
    """
    cars_of = Counter(driver.key for place in found.places for driver in place.entry.drivers)
    order = {(lap.car_id, lap.number): at for at, lap in enumerate(found.laps)}
    last = {lap.car_id: lap.number for row in road.rows.values() for lap in row}
    gone = []
    for place in found.places:
        car_id, lap = place.entry.car_id, last.get(place.entry.car_id, 0)
        position, following = road.position(place, lap), road.rows.get(lap + 1)
        if place.status is not Status.NOT_CLASSIFIED or position is None or position > FRONT or not following:
            continue
        once = all(cars_of[driver.key] == 1 for driver in place.entry.drivers)
        if once and order[car_id, lap] < order[following[0].car_id, lap + 1]:
            gone.append(Retirement(place, lap, position))
    return tuple(sorted(gone, key=lambda one: (one.position, one.lap)))


def demotions(classified: Sequence[Place], road: Road) -> tuple[Demotion, ...]:
    """Who lost places to a time penalty; those from the best places first."""
    found = []
    for at, place in enumerate(classified):
        seconds, on_road = added_s(place), road.position(place, place.entry.lap_count)
        fell = on_road is not None and on_road < place.position
        if fell and any(_beaten_without(place, other, seconds=seconds) for other in classified[:at]):
            found.append(Demotion(place, seconds, on_road or 0))
    return tuple(sorted(found, key=lambda demotion: demotion.on_road))


def exclusions(found: Classification, road: Road, *, laps: int) -> tuple[Exclusion, ...]:
    """The disqualified cars; `laps`: the winner's."""
    excluded = (place for place in found.places if place.status is Status.DISQUALIFIED)
    return tuple(Exclusion(place, road.position(place, laps)) for place in excluded)


def _beaten_without(place: Place, ahead: Place, *, seconds: int) -> bool:
    """Whether a car would be before one that is ahead of it, were it not for its own penalty."""
    lost_ms = gap_at_finish_ms(ahead, place)
    return lost_ms is not None and lost_ms < seconds * 1000
