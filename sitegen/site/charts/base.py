"""The model of a chart of lines: sizes, ticks, labels, traces, and the numbers behind them."""

from collections.abc import Callable

import msgspec

from sitegen.league.session.models import Place

WIDTH = 1160
"""Width of every chart in pixels."""
HEIGHT = 340
"""Height of a chart in pixels whose vertical scale is one of time or points."""
# At the right stand a place, a number and three letters, at the left no place.
LEFT, RIGHT, TOP, BOTTOM = 96, 108, 14, 24
"""Margins in pixels around what is drawn; texts stand in them."""
RIGHT_EDGE = WIDTH - RIGHT
ROW = 17
"""Height in pixels of a row of a chart that has one per car."""
TEXT_GAP = 8
"""Pixels between a text and the edge beside it."""
BASELINE = 4
"""Pixels from the middle of a text down to the line on which its letters stand."""
LABEL_DISTANCE = 13
"""Pixels between two labels at the ends of lines: text of 11 px never touches its neighbour."""

Point = tuple[float, float]
"""Pixels from the left and from the top."""


class CarSign(msgspec.Struct, frozen=True):
    """How a car is known on all tables and charts of a session, and a driver on those of a championship."""

    key: str
    """The same wherever the car stands, so that pointing at it once shows it everywhere."""
    group: str
    """Number of its class in the order of class leaders; empty when all cars are of one class."""
    name: str
    """`#55 Sam Otter`; for a driver `Sam Otter`."""
    short: str
    """`55 OTT`; for a driver `OTT`."""


Signs = Callable[[Place], CarSign]
"""From a car to its sign."""


class NumberRow(msgspec.Struct, frozen=True):
    """A row of the table beside a chart."""

    sign: CarSign
    """The car or driver that the row is about."""
    cells: tuple[str, ...]
    """A text for every head; empty where there is no value."""


class Numbers(msgspec.Struct, frozen=True):
    """What a chart draws as a table, for those who want to read it off or cannot see it."""

    heads: tuple[str, ...]
    """What stands above the columns, without that of the car."""
    rows: tuple[NumberRow, ...]
    """A row per car or driver, in the chart of stints a row per stint."""


class PlotArea(msgspec.Struct, frozen=True):
    """The edges of what a chart draws, in pixels from its upper left corner; texts stand in the margins around it."""

    left: int
    """Its left edge."""
    top: int
    """Its upper edge."""
    right: int
    """Its right edge."""
    bottom: int
    """Its lower edge."""

    @property
    def text_left(self) -> int:
        """Where the texts at its left end, in pixels from the left."""
        return self.left - TEXT_GAP

    @property
    def text_below(self) -> int:
        """The line on which the texts below it stand, in pixels from the top."""
        return self.bottom + BOTTOM - TEXT_GAP


class Tick(msgspec.Struct, frozen=True):
    """A line of the grid with its text."""

    at: float
    """Pixels from the left of the chart for a vertical line, from its top for a level one."""
    text: str
    """What the line stands for: a lap, a round, a time or points."""

    @property
    def baseline(self) -> float:
        """The line on which the text of a level line stands, in pixels from the top."""
        return self.at + BASELINE


class Label(msgspec.Struct, frozen=True):
    """A text in a chart."""

    x: float
    """Where it begins, or ends at the left of the chart, in pixels from the left."""
    y: float
    """The line on which its letters stand, in pixels from the top."""
    text: str
    """What it says."""


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """The line of a car or a driver."""

    sign: CarSign
    """Whose line it is."""
    title: str
    """The name, and with it the value at the end of the line where the label does not say it."""
    path: str
    """The line as the `d` of an SVG path."""
    end_point: Point
    """Where the line ends, in pixels from the left and from the top."""
    tone: str = ""
    """t1 t2 t3 for the first three of the result or of the standings, empty for all others."""
    link: str = ""
    """A path to be drawn dotted from the end of the line to its label; empty when they meet."""
    start: Label | None = None
    """At the left edge; none for a car that is not on the grid, and in charts without labels there."""
    end: Label | None = None
    """At the right edge; none for a car that is not classified."""
    out: Label | None = None
    """Where a car that is not classified stopped; none for all others."""


class Chart(msgspec.Struct, frozen=True):
    """A chart of lines."""

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
    """The vertical lines of the grid, from the left."""
    y_ticks: tuple[Tick, ...]
    """The level lines of the grid; empty where places are drawn."""
    traces: tuple[Trace, ...]
    """The first car last, so that the podium lies on top."""
    numbers: Numbers
    """The same as a table."""

    @property
    def area(self) -> PlotArea:
        """Where lines and grid are drawn."""
        return PlotArea(LEFT, TOP, self.width - RIGHT, self.height - BOTTOM)
