"""Charts of bars, a row per car, and the one of qualifying deltas."""

from collections.abc import Iterable, Sequence

import msgspec

from sitegen.league.session.models import Classification
from sitegen.site.charts.base import (
    BASELINE,
    BOTTOM,
    LEFT,
    ROW,
    TEXT_GAP,
    TOP,
    WIDTH,
    CarSign,
    Numbers,
    PlotArea,
    Signs,
    Tick,
)
from sitegen.site.formats import counted, difference, lap_time

VALUE_MARGIN = 96
"""Margin in pixels at the right, in which the values stand."""
SPAN = WIDTH - LEFT - VALUE_MARGIN
"""Pixels of the longest bar."""
THICK, THIN = 12, 2
"""Height of a bar in pixels."""
SLOWEST_SHARE = 1.07
"""Bars end at 107 % of the best time; the text says what lies beyond."""


class Bar(msgspec.Struct, frozen=True):
    """A stretch of a row."""

    x: float
    """Where it begins, in pixels from the left of the chart."""
    width: float
    """Its length in pixels."""
    kind: str
    """`thin` from the fastest to the slowest lap, `box` the middle half of the laps or the gap to the best one,
    `median` in between; `s0` … `s3` the seat of the driver of a stint, the fifth driver being `s0` again."""
    title: str = ""
    """What is said of this stretch alone; empty where the row says it all."""
    text: str = ""
    """Stands in the bar where there is room for it."""

    @property
    def height(self) -> int:
        """In pixels: a thin bar is a line."""
        return THIN if self.kind == "thin" else THICK

    @property
    def below(self) -> int:
        """Pixels from the upper edge of its row, in the middle of which it lies."""
        return (ROW - self.height) // 2


class BarRow(msgspec.Struct, frozen=True):
    """The bars of a car."""

    sign: CarSign
    """Whose bars they are."""
    title: str
    """The row in words."""
    y: int
    """Its upper edge, in pixels from the top of the chart."""
    bars: tuple[Bar, ...]
    """From behind to the front where they lie on one another, else from the left."""
    value: str
    """A time or a gap at the right end of the row; empty in the chart of stints."""

    @property
    def baseline(self) -> int:
        """The line on which its texts stand, in pixels from the top of the chart."""
        return self.y + ROW // 2 + BASELINE


class BarChart(msgspec.Struct, frozen=True):
    """A chart of bars."""

    id: str
    """The same on every build and once on a page, for links to it."""
    title: str
    """What it shows, as a heading."""
    summary: str
    """The chart in words, for those who do not see it."""
    width: int
    """Of the whole chart, in pixels."""
    height: int
    """Of the whole chart, in pixels."""
    x_ticks: tuple[Tick, ...]
    """The vertical lines of the grid, from the left; none where the values stand at the end of the bars alone."""
    rows: tuple[BarRow, ...]
    """A row per car, in the order of the classification."""
    numbers: Numbers | None = None
    """The same as a table; none where the values stand at the end of the bars alone."""

    @property
    def area(self) -> PlotArea:
        """Where bars and grid are drawn; the lines of the grid begin a little above the first row."""
        return PlotArea(LEFT, TOP - 4, self.width - VALUE_MARGIN, self.height - BOTTOM)

    @property
    def value_right(self) -> int:
        """Where the values at the right of the rows end, in pixels from the left."""
        return self.width - TEXT_GAP


def qualifying_chart(classification: Classification, *, signs: Signs) -> BarChart | None:
    """How far everybody was from the best lap; None for fewer than two with a time."""
    timed = [(place, place.pace.best_ms) for place in classification.places if place.pace.best_ms is not None]
    if len(timed) < 2:
        return None
    best_ms = min(ms for _, ms in timed)
    # One car that cruised home must not press all others together; and equal times must not divide by 0.
    widest_ms = max(1, min(max(ms for _, ms in timed) - best_ms, round(best_ms * (SLOWEST_SHARE - 1))))
    rows = []
    for number, (place, ms) in enumerate(timed):
        width = SPAN * min(ms - best_ms, widest_ms) / widest_ms
        value = lap_time(ms) if ms == best_ms else difference(ms - best_ms)
        sign = signs(place)
        title = f"{sign.name}: {lap_time(ms)}"
        rows.append(BarRow(sign, title, row_y(number), (Bar(LEFT, round(width, 1), "box"),), value))
    last_behind = difference(timed[-1][1] - best_ms)
    summary = f"{counted(len(rows), 'car')}; the last one {last_behind} away."
    return bar_chart("delta-chart", "Gaps to the best lap", summary, rows)


def row_y(number: int) -> int:
    """The upper edge of a row, the first being 0, in pixels from the top."""
    return TOP + ROW * number


def bar_chart(
    identifier: str,
    title: str,
    summary: str,
    rows: Sequence[BarRow],
    *,
    x_ticks: Iterable[Tick] = (),
    numbers: Numbers | None = None,
) -> BarChart:
    """A chart as high as its rows need."""
    return BarChart(
        id=identifier,
        title=title,
        summary=summary,
        width=WIDTH,
        height=TOP + ROW * len(rows) + BOTTOM,
        x_ticks=tuple(x_ticks),
        rows=tuple(rows),
        numbers=numbers,
    )
