"""The charts of a season: points and places after every round."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from sitegen.league.championship.progression import ProgressionLine
from sitegen.league.game.people import Person
from sitegen.site.charts.base import (
    BASELINE,
    BOTTOM,
    HEIGHT,
    LABEL_DISTANCE,
    RIGHT_EDGE,
    ROW,
    TOP,
    WIDTH,
    CarSign,
    Chart,
    Label,
    NumberRow,
    Numbers,
    Point,
    Tick,
    Trace,
)
from sitegen.site.charts.drawing import LapScale, line_path, link_path, row_middle, spread_labels, tick_step, tone_of
from sitegen.site.formats import NOTHING, number

MOST = 15
"""Drivers in a chart; all are in its numbers."""
LOWEST_PLACE = 2 * MOST
"""A place below is drawn at the lower edge."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
"""Points between two lines of the grid."""
MOST_STEPS = 8

PersonSigns = Callable[[Person], CarSign]
"""From a driver to their sign."""


class _PointsScale(msgspec.Struct, frozen=True):
    """From points to pixels from the top."""

    most: float
    """At the upper edge; 0 is at the lower one."""

    def y(self, points: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * points / max(1, self.most), 1)


def points_chart(
    lines: Sequence[ProgressionLine], heads: Sequence[str], *, signs: PersonSigns, anchor: str
) -> Chart | None:
    """Points after each round, most on top; None for fewer than two rounds, or two drivers with points.

    `heads`: names of the rounds. `anchor`: of the class on its page.
    """
    drawn = [line for line in lines if any(line.points)][:MOST]
    if len(heads) < 2 or len(drawn) < 2:
        return None
    points = _PointsScale(max(_most(line) for line in drawn))
    rounds = LapScale(0, len(heads))
    labels = spread_labels([points.y(_last(line.points)) for line in drawn], LABEL_DISTANCE)
    traces = [
        _trace(line, signs(line.person), _points(line, rounds, points), label_y, f"{number(_last(line.points))} points")
        for line, label_y in zip(drawn, labels, strict=True)
    ]
    leader = drawn[0]
    return Chart(
        id=f"{anchor}-points",
        title="Points by round",
        summary=f"The first {len(drawn)} over {len(heads)} rounds; "
        f"{signs(leader.person).name} has {number(_last(leader.points))}.",
        width=WIDTH,
        height=max(HEIGHT, int(max(labels)) + BOTTOM),
        x_ticks=_round_ticks(rounds, heads),
        y_ticks=tuple(_points_ticks(points)),
        traces=tuple(reversed(traces)),
        numbers=Numbers(tuple(heads), tuple(NumberRow(signs(line.person), _cells_of_points(line)) for line in lines)),
    )


def places_chart(
    lines: Sequence[ProgressionLine], heads: Sequence[str], *, signs: PersonSigns, anchor: str
) -> Chart | None:
    """Places after each round, the first on top; None for fewer than two rounds or drivers.

    `heads`: names of the rounds. `anchor`: of the class on its page.
    """
    drawn = [line for line in lines if any(line.places)][:MOST]
    if len(heads) < 2 or len(drawn) < 2:
        return None
    rounds = LapScale(1, len(heads))
    lowest = min(max(_worst_place(line) for line in drawn), LOWEST_PLACE)
    traces = [
        _trace(line, signs(line.person), _places(line, rounds, lowest), float(row_middle(row)), _last_place(line))
        for row, line in enumerate(drawn, start=1)
    ]
    return Chart(
        id=f"{anchor}-places",
        title="Places by round",
        summary=f"Places of the first {len(drawn)} after each of {len(heads)} rounds.",
        width=WIDTH,
        height=TOP + ROW * lowest + BOTTOM,
        x_ticks=_round_ticks(rounds, heads),
        y_ticks=(),
        traces=tuple(reversed(traces)),
        numbers=Numbers(tuple(heads), tuple(NumberRow(signs(line.person), _cells_of_places(line)) for line in lines)),
    )


def _trace(line: ProgressionLine, sign: CarSign, corners: Sequence[Point], label_y: float, outcome: str) -> Trace:
    """The line of a driver. `outcome`: the last points or place, in words."""
    link = ""
    if corners[-1] != (RIGHT_EDGE, label_y):
        link = link_path(corners[-1], (RIGHT_EDGE + 6, label_y))
    return Trace(
        sign=sign,
        title=f"{sign.name}: {outcome}",
        path=_path(corners),
        end_point=corners[-1],
        tone=tone_of(line.final_place),
        link=link,
        end=Label(RIGHT_EDGE + 10, label_y + BASELINE, f"{line.final_place} · {sign.short}"),
    )


def _path(corners: Sequence[Point]) -> str:
    if len(corners) > 1:
        return line_path(corners)
    # A line of one point would not be seen: whoever came for the last round has a dash.
    x, y = corners[0]
    return f"M{x - 3:g} {y:g}H{x:g}"


def _points(line: ProgressionLine, rounds: LapScale, points: _PointsScale) -> list[Point]:
    """The corners of a line of points: everybody begins with none."""
    after_round = enumerate((0.0, *line.points))
    return [(rounds.x(at), points.y(value)) for at, value in after_round if value is not None]


def _places(line: ProgressionLine, rounds: LapScale, lowest: int) -> list[Point]:
    """The corners of a line of places."""
    after_round = enumerate(line.places, start=1)
    return [(rounds.x(at), float(row_middle(min(place, lowest)))) for at, place in after_round if place]


def _most(line: ProgressionLine) -> float:
    """The most points that the driver had after any round."""
    return max(points for points in line.points if points is not None)


def _worst_place(line: ProgressionLine) -> int:
    return max(place for place in line.places if place)


def _last(points: Iterable[float | None]) -> float:
    """The points after the last round that gave the driver any value."""
    return [value for value in points if value is not None][-1]


def _last_place(line: ProgressionLine) -> str:
    return f"place {line.places[-1] or NOTHING}"


def _cells_of_points(line: ProgressionLine) -> tuple[str, ...]:
    """A text per round, empty before the first one of a driver."""
    return tuple(_points_text(points) for points in line.points)


def _points_text(points: float | None) -> str:
    return "" if points is None else number(points)


def _cells_of_places(line: ProgressionLine) -> tuple[str, ...]:
    """A text per round, empty before the first one of a driver."""
    return tuple(str(place or "") for place in line.places)


def _round_ticks(rounds: LapScale, heads: Sequence[str]) -> tuple[Tick, ...]:
    return tuple(Tick(rounds.x(at), head) for at, head in enumerate(heads, start=1))


def _points_ticks(points: _PointsScale) -> Iterable[Tick]:
    step = tick_step(points.most, STEPS, most=MOST_STEPS)
    for value in range(0, int(points.most) + 1, step):
        yield Tick(points.y(value), str(value))
