"""Practice and qualifying run by run."""

from collections.abc import Iterable

import msgspec

from sitegen.league.session.laps import laps_by_car
from sitegen.league.session.models import Classification
from sitegen.league.session.stops import Run, runs
from sitegen.site.pages.session.rows import Row


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
    lines = tuple(RunLine(row, tuple(_cells(row, runs(by_car[row.place.entry.car_id])))) for row in driven)
    most = max((len(line.runs) for line in lines), default=0)
    # With one run each, the classification has already said what was in it.
    if most < 2:
        return None
    return RunTable(most, lines)


def _cells(row: Row, runs_of_car: Iterable[Run]) -> Iterable[RunCell]:
    for run in runs_of_car:
        if run.best is None:
            yield RunCell(len(run.laps), None, own_best=False)
        else:
            own_best = run.best.number == row.place.pace.best_lap
            yield RunCell(len(run.laps), run.best.recorded_ms, own_best)
