"""A cell of the standings: what a driver did in a round, and how its points come about."""

from collections.abc import Iterable, Sequence
from itertools import chain

import msgspec

from sitegen.league.championship.points import RacePoints
from sitegen.league.championship.rounds import RaceDriven, Round
from sitegen.league.session.models import Place, Status
from sitegen.site.formats import NOTHING, number

PODIUM = {1: "g1", 2: "g2", 3: "g3"}
"""Place → kind of a cell: gold, silver, bronze."""

KINDS = ("g1", "g2", "g3", "pt", "fin", "ret", "dsq")
"""The kinds of a cell in which the driver raced, the best first."""

STATUS_LABELS = {Status.NOT_CLASSIFIED: "Ret", Status.DISQUALIFIED: "DSQ"}
STATUS_KINDS = {Status.NOT_CLASSIFIED: "ret", Status.DISQUALIFIED: "dsq"}


class Cell(msgspec.Struct, frozen=True):
    """What a driver did in a round."""

    label: str
    """Class place, `Ret`, `DSQ`; two races of a round side by side."""
    points: str
    """Empty where nobody says any."""
    arithmetic: str
    """`P2 18 + fastest lap 1 = 19`: how configured points come about; empty without any."""
    is_sum: bool
    """The points are added up of several parts, which the arithmetic names."""
    kind: str
    """g1 g2 g3 pt fin ret dsq no: by the best of the round's races."""
    dropped: bool
    """The round does not count, because it is one of the driver's worst."""
    pole: bool
    """The driver's car was on pole of its class for one of the round's races."""
    fastest: bool
    """The driver had the fastest lap of the class in one of the round's races."""


def cell_of(driver_round: Round) -> Cell:
    """The cell of a driver in the column of a round; a dash for somebody who was not there."""
    label, kind = NOTHING, "no"
    parts = tuple(chain.from_iterable(_parts(race) for race in driver_round.arithmetic))
    kinds = [place_kind(race.place, driver_round.points) for race in driver_round.races if race.place]
    if kinds:
        # A round with one missed race still shows both, so that every label has as many parts as there were races.
        label = "·".join(_label(race) for race in driver_round.races)
        kind = min(kinds, key=KINDS.index)
    return Cell(
        label=label,
        points=_points(driver_round.points),
        arithmetic=_arithmetic(parts, driver_round.arithmetic),
        is_sum=len(parts) > 1,
        kind=kind,
        dropped=driver_round.dropped,
        pole=any(race.pole for race in driver_round.races),
        fastest=any(race.fastest_lap for race in driver_round.races),
    )


def place_kind(place: Place, points: float | None) -> str:
    """The kind of a cell for a race: g1 g2 g3 pt fin ret dsq. `points`: what the round gave, None when nobody says."""
    if place.status in STATUS_KINDS:
        return STATUS_KINDS[place.status]
    position = place.class_position or place.position
    if position in PODIUM:
        return PODIUM[position]
    return "pt" if points else "fin"


def _points(points: float | None) -> str:
    """Empty and not a dash: the cell has a label already."""
    if points is None:
        return ""
    return number(points)


def _label(race: RaceDriven) -> str:
    if race.place is None:
        return NOTHING
    position = race.place.class_position or race.place.position
    return STATUS_LABELS.get(race.place.status, str(position))


def _arithmetic(parts: Sequence[str], races: Sequence[RacePoints]) -> str:
    if not parts:
        return ""
    total = number(sum(race.total for race in races))
    return f"{' + '.join(parts)} = {total}"


def _parts(race: RacePoints) -> Iterable[str]:
    if race.position is not None:
        yield f"P{race.position} {number(race.for_place)}"
    if race.pole:
        yield f"pole {number(race.pole)}"
    if race.fastest_lap:
        yield f"fastest lap {number(race.fastest_lap)}"
