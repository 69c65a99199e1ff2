import re

import pytest

from tests.league.races import LAP, race, steady
from tests.site.report.small_reports import every_wording, report_of


@pytest.mark.parametrize(
    "text", sorted(every_wording(race({1: [LAP, LAP, LAP + 800, LAP, LAP, LAP + 9000], 2: [LAP + 500] + [LAP] * 5})))
)
def test_a_battle_says_for_how_long_and_how_often_the_order_changed(text):
    assert "the first 5 laps" in text.casefold()
    assert "once" in text
    assert "1 times" not in text


def test_two_battles_are_not_told_in_the_same_words():
    for text in every_wording(race(steady({1: 0, 2: 500, 3: 9000, 4: 9500}, 6))):
        assert len(re.findall(r"chased|stayed ahead|followed", text)) == 2
        assert not re.search(r"(chased|stayed ahead|followed).*\1", text, re.DOTALL)


def test_a_close_finish_further_down_has_its_own_sentence():
    for text in every_wording(race(steady({1: 0, 2: 9000, 3: 19_000, 4: 29_000, 5: 29_400}, 3))):
        assert "0.400 seconds ahead of Driver 5" in text
        assert "fourth" in text


def test_class_winners_are_named():
    text = report_of(race(steady({1: 0, 2: 1500, 3: 4000}, 6), models={2: 61, 3: 61}))
    assert "GT4" in text


def test_several_class_winners_share_a_sentence():
    models = {2: 61, 3: 61, 4: 28, 5: 28}
    text = report_of(race(steady({1: 0, 2: 5000, 3: 9000, 4: 15_000, 5: 25_000}, 3), models=models))
    assert re.search(
        r"The other class wins went to Driver 2 in GT4 \(second overall\) and Driver 4 in \w+ \(fourth ", text
    )


def test_a_battle_whose_place_changed_is_for_nothing_in_particular():
    times = {1: [LAP] * 8, 2: [LAP + 5000] + [LAP] * 7, 3: [LAP + 5500] + [LAP] * 7, 4: [LAP + 3000] * 2 + [LAP] * 6}
    for text in every_wording(race(times)):
        assert re.search("chased|stayed ahead|followed", text)
        assert "fight for" not in text


def test_a_gap_that_the_sentence_on_third_place_has_given_is_not_told_again():
    for text in every_wording(race(steady({1: 0, 2: 9000, 3: 9500}, 6))):
        assert text.count("0.500 seconds") == 1


def test_a_gap_that_a_battle_has_told_has_no_sentence_of_its_own():
    for text in every_wording(race(steady({1: 0, 2: 9000, 3: 19_000, 4: 29_000, 5: 29_400}, 6))):
        assert text.count("0.400 seconds") == 1
        assert "closest finish" not in text
