"""A race as it went over the line: who completed a lap where, who led, and which of the clocks can be believed."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

import msgspec

from sitegen.league.session.models import Classification, Place, Status, TimedLap


class LineCrossings(msgspec.Struct, frozen=True):
    """Who crossed the line when, lap by lap, up to the winner's last lap.

    A car is in it until its first unfinished lap: the file counts that one too, and from then on the numbers of its
    laps no longer tell how far it was.
    """

    by_lap: dict[int, list[TimedLap]]
    """Lap number → the cars that completed it, in the order in which they crossed the line."""
    positions: dict[tuple[int | None, int], int]
    """Car id and lap number → place in that order, from 1."""
    last_laps: dict[int | None, int]
    """Car id → the number of the last lap that it completed."""
    places: dict[int | None, Place]
    """Car id → its row of the classification."""

    @classmethod
    def of(cls, classification: Classification, winner: Place) -> "LineCrossings":
        """Look at the laps up to the winner's last."""
        by_lap: dict[int, list[TimedLap]] = defaultdict(list)
        positions = {}
        last_laps = {}
        unfinished: set[int | None] = set()
        for lap in classification.laps:
            if lap.ms is None:
                unfinished.add(lap.car_id)
            if lap.car_id in unfinished or lap.number > winner.entry.lap_count:
                continue
            by_lap[lap.number].append(lap)
            positions[lap.car_id, lap.number] = len(by_lap[lap.number])
            last_laps[lap.car_id] = lap.number
        # From the back, so that of two rows with the same id (in files made by hand) the first counts.
        places = {place.car_id: place for place in classification.places[::-1]}
        return cls(dict(sorted(by_lap.items())), positions, last_laps, places)

    def position(self, place: Place, lap: int) -> int | None:
        """Where a car completed a lap, None when it did not."""
        return self.positions.get((place.car_id, lap))


def gap_at_finish_ms(ahead: Place, behind: Place) -> int | None:
    """Race time between two cars on the same lap, None unless the second was slower."""
    ahead_ms, behind_ms = ahead.entry.total_ms, behind.entry.total_ms
    if ahead.entry.lap_count != behind.entry.lap_count or ahead_ms is None or behind_ms is None:
        return None
    if behind_ms <= ahead_ms:
        return None
    return behind_ms - ahead_ms


def gap_at_line_ms(ahead: TimedLap, behind: TimedLap) -> int | None:
    """Between two cars at the end of the same lap; below 0 where the clocks contradict the order."""
    if ahead.gap_ms is None or behind.gap_ms is None:
        return None
    return behind.gap_ms - ahead.gap_ms


def time_penalties_s(place: Place) -> int:
    """The post-race time penalties of a car, together, in seconds."""
    return sum(penalty.seconds or 0 for penalty in place.penalties)


def trusted_cars(crossings: LineCrossings) -> frozenset[int | None]:
    """The ids of classified cars whose laps add up to their race time.

    Those of other cars do not: their lap 1 was set between its neighbours, and their gaps are off by the same error.
    """
    driven_ms: dict[int | None, int] = defaultdict(int)
    for laps in crossings.by_lap.values():
        for lap in laps:
            driven_ms[lap.car_id] += lap.ms or 0
    classified = [place for place in crossings.places.values() if place.status is Status.CLASSIFIED]
    return frozenset(place.car_id for place in classified if _track_time_ms(place) == driven_ms[place.car_id])


def _track_time_ms(place: Place) -> int | None:
    """Race time without what was added after the race."""
    if place.entry.total_ms is None:
        return None
    return place.entry.total_ms - time_penalties_s(place) * 1000


def clocks_agree(crossings: LineCrossings, car_id: int | None, other_id: int | None) -> bool:
    """Whether on every lap the car that was ahead by its laps crossed the line first.

    Where that fails, the file hides a time penalty of one of them, and the gaps between them are wrong.
    """
    for laps in crossings.by_lap.values():
        pair = [lap for lap in laps if lap.car_id in (car_id, other_id)]
        if len(pair) < 2:
            continue
        gap_ms = gap_at_line_ms(pair[0], pair[1])
        if gap_ms is not None and gap_ms < 0:
            return False
    return True


class Lead(msgspec.Struct, frozen=True):
    """Laps on end that a car completed first."""

    place: Place
    first_lap: int
    last_lap: int


class LostWin(msgspec.Struct, frozen=True):
    """The car that completed the last lap first and did not win."""

    place: Place
    penalty_s: int
    """The post-race time penalties in seconds that cost the win; 0 when it was something else."""

    @property
    def disqualified(self) -> bool:
        """Whether a disqualification cost the win."""
        return self.place.status is Status.DISQUALIFIED


def leads(crossings: LineCrossings, winner: Place) -> tuple[Lead, ...]:
    """Who was first at the line, lap 1 to the last.

    Nothing when the file leaves out a lap of the winner's: somebody else would seem to have been first.
    """
    first_laps = [laps[0] for laps in crossings.by_lap.values()]
    known = [lap for lap in first_laps if lap.car_id in crossings.places]
    if len(known) < winner.entry.lap_count or crossings.position(winner, winner.entry.lap_count) is None:
        return ()
    stretches = []
    for car_id, stretch in groupby(known, key=attrgetter("car_id")):
        laps = list(stretch)
        stretches.append(Lead(crossings.places[car_id], laps[0].number, laps[-1].number))
    return tuple(stretches)


def lost_win(leads: Sequence[Lead], winner: Place) -> LostWin | None:
    """Who completed the last lap first, when that was not the winner.

    A time penalty cost the win when the car would be ahead of the winner without it.
    """
    if not leads or leads[-1].place.car_id == winner.car_id:
        return None
    first = leads[-1].place
    penalty_s = time_penalties_s(first)
    if not _is_ahead_without(first, winner, penalty_s=penalty_s):
        penalty_s = 0
    return LostWin(first, penalty_s)


def _is_ahead_without(place: Place, winner: Place, *, penalty_s: int) -> bool:
    total_ms, winning_ms = place.entry.total_ms, winner.entry.total_ms
    if total_ms is None or winning_ms is None:
        return False
    return total_ms - penalty_s * 1000 < winning_ms <= total_ms
