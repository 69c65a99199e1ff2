from sitegen.league.history.personal_bests import laps_driven_of, personal_bests_of
from tests.league.readings import classified
from tests.payloads import driver, lap, line, penalty, result, unfinished_lap

JANE, BOB = driver("Jane Smith", "S76561190000000011"), driver("Bob Two", "S76561190000000012")


def bests(*lines, laps=(), session_type="Q", **more):
    classification = classified(result(session_type, lines=list(lines), laps=list(laps), **more))
    return [(best.person.first, best.lap, best.ms) for best in personal_bests_of(classification)]


def driven(*lines, laps=(), session_type="R"):
    """First name, laps and laps led."""
    classification = classified(result(session_type, lines=list(lines), laps=list(laps)))
    return [(race.person.first, race.laps, race.laps_led) for race in laps_driven_of(classification)]


def test_everybody_in_a_car_has_a_best_of_their_own():
    laps = [lap(1, 101_000), lap(1, 100_000), lap(1, 102_000, driver_index=1)]
    assert bests(line(1, JANE, BOB), laps=laps) == [("Jane", 2, 100_000), ("Bob", 3, 102_000)]


def test_a_best_says_what_a_record_needs():
    payload = result("Q", lines=[line(1, JANE, model=61)], laps=[lap(1, 100_000)])
    payload["sessionResult"]["isWetSession"] = 1
    (best,) = personal_bests_of(classified(payload))
    assert (best.car_class, best.car.name, best.wet) == ("GT4", "Porsche 718 Cayman GT4", True)


def test_invalid_and_unfinished_laps_are_no_bests():
    assert bests(line(1, JANE), laps=[lap(1, 90_000, valid=False), unfinished_lap(1)]) == []


def test_the_first_of_equal_laps_is_the_best():
    assert bests(line(1, JANE), laps=[lap(1, 100_000), lap(1, 100_000)]) == [("Jane", 1, 100_000)]


def test_bests_come_in_the_order_in_which_they_were_driven():
    laps = [lap(1, 105_000), lap(2, 100_000), lap(1, 100_000)]
    assert bests(line(1, JANE), line(2, BOB), laps=laps) == [("Bob", 1, 100_000), ("Jane", 2, 100_000)]


def test_somebody_in_two_cars_has_a_best_in_each():
    laps = [lap(1, 100_000), lap(2, 101_000)]
    assert bests(line(1, JANE), line(2, JANE, model=61), laps=laps) == [("Jane", 1, 100_000), ("Jane", 1, 101_000)]


def test_a_lap_of_nobody_named_belongs_to_the_only_driver():
    assert bests(line(1, JANE), laps=[lap(1, 100_000, driver_index=7)]) == [("Jane", 1, 100_000)]
    assert bests(line(1, JANE, BOB), laps=[lap(1, 100_000, driver_index=7)]) == []


def test_the_games_own_best_belongs_to_the_only_driver_of_a_car_without_laps():
    assert bests(line(1, JANE, best=99_000)) == [("Jane", None, 99_000)]
    assert bests(line(1, JANE, BOB, best=99_000)) == []


def test_a_car_with_laps_but_no_valid_one_has_no_best():
    assert bests(line(1, JANE, best=99_000), laps=[lap(1, 90_000, valid=False)]) == []


def test_disqualified_cars_and_cars_that_are_not_listed_set_no_records():
    laps = [lap(1, 100_000), lap(9, 95_000)]
    assert bests(line(1, JANE), laps=laps, penalties=[penalty(1, "Disqualified")]) == []
    assert bests(line(1, JANE, best=99_000), penalties=[penalty(1, "Disqualified")]) == []


def test_lap_1_of_a_race_counts_as_recorded():
    laps = [lap(1, 100_000), lap(1, 110_000)]
    assert bests(line(1, JANE, laps=2, total=215_000), laps=laps, session_type="R") == [("Jane", 1, 100_000)]


def test_a_crew_shares_the_laps_of_its_car():
    laps = [lap(1, 100), lap(2, 101), lap(2, 100), lap(1, 105, driver_index=1), unfinished_lap(1)]
    lines = line(1, JANE, BOB, laps=3), line(2, driver("Eve Three", "S76561190000000013"), laps=2)
    assert driven(*lines, laps=laps) == [("Jane", 2, 2), ("Eve", 2, 1), ("Bob", 1, 0)]


def test_laps_of_a_crew_that_do_not_say_who_drove_are_nobodys():
    assert driven(line(1, JANE, BOB, laps=2), laps=[lap(1, 100), lap(1, 100, driver_index=7)]) == [("Jane", 1, 1)]


def test_laps_in_two_cars_are_added():
    assert driven(line(1, JANE, laps=1), line(2, JANE, laps=1), laps=[lap(1, 100), lap(2, 101)]) == [("Jane", 2, 1)]


def test_a_car_without_laps_in_the_file_has_its_count():
    assert driven(line(1, JANE, laps=9), line(2, JANE, BOB, laps=8)) == [("Jane", 9, 0)]


def test_only_laps_of_races_are_counted():
    assert driven(line(1, JANE, laps=1), laps=[lap(1, 100)], session_type="Q") == []
