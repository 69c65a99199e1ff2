"""The charts of gaps: to the leader, and against the winner's mean lap."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import msgspec

from sitegen.league.session.models import Classification, Place, Status, TimedLap
from sitegen.site.charts.base import (
    BASELINE,
    BOTTOM,
    HEIGHT,
    LABEL_DISTANCE,
    RIGHT_EDGE,
    TOP,
    WIDTH,
    CarSign,
    Chart,
    Label,
    Signs,
    Tick,
    Trace,
)
from sitegen.site.charts.drawing import (
    LapScale,
    lap_ticks,
    line_path,
    link_path,
    numbers_by_lap,
    spread_labels,
    tick_step,
    tone_of,
)
from sitegen.site.formats import difference, lap_time

CARS = 20
"""Cars in a chart of gaps; more of them would be a thicket."""
MOST_POINTS = 160
"""Points of a line; a twelve-hour race shows every third lap."""
STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800)
"""Seconds between two lines of the grid."""
MOST_STEPS = 8

MsByLap = Mapping[int, int]
"""Lap number → milliseconds."""


def gap_chart(classification: Classification, *, signs: Signs) -> Chart | None:
    """The gap to the first across the line by lap, that one on top; None for fewer than two classified cars."""
    elapsed = elapsed_ms(classification.laps)
    leader = _first_at_line(classification.laps, elapsed)
    behind = {car_id: _behind_leader(times, leader) for car_id, times in elapsed.items()}
    return _gaps(classification, behind, "gap-chart", "Gap to the leader", signs=signs)


def history_chart(classification: Classification, *, signs: Signs) -> Chart | None:
    """The race against a car that drives the winner's mean lap all the time: stops and slow laps show as steps.

    None where no lap of the first car is known, and for fewer than two classified cars.
    """
    if not classification.places:
        return None
    elapsed = elapsed_ms(classification.laps)
    winner = elapsed.get(classification.places[0].entry.car_id)
    if not winner:
        return None
    # Of the laps that are known: the time of a winner's unfinished lap ends what can be added up.
    last = max(winner)
    mean_ms = winner[last] / last
    behind = {car_id: _behind_mean(times, mean_ms) for car_id, times in elapsed.items()}
    return _gaps(classification, behind, "history-chart", "Race history", signs=signs)


def elapsed_ms(laps: Iterable[TimedLap]) -> dict[int | None, dict[int, int]]:
    """Car → lap number → time since the start, as far as every lap of the car is known."""
    elapsed: dict[int | None, dict[int, int]] = {}
    for lap in laps:
        times = elapsed.setdefault(lap.car_id, {})
        before = 0 if lap.number == 1 else times.get(lap.number - 1)
        if before is not None and lap.ms is not None:
            times[lap.number] = before + lap.ms
    return elapsed


def _first_at_line(laps: Iterable[TimedLap], elapsed: Mapping[int | None, MsByLap]) -> dict[int, int]:
    """Lap number → time since the start of the first car across the line of which that is known."""
    first: dict[int, int] = {}
    for lap in laps:
        ms = elapsed[lap.car_id].get(lap.number)
        if ms is not None:
            first.setdefault(lap.number, ms)
    return first


def _behind_leader(times: MsByLap, leader: MsByLap) -> dict[int, int]:
    return {lap: ms - leader[lap] for lap, ms in times.items() if lap in leader}


def _behind_mean(times: MsByLap, mean_ms: float) -> dict[int, int]:
    return {lap: round(ms - mean_ms * lap) for lap, ms in times.items()}


def _gaps(
    classification: Classification,
    behind: Mapping[int | None, MsByLap],
    identifier: str,
    title: str,
    *,
    signs: Signs,
) -> Chart | None:
    """A line for each of the first classified cars: milliseconds behind by lap, those behind lower."""
    places = [place for place in classification.places if _is_drawn(place, behind)][:CARS]
    if len(places) < 2:
        return None
    gaps = [behind[place.entry.car_id] for place in places]
    plane = _plane(gaps)
    ends = [by_lap[max(by_lap)] for by_lap in gaps]
    labels = spread_labels([plane.y(ms) for ms in ends], LABEL_DISTANCE)
    traces = [
        _trace(place, signs(place), by_lap, label_y, plane)
        for place, by_lap, label_y in zip(places, gaps, labels, strict=True)
    ]
    last_lap = plane.laps.last
    return Chart(
        id=identifier,
        title=title,
        summary=f"{title}: the first {len(places)} over {last_lap} laps; at the end within {lap_time(max(ends))}.",
        width=WIDTH,
        height=max(HEIGHT, int(max(labels)) + BOTTOM),
        x_ticks=tuple(lap_ticks(plane.laps, with_grid=False)),
        y_ticks=tuple(_gap_ticks(plane)),
        # What is drawn last lies on top: the podium.
        traces=tuple(reversed(traces)),
        numbers=numbers_by_lap(zip(map(signs, places), map(_cells, gaps), strict=True), plane.laps),
    )


def _is_drawn(place: Place, behind: Mapping[int | None, MsByLap]) -> bool:
    """Whether a car has a line: a classified one of which two laps are known."""
    return place.status is Status.CLASSIFIED and len(behind.get(place.entry.car_id, ())) > 1


def _cells(gaps: MsByLap) -> dict[int, str]:
    """Lap number → the gap as a text; who is level with the leader is the leader, and has none."""
    return {lap: difference(ms or None) for lap, ms in gaps.items()}


class _Plane(msgspec.Struct, frozen=True):
    """Laps across, milliseconds down; what lies lower than `high` is drawn at the lower edge."""

    laps: LapScale
    low: int
    high: int

    def y(self, ms: float) -> float:
        share = (min(ms, self.high) - self.low) / (self.high - self.low)
        return round(TOP + (HEIGHT - TOP - BOTTOM) * share, 1)


def _plane(gaps: Sequence[MsByLap]) -> _Plane:
    """Room for 98 % of all values, so that one long stop does not press the rest together."""
    values = sorted(chain.from_iterable(by_lap.values() for by_lap in gaps))
    last_lap = max(max(by_lap) for by_lap in gaps)
    return _Plane(
        laps=LapScale(1, last_lap),
        low=min(0, values[0]),
        high=max(1000, values[int(len(values) * 0.98)]),
    )


def _trace(place: Place, sign: CarSign, gaps: MsByLap, label_y: float, plane: _Plane) -> Trace:
    last = max(gaps)
    points = [(plane.laps.x(lap), plane.y(gaps[lap])) for lap in _drawn_laps(gaps, plane.laps.last)]
    return Trace(
        sign=sign,
        title=f"{sign.name}: {difference(gaps[last])} on lap {last}",
        path=line_path(points),
        end_point=points[-1],
        tone=tone_of(place.position),
        link=link_path(points[-1], (RIGHT_EDGE + 6, label_y)),
        end=Label(RIGHT_EDGE + 10, label_y + BASELINE, sign.short),
    )


def _drawn_laps(gaps: MsByLap, last_of_all: int) -> list[int]:
    """Every lap of a usual race, every so many of a long one; a car's first and last always."""
    # Rounded up, so that no line has more points than there is room for.
    every = -(-last_of_all // MOST_POINTS)
    return [lap for lap in gaps if lap % every == 0 or lap in (1, max(gaps))]


def _gap_ticks(plane: _Plane) -> Iterable[Tick]:
    step = tick_step((plane.high - plane.low) / 1000, STEPS_S, most=MOST_STEPS) * 1000
    first = -(-plane.low // step) * step
    for ms in range(first, plane.high + 1, step):
        yield Tick(plane.y(ms), _whole_seconds(ms))


def _whole_seconds(ms: int) -> str:
    """`+30 s`, `0 s`."""
    if ms == 0:
        return "0 s"
    return f"{difference(ms).removesuffix('.000')} s"
