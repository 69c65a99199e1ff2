"""Who led a race, and who was first over the line without winning it."""

from collections.abc import Sequence
from itertools import groupby

import msgspec

from sitegen.league.race.line_crossings import Road, added_s
from sitegen.league.session.models import Place, Status


class Lead(msgspec.Struct, frozen=True):
    """Laps on end that a car completed first."""

    place: Place
    first_lap: int
    last_lap: int


class RoadWinner(msgspec.Struct, frozen=True):
    """The car that completed the last lap first and did not win."""

    place: Place
    seconds: int
    """The post-race time penalties that cost the win; 0 when it was something else."""

    @property
    def disqualified(self) -> bool:
        """Whether a disqualification cost the win."""
        return self.place.status is Status.DISQUALIFIED


def leads(road: Road, winner: Place) -> tuple[Lead, ...]:
    """Who was first at the line, lap 1 to the last.

    Nothing when the file leaves out a lap of the winner's: somebody else would seem to have been first.
    """
    leaders = [row[0] for row in road.rows.values() if row[0].car_id in road.cars]
    if len(leaders) < winner.entry.lap_count or road.position(winner, winner.entry.lap_count) is None:
        return ()
    stretches = (list(stretch) for _, stretch in groupby(leaders, key=lambda lap: lap.car_id))
    return tuple(Lead(road.cars[laps[0].car_id], laps[0].number, laps[-1].number) for laps in stretches)


def road_winner(led: Sequence[Lead], winner: Place) -> RoadWinner | None:
    """Who completed the last lap first, when that was not the winner.

    A time penalty cost the win when the car would be ahead of the winner without it.
    """
    if not led or led[-1].place is winner:
        return None
    first = led[-1].place
    seconds = added_s(first)
    total_ms, winning_ms = first.entry.total_ms, winner.entry.total_ms
    decided = total_ms is not None and winning_ms is not None and total_ms - seconds * 1000 < winning_ms <= total_ms
    return RoadWinner(first, seconds if decided else 0)
