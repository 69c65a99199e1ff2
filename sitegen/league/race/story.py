"""What happened in a race, as facts that its laps and its final order prove: the material of a report.

The final order is the file's. Places on the way are those in which cars crossed the line at the end of a lap.
"""

from collections.abc import Iterator, Sequence

import msgspec

from sitegen.league.race.battles import Close, Fight, closest, fights
from sitegen.league.race.leads import Lead, RoadWinner, leads, road_winner
from sitegen.league.race.line_crossings import Road, gap_at_finish_ms
from sitegen.league.race.position_changes import (
    Demotion,
    Exclusion,
    Move,
    Retirement,
    demotions,
    exclusions,
    from_grid,
    from_lap_1,
    furthest_down,
    furthest_up,
    retirements,
)
from sitegen.league.session.models import BestLap, Classification, Place, Session, Status


class Finisher(msgspec.Struct, frozen=True):
    """A car of the podium, and how far it finished behind the winner: in time or, on another lap, in laps."""

    place: Place
    gap_ms: int | None
    """Above 0; None on another lap, without times, and where a decision turned the times round."""
    laps_down: int


class Pole(msgspec.Struct, frozen=True):
    """The fastest of the qualifying."""

    qualified: Place
    """The row of the qualifying."""
    finish: Place | None
    """The same drivers' row of the race, None when they are not in it."""


class ClassWin(msgspec.Struct, frozen=True):
    """The first of a class that did not win overall; of classes with two cars or more."""

    place: Place
    class_name: str


class Fastest(msgspec.Struct, frozen=True):
    """The fastest lap of the race."""

    place: Place
    lap: BestLap
    winner_best_ms: int | None


class RaceStory(msgspec.Struct, frozen=True):
    """The facts of a race."""

    session: Session
    field: tuple[Place, ...]
    """Every car, in the file's order."""
    winner: Place
    """The first classified car; its position is above 1 when the file lists a disqualified car before it."""
    laps: int
    """The winner's."""
    podium: tuple[Finisher, ...]
    """Second and third of the classified cars."""
    pole: Pole | None
    leads: tuple[Lead, ...]
    """Who was first at the line, lap 1 to the last; empty where a lap's leader is not known."""
    road_winner: RoadWinner | None
    fights: tuple[Fight, ...]
    """The few most worth telling, the best first; no car in two of them."""
    closest: Close | None
    """The smallest gap within the first ten."""
    climb: Move | None
    """From the grid, the most places gained; of equals the one in the better place, here and below."""
    drop: Move | None
    """From the grid, the most places lost."""
    recovery: Move | None
    """From the end of lap 1, the most places gained."""
    retirements: tuple[Retirement, ...]
    """Those from the best places first."""
    demotions: tuple[Demotion, ...]
    """Those that cost the best places first."""
    exclusions: tuple[Exclusion, ...]
    class_wins: tuple[ClassWin, ...]
    fastest: Fastest | None

    @property
    def decisive_lap(self) -> int | None:
        """The lap on which the winner took the lead for good; None when led throughout or decided off the track."""
        won_on_track = len(self.leads) > 1 and self.leads[-1].place is self.winner
        return self.leads[-1].first_lap if won_on_track else None


def race_story(found: Classification, *, pole: Place | None) -> RaceStory | None:
    """The facts of a race, None when it is none or nobody is classified. `pole`: first in its qualifying."""
    classified = [place for place in found.places if place.status is Status.CLASSIFIED]
    if not found.session.is_race or not classified:
        return None
    winner = classified[0]
    road = Road.of(found, winner)
    led = leads(road, winner)
    on_grid = from_grid(classified)
    return RaceStory(
        session=found.session,
        field=found.places,
        winner=winner,
        laps=winner.entry.lap_count,
        podium=tuple(_finisher(winner, place) for place in classified[1:3]),
        pole=_pole(found, pole) if pole else None,
        leads=led,
        road_winner=road_winner(led, winner),
        fights=fights(road),
        closest=closest(classified),
        climb=furthest_up(on_grid),
        drop=furthest_down(on_grid),
        recovery=furthest_up(from_lap_1(classified, road)),
        retirements=retirements(found, road),
        demotions=demotions(classified, road),
        exclusions=exclusions(found, road, laps=winner.entry.lap_count),
        class_wins=tuple(_class_wins(found, classified)),
        fastest=_fastest(found, winner),
    )


def _finisher(winner: Place, behind: Place) -> Finisher:
    laps_down = max(0, winner.entry.lap_count - behind.entry.lap_count)
    return Finisher(behind, gap_at_finish_ms(winner, behind), laps_down)


def _pole(found: Classification, pole: Place) -> Pole | None:
    keys = {driver.key for driver in pole.entry.drivers}
    racing = (place for place in found.places if keys & {driver.key for driver in place.entry.drivers})
    return Pole(pole, next(racing, None)) if keys else None


def _class_wins(found: Classification, classified: Sequence[Place]) -> Iterator[ClassWin]:
    entered = [place.car_class for place in found.places]
    seen = {classified[0].car_class, None}
    for place in classified:
        if place.car_class is not None and place.car_class not in seen and entered.count(place.car_class) > 1:
            yield ClassWin(place, place.car_class)
        seen.add(place.car_class)


def _fastest(found: Classification, winner: Place) -> Fastest | None:
    best = found.best_lap
    if best is None:
        return None
    holder = next(place for place in found.places if place.entry.car_id == best.car_id)
    return Fastest(holder, best, winner.pace.best_ms)
