"""Places won and lost in a race: rises and falls, retirements, time penalties and disqualifications."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from sitegen.league.race.line_crossings import LineCrossings, gap_at_finish_ms, time_penalties_s
from sitegen.league.session.models import Classification, Place, Status

FRONT = 5
"""Cars that drop out are worth telling when they ran among the first so many."""


class PositionChange(msgspec.Struct, frozen=True):
    """A classified car and the place from which it came to the one in which it finished."""

    place: Place
    start: int

    @property
    def gained(self) -> int:
        """Below 0 for places lost."""
        return self.start - self.place.position


class Retirement(msgspec.Struct, frozen=True):
    """A car that ran at the front, completed no further lap and is not classified."""

    place: Place
    lap: int
    """The last lap that it completed."""
    position: int
    """Where it was then."""


class Demotion(msgspec.Struct, frozen=True):
    """A car that would have finished higher without its post-race time penalties."""

    place: Place
    penalty_s: int
    """Its time penalties, together, in seconds."""
    line_position: int
    """Where it completed its last lap."""


class Exclusion(msgspec.Struct, frozen=True):
    """A disqualified car."""

    place: Place
    line_position: int | None
    """Where it completed the winner's last lap, None for a car that did not."""


def changes_from_grid(classified: Iterable[Place]) -> list[PositionChange]:
    """How far cars came from where they started."""
    return [PositionChange(place, place.grid) for place in classified if place.grid is not None]


def changes_from_lap_1(classified: Iterable[Place], crossings: LineCrossings) -> list[PositionChange]:
    """How far cars came from where they completed lap 1."""
    changes = []
    for place in classified:
        start = crossings.position(place, 1)
        if start is not None:
            changes.append(PositionChange(place, start))
    return changes


def most_gained(changes: Iterable[PositionChange]) -> PositionChange | None:
    """The most places gained; of equals the first."""
    rises = [change for change in changes if change.gained > 0]
    return max(rises, key=lambda change: change.gained, default=None)


def most_lost(changes: Iterable[PositionChange]) -> PositionChange | None:
    """The most places lost; of equals the first."""
    falls = [change for change in changes if change.gained < 0]
    return min(falls, key=lambda change: change.gained, default=None)


def retirements(classification: Classification, crossings: LineCrossings) -> tuple[Retirement, ...]:
    """Who dropped out at the front; those from the best places first.

    Only cars that completed their last lap before the leader completed the next one: others were not racing.
    Nobody who sat in another car too: who reconnects gets a new car and goes on.
    """
    car_counts = _cars_per_driver(classification.places)
    finish_order = {(lap.car_id, lap.number): index for index, lap in enumerate(classification.laps)}
    retired = []
    for place in classification.places:
        lap = crossings.last_laps.get(place.car_id, 0)
        position = crossings.position(place, lap)
        following = crossings.by_lap.get(lap + 1)
        if place.status is not Status.NOT_CLASSIFIED or position is None or position > FRONT or not following:
            continue
        # The order of the file is that of crossing the line, and holds also where the clocks are wrong.
        was_racing = finish_order[place.car_id, lap] < finish_order[following[0].car_id, lap + 1]
        if was_racing and all(car_counts[driver.key] == 1 for driver in place.entry.drivers):
            retired.append(Retirement(place, lap, position))
    return tuple(sorted(retired, key=lambda retirement: (retirement.position, retirement.lap)))


def _cars_per_driver(places: Iterable[Place]) -> Counter[str]:
    """Person key → the number of cars in which they sat."""
    counts: Counter[str] = Counter()
    for place in places:
        counts.update(driver.key for driver in place.entry.drivers)
    return counts


def demotions(classified: Sequence[Place], crossings: LineCrossings) -> tuple[Demotion, ...]:
    """Who lost places to a time penalty; those from the best places first."""
    demoted = []
    for index, place in enumerate(classified):
        line_position = crossings.position(place, place.entry.lap_count)
        if line_position is None or line_position >= place.position:
            continue
        penalty_s = time_penalties_s(place)
        if any(_is_beaten_without(place, ahead, penalty_s=penalty_s) for ahead in classified[:index]):
            demoted.append(Demotion(place, penalty_s, line_position))
    return tuple(sorted(demoted, key=lambda demotion: demotion.line_position))


def _is_beaten_without(place: Place, ahead: Place, *, penalty_s: int) -> bool:
    """Whether a car would be before one that is ahead of it, were it not for its own penalty."""
    gap_ms = gap_at_finish_ms(ahead, place)
    return gap_ms is not None and gap_ms < penalty_s * 1000


def exclusions(classification: Classification, crossings: LineCrossings, *, laps: int) -> tuple[Exclusion, ...]:
    """The disqualified cars, in the file's order; `laps`: the winner's."""
    excluded = [place for place in classification.places if place.status is Status.DISQUALIFIED]
    return tuple(Exclusion(place, crossings.position(place, laps)) for place in excluded)
