import re
from itertools import pairwise

import pytest

from tests.league.races import LAP, race
from tests.site.report.small_reports import every_wording, report_of


def test_a_pass_on_the_last_lap_is_the_story():
    text = report_of(race({1: [LAP + 900, LAP, LAP - 2000], 2: [LAP] * 3}))
    assert "Driver 2 led until the last lap, on which the winner went in front." in text


@pytest.mark.parametrize("text", sorted(every_wording(race({1: [LAP + 900, LAP - 2000, LAP, LAP], 2: [LAP] * 4}))))
def test_who_led_before_the_winner_is_named(text):
    assert "lap 1" in text
    assert "Driver 2" in text


@pytest.mark.parametrize(
    "text",
    sorted(
        every_wording(race({1: [LAP] * 2 + [LAP + 9000] + [LAP] * 3, 2: [LAP + 5000] + [LAP] * 3 + [LAP + 9000] * 2}))
    ),
)
def test_a_turn_of_somebody_else_in_the_lead_is_told_with_its_laps(text):
    assert re.search(r"Driver 2 (interrupted the winner's time in front|took a turn in front)", text)
    assert "on laps 3 and 4" in text


@pytest.mark.parametrize(
    "text",
    sorted(
        every_wording(
            race(
                {
                    1: [LAP + 5000, LAP, LAP, LAP],
                    2: [LAP, LAP + 9000, LAP + 9000, LAP],
                    3: [LAP + 2000, LAP, LAP + 9000, LAP + 9000],
                }
            )
        )
    ),
)
def test_a_lead_that_changed_several_times_is_counted(text):
    assert "Driver 3 also ahead in between" in text
    assert "changed twice" in text
    assert "for good on lap 3" in text


def led_by(*leaders):
    """A race in which these cars completed the laps first; all others follow, seconds apart."""
    times = {}
    for car in sorted(set(leaders)):
        behind = [0] + [0 if leader == car else car * 1500 for leader in leaders]
        times[car] = [LAP + after - before for before, after in pairwise(behind)]
    return race(times)


def test_three_leaders_between_the_first_and_the_winner_are_only_counted():
    for text in every_wording(led_by(2, 3, 4, 5, 1, 1)):
        assert "4 times among 5 cars" in text
        assert "in between" not in text


def test_a_winner_who_led_at_first_took_the_lead_back():
    text = report_of(led_by(1, 2, 3, 1))
    assert (
        "after 3 changes of the lead, with Driver 2 and Driver 3 also ahead in between, took it on the last lap" in text
    )


def test_two_cars_that_took_the_lead_from_each_other_are_alone_in_the_sentence():
    for text in every_wording(led_by(2, 1, 2, 1)):
        assert "changed 3 times" in text
        assert "among" not in text
