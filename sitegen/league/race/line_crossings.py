"""A race as it went over the line: who completed a lap where, and which of the clocks can be believed."""

from collections import defaultdict

import msgspec

from sitegen.league.session.models import Classification, Place, Status, TimedLap


class Road(msgspec.Struct, frozen=True):
    """The race as seen from the line."""

    rows: dict[int, list[TimedLap]]
    """Lap number → the cars that completed it, in crossing order; none after an unfinished lap of theirs, because
    the file counts that one and the numbers no longer tell how far the car was."""
    positions: dict[tuple[int | None, int], int]
    """Car and lap number → place."""
    cars: dict[int | None, Place]

    @classmethod
    def of(cls, found: Classification, winner: Place) -> "Road":
        """Look at the laps up to the winner's last."""
        rows: dict[int, list[TimedLap]] = defaultdict(list)
        lost: set[int | None] = set()
        for lap in found.laps:
            if lap.ms is None:
                lost.add(lap.car_id)
            if lap.car_id not in lost and lap.number <= winner.entry.lap_count:
                rows[lap.number].append(lap)
        positions = {(lap.car_id, number): at for number, row in rows.items() for at, lap in enumerate(row, 1)}
        return cls(dict(sorted(rows.items())), positions, {place.entry.car_id: place for place in found.places[::-1]})

    def position(self, place: Place, number: int) -> int | None:
        """Where a car completed a lap."""
        return self.positions.get((place.entry.car_id, number))


def gap_at_finish_ms(ahead: Place, behind: Place) -> int | None:
    """Race time between two cars on the same lap, None unless the second was slower."""
    first, second = ahead.entry, behind.entry
    if first.lap_count != second.lap_count or first.total_ms is None or second.total_ms is None:
        return None
    return second.total_ms - first.total_ms if second.total_ms > first.total_ms else None


def gap_at_line_ms(front: TimedLap, rear: TimedLap) -> int | None:
    """Between two cars at the end of the same lap; below 0 where the clocks contradict the order."""
    return rear.gap_ms - front.gap_ms if rear.gap_ms is not None and front.gap_ms is not None else None


def added_s(place: Place) -> int:
    """The post-race time penalties of a car, together."""
    return sum(penalty.seconds or 0 for penalty in place.penalties)


def trusted_cars(road: Road) -> frozenset[int | None]:
    """Classified cars whose laps add up to their race time.

    Those of other cars do not: their lap 1 was set between its neighbours, and their gaps are off by the same error.
    """
    driven: dict[int | None, int] = defaultdict(int)
    for row in road.rows.values():
        for lap in row:
            driven[lap.car_id] += lap.ms or 0
    return frozenset(
        car_id
        for car_id, place in road.cars.items()
        if place.status is Status.CLASSIFIED
        and place.entry.total_ms is not None
        and place.entry.total_ms - added_s(place) * 1000 == driven[car_id]
    )


def clocks_agree(road: Road, one: int | None, other: int | None) -> bool:
    """Whether on every lap the car that was ahead by its laps crossed the line first.

    Where that fails, the file hides a time penalty of one of them, and the gaps between them are wrong.
    """
    for row in road.rows.values():
        both = [lap for lap in row if lap.car_id in {one, other}]
        if len(both) == 2 and (gap_at_line_ms(*both) or 0) < 0:
            return False
    return True
