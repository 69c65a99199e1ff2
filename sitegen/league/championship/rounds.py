"""What somebody in the standings did in each round: places from the races, points from the server."""

from collections.abc import Iterable, Mapping

import msgspec

from sitegen.league.championship.models import Championship, StandingsRow
from sitegen.league.championship.points import RacePoints, SeasonScore
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
    races: tuple[RaceDriven, ...]
    """Every race of the event, by date."""

    @property
    def position(self) -> int | None:
        """Class place in the event's last race, None when absent."""
        last = self.races[-1].place if self.races else None
        return last.class_position if last else None


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
    own = {one.event_id: one for one in computed.rounds} if computed else {}
    said = championship.standings.events_with_points
    scores = {score.event_id: score for score in row.rounds}
    listed = championship.standings.classes_of_driver.get(row.driver.key, ()) if row.driver else ()
    elsewhere = {name for name in listed if name != class_name}
    rounds = []
    for event in championship.events:
        score, counted = scores.get(event.id or ""), own.get(event.id or "")
        points = score.points if score else None
        if points is None and event.id not in said and counted and counted.races:
            points = counted.points
        rounds.append(
            Round(
                event=event,
                points=points,
                arithmetic=counted.races if counted else (),
                dropped=score.dropped if score else False,
                races=tuple(_races(row, class_name, event, results, elsewhere=elsewhere)),
            )
        )
    return tuple(rounds)


def _races(
    row: StandingsRow, class_name: str, event: Event, results: Mapping[str, RaceResult], *, elsewhere: set[str]
) -> Iterable[RaceDriven]:
    """`elsewhere`: the other classes in which the driver is listed."""
    key = row.driver.key if row.driver else ""
    for race in event.races:
        result = results.get(race.id)
        if result is not None:
            places = [place for place in result.places.get(key, ()) if place.car_class not in elsewhere]
            yield RaceDriven(
                race.id,
                next(iter(places), None),
                pole=key in result.poles.get(class_name, ()),
                fastest_lap=bool(places) and key in result.fastest.get(class_name, ()),
            )
