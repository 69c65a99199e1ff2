import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.charts.bars import Bar, BarRow, qualifying_chart
from sitegen.site.charts.base import ROW, CarSign, PlotArea, Tick
from sitegen.site.charts.drawing import line_path, spread_labels
from sitegen.site.charts.gaps import elapsed_ms, gap_chart, history_chart
from sitegen.site.charts.positions import lap_chart
from sitegen.site.charts.spread import spread_chart
from sitegen.site.charts.stints import stint_chart
from sitegen.site.theme.layers import find_layers
from sitegen.site.theme.templates import Templates
from tests.league.readings import classified
from tests.payloads import driver, lap, line, result


def sign(place):
    key = f"{place.entry.car_id}"
    return CarSign(key=key, group="", name=f"car {key}", short=f"car {key}")


def race(*laps, totals, grid=None, cars=None):
    """A race from laps in crossing order as (car, ms); `totals` in the order of the classification."""
    counts = {car: sum(driven_by == car for driven_by, _ in laps) for car in totals}
    lines = [line(car, laps=counts[car], total=total) for car, total in totals.items()]
    payload = result(lines=lines, laps=[lap(car, ms) for car, ms in laps])
    return classified(payload, grid={f"S76561190{car:09}": place for car, place in (grid or {}).items()})


def two_cars(grid=None):
    """Car 2 leads lap 1; car 1 passes on lap 2 and wins by a second."""
    laps = [(2, 100_000), (1, 100_500), (1, 99_000), (2, 100_500), (1, 100_000), (2, 100_000)]
    return race(*laps, totals={1: 299_500, 2: 300_500}, grid=grid)


def drawn(chart):
    """Title of each car → its label at the end."""
    return {trace.title: trace.end and trace.end.text for trace in chart.traces}


def points(path):
    """The corners of a path: M, and steps from there with l and h."""
    x = y = 0.0
    corners = []
    for command, numbers in re.findall(r"([Mlh])([^Mlh]*)", path):
        step_x, step_y = [*map(float, re.findall(r"-?[\d.]+", numbers)), 0.0][:2]
        x, y = (step_x, step_y) if command == "M" else (round(x + step_x, 1), round(y + step_y, 1))
        corners.append((x, y))
    return corners


def test_the_lap_chart_begins_on_the_grid_and_ends_with_the_classification():
    chart = lap_chart(two_cars(grid={1: 1, 2: 2}), signs=sign)
    first = next(trace for trace in chart.traces if trace.title == "car 1")
    rows = [round((y - chart.traces[0].start.y) / ROW) for _, y in points(first.path)]
    assert (chart.x_ticks[0].text, chart.x_ticks[-1].text) == ("Grid", "3")
    assert rows == [-1, 0, -1, -1]
    assert drawn(chart) == {"car 2": "2 · car 2", "car 1": "1 · car 1"}
    assert chart.summary == "Position of 2 cars over 3 laps; 1 change of the lead at the line."


def numbers(chart):
    """Key of each car → its cells."""
    return {row.sign.key: row.cells for row in chart.numbers.rows}


def test_the_numbers_of_a_lap_chart_are_positions_by_lap():
    chart = lap_chart(two_cars(grid={1: 1, 2: 2}), signs=sign)
    assert chart.numbers.heads == ("Grid", "1", "2", "3")
    assert numbers(chart) == {"1": ("1", "2", "1", "1"), "2": ("2", "1", "2", "2")}


def test_the_numbers_of_a_gap_chart_are_gaps_by_lap():
    assert numbers(gap_chart(two_cars(), signs=sign)) == {"1": ("+0.500", "–", "–"), "2": ("–", "+1.000", "+1.000")}


def test_a_lap_that_a_car_did_not_drive_has_an_empty_cell():
    laps = [(1, 100_000), (2, 101_000), (3, 102_000), (1, 100_000), (2, 100_000), (1, 100_000), (2, 100_000)]
    chart = lap_chart(race(*laps, totals={1: 300_000, 2: 301_000, 3: 102_000}), signs=sign)
    assert numbers(chart)["3"] == ("3", "", "")


def test_without_a_grid_the_lap_chart_begins_with_lap_1():
    assert lap_chart(two_cars(), signs=sign).x_ticks[0].text == "1"


def test_a_car_that_stopped_is_labelled_where_it_stopped():
    laps = [(1, 100_000), (2, 101_000), (3, 102_000), (1, 100_000), (2, 100_000), (1, 100_000), (2, 100_000)]
    chart = lap_chart(race(*laps, totals={1: 300_000, 2: 301_000, 3: 102_000}), signs=sign)
    stopped = next(trace for trace in chart.traces if trace.title == "car 3")
    assert (stopped.end, stopped.out.text) == (None, "car 3")


def test_the_gap_at_the_end_is_the_gap_of_the_classification():
    classification = two_cars()
    chart = gap_chart(classification, signs=sign)
    assert {trace.title for trace in chart.traces} == {"car 1: +0.000 on lap 3", "car 2: +1.000 on lap 3"}
    assert classification.places[1].gap_ms == 1_000


def test_the_history_ends_level_for_the_winner():
    chart = history_chart(two_cars(), signs=sign)
    assert {trace.title for trace in chart.traces} == {"car 1: +0.000 on lap 3", "car 2: +1.000 on lap 3"}


@pytest.mark.parametrize("draw", [lap_chart, gap_chart, history_chart])
def test_a_race_of_one_car_or_one_lap_has_no_charts(draw):
    alone = race((1, 100_000), (1, 100_000), totals={1: 200_000})
    short_race = race((1, 100_000), (2, 100_000), totals={1: 100_000, 2: 100_000})
    empty = race(totals={1: 0})
    assert [draw(classification, signs=sign) for classification in (alone, short_race, empty)] == [None, None, None]


def test_time_since_the_start_ends_with_an_unfinished_lap():
    classification = classified(result("FP", lines=[line(1)], laps=[lap(1, 100), lap(1, 110)]))
    assert elapsed_ms(classification.laps) == {1: {1: 100, 2: 210}}


def test_a_path_says_level_stretches_in_one():
    assert line_path([(0, 10), (5, 10), (10, 10), (15, 20), (20, 20)]) == "M0 10h10l5 10h5"


@given(st.lists(st.integers(0, 5), min_size=1, max_size=20))
def test_a_path_passes_through_its_corners_and_ends_where_the_line_ends(heights):
    corners = [(float(x * 10), float(y)) for x, y in enumerate(heights)]
    walked = points(line_path(corners))
    assert (walked[0], walked[-1]) == (corners[0], corners[-1])
    assert set(walked) <= set(corners)
    bends = {b for a, b, c in zip(corners, corners[1:], corners[2:], strict=False) if a[1] != b[1] or b[1] != c[1]}
    assert bends <= set(walked)


@given(st.lists(st.floats(0, 300), max_size=40))
def test_labels_keep_their_distance_and_their_order(places):
    placed = spread_labels(places, 13)
    by_place = sorted(placed)
    assert all(second - first >= 12.89 for first, second in itertools.pairwise(by_place))
    assert all(label >= place - 0.06 for label, place in zip(placed, places, strict=True))


def test_no_label_of_a_lap_chart_covers_another(demo_once):
    labels = {}
    for path in (demo_once / "public" / "sessions" / "main").glob("*_R*/index.html"):
        html = path.read_text(encoding="utf-8")
        chart = html[html.index('id="lap-chart-title"') : html.index("</svg>", html.index('id="lap-chart-title"'))]
        ends = [float(y) for y in re.findall(r'<text x="1060" y="([\d.]+)">', chart)]
        starts = [float(y) for y in re.findall(r'<text x="88" y="([\d.]+)" text-anchor="end">', chart)]
        labels[path.parent.name] = (len(ends), len(starts))
        assert len(set(ends)) == len(ends), path
        assert len(set(starts)) == len(starts), path
    assert len(labels) == 9
    assert min(ends for ends, _ in labels.values()) > 5


def test_gaps_to_the_best_lap_are_drawn_in_proportion():
    classification = classified(
        result(
            "Q", lines=[line(1), line(2), line(3), line(4)], laps=[lap(1, 100_000), lap(2, 101_000), lap(3, 102_000)]
        )
    )
    chart = qualifying_chart(classification, signs=sign)
    first, second, third = (row.bars[0].width for row in chart.rows)
    assert (first, third) == (0, 2 * second)
    assert [row.value for row in chart.rows] == ["1:40.000", "+1.000", "+2.000"]
    assert chart.summary == "3 cars; the last one +2.000 away."


def test_a_gap_beyond_107_percent_ends_at_the_edge_and_is_said():
    classification = classified(result("Q", lines=[line(1), line(2)], laps=[lap(1, 100_000), lap(2, 200_000)]))
    chart = qualifying_chart(classification, signs=sign)
    assert chart.rows[1].bars[0].x + chart.rows[1].bars[0].width <= chart.width
    assert chart.rows[1].value == "+1:40.000"


def test_the_spread_shows_clean_laps_only():
    laps = [(car, ms) for ms in (150_000, 100_000, 101_000, 102_000, 103_000, 104_000, 140_000) for car in (1, 2)]
    classification = race(*laps, totals={1: 800_000, 2: 800_000})
    chart = spread_chart(classification, signs=sign)
    assert {row.title for row in chart.rows} == {
        "car 1: median 1:42.000 of 5 clean laps",
        "car 2: median 1:42.000 of 5 clean laps",
    }
    assert [tick.text for tick in chart.x_ticks] == ["1:40.000", "1:42.000", "1:44.000"]
    assert numbers(chart)["1"] == ("1:40.000", "1:41.000", "1:42.000", "1:43.000", "1:44.000", "5")


def test_stints_follow_each_other_and_say_only_what_may_be_shown():
    crew = [driver("Ann One", "S76561190000000011"), driver("Bob Two", "S76561190000000012")]
    seats = [0, 0, 1, 1, 1, 0]
    laps = [lap(1, 100_000, driver_index=seat) for seat in seats]
    classification = classified(result(lines=[line(1, *crew, laps=6, total=600_000)], laps=laps))
    chart = stint_chart(classification, signs=sign, names_of=lambda person: (f"<{person.last}>", person.last[:1]))
    (row,) = chart.rows
    assert [(bar.title, bar.kind, bar.text) for bar in row.bars] == [
        ("<One>, laps 1–2", "s0", "O"),
        ("<Two>, laps 3–5", "s1", "T"),
        ("<One>, laps 6–6", "s0", "O"),
    ]
    assert all(bar.x + bar.width < after.x for bar, after in itertools.pairwise(row.bars))
    assert [row.cells for row in chart.numbers.rows] == [
        ("<One>", "1–2", "2", "1:40.000", "3:20.000"),
        ("<Two>", "3–5", "3", "1:40.000", "5:00.000"),
        ("<One>", "6–6", "1", "1:40.000", "1:40.000"),
    ]


@pytest.mark.parametrize("draw", [qualifying_chart, spread_chart])
def test_one_car_alone_has_no_bars(draw):
    classification = classified(result("Q", lines=[line(1)], laps=[lap(1, 100_000)]))
    assert draw(classification, signs=sign) is None


def bundled_macros():
    return Templates(find_layers("default", Path())).get_template("0/macros.html").module


class Anywhere:
    """A chart with all of its texts and lines where no real one has them."""

    area = PlotArea(left=1000, top=2000, right=3000, bottom=4000)
    value_right = 5000
    id = title = summary = ""
    width = height = 1
    x_ticks = y_ticks = (Tick(7, "tick"),)
    traces = ()
    rows = (BarRow(CarSign("", "", "", ""), "", 6000, (), "value"),)


def test_a_theme_draws_the_grid_where_the_chart_says():
    drawn = str(bundled_macros().chart(Anywhere))
    assert re.findall(r' d="([^"]+)"', drawn) == ["M7.0 2000V4000", "M1000 7H3000"]
    assert re.findall(r'<text x="(\S+)" y="(\S+)"', drawn) == [("7.0", "4016"), ("992", "11")]


def test_a_theme_draws_bars_where_the_chart_says():
    drawn = str(bundled_macros().bars(Anywhere))
    assert re.findall(r' d="([^"]+)"', drawn) == ["M7.0 2000V4000"]
    assert re.findall(r'<text x="(\S+)" y="(\S+)"', drawn) == [("7.0", "4016"), ("992", "6012"), ("5000", "6012")]


def test_bars_lie_in_the_middle_of_their_row():
    row = [Bar(0, 1, kind) for kind in ("thin", "box")]
    assert [(bar.below, bar.height) for bar in row] == [(7, 2), (2, 12)]
