import pytest

from tests.league.races import LAP, post_race, race, steady
from tests.payloads import NO_TIME, driver, lap, line, penalty, result
from tests.site.report.small_reports import WINNER, every_wording, report_of


def test_a_report_says_who_won_by_how_much_and_who_was_third():
    text = report_of(race(steady({1: 0, 2: 12_345, 3: 61_000}, 6)))
    for words in ("Driver 1", "Driver 2", "12.345 seconds", "6 laps", "Spa", "Driver 3", "1:01.000"):
        assert words in text


def test_laps_behind_are_counted():
    assert all("1 lap" in text for text in every_wording(race({1: [LAP] * 8, 2: [LAP + 15_000] * 7})))


def test_a_win_lost_to_a_time_penalty_says_so():
    text = report_of(race(steady({1: 0, 2: 900}, 4), post_race=[post_race(1, 5)]))
    assert text.startswith(
        "Driver 2 won at Spa-Francorchamps after 4 laps, although Driver 1 took the flag first. "
        "A time penalty of 5 seconds dropped Driver 1, in front on every lap, to second."
    )


def test_a_win_lost_to_a_disqualification_says_so():
    text = report_of(race(steady({1: 0, 2: 900}, 4), order=[2, 1], penalties=[penalty(1, "Disqualified")]))
    assert "Driver 1, in front on every lap, lost the win to a disqualification." in text
    assert "cost" not in text


def test_behind_a_disqualified_car_nobody_is_said_to_have_won():
    text = report_of(race(steady({1: 0, 2: 900}, 4), penalties=[penalty(1, "Disqualified")]))
    assert text.startswith("Driver 2 headed the classified cars after 4 laps at Spa-Francorchamps.")
    assert "won" not in text.replace("lost the win", "")


def test_a_win_lost_for_a_reason_unknown_gives_none():
    text = report_of(race(steady({1: 0, 2: 900}, 4), order=[2, 1]))
    assert "In the final result Driver 1, in front on every lap, stood second." in text


def test_wet_is_said_when_it_was():
    payload = race(steady({1: 0, 2: 5000}, 4))
    payload["sessionResult"]["isWetSession"] = 1
    assert "in the wet at Spa-Francorchamps" in report_of(payload)


def test_third_by_a_hair_says_so_once():
    text = report_of(race(steady({1: 0, 2: 9000, 3: 9300}, 3)))
    assert "9.300 seconds behind the winner but only 0.300 seconds behind second." in text
    text = report_of(race(steady({1: 0, 2: 9000, 3: 19_000, 4: 19_300}, 3)))
    assert "19.000 seconds behind the winner and 0.300 seconds ahead of Driver 4." in text
    assert text.count("0.300") == 1


def test_pole_that_did_not_start_is_told():
    qualifying = result("Q", lines=[line(9, driver("Ann Absent", WINNER))], laps=[lap(9, LAP)])
    assert "Ann Absent, fastest in qualifying, did not take part." in report_of(
        race(steady({3: 0, 4: 900}, 4)), qualifying=qualifying
    )


@pytest.mark.parametrize(
    ("times", "penalties", "sentence"),
    [
        ({3: [LAP] * 8, 4: [LAP + 900] * 3}, [], "Driver 4, fastest in qualifying, completed only 3 of the 8 laps."),
        ({3: [LAP] * 8, 4: []}, [], "Driver 4, fastest in qualifying, completed no lap."),
        (
            {3: [LAP] * 8, 4: [LAP + 900] * 8},
            [penalty(4, "Disqualified")],
            "Driver 4, fastest in qualifying, ended with a disqualification.",
        ),
    ],
)
def test_what_became_of_pole_is_told(times, penalties, sentence):
    qualifying = result("Q", lines=[line(4)], laps=[lap(4, LAP)])
    assert sentence in report_of(race(times, penalties=penalties), qualifying=qualifying)


def test_pole_on_the_podium_and_pole_that_won_are_told_in_passing():
    times = steady({3: 0, 4: 9000, 5: 19_000}, 3)
    third = result("Q", lines=[line(5)], laps=[lap(5, LAP)])
    assert all(
        text.count("Driver 5, fastest in qualifying, ") == 1 for text in every_wording(race(times), qualifying=third)
    )
    first = result("Q", lines=[line(3)], laps=[lap(3, LAP)])
    assert "Fastest in qualifying as well, the winner" in report_of(race(times), qualifying=first)


def test_who_came_second_is_named_where_the_opening_names_another():
    times = {1: [LAP] * 4, 2: [LAP + 900] + [LAP] * 3, 3: [LAP + 2000] + [LAP] * 3}
    text = report_of(race(times, order=[2, 3, 1]))
    assert "Driver 3 came next, 1.100 seconds back, followed by Driver 1." in text


def test_a_second_car_of_no_known_time_came_next_all_the_same():
    payload = race(steady({1: 0, 2: 900, 3: 2000}, 4), order=[2, 3, 1])
    payload["sessionResult"]["leaderBoardLines"][1]["timing"]["totalTime"] = NO_TIME
    assert "Driver 3 came next, followed by Driver 1." in report_of(payload)


def test_pole_that_won_after_others_had_led_is_told():
    first = result("Q", lines=[line(1)], laps=[lap(1, LAP)])
    text = report_of(race({1: [LAP + 900, LAP - 2000, LAP, LAP], 2: [LAP] * 4}), qualifying=first)
    assert "The winner had also been fastest in qualifying." in text


def test_pole_beaten_to_fourth_is_told():
    fourth = result("Q", lines=[line(4)], laps=[lap(4, LAP)])
    for text in every_wording(race(steady({1: 0, 2: 9000, 3: 19_000, 4: 30_000}, 3)), qualifying=fourth):
        assert "in qualifying" in text
        assert "finished fourth." in text


def test_an_unknown_gap_to_third_leaves_it_out():
    payload = race(steady({1: 0, 2: 9000, 3: 19_000}, 3))
    payload["sessionResult"]["leaderBoardLines"][2]["timing"]["totalTime"] = NO_TIME
    assert "Driver 3 completed the podium." in report_of(payload)
