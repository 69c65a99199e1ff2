"""Cars close together: the battles of a race and its closest finish."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from sitegen.league.race.line_crossings import (
    LineCrossings,
    clocks_agree,
    gap_at_finish_ms,
    gap_at_line_ms,
    trusted_cars,
)
from sitegen.league.session.models import Place, TimedLap

CLOSE_MS = 1000
"""Two cars are in a battle while the second crosses the line within this time of the first …"""

FEWEST_LAPS = 5
"""… for at least so many laps on end."""

MOST_BATTLES = 3
"""How many of a race are told."""

FIRST_TEN = 10
"""The places for which the closest finish is looked for."""


class Battle(msgspec.Struct, frozen=True):
    """Two classified cars that crossed the line one after the other, close together, for some laps on end."""

    front: Place
    """The car ahead at the end of the first of these laps."""
    rear: Place
    first_lap: int
    last_lap: int
    swaps: int
    """How often the order was another one than a lap before."""
    at_stake: int | None
    """The place of the car ahead, None when it was not the same all along."""
    finish_gap_ms: int | None
    """Between the two at the finish; None unless one stands right behind the other, on the same lap."""


class CloseFinish(msgspec.Struct, frozen=True):
    """Two cars that stand one behind the other in the result, on the same lap."""

    ahead: Place
    behind: Place
    gap_ms: int


class _CloseCrossing(msgspec.Struct, frozen=True):
    """Two cars that crossed the line at the end of a lap one right behind the other."""

    lap: int
    position: int
    """The place of the one ahead."""
    front: int | None
    """The id of the car ahead."""
    rear: int | None
    """The id of the car behind."""


class _Candidate(msgspec.Struct, frozen=True):
    """A battle, and how much it is worth telling: a long one for a good place is worth most."""

    battle: Battle
    worth: float


def battles(crossings: LineCrossings) -> tuple[Battle, ...]:
    """The few most worth telling, the best first. No car is in two of them."""
    candidates = []
    for close_crossings in _close_crossings(crossings).values():
        # Of two cars that met twice only the longer battle counts.
        longest = max(_stretches(close_crossings), key=len)
        if len(longest) >= FEWEST_LAPS and clocks_agree(crossings, longest[0].front, longest[0].rear):
            worth = len(longest) / (longest[-1].position + 1)
            candidates.append(_Candidate(_battle(crossings, longest), worth))
    chosen: list[Battle] = []
    cars: set[int | None] = set()
    for candidate in sorted(candidates, key=_order):
        battle = candidate.battle
        pair = {battle.front.car_id, battle.rear.car_id}
        if len(chosen) < MOST_BATTLES and not pair & cars:
            chosen.append(battle)
            cars |= pair
    return tuple(chosen)


def _order(candidate: _Candidate) -> tuple[float, int, int]:
    """Sort key: the most worth first, of equals the earliest, then the one further ahead in the result."""
    return -candidate.worth, candidate.battle.first_lap, candidate.battle.front.position


def closest_finish(classified: Sequence[Place]) -> CloseFinish | None:
    """The smallest gap at the finish within the first ten."""
    finishes = []
    for ahead, behind in pairwise(classified):
        gap_ms = gap_at_finish_ms(ahead, behind)
        if gap_ms is not None and behind.position <= FIRST_TEN:
            finishes.append(CloseFinish(ahead, behind, gap_ms))
    return min(finishes, key=lambda finish: finish.gap_ms, default=None)


def _close_crossings(crossings: LineCrossings) -> dict[frozenset[int | None], list[_CloseCrossing]]:
    """The ids of two cars → when they crossed the line one close behind the other, in order."""
    trusted = trusted_cars(crossings)
    by_pair: dict[frozenset[int | None], list[_CloseCrossing]] = defaultdict(list)
    for number, laps in crossings.by_lap.items():
        for position, (front, rear) in enumerate(pairwise(laps), start=1):
            pair = frozenset({front.car_id, rear.car_id})
            if pair <= trusted and _are_close(front, rear):
                by_pair[pair].append(_CloseCrossing(number, position, front.car_id, rear.car_id))
    return by_pair


def _are_close(front: TimedLap, rear: TimedLap) -> bool:
    gap_ms = gap_at_line_ms(front, rear)
    return gap_ms is not None and 0 <= gap_ms <= CLOSE_MS


def _stretches(close_crossings: Iterable[_CloseCrossing]) -> list[list[_CloseCrossing]]:
    """Those on laps that follow each other, together."""
    stretches: list[list[_CloseCrossing]] = []
    for crossing in close_crossings:
        if stretches and crossing.lap == stretches[-1][-1].lap + 1:
            stretches[-1].append(crossing)
        else:
            stretches.append([crossing])
    return stretches


def _battle(crossings: LineCrossings, stretch: Sequence[_CloseCrossing]) -> Battle:
    front, rear = crossings.places[stretch[0].front], crossings.places[stretch[0].rear]
    positions = {crossing.position for crossing in stretch}
    at_stake = stretch[0].position if len(positions) == 1 else None
    return Battle(
        front=front,
        rear=rear,
        first_lap=stretch[0].lap,
        last_lap=stretch[-1].lap,
        swaps=sum(before.front != after.front for before, after in pairwise(stretch)),
        at_stake=at_stake,
        finish_gap_ms=_gap_of_neighbours_ms(front, rear),
    )


def _gap_of_neighbours_ms(place: Place, other: Place) -> int | None:
    """At the finish, None when another car stands between the two."""
    ahead, behind = sorted((place, other), key=lambda either: either.position)
    if behind.position - ahead.position > 1:
        return None
    return gap_at_finish_ms(ahead, behind)
