"""Where the server's standings and the computed points differ: the server is the authority, and it is said."""

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from sitegen.league.championship.models import Standings, StandingsRow
from sitegen.league.championship.points import RoundPoints, SeasonScore, added


class Cause(enum.StrEnum):
    """Why the server's points and the computed ones differ, where it can be named."""

    DROPPED_ROUNDS = "dropped_rounds"
    """The server leaves out no round; so the total is the same."""
    UNCLASSIFIED = "unclassified"
    """The server gave points for the place of cars that are not classified."""
    ROUNDS = "rounds"
    """The total follows from the server's own points of the rounds; the rounds that differ are listed too."""


class Difference(msgspec.Struct, frozen=True):
    """A number of the standings that is not the computed one. The server's is the authority."""

    class_name: str
    row: StandingsRow
    event_id: str | None
    """None: the total."""
    server: float
    computed: float
    cause: Cause | None
    """None: something that no file shows, such as a decision of the stewards."""


def reconcile(standings: Standings, scores: Mapping[str, Mapping[str, SeasonScore]]) -> tuple[Difference, ...]:
    """Every total and every round in which the server's points are not the computed ones, in the standings' order.

    Classes without computed points are left out. Dropped are the rounds that the server names as dropped; where it
    names none, those of `drop_worst`.
    """
    return tuple(
        difference
        for class_name, rows in standings.drivers.items()
        if class_name in scores
        for row in rows
        if row.driver
        for difference in _compare_row(class_name, row, scores[class_name].get(row.driver.key))
    )


def _compare_row(class_name: str, row: StandingsRow, score: SeasonScore | None) -> Iterator[Difference]:
    rounds = {one.event_id: one for one in score.rounds} if score else {}
    for one in row.rounds:
        own = rounds.get(one.event_id, RoundPoints(one.event_id, (), dropped=False))
        if one.points is not None and added((one.points,)) != own.points:
            explained = added((own.points, *_withheld([own]))) == added((one.points,))
            cause = Cause.UNCLASSIFIED if explained else None
            yield Difference(class_name, row, one.event_id, one.points, own.points, cause)
    own_drops = {one.event_id for one in rounds.values() if one.dropped}
    their_drops = {one.event_id for one in row.rounds if one.dropped}
    total = _total(rounds.values(), their_drops or own_drops, row.penalty)
    if added((row.points,)) != total:
        yield Difference(class_name, row, None, row.points, total, _cause(row, list(rounds.values()), their_drops))


def _total(rounds: Iterable[RoundPoints], dropped: set[str], penalty: float) -> float:
    return added((*(one.points for one in rounds if one.event_id not in dropped), -penalty))


def _cause(row: StandingsRow, rounds: Sequence[RoundPoints], their_drops: set[str]) -> Cause | None:
    with_their_drops = _total(rounds, their_drops, row.penalty)
    if with_their_drops == added((row.points,)):
        return Cause.DROPPED_ROUNDS
    withheld = _withheld(one for one in rounds if one.event_id not in their_drops)
    if added((with_their_drops, *withheld)) == added((row.points,)):
        return Cause.UNCLASSIFIED
    named = [one.points for one in row.rounds if one.points is not None and not one.dropped]
    return Cause.ROUNDS if named and added((*named, -row.penalty)) == added((row.points,)) else None


def _withheld(rounds: Iterable[RoundPoints]) -> list[float]:
    return [race.withheld for one in rounds for race in one.races]
