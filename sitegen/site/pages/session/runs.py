"""Practice and qualifying run by run."""

from collections.abc import Iterable, Sequence

import msgspec

from sitegen.league.session.laps import laps_by_car
from sitegen.league.session.models import Classification
from sitegen.league.session.stops import Run, runs
from sitegen.site.pages.session.rows import Row


class RunCell(msgspec.Struct, frozen=True):
    """A run of a car."""

    laps: int
    best_ms: int | None
    own_best: bool
    """The car's best lap was in it."""


class RunLine(msgspec.Struct, frozen=True):
    """The runs of a car."""

    row: Row
    runs: tuple[RunCell, ...]


class RunTable(msgspec.Struct, frozen=True):
    """Everybody's runs."""

    most: int
    """The runs of the car that has the most."""
    lines: tuple[RunLine, ...]


def run_table(found: Classification, rows: Sequence[Row]) -> RunTable | None:
    """What everybody did between visits to the garage; None in races and when nobody went out twice."""
    if found.session.is_race:
        return None
    by_car = laps_by_car(found.laps)
    lines = [
        RunLine(row, tuple(_cells(runs(by_car[row.place.entry.car_id]), row)))
        for row in rows
        if row.place.entry.car_id in by_car
    ]
    most = max((len(line.runs) for line in lines), default=0)
    return RunTable(most, tuple(lines)) if most > 1 else None


def _cells(driven: Iterable[Run], row: Row) -> Iterable[RunCell]:
    for run in driven:
        best = run.best
        yield RunCell(
            laps=len(run.laps),
            best_ms=best.recorded_ms if best else None,
            own_best=best is not None and best.number == row.place.pace.best_lap,
        )
