"""What happened in a race, as facts that its laps and its final order prove: the material of a report.

The final order is the file's. Places on the way are those in which cars crossed the line at the end of a lap.
"""

from collections.abc import Iterator, Sequence

import msgspec

from sitegen.league.race.battles import Battle, CloseFinish, battles, closest_finish
from sitegen.league.race.line_crossings import Lead, LineCrossings, LostWin, gap_at_finish_ms, leads, lost_win
from sitegen.league.race.position_changes import (
    Demotion,
    Exclusion,
    PositionChange,
    Retirement,
    changes_from_grid,
    changes_from_lap_1,
    demotions,
    exclusions,
    most_gained,
    most_lost,
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
    """The row of the qualifying; its car id means nothing in the race."""
    finish: Place | None
    """The same drivers' row of the race, None when they are not in it."""


class ClassWin(msgspec.Struct, frozen=True):
    """The first of a class that did not win overall; of classes with two cars or more."""

    place: Place
    class_name: str


class FastestLap(msgspec.Struct, frozen=True):
    """The fastest lap of the race."""

    place: Place
    lap: BestLap
    winner_best_ms: int | None
    """The winner's own best lap, None without a valid one."""


class RaceStory(msgspec.Struct, frozen=True):
    """The facts of a race."""

    session: Session
    field: tuple[Place, ...]
    """Every car, in the file's order."""
    winner: Place
    """The first classified car; its position is above 1 when the file lists a disqualified car before it."""
    laps: int
    """How many the winner drove."""
    podium: tuple[Finisher, ...]
    """Second and third of the classified cars."""
    pole: Pole | None
    leads: tuple[Lead, ...]
    """Who was first at the line, lap 1 to the last; empty where a lap's leader is not known."""
    lost_win: LostWin | None
    """None when the winner completed the last lap first, or where that is not known."""
    battles: tuple[Battle, ...]
    """The few most worth telling, the best first; no car in two of them."""
    closest_finish: CloseFinish | None
    """The smallest gap within the first ten."""
    climb: PositionChange | None
    """From the grid, the most places gained; of equals the one in the better place, here and below."""
    drop: PositionChange | None
    """From the grid, the most places lost."""
    recovery: PositionChange | None
    """From the end of lap 1, the most places gained."""
    retirements: tuple[Retirement, ...]
    """Those from the best places first."""
    demotions: tuple[Demotion, ...]
    """Those that cost the best places first."""
    exclusions: tuple[Exclusion, ...]
    class_wins: tuple[ClassWin, ...]
    fastest_lap: FastestLap | None


def race_story(classification: Classification, *, pole: Place | None) -> RaceStory | None:
    """The facts of a race, None when it is none or nobody is classified.

    `pole`: who was first in its qualifying, as a row of that.
    """
    classified = [place for place in classification.places if place.status is Status.CLASSIFIED]
    if not classification.session.is_race or not classified:
        return None
    winner = classified[0]
    crossings = LineCrossings.of(classification, winner)
    stretches = leads(crossings, winner)
    changes = changes_from_grid(classified)
    return RaceStory(
        session=classification.session,
        field=classification.places,
        winner=winner,
        laps=winner.entry.lap_count,
        podium=tuple(_finisher(winner, place) for place in classified[1:3]),
        pole=_pole(classification, pole),
        leads=stretches,
        lost_win=lost_win(stretches, winner),
        battles=battles(crossings),
        closest_finish=closest_finish(classified),
        climb=most_gained(changes),
        drop=most_lost(changes),
        recovery=most_gained(changes_from_lap_1(classified, crossings)),
        retirements=retirements(classification, crossings),
        demotions=demotions(classified, crossings),
        exclusions=exclusions(classification, crossings, laps=winner.entry.lap_count),
        class_wins=tuple(_class_wins(classification, classified)),
        fastest_lap=_fastest_lap(classification, winner),
    )


def _finisher(winner: Place, behind: Place) -> Finisher:
    laps_down = max(0, winner.entry.lap_count - behind.entry.lap_count)
    return Finisher(behind, gap_at_finish_ms(winner, behind), laps_down)


def _pole(classification: Classification, qualified: Place | None) -> Pole | None:
    """Who was on pole, looked for in the race by its drivers: a car's id is another one in every session."""
    if qualified is None or not qualified.entry.drivers:
        return None
    keys = set(_driver_keys(qualified))
    finishes = (place for place in classification.places if not keys.isdisjoint(_driver_keys(place)))
    return Pole(qualified, next(finishes, None))


def _driver_keys(place: Place) -> Iterator[str]:
    return (driver.key for driver in place.entry.drivers)


def _class_wins(classification: Classification, classified: Sequence[Place]) -> Iterator[ClassWin]:
    entered = [place.car_class for place in classification.places]
    # The winner's class needs no sentence of its own: its win is the race.
    seen = {classified[0].car_class, None}
    for place in classified:
        if place.car_class is not None and place.car_class not in seen and entered.count(place.car_class) > 1:
            yield ClassWin(place, place.car_class)
        seen.add(place.car_class)


def _fastest_lap(classification: Classification, winner: Place) -> FastestLap | None:
    best = classification.best_lap
    if best is None:
        return None
    holder = next(place for place in classification.places if place.car_id == best.car_id)
    return FastestLap(holder, best, winner.pace.best_ms)
