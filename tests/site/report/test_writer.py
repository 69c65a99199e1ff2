from tests.league.races import race, steady
from tests.payloads import driver
from tests.site.report.small_reports import OTHER, WINNER, every_wording, report_of


def test_the_same_race_always_reads_the_same_and_two_races_do_not():
    payload = race(steady({1: 0, 2: 12_345, 3: 61_000}, 6))
    assert report_of(payload) == report_of(payload)
    assert len(every_wording(payload)) > 20


def test_two_cars_of_one_name_are_told_apart_by_their_numbers():
    crew = [driver("Jane Smith", WINNER)]
    assert "#1 Jane Smith" in report_of(race(steady({1: 0, 2: 900, 3: 5000}, 4), drivers={1: crew, 3: crew}))


def test_names_are_not_ours_to_change():
    crews = {1: [driver("xX <b>", WINNER)], 2: [driver("small print", OTHER)]}
    text = report_of(race(steady({1: 0, 2: 500, 3: 9000}, 6), drivers=crews))
    assert "xX <b>" in text
    assert "Small" not in text
