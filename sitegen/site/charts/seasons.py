"""The charts of a season: points and places after every round."""

from collections.abc import Callable, Iterable, Sequence

from sitegen.league.championship.progression import ProgressionLine
from sitegen.league.game.people import Person
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
    NumberRow,
    Numbers,
    Point,
    Tick,
    Trace,
    line_path,
    spread_labels,
)
from sitegen.site.formats import number

HEIGHT = 340
MOST = 15
"""Drivers in a chart; all are in its numbers."""
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
"""Points between two lines of the grid."""

PersonSigns = Callable[[Person], CarSign]


def points_chart(
    lines: Sequence[ProgressionLine], heads: Sequence[str], *, signs: PersonSigns, anchor: str
) -> Chart | None:
    """Points after each round, most on top; None for fewer than two rounds or drivers. `heads`: names of the rounds."""
    drawn = [line for line in lines if any(points for points in line.points)][:MOST]
    if len(heads) < 2 or len(drawn) < 2:
        return None
    most = max(points for line in drawn for points in line.points if points is not None)
    scale = LapScale(0, len(heads))
    wanted = [_points_y(_last(line.points), most) for line in drawn]
    labels = spread_labels(wanted, ROW - 4)
    traces = [
        _trace(
            line,
            signs(line.person),
            [
                (scale.x(at), _points_y(points, most))
                for at, points in enumerate((0.0, *line.points))
                if points is not None
            ],
            label_y=label,
            value=f"{number(_last(line.points))} points",
        )
        for line, label in zip(drawn, labels, strict=True)
    ]
    leader = signs(drawn[0].person).name
    return Chart(
        id=f"{anchor}-points",
        title="Points by round",
        summary=f"The first {len(drawn)} over {len(heads)} rounds; {leader} has {number(_last(drawn[0].points))}.",
        width=WIDTH,
        height=max(HEIGHT, int(max(labels)) + BOTTOM),
        x_ticks=_round_ticks(scale, heads),
        y_ticks=tuple(_points_ticks(most)),
        traces=tuple(reversed(traces)),
        numbers=Numbers(
            tuple(heads),
            tuple(
                NumberRow(signs(line.person), tuple("" if one is None else number(one) for one in line.points))
                for line in lines
            ),
        ),
    )


def places_chart(
    lines: Sequence[ProgressionLine], heads: Sequence[str], *, signs: PersonSigns, anchor: str
) -> Chart | None:
    """Places after each round, the first on top; None for fewer than two rounds or drivers."""
    drawn = [line for line in lines if any(place for place in line.places)][:MOST]
    if len(heads) < 2 or len(drawn) < 2:
        return None
    scale = LapScale(1, len(heads))
    lowest = min(max(place for line in drawn for place in line.places if place), MOST * 2)
    traces = [
        _trace(
            line,
            signs(line.person),
            [(scale.x(at), _place_y(min(place, lowest))) for at, place in enumerate(line.places, start=1) if place],
            label_y=_place_y(row),
            value=f"place {line.places[-1] or '–'}",
        )
        for row, line in enumerate(drawn, start=1)
    ]
    return Chart(
        id=f"{anchor}-places",
        title="Places by round",
        summary=f"Places of the first {len(drawn)} after each of {len(heads)} rounds.",
        width=WIDTH,
        height=TOP + ROW * lowest + BOTTOM,
        x_ticks=_round_ticks(scale, heads),
        y_ticks=(),
        traces=tuple(reversed(traces)),
        numbers=Numbers(
            tuple(heads),
            tuple(NumberRow(signs(line.person), tuple(str(place or "") for place in line.places)) for line in lines),
        ),
    )


def _trace(line: ProgressionLine, sign: CarSign, points: Sequence[Point], *, label_y: float, value: str) -> Trace:
    end_x, end_y = points[-1]
    edge = WIDTH - RIGHT
    return Trace(
        sign=sign,
        title=f"{sign.name}: {value}",
        path=line_path(points) if len(points) > 1 else f"M{end_x - 3:g} {end_y:g}H{end_x:g}",
        tone=f"t{line.final_place}" if line.final_place <= 3 else "",
        link="" if (end_x, end_y) == (edge, label_y) else f"M{end_x:g} {end_y:g}L{edge + 6} {label_y:g}",
        start=None,
        end=Label(edge + 10, label_y + 4, f"{line.final_place} · {sign.short}"),
        out=None,
    )


def _last(points: Iterable[float | None]) -> float:
    return [one for one in points if one is not None][-1]


def _points_y(points: float, most: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * points / max(1, most), 1)


def _place_y(place: int) -> float:
    return float(TOP + ROW * place - ROW // 2)


def _round_ticks(scale: LapScale, heads: Sequence[str]) -> tuple[Tick, ...]:
    return tuple(Tick(scale.x(at), head) for at, head in enumerate(heads, start=1))


def _points_ticks(most: float) -> Iterable[Tick]:
    step = next((step for step in STEPS if most / step <= 8), STEPS[-1])
    return (Tick(_points_y(points, most), str(points)) for points in range(0, int(most) + 1, step))
