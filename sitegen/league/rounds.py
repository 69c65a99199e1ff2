"""What somebody in the standings did in each round: places from the races, points from the server."""

from collections.abc import Iterable, Mapping

import msgspec

from sitegen.league.models import Championship, Classification, Event, Place, StandingsRow


class RaceDriven(msgspec.Struct, frozen=True):
    """One race of a round, seen by one driver."""

    session_id: str
    place: Place | None
    """None for somebody who was not there."""
    fastest_lap: bool


class Round(msgspec.Struct, frozen=True):
    """One event of a championship, seen by one row of its standings."""

    event: Event
    points: float | None
    """As the server says; None where it says nothing of rounds."""
    dropped: bool
    races: tuple[RaceDriven, ...]
    """Every race of the event, by date."""

    @property
    def position(self) -> int | None:
        """Class place in the event's last race, None when absent."""
        last = self.races[-1].place if self.races else None
        return last.class_position if last else None


class RaceSheet(msgspec.Struct, frozen=True):
    """What standings need of a race."""

    places: dict[str, tuple[Place, ...]]
    """Person key → places, the best first; several for somebody in several cars."""
    fastest: frozenset[str]
    """Person keys of those who hold the fastest lap."""


def race_sheet(found: Classification) -> RaceSheet:
    """A race as standings look at it."""
    places: dict[str, tuple[Place, ...]] = {}
    for place in found.places:
        for driver in place.entry.drivers:
            places[driver.key] = (*places.get(driver.key, ()), place)
    best = found.best_lap
    if best and best.driver:
        return RaceSheet(places, frozenset({best.driver.key}))
    crew = (place.entry.drivers for place in found.places if best and place.entry.car_id == best.car_id)
    return RaceSheet(places, frozenset(driver.key for drivers in crew for driver in drivers))


def rounds_of(
    row: StandingsRow, class_name: str, championship: Championship, sheets: Mapping[str, RaceSheet]
) -> tuple[Round, ...]:
    """One round per event of the championship, by date. `sheets`: session id → race.

    `class_name`: the class of the row; somebody may be listed in two, and is absent where they drove in the other.
    """
    scores = {score.event_id: score for score in row.rounds}
    listed = championship.standings.classes_of_driver.get(row.driver.key, ()) if row.driver else ()
    elsewhere = {name for name in listed if name != class_name}
    rounds = []
    for event in championship.events:
        score = scores.get(event.id or "")
        rounds.append(
            Round(
                event=event,
                points=score.points if score else None,
                dropped=score.dropped if score else False,
                races=tuple(_races(row, event, sheets, elsewhere=elsewhere)),
            )
        )
    return tuple(rounds)


def _races(
    row: StandingsRow, event: Event, sheets: Mapping[str, RaceSheet], *, elsewhere: set[str]
) -> Iterable[RaceDriven]:
    """`elsewhere`: the other classes in which the driver is listed."""
    key = row.driver.key if row.driver else ""
    for race in event.races:
        sheet = sheets.get(race.id)
        if sheet is not None:
            places = [place for place in sheet.places.get(key, ()) if place.car_class not in elsewhere]
            yield RaceDriven(race.id, next(iter(places), None), bool(places) and key in sheet.fastest)
