"""The charts of gaps: to the leader, and against the winner's mean lap."""

from collections.abc import Iterable, Mapping, Sequence

from sitegen.league.session.models import Classification, Place, Status, TimedLap
from sitegen.site.charts.base import (
    BOTTOM,
    RIGHT,
    ROW,
    TOP,
    WIDTH,
    CarSign,
    Chart,
    Label,
    LapScale,
    Signs,
    Tick,
    Trace,
    lap_ticks,
    line_path,
    numbers_by_lap,
    spread_labels,
)
from sitegen.site.formats import NOTHING, difference, lap_time

HEIGHT = 340
CARS = 20
"""Cars in a chart of gaps; more of them would be a thicket."""
MOST_POINTS = 160
"""Points of a line; a twelve-hour race shows every third lap."""
STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800)
"""Seconds between two lines of the grid."""


def gap_chart(found: Classification, *, signs: Signs) -> Chart | None:
    """The gap to the leader by lap, the leader on top."""
    elapsed = elapsed_ms(found.laps)
    leader = _first_at_line(found.laps, elapsed)
    behind = {
        car_id: {lap: ms - leader[lap] for lap, ms in times.items() if lap in leader}
        for car_id, times in elapsed.items()
    }
    return _gaps(found, behind, "gap-chart", "Gap to the leader", signs=signs)


def history_chart(found: Classification, *, signs: Signs) -> Chart | None:
    """The race against a car that drives the winner's mean lap all the time: stops and slow laps show as steps."""
    elapsed = elapsed_ms(found.laps)
    winner = elapsed.get(found.places[0].entry.car_id) if found.places else None
    if not winner:
        return None
    last = max(winner)
    mean = winner[last] / last
    behind = {car_id: {lap: round(ms - mean * lap) for lap, ms in times.items()} for car_id, times in elapsed.items()}
    return _gaps(found, behind, "history-chart", "Race history", signs=signs)


def elapsed_ms(laps: Iterable[TimedLap]) -> dict[int | None, dict[int, int]]:
    """Car → lap number → time since the start, as far as every lap of the car is known."""
    elapsed: dict[int | None, dict[int, int]] = {}
    for lap in laps:
        own = elapsed.setdefault(lap.car_id, {})
        before = own.get(lap.number - 1, 0 if lap.number == 1 else None)
        if before is not None and lap.ms is not None:
            own[lap.number] = before + lap.ms
    return elapsed


def _first_at_line(laps: Iterable[TimedLap], elapsed: Mapping[int | None, Mapping[int, int]]) -> dict[int, int]:
    """Lap number → time since the start of the car that completed it first."""
    first: dict[int, int] = {}
    for lap in laps:
        ms = elapsed[lap.car_id].get(lap.number)
        if ms is not None:
            first.setdefault(lap.number, ms)
    return first


def _gaps(
    found: Classification,
    behind: Mapping[int | None, Mapping[int, int]],
    identifier: str,
    title: str,
    *,
    signs: Signs,
) -> Chart | None:
    """A line per car: milliseconds behind by lap, those behind lower."""
    counting = [one for one in found.places if one.status is Status.CLASSIFIED]
    places = [one for one in counting if len(behind.get(one.entry.car_id, ())) > 1][:CARS]
    if len(places) < 2:
        return None
    times = [behind[place.entry.car_id] for place in places]
    plane = _plane(times)
    ends = [own[max(own)] for own in times]
    rows = spread_labels([plane.y(ms) for ms in ends], ROW - 4)
    traces = [_trace(place, signs(place), own, y, plane) for place, own, y in zip(places, times, rows, strict=True)]
    last_lap = plane.laps.last
    return Chart(
        id=identifier,
        title=title,
        summary=f"{title}: the first {len(places)} over {last_lap} laps; at the end within {lap_time(max(ends))}.",
        width=WIDTH,
        height=max(HEIGHT, int(max(rows)) + BOTTOM),
        x_ticks=tuple(lap_ticks(plane.laps, with_grid=False)),
        y_ticks=tuple(_gap_ticks(plane)),
        traces=tuple(reversed(traces)),
        numbers=numbers_by_lap(
            (
                (signs(place), {lap: difference(ms) if ms else NOTHING for lap, ms in own.items()})
                for place, own in zip(places, times, strict=True)
            ),
            plane.laps,
        ),
    )


class _Plane:
    """Laps across, milliseconds down; what lies lower than `high` is drawn at the lower edge."""

    def __init__(self, laps: LapScale, low: int, high: int) -> None:
        self.laps, self.low, self.high = laps, low, high

    def y(self, ms: float) -> float:
        share = (min(ms, self.high) - self.low) / (self.high - self.low)
        return round(TOP + (HEIGHT - TOP - BOTTOM) * share, 1)


def _plane(times: Sequence[Mapping[int, int]]) -> _Plane:
    """Room for 98 % of all values, so that one long stop does not press the rest together."""
    values = sorted(ms for own in times for ms in own.values())
    low, high = min(0, values[0]), max(1000, values[int(len(values) * 0.98)])
    return _Plane(LapScale(1, max(max(own) for own in times)), low, high)


def _trace(place: Place, sign: CarSign, own: Mapping[int, int], label_y: float, plane: _Plane) -> Trace:
    last = max(own)
    every = -(-plane.laps.last // MOST_POINTS)
    points = [(plane.laps.x(lap), plane.y(ms)) for lap, ms in own.items() if lap % every == 0 or lap in (1, last)]
    return Trace(
        sign=sign,
        title=f"{sign.name}: {difference(own[last])} on lap {last}",
        path=line_path(points),
        tone=f"t{place.position}" if place.position <= 3 else "",
        link=f"M{points[-1][0]:g} {points[-1][1]:g}L{WIDTH - RIGHT + 6} {label_y:g}",
        start=None,
        end=Label(WIDTH - RIGHT + 10, label_y + 4, sign.short),
        out=None,
    )


def _gap_ticks(plane: _Plane) -> Iterable[Tick]:
    step = next((step for step in STEPS_S if (plane.high - plane.low) / 1000 / step <= 8), STEPS_S[-1]) * 1000
    for ms in range(-(-plane.low // step) * step, plane.high + 1, step):
        yield Tick(plane.y(ms), f"{difference(ms)[:-4]} s" if ms else "0 s")
