"""Who led a race, and who was first over the line without winning it."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

import msgspec

from sitegen.league.race.line_crossings import LineCrossings, time_penalties_s
from sitegen.league.session.models import Place, Status


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
