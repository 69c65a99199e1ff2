from datetime import datetime, timedelta
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from sitegen.league.history.personal_bests import personal_bests_of
from sitegen.league.history.records import all_time_lists, driver_track_bests, lap_records
from sitegen.league.session.models import Kind
from tests.league.readings import classified
from tests.payloads import driver, lap, line, result

DRIVERS = [driver(f"{name} X", f"S7656119000000001{index}") for index, name in enumerate(["Jane", "Bob", "Eve"])]
JANE, BOB, EVE = (each["playerId"] for each in DRIVERS)


def session(day, *times, session_type="R", wet=False, track="spa", model=32):
    """Jane's, Bob's and Eve's best laps on a day of 2024."""
    payload = result(
        session_type,
        lines=[line(car_id, DRIVERS[car_id], model=model) for car_id, ms in enumerate(times) if ms],
        laps=[lap(car_id, ms) for car_id, ms in enumerate(times) if ms],
        trackName=track,
        Date=(datetime(2024, 1, 1) + timedelta(days=day)).isoformat(),  # noqa: DTZ001 - the server's local clock
        SessionFile=f"file-{day}",
    )
    payload["sessionResult"]["isWetSession"] = int(wet)
    return personal_bests_of(classified(payload))


def records(*sessions):
    """(kind, wet) → first name, ms and improvement of every mark."""
    return {
        (record.kind, record.wet): [(mark.best.person.first, mark.best.ms, mark.improved_ms) for mark in record.marks]
        for record in lap_records(chain.from_iterable(sessions))
    }


def test_a_record_stands_with_all_that_it_beat():
    by_kind = records(session(1, 100_000), session(2, None, 101_000), session(3, None, 99_500))
    assert by_kind[Kind.RACE, False] == [("Jane", 100_000, None), ("Bob", 99_500, 500)]


def test_the_current_record_is_the_last_mark():
    record = lap_records([*session(1, 100_000), *session(2, 99_000)])[1]
    assert (record.current.best.ms, [mark.best.ms for mark in record.previous]) == (99_000, [100_000])


def test_who_set_a_time_first_keeps_the_record():
    assert records(session(1, 100_000), session(1, None, 100_000))[Kind.RACE, False] == [("Jane", 100_000, None)]
    assert records(session(1, 100_000, 100_000))[Kind.RACE, False] == [("Jane", 100_000, None)]


def test_a_session_breaks_a_record_once_and_by_all_it_improved():
    by_kind = records(session(1, 100_000), session(2, 99_900, 99_000, 99_500))
    assert by_kind[Kind.RACE, False] == [("Jane", 100_000, None), ("Bob", 99_000, 1_000)]


def test_races_and_qualifying_and_dry_and_wet_have_records_of_their_own():
    assert records(session(1, 100_000), session(2, 99_000, session_type="Q"), session(3, 110_000, wet=True)) == {
        (None, None): [("Jane", 100_000, None), ("Jane", 99_000, 1_000)],
        (Kind.RACE, False): [("Jane", 100_000, None)],
        (Kind.RACE, True): [("Jane", 110_000, None)],
        (Kind.QUALIFYING, False): [("Jane", 99_000, None)],
    }


def test_practice_counts_for_the_outright_record_alone():
    assert records(session(1, 100_000, session_type="FP")) == {(None, None): [("Jane", 100_000, None)]}


def test_tracks_and_classes_have_records_of_their_own_cars_without_a_class_last():
    all_records = lap_records(
        [
            *session(1, 100_000, model=99),
            *session(2, 100_000),
            *session(3, 110_000, model=61),
            *session(4, 90_000, track="monza_2020"),
        ]
    )
    outright = [record for record in all_records if record.kind is None]
    best_laps = [(record.track.id, record.car_class, record.current.best.ms) for record in outright]
    assert best_laps == [("monza", "GT3", 90_000), ("spa", "GT3", 100_000), ("spa", "GT4", 110_000), ("spa", None, 1e5)]


@given(st.lists(st.tuples(*[st.none() | st.integers(100, 120)] * 3), min_size=1))
def test_records_only_fall_and_the_last_one_is_the_fastest_lap(days):
    sessions = [session(day, *times) for day, times in enumerate(days)]
    for marks in records(*sessions).values():
        times = [ms for _, ms, _ in marks]
        assert times == sorted(set(times), reverse=True)
        assert times[-1] == min(ms for times in days for ms in times if ms)
        assert times[0] - times[-1] == sum(improved or 0 for _, _, improved in marks)


def test_a_driver_has_a_best_race_and_qualifying_lap_per_track_and_class():
    bests = driver_track_bests(
        [
            *session(1, 100_000, 101_000),
            *session(2, 99_000),
            *session(3, 98_000, session_type="Q"),
            *session(4, 97_000, session_type="FP"),
            *session(5, 95_000, track="monza", session_type="Q"),
        ]
    )
    times = [
        (best.track.id, best.race and best.race.ms, best.qualifying and best.qualifying.ms) for best in bests[JANE]
    ]
    assert times == [("monza", None, 95_000), ("spa", 99_000, 98_000)]
    assert [(best.car_class, best.race.ms) for best in bests[BOB]] == [("GT3", 101_000)]


def test_practice_alone_is_no_best_of_a_driver():
    assert driver_track_bests(session(1, 100_000, session_type="FP")) == {}


def listed(*sessions, top=10):
    lists = all_time_lists(chain.from_iterable(sessions), top=top)
    return {fastest.kind: [(best.person.first, best.ms) for best in fastest.bests] for fastest in lists}


def test_everybody_is_once_in_an_all_time_list():
    lists = listed(session(1, 100_000, 102_000), session(2, 101_000, 99_000))
    assert lists[Kind.RACE] == [("Bob", 99_000), ("Jane", 100_000)]


def test_an_all_time_list_has_a_top():
    assert listed(session(1, 102_000, 100_000, 101_000), top=2)[Kind.RACE] == [("Bob", 100_000), ("Eve", 101_000)]


def test_of_equal_times_the_one_set_first_stands_first():
    lists = listed(session(1, 105_000), session(2, None, 100_000), session(3, 100_000))
    assert lists[Kind.RACE] == [("Bob", 100_000), ("Jane", 100_000)]


def test_the_list_of_any_session_has_practice_too():
    lists = listed(session(1, 100_000, session_type="FP"), session(2, None, 101_000, session_type="Q"))
    assert lists == {None: [("Jane", 100_000), ("Bob", 101_000)], Kind.QUALIFYING: [("Bob", 101_000)]}
