"""What all charts have in common: ticks, labels, traces, scales and short paths."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from sitegen.league.session.models import Place

WIDTH = 1160
LEFT, RIGHT, TOP, BOTTOM = 96, 108, 14, 24
ROW = 17
"""Height of a row of labels: text of 11 px never touches its neighbour."""

Point = tuple[float, float]


class CarSign(msgspec.Struct, frozen=True):
    """How a car is known on all tables and charts of a session."""

    key: str
    """The same wherever the car stands, so that pointing at it once shows it everywhere."""
    group: str
    """Number of its class in the order of class leaders; empty when all cars are of one class."""
    name: str
    """`#55 Sam Otter`"""
    short: str
    """`55 OTT`"""


Signs = Callable[[Place], CarSign]
"""From a car to its sign."""


class NumberRow(msgspec.Struct, frozen=True):
    """The numbers of a car."""

    sign: CarSign
    cells: tuple[str, ...]


class Numbers(msgspec.Struct, frozen=True):
    """What a chart draws as a table, for those who want to read it off or cannot see it."""

    heads: tuple[str, ...]
    rows: tuple[NumberRow, ...]


class Tick(msgspec.Struct, frozen=True):
    """A line of the grid with its text."""

    at: float
    text: str


class Label(msgspec.Struct, frozen=True):
    """A text at a place."""

    x: float
    y: float
    text: str


class Trace(msgspec.Struct, frozen=True):
    """The line of a car."""

    sign: CarSign
    title: str
    path: str
    tone: str
    """t1 t2 t3 for the podium, empty else."""
    link: str
    """A dotted path from the end of the line to its label; empty when they meet."""
    start: Label | None
    end: Label | None
    out: Label | None
    """Where a car that is not classified stopped."""


class Chart(msgspec.Struct, frozen=True):
    """A chart of lines."""

    id: str
    title: str
    summary: str
    """The chart in words, for those who do not see it."""
    width: int
    height: int
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    traces: tuple[Trace, ...]
    """The podium last, so that it lies on top."""
    numbers: Numbers


class LapScale:
    """Lap numbers to horizontal places."""

    def __init__(self, first: int, last: int) -> None:
        """The laps at the left and at the right edge."""
        self.first, self.last = first, last

    def x(self, lap: float) -> float:
        """Where a lap lies."""
        return LEFT + (WIDTH - LEFT - RIGHT) * (lap - self.first) / max(1, self.last - self.first)


def line_path(points: Sequence[Point]) -> str:
    """A line as short as SVG allows: relative steps to a tenth of a pixel, level stretches in one."""
    rounded = [(round(x, 1), round(y, 1)) for x, y in points]
    (x, y), *rest = rounded
    parts, level_to = [f"M{x:g} {y:g}"], x
    for to_x, to_y in rest:
        if to_y != y:
            if level_to != x:
                parts.append(f"h{level_to - x:.5g}")
            down = f"{to_y - y:.5g}"
            parts.append(f"l{to_x - level_to:.5g}{'' if down.startswith('-') else ' '}{down}")
            x, y = to_x, to_y
        level_to = to_x
    if level_to != x:
        parts.append(f"h{level_to - x:.5g}")
    return "".join(parts)


def numbers_by_lap(cars: Iterable[tuple[CarSign, Mapping[int, str]]], scale: LapScale) -> Numbers:
    """A column per lap, lap 0 being the grid; a car without a value for a lap has an empty cell."""
    laps = range(scale.first, scale.last + 1)
    return Numbers(
        heads=tuple(str(lap) if lap else "Grid" for lap in laps),
        rows=tuple(NumberRow(sign, tuple(values.get(lap, "") for lap in laps)) for sign, values in cars),
    )


def lap_ticks(scale: LapScale, *, with_grid: bool) -> Iterable[Tick]:
    """Every so many laps, so that the texts have room; the last lap always, and the grid where it is known."""
    step = next(step for step in (1, 5, 10, 20, 25, 50, 100) if scale.last / step <= 16 or step == 100)
    if with_grid:
        yield Tick(scale.x(0), "Grid")
    for lap in range(step if with_grid or step > 1 else 1, scale.last + 1, step):
        if lap == scale.last or scale.last - lap >= step / 2:
            yield Tick(scale.x(lap), str(lap))
    if scale.last % step:
        yield Tick(scale.x(scale.last), str(scale.last))


def spread_labels(wanted: Sequence[float], least: float) -> list[float]:
    """Places for labels, each as near to where it is wanted as its neighbours allow, at least `least` apart."""
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    placed = [0.0] * len(wanted)
    before = None
    for index in order:
        placed[index] = wanted[index] if before is None else max(wanted[index], before + least)
        before = placed[index]
    return [round(place, 1) for place in placed]
