"""Charts of bars, a row per car: qualifying deltas, spread of lap times."""

from collections.abc import Sequence

import msgspec

from sitegen.league.session.classification import is_clean
from sitegen.league.session.laps import laps_by_car
from sitegen.league.session.models import Classification, Place, TimedLap
from sitegen.site.charts.base import (
    BOTTOM,
    ROW,
    TOP,
    WIDTH,
    CarSign,
    NumberRow,
    Numbers,
    Signs,
    Tick,
)
from sitegen.site.formats import counted, difference, lap_time

LEFT, RIGHT = 96, 96
FEWEST_CLEAN = 5
"""Clean laps below which a spread says nothing."""
SLOWEST_SHARE = 1.07
"""Bars end at 107 % of the best time; the text says what lies beyond."""


class Bar(msgspec.Struct, frozen=True):
    """A stretch of a row."""

    x: float
    width: float
    kind: str
    """`thin` from first to last, `box` the middle half, `median` in between; `s0` `s1` … the drivers of a car."""
    title: str = ""
    text: str = ""
    """Stands in the bar where there is room for it."""


class BarRow(msgspec.Struct, frozen=True):
    """A car."""

    sign: CarSign
    title: str
    y: int
    bars: tuple[Bar, ...]
    value: str


class BarChart(msgspec.Struct, frozen=True):
    """A chart of bars."""

    id: str
    title: str
    summary: str
    """The chart in words, for those who do not see it."""
    width: int
    height: int
    x_ticks: tuple[Tick, ...]
    rows: tuple[BarRow, ...]
    numbers: Numbers | None = None
    """None where the values stand at the end of the bars."""


def qualifying_chart(found: Classification, *, signs: Signs) -> BarChart | None:
    """How far everybody was from the best lap; None for fewer than two with a time."""
    timed = [(place, place.pace.best_ms) for place in found.places if place.pace.best_ms is not None]
    if len(timed) < 2:
        return None
    best = min(ms for _, ms in timed)
    widest = max(1, min(max(ms for _, ms in timed) - best, round(best * (SLOWEST_SHARE - 1))))
    rows = []
    for number, (place, ms) in enumerate(timed):
        width = _span() * min(ms - best, widest) / widest
        value = lap_time(ms) if ms == best else difference(ms - best)
        sign = signs(place)
        title = f"{sign.name}: {lap_time(ms)}"
        rows.append(BarRow(sign, title, row_y(number), (Bar(LEFT, round(width, 1), "box"),), value))
    behind = difference(timed[-1][1] - best)
    summary = f"{counted(len(rows), 'car')}; the last one {behind} away."
    return bar_chart("delta-chart", "Gaps to the best lap", summary, rows)


def spread_chart(found: Classification, *, signs: Signs) -> BarChart | None:
    """The clean laps of everybody: from the fastest to the slowest, the middle half, the median."""
    laps = laps_by_car(found.laps)
    clean = [(place, _clean_ms(place, laps.get(place.entry.car_id, ()), found)) for place in found.places]
    clean = [(place, values) for place, values in clean if len(values) >= FEWEST_CLEAN]
    if len(clean) < 2:
        return None
    low, high = min(values[0] for _, values in clean), max(values[-1] for _, values in clean)
    rows = [_spread_row(number, signs(place), values, low, high) for number, (place, values) in enumerate(clean)]
    steadiest = min(clean, key=lambda one: _quantile(one[1], 0.75) - _quantile(one[1], 0.25))[0]
    chart = bar_chart(
        "spread-chart",
        "Lap times",
        "Clean laps of each car: fastest to slowest, the middle half as a bar, the median as a line. "
        f"The narrowest bar is that of {signs(steadiest).name}.",
        rows,
    )
    ticks = (Tick(_x(ms, low, high), lap_time(ms)) for ms in (low, (low + high) // 2, high))
    numbers = Numbers(
        ("Fastest", "Lower quarter", "Median", "Upper quarter", "Slowest", "Clean laps"),
        tuple(NumberRow(signs(place), _spread_cells(values)) for place, values in clean),
    )
    return msgspec.structs.replace(chart, x_ticks=tuple(ticks), numbers=numbers)


def _spread_cells(values: Sequence[int]) -> tuple[str, ...]:
    quarters = (lap_time(round(_quantile(values, share))) for share in (0, 0.25, 0.5, 0.75, 1))
    return (*quarters, str(len(values)))


def _clean_ms(place: Place, laps: Sequence[TimedLap], found: Classification) -> list[int]:
    best = place.pace.best_ms
    return sorted(lap.ms for lap in laps if lap.ms is not None and is_clean(lap, best, is_race=found.session.is_race))


def _spread_row(number: int, sign: CarSign, values: Sequence[int], low: int, high: int) -> BarRow:
    first, lower, median, upper, last = (
        _x(ms, low, high)
        for ms in (values[0], _quantile(values, 0.25), _quantile(values, 0.5), _quantile(values, 0.75), values[-1])
    )
    return BarRow(
        sign=sign,
        title=f"{sign.name}: median {lap_time(round(_quantile(values, 0.5)))} of {len(values)} clean laps",
        y=row_y(number),
        bars=(
            Bar(first, round(last - first, 1), "thin"),
            Bar(lower, round(upper - lower, 1), "box"),
            Bar(round(median - 1, 1), 2, "median"),
        ),
        value=lap_time(round(_quantile(values, 0.5))),
    )


def _quantile(values: Sequence[int], share: float) -> float:
    """A value of sorted ones, in between where need be."""
    at = share * (len(values) - 1)
    below = int(at)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (at - below)


def _span() -> int:
    return WIDTH - LEFT - RIGHT


def _x(ms: float, low: int, high: int) -> float:
    return round(LEFT + _span() * (ms - low) / max(1, high - low), 1)


def row_y(number: int) -> int:
    """Where a row begins."""
    return TOP + ROW * number


def bar_chart(identifier: str, title: str, summary: str, rows: Sequence[BarRow]) -> BarChart:
    """A chart as high as its rows need."""
    return BarChart(
        id=identifier,
        title=title,
        summary=summary,
        width=WIDTH,
        height=TOP + ROW * len(rows) + BOTTOM,
        x_ticks=(),
        rows=tuple(rows),
    )
