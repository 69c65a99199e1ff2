"""The tables beside a classification: results by class, practice and qualifying run by run, qualifying part by part."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen.league.session.laps import laps_by_car
from sitegen.league.session.models import Classification, Place, Session
from sitegen.league.session.stops import Run, runs
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import NOTHING, difference, laps_down
from sitegen.site.links import Links
from sitegen.site.pages.base import Link
from sitegen.site.pages.session.rows import Row, class_names


class ClassRow(msgspec.Struct, frozen=True):
    """A car within its class."""

    row: Row
    """The car's row in the classification of all."""
    gap: str
    """To the leader of the class, as a time or in laps, ready for show."""
    fastest: bool
    """Holds the best lap of the class."""


class ClassTable(msgspec.Struct, frozen=True):
    """The cars of one class."""

    name: str
    """The class: `GT3`."""
    group: str
    """Its number in the signs of its cars."""
    rows: tuple[ClassRow, ...]
    """Its cars in the order of the classification."""


def class_tables(session: Session, rows: Sequence[Row]) -> tuple[ClassTable, ...]:
    """Results by class, in the order of the class leaders; nothing when all cars are of one class."""
    names = class_names(row.place for row in rows)
    if len(names) < 2:
        return ()
    by_class: dict[str, list[Row]] = {name: [] for name in names}
    for row in rows:
        if row.place.car_class:
            by_class[row.place.car_class].append(row)
    return tuple(_class_table(name, session, members) for name, members in by_class.items())


def _class_table(name: str, session: Session, rows: Sequence[Row]) -> ClassTable:
    leader = rows[0]
    best_ms = min((row.place.pace.best_ms for row in rows if row.place.pace.best_ms is not None), default=None)
    lines = [
        ClassRow(
            row=row,
            gap=_class_gap(session, row.place, leader.place),
            fastest=best_ms is not None and row.place.pace.best_ms == best_ms,
        )
        for row in rows
    ]
    return ClassTable(name, leader.sign.group, tuple(lines))


def _class_gap(session: Session, place: Place, leader: Place) -> str:
    """The gap to the leader of the class, said as the classification says the one to the leader of all."""
    # The gap and laps of the file are to the winner of the race, who may drive in another class.
    if place.position == leader.position:
        return NOTHING
    if not session.is_race:
        return _behind(place.pace.best_ms, leader.pace.best_ms)
    if place.entry.lap_count < leader.entry.lap_count:
        return laps_down(leader.entry.lap_count - place.entry.lap_count)
    return _behind(place.entry.total_ms, leader.entry.total_ms)


def _behind(ms: int | None, leader_ms: int | None) -> str:
    if ms is None or leader_ms is None:
        return NOTHING
    return difference(ms - leader_ms)


class RunCell(msgspec.Struct, frozen=True):
    """A run of a car: its laps between two visits to the garage."""

    laps: int
    """How many laps it had, those that do not count too."""
    best_ms: int | None
    """The fastest valid lap in ms, none without one."""
    own_best: bool
    """The car's best lap was in it."""


class RunLine(msgspec.Struct, frozen=True):
    """The runs of a car."""

    row: Row
    """The car's row in the classification."""
    runs: tuple[RunCell, ...]
    """In the order in which they were driven."""


class RunTable(msgspec.Struct, frozen=True):
    """Everybody's runs."""

    most: int
    """The runs of the car that has the most."""
    lines: tuple[RunLine, ...]
    """The cars in the order of the classification; those without a lap are left out."""


def run_table(classification: Classification, rows: Iterable[Row]) -> RunTable | None:
    """What everybody did between visits to the garage; None in races and when nobody went out twice."""
    if classification.session.is_race:
        return None
    by_car = laps_by_car(classification.laps)
    driven = [row for row in rows if row.place.entry.car_id in by_car]
    lines = tuple(RunLine(row, tuple(_run_cells(row, runs(by_car[row.place.entry.car_id])))) for row in driven)
    most = max((len(line.runs) for line in lines), default=0)
    # With one run each, the classification has already said what was in it.
    if most < 2:
        return None
    return RunTable(most, lines)


def _run_cells(row: Row, runs_of_car: Iterable[Run]) -> Iterable[RunCell]:
    for run in runs_of_car:
        if run.best is None:
            yield RunCell(len(run.laps), None, own_best=False)
        else:
            own_best = run.best.number == row.place.pace.best_lap
            yield RunCell(len(run.laps), run.best.recorded_ms, own_best)


class PartCell(msgspec.Struct, frozen=True):
    """A car in one part."""

    position: int | None
    """The place in this part; none for a car that was not there."""
    best_ms: int | None
    """The best lap of the car in this part, in ms."""
    fastest: bool
    """The best lap of this part."""


ABSENT = PartCell(None, None, fastest=False)


class PartLine(msgspec.Struct, frozen=True):
    """A crew over all parts."""

    crew: tuple[PublicDriver, ...]
    """Who drove the car in the last part in which it was."""
    number: int | None
    """The number on the car."""
    cells: tuple[PartCell, ...]
    """A cell per part."""


class PartTable(msgspec.Struct, frozen=True):
    """All parts side by side, the fastest over all of them first."""

    heads: tuple[Link, ...]
    """The parts, by date, each with its page."""
    lines: tuple[PartLine, ...]
    """The crews, the fastest over all parts first."""


def part_table(parts: Sequence[Classification], links: Links) -> PartTable | None:
    """`parts`: the qualifying sessions of an event, by date; None when there is only one.

    A car is the same in two parts when the same person is its first driver.
    """
    if len(parts) < 2:
        return None
    places: dict[str, Place] = {}
    cells: list[dict[str, PartCell]] = []
    for part in parts:
        places_of_part = _places_by_key(part)
        places |= places_of_part
        cells.append({key: _part_cell(part, place) for key, place in places_of_part.items()})
    lines = [_part_line(key, place, cells, links) for key, place in places.items()]
    lines.sort(key=_part_speed)
    return PartTable(heads=tuple(_part_head(part, links) for part in parts), lines=tuple(lines))


def _places_by_key(part: Classification) -> Mapping[str, Place]:
    """Who a car belongs to → the car; the better one of somebody who is first driver of two."""
    places: dict[str, Place] = {}
    for place in part.places:
        places.setdefault(_first_driver(place), place)
    return places


def _first_driver(place: Place) -> str:
    # Car ids are given anew in every session, so the first driver is all that joins two of them.
    if place.entry.drivers:
        return place.entry.drivers[0].key
    return f"car {place.entry.car_id}"


def _part_cell(part: Classification, place: Place) -> PartCell:
    fastest = part.best_lap is not None and part.best_lap.car_id == place.entry.car_id
    return PartCell(place.position, place.pace.best_ms, fastest)


def _part_line(key: str, place: Place, cells: Iterable[Mapping[str, PartCell]], links: Links) -> PartLine:
    """`cells`: of each part by key; a car that was not in a part is absent there."""
    cells_of_car = tuple(cells_of_part.get(key, ABSENT) for cells_of_part in cells)
    return PartLine(links.crew(place.entry), place.entry.number, cells_of_car)


def _part_speed(line: PartLine) -> tuple[bool, int]:
    """The best lap over all parts; a car without one comes last."""
    times = [cell.best_ms for cell in line.cells if cell.best_ms]
    return not times, min(times, default=0)


def _part_head(part: Classification, links: Links) -> Link:
    return Link(links.session_name(part.session), addresses.session(part.session.id))
