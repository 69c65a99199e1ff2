import re

from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.report import report
from tests.league.races import LAP, post_race, race, story_of
from tests.payloads import line, penalty, result
from tests.site.report.small_reports import every_wording, name, report_of, sentences


def test_a_car_alone_is_told_in_a_sentence_or_two():
    won = "Driver 1 won at Spa-Francorchamps after 1 lap."
    assert every_wording(race({1: [LAP]})) == {
        f"{won} The winner also set the fastest lap, 1:40.000 on lap 1.",
        f"{won} The fastest lap was the winner's too: 1:40.000 on lap 1.",
    }


def test_a_file_without_laps_and_times_still_has_a_winner():
    assert report_of(result(lines=[line(1, laps=5), line(2, laps=5)])) == (
        "Driver 1 won at Spa-Francorchamps after 5 laps, with Driver 2 second."
    )


def test_a_report_is_never_long():
    times = {
        car: [LAP + car * 300 + (car * lap_number * 7919) % 1500 for lap_number in range(30)] for car in range(1, 25)
    }
    text = report_of(
        race(times, models={20: 61, 21: 61}, post_race=[post_race(4, 20)], penalties=[penalty(8, "Disqualified")]),
        grid={f"S76561190{car:09}": 25 - car for car in times},
    )
    assert len(sentences(text)) == 9
    assert 1 <= len(text.splitlines()) <= 3


@given(
    st.dictionaries(
        st.integers(1, 8), st.lists(st.one_of(st.none(), st.integers(99_000, 101_000)), max_size=9), min_size=1
    ),
    st.lists(st.tuples(st.integers(1, 8), st.integers(1, 30)), max_size=3),
    st.sets(st.integers(1, 8), max_size=2),
    st.integers(0, 60),
)
def test_whatever_happened_it_reads_as_sentences(times, seconds, excluded, second):
    payload = race(
        times,
        post_race=[post_race(car, value) for car, value in seconds],
        penalties=[penalty(car, "Disqualified") for car in sorted(excluded)],
        SessionFile=f"240903_2254{second:02}_R",
    )
    story = story_of(payload, grid={f"S76561190{car:09}": 9 - car for car in times})
    for paragraph in report(story, name=name) if story else ():
        assert re.fullmatch(r"[A-Z#].*[^.]\.", paragraph)
        assert not re.search(r"None|–|  | [.,;]|\.\.|,,|\b1 laps|\b1 times|\b0\.000", paragraph)
        assert len(sentences(paragraph)) <= 9
