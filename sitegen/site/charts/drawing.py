"""From laps and places to pixels: scales, ticks, short paths and labels that do not cover each other."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen.site.charts.base import LEFT, RIGHT, ROW, TOP, WIDTH, CarSign, NumberRow, Numbers, Point, Tick

LAP_STEPS = (1, 5, 10, 20, 25, 50, 100)
"""Laps between two ticks."""
MOST_LAP_TICKS = 16


class LapScale(msgspec.Struct, frozen=True):
    """From the number of a lap, or of a round, to pixels from the left."""

    first: int
    """At the left edge; lap 0 is the grid."""
    last: int
    """At the right edge."""

    def x(self, lap: float) -> float:
        """Where a lap lies."""
        return LEFT + (WIDTH - LEFT - RIGHT) * (lap - self.first) / max(1, self.last - self.first)


def row_middle(row: int) -> int:
    """The middle of a row, 1 being on top, in pixels from the top."""
    return TOP + ROW * row - ROW // 2


def line_path(points: Sequence[Point]) -> str:
    """A line as short as SVG allows: relative steps to a tenth of a pixel, level stretches in one."""
    corners = [(round(x, 1), round(y, 1)) for x, y in points]
    x, y = corners[0]
    level_to = x
    parts = [f"M{x:g} {y:g}"]
    for to_x, to_y in corners[1:]:
        if to_y != y:
            parts += (_level_step(level_to - x), _step(to_x - level_to, to_y - y))
            x, y = to_x, to_y
        level_to = to_x
    parts.append(_level_step(level_to - x))
    return "".join(parts)


def _level_step(across: float) -> str:
    return f"h{across:.5g}" if across else ""


def _step(across: float, down: float) -> str:
    # A minus parts two numbers of a path as well as a space does.
    return f"l{across:.5g} {down:.5g}".replace(" -", "-")


def link_path(end: Point, label: Point) -> str:
    """A straight path from the end of a line to its label; empty when they meet."""
    if end == label:
        return ""
    return f"M{end[0]:g} {end[1]:g}L{label[0]:g} {label[1]:g}"


def tone_of(position: int) -> str:
    """t1 t2 t3 for the first three, empty for all others."""
    return f"t{position}" if position <= 3 else ""


def numbers_by_lap(cars: Iterable[tuple[CarSign, Mapping[int, str]]], scale: LapScale) -> Numbers:
    """A column per lap, lap 0 being the grid; a car without a value for a lap has an empty cell."""
    laps = range(scale.first, scale.last + 1)
    heads = [str(lap) for lap in laps]
    if scale.first == 0:
        heads[0] = "Grid"
    return Numbers(
        heads=tuple(heads),
        rows=tuple(NumberRow(sign, _cells(text_by_lap, laps)) for sign, text_by_lap in cars),
    )


def _cells(text_by_lap: Mapping[int, str], laps: Iterable[int]) -> tuple[str, ...]:
    return tuple(text_by_lap.get(lap, "") for lap in laps)


def tick_step(span: float, steps: Sequence[int], *, most: int) -> int:
    """The smallest of the steps that goes into a span at most so many times, else the largest."""
    return next((step for step in steps if span / step <= most), steps[-1])


def lap_ticks(scale: LapScale, *, with_grid: bool) -> Iterable[Tick]:
    """Every so many laps, so that the texts have room; the last lap always, and the grid where it is known."""
    step = tick_step(scale.last, LAP_STEPS, most=MOST_LAP_TICKS)
    if with_grid:
        yield Tick(scale.x(0), "Grid")
    for lap in range(step, scale.last + 1, step):
        # A tick close to the last lap makes room for that one's text.
        if lap == scale.last or scale.last - lap >= step / 2:
            yield Tick(scale.x(lap), str(lap))
    if scale.last % step:
        yield Tick(scale.x(scale.last), str(scale.last))


def spread_labels(places: Sequence[float], least: float) -> list[float]:
    """Places for labels at least `least` apart: each where it belongs, or as little lower as its neighbours allow.

    All in pixels from the top; the answer is in the order of `places`, to a tenth of a pixel.
    """
    spread = [0.0] * len(places)
    free_from = float("-inf")
    for index in sorted(range(len(places)), key=places.__getitem__):
        place = max(places[index], free_from)
        spread[index] = round(place, 1)
        free_from = place + least
    return spread
