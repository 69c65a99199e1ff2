"""The lap chart: position by lap."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from sitegen.league.session.laps import laps_by_car
from sitegen.league.session.models import Classification, Place, Status, TimedLap
from sitegen.site.charts.base import (
    BASELINE,
    BOTTOM,
    LEFT,
    RIGHT_EDGE,
    ROW,
    TEXT_GAP,
    TOP,
    WIDTH,
    CarSign,
    Chart,
    Label,
    Point,
    Signs,
    Trace,
)
from sitegen.site.charts.drawing import LapScale, lap_ticks, line_path, link_path, numbers_by_lap, row_middle, tone_of
from sitegen.site.formats import counted


def lap_chart(classification: Classification, *, signs: Signs) -> Chart | None:
    """Position by lap, lap 0 being the grid where it is known; None for fewer than two cars or two laps."""
    laps = laps_by_car(classification.laps)
    places = [place for place in classification.places if laps.get(place.entry.car_id)]
    last_lap = max((len(laps[place.entry.car_id]) for place in places), default=0)
    if last_lap < 2 or len(places) < 2:
        return None
    grid = _grid_rows(places)
    first_lap = 0 if grid else 1
    scale = LapScale(first_lap, last_lap)
    # Cars that the classification leaves out have laps, and so positions, too.
    rows = max(len(places), *(lap.position for lap in classification.laps))
    traces = []
    positions = []
    for row, place in enumerate(places, start=1):
        own_laps = laps[place.entry.car_id]
        traces.append(_trace(place, signs(place), _points(place, own_laps, grid, scale), row))
        positions.append((signs(place), _positions(place, own_laps, with_grid=bool(grid))))
    return Chart(
        id="lap-chart",
        title="Lap chart",
        summary=f"Position of {len(places)} cars over {last_lap} laps; {_lead_changes(classification.laps)}.",
        width=WIDTH,
        height=TOP + ROW * rows + BOTTOM,
        x_ticks=tuple(lap_ticks(scale, with_grid=bool(grid))),
        y_ticks=(),
        traces=tuple(reversed(traces)),
        numbers=numbers_by_lap(positions, scale),
    )


def _lead_changes(laps: Iterable[TimedLap]) -> str:
    """`3 changes of the lead at the line`."""
    leaders = [lap.car_id for lap in laps if lap.position == 1]
    changes = sum(before != after for before, after in pairwise(leaders))
    return f"{counted(changes, 'change of the lead', 'changes of the lead')} at the line"


def _positions(place: Place, laps: Iterable[TimedLap], *, with_grid: bool) -> dict[int, str]:
    """Lap number → position, lap 0 being the grid."""
    positions = {lap.number: str(lap.position) for lap in laps}
    if with_grid and place.grid is not None:
        positions[0] = str(place.grid)
    return positions


def _grid_rows(places: Sequence[Place]) -> dict[int | None, int]:
    """Car → row on the grid, without the gaps that absent cars leave, so that labels never share a row."""
    started = sorted((place.grid, place.position, place.entry.car_id) for place in places if place.grid is not None)
    return {car_id: row for row, (_, _, car_id) in enumerate(started, start=1)}


def _points(
    place: Place, laps: Iterable[TimedLap], grid: Mapping[int | None, int], scale: LapScale
) -> list[tuple[float, float]]:
    """The corners of a car's line; `grid`: car → row."""
    points = [(scale.x(lap.number), float(row_middle(lap.position))) for lap in laps]
    if place.entry.car_id in grid:
        points.insert(0, (scale.x(0), float(row_middle(grid[place.entry.car_id]))))
    return points


def _trace(place: Place, sign: CarSign, points: Sequence[Point], row: int) -> Trace:
    """The line of a car; `row`: of its label at the right edge, its place among the drawn cars."""
    (start_x, start_y), (end_x, end_y) = points[0], points[-1]
    start = Label(LEFT - TEXT_GAP, start_y + BASELINE, sign.short) if start_x == LEFT else None
    trace = Trace(sign=sign, title=sign.name, path=line_path(points), end_point=points[-1], start=start)
    if place.status is not Status.CLASSIFIED:
        return msgspec.structs.replace(trace, out=Label(end_x + 6, end_y - 4, sign.short))
    label_y = row_middle(row)
    return msgspec.structs.replace(
        trace,
        tone=tone_of(place.position),
        link=link_path(points[-1], (RIGHT_EDGE, label_y)),
        end=Label(RIGHT_EDGE + TEXT_GAP, label_y + BASELINE, f"{place.position} · {sign.short}"),
    )
