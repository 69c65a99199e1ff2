import re

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
