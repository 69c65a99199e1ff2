"""The lap chart: position by lap."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from sitegen.league.session.laps import laps_by_car
from sitegen.league.session.models import Classification, Place, Status, TimedLap
from sitegen.site.charts.base import (
    BOTTOM,
    LEFT,
    RIGHT,
    ROW,
    TOP,
    WIDTH,
    CarSign,
    Chart,
    Label,
    LapScale,
    Signs,
    Trace,
    lap_ticks,
    line_path,
    numbers_by_lap,
)
from sitegen.site.formats import counted


def lap_chart(found: Classification, *, signs: Signs) -> Chart | None:
    """Position by lap, lap 0 being the grid; None when there is nothing to draw."""
    laps = laps_by_car(found.laps)
    places = [place for place in found.places if laps.get(place.entry.car_id)]
    last_lap = max((len(laps[place.entry.car_id]) for place in places), default=0)
    if last_lap < 2 or len(places) < 2:
        return None
    grid = _grid_rows(places)
    scale = LapScale(0 if grid else 1, last_lap)
    rows = max(len(places), *(lap.position for lap in found.laps))
    traces = [
        _position_trace(place, signs(place), laps[place.entry.car_id], row, grid=grid, scale=scale)
        for row, place in enumerate(places, start=1)
    ]
    led = [lap.car_id for lap in found.laps if lap.position == 1]
    changes = counted(sum(one != other for one, other in pairwise(led)), "change of the lead", "changes of the lead")
    return Chart(
        id="lap-chart",
        title="Lap chart",
        summary=f"Position of {len(places)} cars over {last_lap} laps; {changes} at the line.",
        width=WIDTH,
        height=TOP + ROW * rows + BOTTOM,
        x_ticks=tuple(lap_ticks(scale, with_grid=bool(grid))),
        y_ticks=(),
        traces=tuple(reversed(traces)),
        numbers=numbers_by_lap(
            ((signs(place), _positions(place, laps[place.entry.car_id], with_grid=bool(grid))) for place in places),
            scale,
        ),
    )


def _positions(place: Place, laps: Iterable[TimedLap], *, with_grid: bool) -> dict[int, str]:
    start = {0: str(place.grid)} if with_grid and place.grid is not None else {}
    return start | {lap.number: str(lap.position) for lap in laps}


def _y(position: int) -> int:
    return TOP + ROW * position - ROW // 2


def _grid_rows(places: Sequence[Place]) -> dict[int | None, int]:
    """Car → row on the grid, without the gaps that absent cars leave, so that labels never share a row."""
    started = sorted((place.grid, place.position, place.entry.car_id) for place in places if place.grid is not None)
    return {car_id: row for row, (_, _, car_id) in enumerate(started, start=1)}


def _position_trace(
    place: Place,
    sign: CarSign,
    laps: Sequence[TimedLap],
    row: int,
    *,
    grid: Mapping[int | None, int],
    scale: LapScale,
) -> Trace:
    points = [(scale.x(lap.number), float(_y(lap.position))) for lap in laps]
    if place.entry.car_id in grid:
        points.insert(0, (scale.x(0), float(_y(grid[place.entry.car_id]))))
    start_x, start_y = points[0]
    end_x, end_y = points[-1]
    classified = place.status is Status.CLASSIFIED
    label_y = _y(row)
    edge = WIDTH - RIGHT
    apart = classified and (end_x < edge or end_y != label_y)
    return Trace(
        sign=sign,
        title=sign.name,
        path=line_path(points),
        tone=f"t{place.position}" if place.position <= 3 and classified else "",
        link=f"M{end_x:g} {end_y:g}L{edge} {label_y}" if apart else "",
        start=Label(LEFT - 8, start_y + 4, sign.short) if start_x == LEFT else None,
        end=Label(edge + 8, label_y + 4, f"{place.position} · {sign.short}") if classified else None,
        out=None if classified else Label(end_x + 6, end_y - 4, sign.short),
    )
