"""From laps to pixels, on small values."""

import pytest

from sitegen.site.charts.base import LEFT, RIGHT_EDGE, CarSign
from sitegen.site.charts.drawing import LapScale, lap_ticks, link_path, numbers_by_lap, tick_step, tone_of


def test_the_first_lap_lies_at_the_left_edge_and_the_last_at_the_right():
    scale = LapScale(1, 5)
    assert [scale.x(lap) for lap in (1, 3, 5)] == [LEFT, (LEFT + RIGHT_EDGE) / 2, RIGHT_EDGE]


@pytest.mark.parametrize(("span", "step"), [(8, 1), (9, 5), (80, 10), (81, 10), (100_000, 10)])
def test_a_step_is_as_small_as_the_room_allows(span, step):
    assert tick_step(span, (1, 5, 10), most=8) == step


@pytest.mark.parametrize(
    ("last", "texts"), [(3, ["1", "2", "3"]), (20, ["5", "10", "15", "20"]), (22, ["5", "10", "15", "22"])]
)
def test_the_last_lap_has_a_tick_and_no_other_one_close_to_it(last, texts):
    assert [tick.text for tick in lap_ticks(LapScale(1, last), with_grid=False)] == texts


def test_the_grid_has_a_tick_where_it_is_known():
    assert [tick.text for tick in lap_ticks(LapScale(0, 2), with_grid=True)] == ["Grid", "1", "2"]


@pytest.mark.parametrize(("label", "path"), [((10, 20.0), ""), ((16, 20.5), "M10 20L16 20.5")])
def test_a_line_that_meets_its_label_has_no_link_to_it(label, path):
    assert link_path((10.0, 20), label) == path


def test_the_first_three_have_a_tone():
    assert [tone_of(position) for position in (1, 3, 4)] == ["t1", "t3", ""]


def test_a_car_without_a_value_for_a_lap_has_an_empty_cell():
    sign = CarSign("1", "", "", "")
    table = numbers_by_lap([(sign, {0: "4", 2: "1"})], LapScale(0, 2))
    assert (table.heads, table.rows[0].cells) == (("Grid", "1", "2"), ("4", "", "1"))
