"""The title fight: who can still win a championship, who has won it, and what it takes."""

from collections.abc import Sequence

import msgspec

from sitegen.league.championship.points import PointsTable, added, counted
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
    points: float
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
    """A contender with what the rest can bring."""

    contender: Contender
    rounds: tuple[float, ...]
    taken_off: float
    """Penalty, and whatever else the server counts otherwise."""
    drop_worst: int

    def after(self, future: Sequence[float]) -> float:
        """The points once the coming rounds have brought these."""
        return added((counted((*self.rounds, *future), self.drop_worst), -self.taken_off))


def title_fight(
    current: Sequence[Contender],
    *,
    table: PointsTable,
    remaining_races: Sequence[int],
    drop_worst: int,
    rounds_driven: int,
) -> TitleFight:
    """Who of a class can still win. `remaining_races`: the races of every round to come, in order.

    Exact, as anybody can stay away from a race: the best for one is to win everything while the others score nothing.
    With dropped rounds it is exact when `round_points` are known and the server drops as `dropped_rounds` does.
    """
    most = [round_maximum(table, races) for races in remaining_races]
    none = [0.0] * len(most)
    outlooks = [_outlook(contender, drop_worst, rounds_driven) for contender in current]
    leader = max(current, key=lambda contender: contender.points, default=None)
    champion = next((one for one in outlooks if _is_ahead(one, outlooks, own=none, others=most)), None)
    floors = [one.after(none) for one in outlooks]
    return TitleFight(
        chances=tuple(
            _chance(
                one,
                leader,
                most,
                highest_floor=max(floors[:index] + floors[index + 1 :], default=None),
                can_clinch_next=bool(most)
                and champion is None
                and _is_ahead(one, outlooks, own=(*most[:1], *none[1:]), others=(0.0, *most[1:])),
            )
            for index, one in enumerate(outlooks)
        ),
        leader=leader.person if leader else None,
        champion=champion.contender.person if champion else None,
    )


def round_maximum(table: PointsTable, races: int) -> float:
    """The most that one driver can score in a round of so many races."""
    if races < 1:
        return 0
    last = max(table.of_race(sprint=False), default=0)
    earlier = max(table.of_race(sprint=True), default=0) * (races - 1)
    return added((last, earlier, table.pole, table.fastest_lap * races))


def _outlook(contender: Contender, drop_worst: int, rounds_driven: int) -> _Outlook:
    """Without known rounds all points count as those of one round that is never dropped but for a better one."""
    rounds = contender.round_points or ((contender.points,) if rounds_driven else ())
    rounds = (*rounds, *[0.0] * (rounds_driven - len(rounds)))
    return _Outlook(contender, rounds, added((counted(rounds, drop_worst), -contender.points)), drop_worst)


def _is_ahead(one: _Outlook, outlooks: Sequence[_Outlook], *, own: Sequence[float], others: Sequence[float]) -> bool:
    points = one.after(own)
    return all(points > other.after(others) for other in outlooks if other is not one)


def _chance(
    one: _Outlook,
    leader: Contender | None,
    most: Sequence[float],
    *,
    highest_floor: float | None,
    can_clinch_next: bool,
) -> Chance:
    """`highest_floor`: what the best of the others has for certain; None for somebody alone."""
    best = one.after(most)
    can_win = highest_floor is None or best >= highest_floor
    plain = leader is not None and one.contender is not leader and not one.drop_worst and bool(most)
    gap = added((leader.points, -one.contender.points)) if leader else 0
    return Chance(
        person=one.contender.person,
        points=one.contender.points,
        best=best,
        worst=one.after([0.0] * len(most)),
        can_win=can_win,
        only_level=can_win and best == highest_floor,
        needs=gap if plain and can_win else None,
        clinch_margin=added((*most[1:], -gap)) if plain else None,
        can_clinch_next=can_clinch_next,
    )
