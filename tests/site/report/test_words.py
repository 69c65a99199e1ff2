import pytest

from sitegen.site.report.words import listed, nth, stretch


@pytest.mark.parametrize(
    ("place", "said"),
    [(1, "first"), (10, "tenth"), (11, "11th"), (13, "13th"), (21, "21st"), (32, "32nd"), (43, "43rd")],
)
def test_places_up_to_ten_are_words(place, said):
    assert nth(place) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (4, 4, "on lap 4"),
        (4, 5, "on laps 4 and 5"),
        (1, 9, "on every lap"),
        (1, 5, "over the first 5 laps"),
        (5, 9, "over the last 5 laps"),
        (3, 7, "from lap 3 to lap 7"),
    ],
)
def test_laps_on_end_are_told_by_where_in_the_race_they_were(first, last, said):
    assert stretch(first, last, of=9) == said


def test_a_list_ends_with_and():
    assert [listed(["one", "two", "three"][:count]) for count in (1, 2, 3)] == [
        "one",
        "one and two",
        "one, two and three",
    ]
