"""How the standings came about: points and places after every round, or at every date at which they were fetched."""

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from sitegen.league.championship.models import Standings, StandingsRow
from sitegen.league.championship.points import SeasonScore, counted
from sitegen.league.championship.standings import places_by_points
from sitegen.league.game.people import Person


class Entrant(msgspec.Struct, frozen=True):
    """Somebody in the standings of a class, with what each round brought."""

    person: Person
    round_points: tuple[float | None, ...]
    """One for every round, by date; None for somebody who was not there."""
    final_points: float
    """As the standings say: with dropped rounds and penalty taken off."""
    final_place: int


class ProgressionLine(msgspec.Struct, frozen=True):
    """Somebody's way through the season, one value for every round or date."""

    person: Person
    points: tuple[float | None, ...]
    """After each round; None before the standings knew them."""
    places: tuple[int | None, ...]
    """After each round, equal points sharing a place; None before their first round."""
    final_points: float
    """As the standings say. Another number than the last of `points` is a penalty, or rounds dropped at the end."""
    final_place: int

    @property
    def moves(self) -> tuple[int | None, ...]:
        """Places gained since the round before, lost ones negative; None where there was no place before."""
        return tuple(
            before - now if before is not None and now is not None else None
            for before, now in zip((None, *self.places), self.places, strict=False)
        )

    @property
    def final_move(self) -> int | None:
        """Places gained by the last round and by what was taken off at the end."""
        before = self.places[-2] if len(self.places) > 1 else None
        return before - self.final_place if before is not None else None


class PlaceAfter(msgspec.Struct, frozen=True):
    """A row of the standings as they were after a round."""

    place: int
    tied: bool
    """Another row has the same place."""
    person: Person
    points: float
    move: int | None
    """Places gained since the round before."""


def entrants(
    rows: Sequence[StandingsRow], event_ids: Sequence[str], *, computed: Mapping[str, SeasonScore] | None = None
) -> tuple[Entrant, ...]:
    """The rows of a class with their rounds: the server's points where it says any of an event, else the computed ones.

    `event_ids`: the rounds that were driven, by date. `computed`: person key → score.
    """
    named = {one.event_id for row in rows for one in row.rounds if one.points is not None}
    scores = computed or {}
    return tuple(
        Entrant(row.driver, _round_points(row, event_ids, named, scores.get(row.driver.key)), row.points, row.position)
        for row in rows
        if row.driver
    )


def _round_points(
    row: StandingsRow, event_ids: Sequence[str], named: set[str], score: SeasonScore | None
) -> tuple[float | None, ...]:
    theirs = {one.event_id: one.points for one in row.rounds}
    own = {one.event_id: one.points for one in score.rounds if one.races} if score else {}
    return tuple((theirs if event_id in named else own).get(event_id) for event_id in event_ids)


def computed_entrants(scores: Mapping[str, SeasonScore]) -> tuple[Entrant, ...]:
    """The same for a championship whose server says nothing: everybody by computed points, then by name."""
    ordered = sorted(scores.values(), key=lambda score: (-score.total, score.person.name, score.person.key))
    places = places_by_points([score.total for score in ordered])
    return tuple(
        Entrant(score.person, tuple(one.points if one.races else None for one in score.rounds), score.total, place)
        for score, place in zip(ordered, places, strict=True)
    )


def progression(rows: Sequence[Entrant], *, drop_worst: int = 0) -> tuple[ProgressionLine, ...]:
    """A line for every entrant of a class, in their order.

    After round n the worst rounds are left out that would have been left out then; with `drop_worst` 0, when nothing
    is known of it, none. What the server took off besides shows only in the final points.
    """
    rounds = range(max((len(row.round_points) for row in rows), default=0))
    points = [[_points_after(row, after, drop_worst) for after in rounds] for row in rows]
    places = [_places([own[after] for own in points]) for after in rounds]
    return tuple(
        ProgressionLine(
            person=row.person,
            points=tuple(own),
            places=tuple(after[index] for after in places),
            final_points=row.final_points,
            final_place=row.final_place,
        )
        for index, (row, own) in enumerate(zip(rows, points, strict=True))
    )


def _points_after(row: Entrant, after: int, drop_worst: int) -> float | None:
    so_far = row.round_points[: after + 1]
    return counted([own or 0 for own in so_far], drop_worst) if any(own is not None for own in so_far) else None


def _places(points: Sequence[float | None]) -> list[int | None]:
    """Places among those who have points, 0 included."""
    places = iter(places_by_points([own for own in points if own is not None]))
    return [next(places) if own is not None else None for own in points]


def progression_by_date(
    copies: Sequence[tuple[dt.datetime, Standings]], class_name: str
) -> tuple[ProgressionLine, ...]:
    """A line for every row of the newest standings, with a value for each of the copies, oldest first."""
    tables = [{row.driver.key: row for row in one.drivers.get(class_name, ()) if row.driver} for _, one in copies]
    return tuple(
        ProgressionLine(
            person=row.driver,
            points=tuple(table[key].points if key in table else None for table in tables),
            places=tuple(table[key].position if key in table else None for table in tables),
            final_points=row.points,
            final_place=row.position,
        )
        for key, row in (tables[-1].items() if tables else ())
        if row.driver
    )


def standings_after(lines: Sequence[ProgressionLine], rounds: int) -> tuple[PlaceAfter, ...]:
    """The standings of a class after so many rounds, 1 …; of equal ones, who is ahead in `lines` comes first."""
    index = rounds - 1
    placed = [
        (place, points, line)
        for line in lines
        if (place := line.places[index]) and (points := line.points[index]) is not None
    ]
    shared = [place for place, _, _ in placed]
    return tuple(
        PlaceAfter(place, shared.count(place) > 1, line.person, points, line.moves[index])
        for place, points, line in sorted(placed, key=lambda one: one[0])
    )
