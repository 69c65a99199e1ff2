import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from sitegen.site import formats


@pytest.mark.parametrize(
    ("ms", "expected"),
    [
        (None, "–"),
        (0, "0.000"),
        (59_876, "59.876"),
        (60_000, "1:00.000"),
        (107_123, "1:47.123"),
        (3_599_999, "59:59.999"),
        (3_723_456, "1:02:03.456"),
        (-1_500, "−1.500"),
    ],
)
def test_times_have_three_decimals_and_as_many_parts_as_they_need(ms, expected):
    assert formats.lap_time(ms) == expected


@pytest.mark.parametrize(
    ("ms", "expected"), [(156, "+0.156"), (64_309, "+1:04.309"), (-156, "−0.156"), (0, "+0.000"), (None, "–")]
)
def test_differences_have_a_sign(ms, expected):
    assert formats.difference(ms) == expected


@pytest.mark.parametrize(("laps", "expected"), [(1, "+1 Lap"), (2, "+2 Laps")])
def test_laps_down_are_counted(laps, expected):
    assert formats.laps_down(laps) == expected


@pytest.mark.parametrize(
    ("points", "expected"), [(25, "25"), (12.5, "12.5"), (-5, "−5"), (0, "0"), (None, "–"), (1234567, "1234567")]
)
def test_points_are_said_without_needless_decimals(points, expected):
    assert formats.number(points) == expected


@pytest.mark.parametrize(("value", "expected"), [(3, "+3"), (-12, "−12"), (0, "–"), (None, "–")])
def test_a_difference_in_points_has_a_sign(value, expected):
    assert formats.signed(value) == expected


def test_a_place_that_is_shared_has_an_equals_sign():
    assert (formats.placing(3, tied=False), formats.placing(3, tied=True)) == ("3", "3=")


def test_a_moment_is_said_in_the_sites_zone():
    ended = dt.datetime(2024, 9, 3, 22, 54, 42, tzinfo=ZoneInfo("Europe/London"))
    assert formats.moment(ended, ZoneInfo("Europe/Berlin")) == "Tue 3 Sep 2024, 23:54 CEST"


def test_an_unknown_date_is_said_to_be_unknown():
    assert (formats.day(None, ZoneInfo("UTC")), formats.moment(None, ZoneInfo("UTC"))) == (
        "Date unknown",
        "Date unknown",
    )


@pytest.mark.parametrize(("count", "expected"), [(1, "1 car"), (0, "0 cars"), (2310, "2,310 cars")])
def test_things_are_counted_in_words(count, expected):
    assert formats.counted(count, "car") == expected


def test_a_plural_that_is_no_s_is_said():
    assert [formats.counted(count, "change of the lead", "changes of the lead") for count in (1, 2)] == [
        "1 change of the lead",
        "2 changes of the lead",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (93_456, "93456"),
        (0, "0"),
        (-0.0, "0"),
        (-12.5, "-12.5"),
        (100.0, "100"),
        ("Ärger Žižek", "ärger žižek"),
        (None, ""),
    ],
)
def test_a_script_sorts_by_plain_numbers_and_by_texts_in_lower_case(value, expected):
    assert formats.sort_value(value) == expected


def test_a_day_for_a_script_is_that_of_the_league():
    late = dt.datetime(2024, 9, 3, 23, 30, tzinfo=dt.UTC)
    assert formats.iso_day(late, ZoneInfo("Europe/London")) == "2024-09-04"
    assert formats.iso_day(None, ZoneInfo("UTC")) == ""
