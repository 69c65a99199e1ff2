"""Results by class."""

from collections.abc import Sequence

import msgspec

from sitegen.league.session.models import Place, Session
from sitegen.site.formats import NOTHING, difference, laps_down
from sitegen.site.pages.session.rows import Row
from sitegen.site.pages.session.signs import class_names


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
            gap=_gap(session, row.place, leader.place),
            fastest=best_ms is not None and row.place.pace.best_ms == best_ms,
        )
        for row in rows
    ]
    return ClassTable(name, leader.sign.group, tuple(lines))


def _gap(session: Session, place: Place, leader: Place) -> str:
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
