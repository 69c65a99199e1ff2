"""Cars close together: the fights of a race and its closest finish."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

import msgspec

from sitegen.league.race.line_crossings import Road, clocks_agree, gap_at_finish_ms, gap_at_line_ms, trusted_cars
from sitegen.league.session.models import Place

CLOSE_MS = 1000
"""Two cars fight while the second crosses the line within this time of the first …"""

FIGHT_LAPS = 5
"""… for at least so many laps on end."""

FIGHTS_KEPT = 3


class Fight(msgspec.Struct, frozen=True):
    """Two classified cars that crossed the line one after the other, close together, for some laps on end."""

    front: Place
    """The car ahead at the end of the first of these laps."""
    rear: Place
    first_lap: int
    last_lap: int
    swaps: int
    """How often the order was another one than a lap before."""
    at_stake: int | None
    """The place of the one ahead, None when it was not the same all along."""
    finish_gap_ms: int | None
    """Between the two at the finish; None unless one stands right behind the other, on the same lap."""

    @property
    def laps(self) -> int:
        """For how many laps it went on."""
        return self.last_lap - self.first_lap + 1


class Close(msgspec.Struct, frozen=True):
    """Two cars that stand one behind the other in the result, on the same lap."""

    ahead: Place
    behind: Place
    gap_ms: int


def fights(road: Road) -> tuple[Fight, ...]:
    """The few most worth telling: a long fight for a good place is worth most. No car is in two of them."""
    found = []
    for close in _close_passings(road).values():
        longest = max(_runs(close), key=len)
        if len(longest) >= FIGHT_LAPS and clocks_agree(road, longest[0].front, longest[0].rear):
            found.append((len(longest) / (longest[-1].position + 1), _fight(road, longest)))
    kept: list[Fight] = []
    told: set[int | None] = set()
    for _, fight in sorted(found, key=lambda item: (-item[0], item[1].first_lap, item[1].front.position)):
        both = {fight.front.entry.car_id, fight.rear.entry.car_id}
        if len(kept) < FIGHTS_KEPT and not both & told:
            kept.append(fight)
            told |= both
    return tuple(kept)


def closest(classified: Sequence[Place]) -> Close | None:
    """The smallest gap at the finish within the first ten."""
    close = [
        Close(ahead, behind, gap_ms)
        for ahead, behind in pairwise(classified)
        if behind.position <= 10 and (gap_ms := gap_at_finish_ms(ahead, behind)) is not None
    ]
    return min(close, key=lambda pair: pair.gap_ms, default=None)


class _Passing(msgspec.Struct, frozen=True):
    """Two neighbours at the line at the end of a lap."""

    lap: int
    position: int
    front: int | None
    rear: int | None


def _close_passings(road: Road) -> dict[frozenset[int | None], list[_Passing]]:
    """Pair of cars → when they passed the line one close behind the other."""
    trusted = trusted_cars(road)
    pairs: dict[frozenset[int | None], list[_Passing]] = defaultdict(list)
    for number, row in road.rows.items():
        for position, (front, rear) in enumerate(pairwise(row), 1):
            both = frozenset({front.car_id, rear.car_id})
            interval_ms = gap_at_line_ms(front, rear)
            if both <= trusted and interval_ms is not None and 0 <= interval_ms <= CLOSE_MS:
                pairs[both].append(_Passing(number, position, front.car_id, rear.car_id))
    return pairs


def _runs(close: Sequence[_Passing]) -> Iterator[list[_Passing]]:
    """Passings on laps that follow each other."""
    for _, run in groupby(enumerate(close), key=lambda item: item[1].lap - item[0]):
        yield [passing for _, passing in run]


def _fight(road: Road, run: Sequence[_Passing]) -> Fight:
    front, rear = road.cars[run[0].front], road.cars[run[0].rear]
    ahead, behind = sorted((front, rear), key=lambda place: place.position)
    return Fight(
        front=front,
        rear=rear,
        first_lap=run[0].lap,
        last_lap=run[-1].lap,
        swaps=sum(before.front != after.front for before, after in pairwise(run)),
        at_stake=run[0].position if len({passing.position for passing in run}) == 1 else None,
        finish_gap_ms=gap_at_finish_ms(ahead, behind) if behind.position - ahead.position == 1 else None,
    )
