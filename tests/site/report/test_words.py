import pytest

from sitegen.site.report.words import as_sentence, distance, in_words, listed, nth, often, seconds, stretch


@pytest.mark.parametrize(
    ("place", "expected"),
    [(1, "first"), (10, "tenth"), (11, "11th"), (13, "13th"), (21, "21st"), (32, "32nd"), (43, "43rd")],
)
def test_places_up_to_ten_are_words(place, expected):
    assert nth(place) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (4, 4, "on lap 4"),
        (4, 5, "on laps 4 and 5"),
        (1, 9, "on every lap"),
        (1, 5, "over the first 5 laps"),
        (5, 9, "over the last 5 laps"),
        (3, 7, "from lap 3 to lap 7"),
    ],
)
def test_laps_on_end_are_told_by_where_in_the_race_they_were(first, last, expected):
    assert stretch(first, last, of=9) == expected


def test_a_list_ends_with_and():
    assert [listed(["one", "two", "three"][:count]) for count in (0, 1, 2, 3)] == [
        "",
        "one",
        "one and two",
        "one, two and three",
    ]


@pytest.mark.parametrize(
    ("gap_ms", "laps_down", "expected"),
    [(3456, 0, "3.456 seconds"), (63_456, 0, "1:03.456"), (None, 1, "1 lap"), (None, 2, "2 laps"), (None, 0, "")],
)
def test_a_distance_is_a_time_or_a_number_of_laps(gap_ms, laps_down, expected):
    assert distance(gap_ms, laps_down) == expected


def test_a_minute_and_more_needs_no_unit():
    assert (seconds(59_999), seconds(60_000)) == ("59.999 seconds", "1:00.000")


@pytest.mark.parametrize(("times", "expected"), [(1, "once"), (2, "twice"), (3, "3 times")])
def test_how_often(times, expected):
    assert often(times) == expected


@pytest.mark.parametrize(("count", "expected"), [(2, "two"), (10, "ten"), (11, "11")])
def test_small_counts_are_words(count, expected):
    assert in_words(count) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("the winner fought", "The winner fought."),
        ("over the first 5 laps, a", "Over the first 5 laps, a."),
        ("xX", "xX."),
    ],
)
def test_only_our_own_words_get_a_capital(clause, expected):
    assert as_sentence(clause) == expected
