import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.league.championship.points import TEMPLATES, PointsTable, dropped_rounds, points_that_count, sum_points
from sitegen.league.session.models import Status


def test_a_place_beyond_the_table_and_no_place_at_all_bring_nothing():
    table = PointsTable(places=(10, 6))
    assert [table.of_place(position, sprint=False) for position in (1, 2, 3, None)] == [10, 6, 0, 0]


def test_a_sprint_has_its_own_points_where_the_table_says_any():
    assert PointsTable(places=(10,), sprint=(4,)).of_place(1, sprint=True) == 4
    assert PointsTable(places=(10,)).of_place(1, sprint=True) == 10


def test_a_disqualified_car_never_counts_and_one_that_is_not_classified_where_the_table_says_so():
    strict, lenient = PointsTable(places=(10,)), PointsTable(places=(10,), score_unclassified=True)
    assert [strict.counts(status) for status in Status] == [True, False, False]
    assert [lenient.counts(status) for status in Status] == [True, True, False]


@pytest.mark.parametrize(
    ("points", "drop_worst", "dropped"),
    [
        ([5, 5, 9], 1, {0}),
        ([9, 5, 5], 2, {1, 2}),
        ([3, 4], 2, set()),
        ([3], 1, set()),
        ([], 1, set()),
        ([1, 2], 0, set()),
    ],
)
def test_of_equal_rounds_the_earlier_is_dropped_and_none_before_there_are_more(points, drop_worst, dropped):
    assert dropped_rounds(points, drop_worst) == dropped


@given(st.lists(st.integers(0, 400).map(lambda quarter: quarter / 4), max_size=6), st.integers(0, 4))
def test_the_rounds_that_count_are_the_best_ones(points, drop_worst):
    counting = len(points) - drop_worst if len(points) > drop_worst else len(points)
    assert points_that_count(points, drop_worst) == sum_points(sorted(points, reverse=True)[:counting])


def test_sums_of_points_can_be_compared():
    assert sum_points([0.1, 0.2]) == 0.3


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_gives_a_better_place_more_points(name):
    table = TEMPLATES[name]
    assert list(table.places) == sorted(set(table.places), reverse=True)
    assert list(table.sprint) == sorted(set(table.sprint), reverse=True)
