"""Where the server's standings and the computed points differ: the server is the authority, and it is said."""

import enum
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

import msgspec

from sitegen.league.championship.models import RoundScore, Standings, StandingsRow
from sitegen.league.championship.points import RoundPoints, SeasonScore, sum_points


class Cause(enum.StrEnum):
    """Why the server's points and the computed ones differ, where it can be named."""

    DROPPED_ROUNDS = "dropped_rounds"
    """The server leaves out no round and the configured rule does; with all rounds the total is the same."""
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
    """Points as the server says."""
    computed: float
    """Points by the configured table."""
    cause: Cause | None
    """None: something that no file shows, such as a decision of the stewards."""


def reconcile(standings: Standings, scores: Mapping[str, Mapping[str, SeasonScore]]) -> tuple[Difference, ...]:
    """Every total and every round in which the server's points are not the computed ones, in the standings' order.

    Classes without computed points are left out. Dropped are the rounds that the server names as dropped; where it
    names none, those of `drop_worst`.
    """
    differences: list[Difference] = []
    for class_name, rows in standings.drivers.items():
        if class_name not in scores:
            continue
        for row in rows:
            if row.driver:
                rounds = _rounds(scores[class_name].get(row.driver.key))
                differences += _round_differences(class_name, row, rounds)
                differences += _total_differences(class_name, row, rounds.values())
    return tuple(differences)


def _rounds(score: SeasonScore | None) -> dict[str, RoundPoints]:
    """Event id → computed points; empty for somebody who never drove."""
    if score is None:
        return {}
    return {round_points.event_id: round_points for round_points in score.rounds}


def _round_differences(class_name: str, row: StandingsRow, rounds: Mapping[str, RoundPoints]) -> Iterator[Difference]:
    for score in row.rounds:
        if score.points is None:
            continue
        computed = rounds.get(score.event_id, RoundPoints(score.event_id, (), dropped=False))
        if sum_points((score.points,)) != computed.points:
            cause = _cause_of_round(score.points, computed)
            yield Difference(class_name, row, score.event_id, score.points, computed.points, cause)


def _cause_of_round(server: float, computed: RoundPoints) -> Cause | None:
    if sum_points((computed.points, *_withheld([computed]))) == sum_points((server,)):
        return Cause.UNCLASSIFIED
    return None


def _total_differences(class_name: str, row: StandingsRow, rounds: Collection[RoundPoints]) -> Iterator[Difference]:
    """The difference of the total, if there is one."""
    dropped_by_server = {score.event_id for score in row.rounds if score.dropped}
    dropped_by_rule = {round_points.event_id for round_points in rounds if round_points.dropped}
    # Servers of some versions name no dropped rounds, though they may leave them out.
    computed = _total(rounds, dropped_by_server or dropped_by_rule, row.penalty)
    if sum_points((row.points,)) != computed:
        cause = _cause_of_total(row, rounds, dropped_by_server)
        yield Difference(class_name, row, None, row.points, computed, cause)


def _total(rounds: Iterable[RoundPoints], dropped: set[str], penalty: float) -> float:
    counting = [round_points.points for round_points in rounds if round_points.event_id not in dropped]
    return sum_points((*counting, -penalty))


def _cause_of_total(row: StandingsRow, rounds: Collection[RoundPoints], dropped: set[str]) -> Cause | None:
    """The first cause that explains all of the difference. `dropped`: the events that the server names as dropped."""
    server = sum_points((row.points,))
    computed = _total(rounds, dropped, row.penalty)
    if computed == server:
        return Cause.DROPPED_ROUNDS
    withheld = _withheld(round_points for round_points in rounds if round_points.event_id not in dropped)
    if sum_points((computed, *withheld)) == server:
        return Cause.UNCLASSIFIED
    if _sum_of_rounds(row.rounds, row.penalty) == server:
        return Cause.ROUNDS
    return None


def _withheld(rounds: Iterable[RoundPoints]) -> list[float]:
    """What the places of cars that are not classified would have brought, race by race."""
    races = chain.from_iterable(round_points.races for round_points in rounds)
    return [race_points.withheld for race_points in races]


def _sum_of_rounds(scores: Iterable[RoundScore], penalty: float) -> float | None:
    """The total by the server's own points of the rounds; None where it names none."""
    points = [score.points for score in scores if score.points is not None and not score.dropped]
    if not points:
        return None
    return sum_points((*points, -penalty))
