"""What somebody in the standings did in each round: places from the races, points from the server."""

from collections.abc import Iterable, Mapping

import msgspec

from sitegen.league.championship.models import Championship, RoundScore, StandingsRow
from sitegen.league.championship.points import RacePoints, RoundPoints, SeasonScore
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.session.models import Event, Place


class RaceDriven(msgspec.Struct, frozen=True):
    """One race of a round, seen by one driver."""

    session_id: str
    place: Place | None
    """None for somebody who was not there."""
    pole: bool
    """Fastest of the class in the qualifying from which the race started."""
    fastest_lap: bool
    """Of the class."""


class Round(msgspec.Struct, frozen=True):
    """One event of a championship, seen by one row of its standings."""

    event: Event
    points: float | None
    """As the server says; where it says nothing of the round, from the configured points; else None."""
    arithmetic: tuple[RacePoints, ...]
    """How points come about race by race; empty without configured points."""
    dropped: bool
    """The server leaves the round out of the total."""
    races: tuple[RaceDriven, ...]
    """Every race of the event, by date."""

    @property
    def position(self) -> int | None:
        """Class place in the event's last race, None when absent."""
        if not self.races or self.races[-1].place is None:
            return None
        return self.races[-1].place.class_position


def rounds_of(
    row: StandingsRow,
    class_name: str,
    championship: Championship,
    results: Mapping[str, RaceResult],
    *,
    computed: SeasonScore | None = None,
) -> tuple[Round, ...]:
    """One round per event of the championship, by date. `results`: session id → race; `computed`: of the row's driver.

    `class_name`: the class of the row; somebody may be listed in two, and is absent where they drove in the other.
    """
    server_scores = {score.event_id: score for score in row.rounds}
    computed_rounds = _computed_rounds(computed)
    races = _Races(_key(row), class_name, _other_classes(row, class_name, championship), results)
    rounds = []
    for event in championship.events:
        event_id = event.id or ""
        score = server_scores.get(event_id, RoundScore(event_id, None, dropped=False))
        computed_round = computed_rounds.get(event_id, RoundPoints(event_id, (), dropped=False))
        server_says = event_id in championship.standings.events_with_points
        rounds.append(
            Round(
                event=event,
                points=_points(score, computed_round, server_says=server_says),
                arithmetic=computed_round.races,
                dropped=score.dropped,
                races=tuple(races.of_event(event)),
            )
        )
    return tuple(rounds)


def _computed_rounds(computed: SeasonScore | None) -> dict[str, RoundPoints]:
    """Event id → what the configured points give."""
    if computed is None:
        return {}
    return {round_points.event_id: round_points for round_points in computed.rounds}


def _key(row: StandingsRow) -> str:
    """The person key of a row; of a row without a driver an empty one, that nobody has."""
    if row.driver is None:
        return ""
    return row.driver.key


def _other_classes(row: StandingsRow, class_name: str, championship: Championship) -> set[str]:
    """The other classes in which the driver of a row is listed."""
    listed = championship.standings.classes_of_driver.get(_key(row), ())
    return {name for name in listed if name != class_name}


def _points(score: RoundScore, computed: RoundPoints, *, server_says: bool) -> float | None:
    """What a round brought. `server_says`: the server names the points of anybody in this event.

    Where it does, somebody of whom it says nothing was not there, whatever the configured points give.
    """
    if score.points is not None:
        return score.points
    if computed.races and not server_says:
        return computed.points
    return None


class _Races(msgspec.Struct, frozen=True):
    """Looks up what one driver did in the races of an event."""

    key: str
    class_name: str
    other_classes: set[str]
    results: Mapping[str, RaceResult]

    def of_event(self, event: Event) -> Iterable[RaceDriven]:
        """Every race that was driven, by date."""
        for race in event.races:
            result = self.results.get(race.id)
            if result:
                yield self._of_race(result)

    def _of_race(self, result: RaceResult) -> RaceDriven:
        # The best place comes first; a car of a class in which the standings list the driver too belongs there.
        places = result.places.get(self.key, ())
        place = next((place for place in places if place.car_class not in self.other_classes), None)
        return RaceDriven(
            result.session_id,
            place,
            pole=self.key in result.poles.get(self.class_name, ()),
            fastest_lap=place is not None and self.key in result.fastest.get(self.class_name, ()),
        )
