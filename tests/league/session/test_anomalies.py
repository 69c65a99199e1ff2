import msgspec

from sitegen.league.session.anomalies import name_repeats
from tests.league.readings import classified
from tests.payloads import driver, lap, line, penalty, result


def notes_of(*lines, session_type="R", laps=(), penalties=()):
    """The notes without the one about lap 1."""
    classification = classified(result(session_type, lines=list(lines), laps=list(laps), penalties=list(penalties)))
    return [note for note in classification.notes if not note.startswith("Lap 1 ")]


def test_a_race_without_anomalies_has_no_notes():
    assert notes_of(line(1, laps=10, total=1000), line(2, laps=10, total=1100)) == []


def test_less_time_or_more_laps_behind_another_car_is_said():
    lines = [line(1, laps=10, total=1500), line(2, laps=10, total=1400), line(3, laps=9, total=900), line(4, laps=10)]
    assert notes_of(*lines) == [
        "The order is the server's; laps and times alone do not explain #2 behind #1, #4 behind #3."
    ]


def test_a_time_that_is_not_known_explains_any_order():
    assert notes_of(line(1, laps=10, total=1000), line(2, laps=10)) == []


def finish(*, penalties=()):
    """Car 2 crosses the line first on the last lap, car 1 is the winner."""
    lines = [line(1, laps=2, total=200_500), line(2, laps=2, total=201_000)]
    laps = [lap(1, 100_000), lap(2, 100_600), lap(2, 100_400), lap(1, 100_500)]
    return notes_of(*lines, laps=laps, penalties=penalties)


def test_a_finish_in_another_order_than_the_result_is_said():
    assert finish() == ["On the last lap the file has #2 before #1 over the line; no penalty explains the result."]


def test_added_time_explains_a_finish_in_another_order():
    assert finish(penalties=[penalty(2, "PostRaceTime", value=5)]) == []


def test_a_disqualified_car_is_last_whatever_it_drove():
    lines = [line(1, laps=10, total=1000), line(2, laps=10, total=900)]
    assert notes_of(*lines, penalties=[penalty(2, "Disqualified")]) == []


def test_what_is_derived_is_said_to_be():
    assert notes_of(line(1, laps=10, total=1000), line(2, laps=3)) == [
        "The game records no retirements: a car with fewer than 75 % of the winner's laps counts as not classified."
    ]


def test_somebody_in_several_cars_is_named_by_their_numbers():
    jane, joe = driver(), driver("Joe Black", "S76561190000000002")
    lines = [line(1, jane), line(2, jane, joe), line(3)]
    assert notes_of(*lines, session_type="Q") == ["Somebody sat in several cars: #1 and #2."]


def test_sectors_that_do_not_add_up_are_named():
    laps = [lap(1, 100_000, splits=[30_000, 30_000, 30_000]), lap(1, 100_001, splits=[30_000, 30_000, 40_000])]
    assert notes_of(line(1), session_type="Q", laps=laps) == ["The sectors do not add up to the lap time: lap 1 of #1."]


def test_many_cases_are_counted():
    laps = [lap(1, 100_000, splits=[1, 2, 3]) for _ in range(12)]
    (note,) = notes_of(line(1), session_type="Q", laps=laps)
    assert note.endswith("lap 7 of #1, lap 8 of #1 and 4 more.")


def test_a_session_that_the_server_wrote_twice_is_named_on_both():
    payload = result("Q", lines=[line(1)], laps=[lap(1, 100_000)])
    first = classified(payload)
    again = msgspec.structs.replace(first, session=msgspec.structs.replace(first.session, file="again"))
    other = classified(result("Q", lines=[line(1)], laps=[lap(1, 100_001)]))
    named = [classification.notes for classification in name_repeats([first, again, other])]
    assert named == [
        (f"The server wrote this session twice: {again.session.id} has the same laps.",),
        (f"The server wrote this session twice: {first.session.id} has the same laps.",),
        (),
    ]


def test_a_car_without_a_number_goes_by_its_id():
    second = line(2, laps=10, total=900)
    second["car"]["raceNumber"] = None
    (note,) = notes_of(line(1, laps=10, total=1000), second)
    assert note.endswith("do not explain car 2 behind #1.")
