"""The title fight: who can still win a championship, who has won it, and what it takes."""

import math
from collections.abc import Sequence

import msgspec

from sitegen.league.championship.points import PointsTable, points_that_count, sum_points
from sitegen.league.game.people import Person


class Contender(msgspec.Struct, frozen=True):
    """Somebody in the standings of a class."""

    person: Person
    points: float
    """As the standings say: with dropped rounds and penalty taken off."""
    round_points: tuple[float, ...] = ()
    """What every driven round brought, dropped or not, 0 for an absence. Only needed where rounds are dropped."""


class Chance(msgspec.Struct, frozen=True):
    """What somebody can still reach. Who has the same points in the end is told apart by a rule that nobody says."""

    person: Person
    """The driver."""
    points: float
    """Points now, as the standings say."""
    best: float
    """The final points of somebody who wins all that is left."""
    worst: float
    """The final points of somebody who scores nothing more."""
    can_win: bool
    """Some outcome of the rest leaves nobody with more points."""
    only_level: bool
    """Can win, but at best with the same points as somebody else."""
    needs: float | None
    """By so many points the leader must be outscored in the rest to be level; None for the leader, for somebody who
    cannot win, and where dropped rounds make it no plain number."""
    clinch_margin: float | None
    """The leader is out of this one's reach after the next round when outscoring them there by MORE than this (a
    negative margin: when losing fewer points to them); None for the leader and where rounds are dropped."""
    can_clinch_next: bool
    """Not decided yet, but some outcome of the next round makes them champion."""


class TitleFight(msgspec.Struct, frozen=True):
    """What is still open in a class."""

    chances: tuple[Chance, ...]
    """In the order of the contenders."""
    leader: Person | None
    """With the most points now, of equal ones the first; None without contenders."""
    champion: Person | None
    """Who will have more points than all others whatever happens; None while it is open or nobody is ahead alone."""

    @property
    def in_contention(self) -> tuple[Chance, ...]:
        """Those who can still win."""
        return tuple(chance for chance in self.chances if chance.can_win)


class _Outlook(msgspec.Struct, frozen=True):
    """A contender's final points in the outcomes of the rest that decide a title."""

    contender: Contender
    best: float
    """After winning all that is left."""
    worst: float
    """After scoring nothing more."""
    only_next: float
    """After winning all of the next round and scoring nothing in the others."""
    all_but_next: float
    """After scoring nothing in the next round and winning all others."""


def title_fight(
    contenders: Sequence[Contender],
    *,
    table: PointsTable,
    remaining_races: Sequence[int],
    rounds_driven: int,
) -> TitleFight:
    """Who of a class can still win. `remaining_races`: the races of every round to come, in order.

    Exact, as anybody can stay away from a race: the best for one is to win everything while the others score nothing.
    With dropped rounds it is exact when `round_points` are known and the server drops as `dropped_rounds` does.
    """
    if not contenders:
        return TitleFight((), None, None)
    most = [round_maximum(table, races) for races in remaining_races]
    outlooks = [_outlook(contender, most, table.drop_worst, rounds_driven) for contender in contenders]
    leader = max(contenders, key=lambda contender: contender.points)
    champion = _champion(outlooks)
    chances = []
    for index, outlook in enumerate(outlooks):
        others = _without(outlooks, index)
        needs, clinch_margin = _margins(outlook.contender, leader, most, table.drop_worst)
        chances.append(
            _chance(
                outlook,
                others,
                needs=needs,
                clinch_margin=clinch_margin,
                is_open=champion is None and bool(most),
            )
        )
    return TitleFight(tuple(chances), leader.person, champion)


def round_maximum(table: PointsTable, races: int) -> float:
    """The most that one driver can score in a round of so many races."""
    if races < 1:
        return 0
    last = max(table.of_race(sprint=False), default=0)
    earlier = max(table.of_race(sprint=True), default=0) * (races - 1)
    return sum_points((last, earlier, table.pole, table.fastest_lap * races))


def _outlook(contender: Contender, most: Sequence[float], drop_worst: int, rounds_driven: int) -> _Outlook:
    """`most`: the most that each coming round can bring."""
    rounds = _driven_rounds(contender, rounds_driven)
    # A penalty, and whatever else the server counts otherwise, stays taken off.
    taken_off = sum_points((points_that_count(rounds, drop_worst), -contender.points))

    def after(*future: float) -> float:
        """The final points once the coming rounds have brought these."""
        return sum_points((points_that_count((*rounds, *future), drop_worst), -taken_off))

    nothing = [0.0] * len(most)
    return _Outlook(
        contender,
        best=after(*most),
        worst=after(*nothing),
        only_next=after(*most[:1], *nothing[1:]),
        all_but_next=after(*nothing[:1], *most[1:]),
    )


def _driven_rounds(contender: Contender, rounds_driven: int) -> list[float]:
    """The points of every driven round; a round that is not listed was missed.

    Where no rounds are known, all points count as those of one round: it is never dropped but for a better one.
    """
    rounds = list(contender.round_points)
    if not rounds and rounds_driven:
        rounds = [contender.points]
    missed = rounds_driven - len(rounds)
    return rounds + [0.0] * missed


def _without(outlooks: Sequence[_Outlook], index: int) -> list[_Outlook]:
    """All others."""
    return [*outlooks[:index], *outlooks[index + 1 :]]


def _champion(outlooks: Sequence[_Outlook]) -> Person | None:
    """Who stays ahead of all others even when scoring nothing more while they win everything."""
    for index, outlook in enumerate(outlooks):
        if all(outlook.worst > other.best for other in _without(outlooks, index)):
            return outlook.contender.person
    return None


def _margins(
    contender: Contender, leader: Contender, most: Sequence[float], drop_worst: int
) -> tuple[float | None, float | None]:
    """By how much the leader must be outscored, and by how much the leader must outscore; see `Chance`."""
    # Where rounds are dropped, a point more in a coming round is not always a point more in the end.
    if drop_worst or not most or contender.person.key == leader.person.key:
        return None, None
    gap = sum_points((leader.points, -contender.points))
    return gap, sum_points((*most[1:], -gap))


def _chance(
    outlook: _Outlook,
    others: Sequence[_Outlook],
    *,
    needs: float | None,
    clinch_margin: float | None,
    is_open: bool,
) -> Chance:
    """`is_open`: nobody is champion yet, and there are rounds to come."""
    # What the best of the others has for certain.
    floor = max((other.worst for other in others), default=-math.inf)
    can_win = outlook.best >= floor
    if not can_win:
        needs = None
    return Chance(
        person=outlook.contender.person,
        points=outlook.contender.points,
        best=outlook.best,
        worst=outlook.worst,
        can_win=can_win,
        only_level=can_win and outlook.best == floor,
        needs=needs,
        clinch_margin=clinch_margin,
        can_clinch_next=is_open and all(outlook.only_next > other.all_but_next for other in others),
    )
