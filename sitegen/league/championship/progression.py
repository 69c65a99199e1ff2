"""How the standings came about: points and places after every round, or at every date at which they were fetched."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec

from sitegen.league.championship.models import Standings, StandingsRow
from sitegen.league.championship.points import SeasonScore, points_that_count
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
    """As the standings say, from 1."""


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
    """As the standings say, from 1."""

    @property
    def moves(self) -> tuple[int | None, ...]:
        """Places gained since the round before, lost ones negative; None where there was no place before."""
        return tuple(map(_places_gained, (None, *self.places), self.places))

    @property
    def final_move(self) -> int | None:
        """Places gained by the last round and by what was taken off at the end."""
        if len(self.places) < 2:
            return None
        return _places_gained(self.places[-2], self.final_place)


def _places_gained(before: int | None, after: int | None) -> int | None:
    if before is None or after is None:
        return None
    return before - after


class PlaceAfter(msgspec.Struct, frozen=True):
    """A row of the standings as they were after a round."""

    place: int
    """Place in the class, from 1."""
    tied: bool
    """Another row has the same place."""
    person: Person
    """The driver."""
    points: float
    """Points after that round."""
    move: int | None
    """Places gained since the round before, lost ones negative; None where there was no place before."""


def entrants_of(
    rows: Sequence[StandingsRow], event_ids: Sequence[str], *, computed: Mapping[str, SeasonScore]
) -> tuple[Entrant, ...]:
    """The rows of a class with their rounds: the server's points where it says any of an event, else the computed ones.

    `event_ids`: the rounds that were driven, by date. `computed`: person key → score.
    """
    server_events = _events_with_points(rows)
    entrants = []
    for row in rows:
        if row.driver:
            score = computed.get(row.driver.key)
            points = _round_points(row, event_ids, score, server_events=server_events)
            entrants.append(Entrant(row.driver, points, row.points, row.position))
    return tuple(entrants)


def _events_with_points(rows: Sequence[StandingsRow]) -> set[str]:
    """The events of which the server says what anybody in this class scored."""
    event_ids: set[str] = set()
    for row in rows:
        event_ids.update(score.event_id for score in row.rounds if score.points is not None)
    return event_ids


def _round_points(
    row: StandingsRow, event_ids: Sequence[str], score: SeasonScore | None, *, server_events: Collection[str]
) -> tuple[float | None, ...]:
    server_points = {round_score.event_id: round_score.points for round_score in row.rounds}
    computed_points = _computed_points(score)
    points = []
    for event_id in event_ids:
        # Somebody of whom the server says nothing in a round that it knows was not there.
        source = server_points if event_id in server_events else computed_points
        points.append(source.get(event_id))
    return tuple(points)


def _computed_points(score: SeasonScore | None) -> dict[str, float | None]:
    """Event id → points by the configured table, of the rounds in which somebody was there."""
    if score is None:
        return {}
    return {round_points.event_id: round_points.points for round_points in score.rounds if round_points.races}


def progression(entrants: Sequence[Entrant], *, drop_worst: int = 0) -> tuple[ProgressionLine, ...]:
    """A line for every entrant of a class, in their order.

    After round n the worst rounds are left out that would have been left out then; with `drop_worst` 0, when nothing
    is known of it, none. What the server took off besides shows only in the final points.
    """
    points = [_points_by_round(entrant, drop_worst) for entrant in entrants]
    places = [_places(after_round) for after_round in zip(*points, strict=True)]
    lines = []
    for index, entrant in enumerate(entrants):
        lines.append(
            ProgressionLine(
                person=entrant.person,
                points=points[index],
                places=tuple(after_round[index] for after_round in places),
                final_points=entrant.final_points,
                final_place=entrant.final_place,
            )
        )
    return tuple(lines)


def _points_by_round(entrant: Entrant, drop_worst: int) -> tuple[float | None, ...]:
    return tuple(_points_after(entrant, rounds, drop_worst) for rounds in range(1, len(entrant.round_points) + 1))


def _points_after(entrant: Entrant, rounds: int, drop_worst: int) -> float | None:
    """The points after so many rounds; None for somebody who was in none of them."""
    so_far = entrant.round_points[:rounds]
    if all(points is None for points in so_far):
        return None
    return points_that_count([points or 0 for points in so_far], drop_worst)


def _places(points: Sequence[float | None]) -> list[int | None]:
    """Places among those who have points, 0 included."""
    known = [score for score in points if score is not None]
    place_of: dict[float | None, int] = dict(zip(known, places_by_points(known), strict=True))
    return [place_of.get(score) for score in points]


def progression_by_date(
    archived_standings: Sequence[tuple[dt.datetime, Standings]], class_name: str
) -> tuple[ProgressionLine, ...]:
    """A line for every row of the newest standings, with a value for each of the archived ones, oldest first."""
    tables = [_rows_by_driver(standings, class_name) for _, standings in archived_standings]
    if not tables:
        return ()
    return tuple(_line_by_date(row, tables) for row in tables[-1].values())


def _rows_by_driver(standings: Standings, class_name: str) -> dict[str, StandingsRow]:
    """Person key → row in a class."""
    return {row.driver.key: row for row in standings.drivers.get(class_name, ()) if row.driver}


def _line_by_date(newest: StandingsRow, tables: Sequence[Mapping[str, StandingsRow]]) -> ProgressionLine:
    """The line of a driver. `newest`: the driver's row in the last of the tables."""
    assert newest.driver
    points: list[float | None] = []
    places: list[int | None] = []
    for table in tables:
        row = table.get(newest.driver.key)
        if row is None:
            points.append(None)
            places.append(None)
        else:
            points.append(row.points)
            places.append(row.position)
    return ProgressionLine(newest.driver, tuple(points), tuple(places), newest.points, newest.position)


def standings_after(lines: Sequence[ProgressionLine], rounds: int) -> tuple[PlaceAfter, ...]:
    """The standings of a class after so many rounds, 1 …; of equal ones, who is ahead in `lines` comes first."""
    index = rounds - 1
    drivers_on = Counter(line.places[index] for line in lines)
    rows = []
    for line in lines:
        place, points = line.places[index], line.points[index]
        if place is not None and points is not None:
            rows.append(PlaceAfter(place, drivers_on[place] > 1, line.person, points, line.moves[index]))
    return tuple(sorted(rows, key=lambda row: row.place))
