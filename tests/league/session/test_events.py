from sitegen.league.session.events import (
    by_date,
    events_by_championship,
    grid_from,
    group_events,
    qualifying_of,
    session_names,
)
from tests.league.readings import parsed
from tests.payloads import driver, line, result


def session(session_type, date, *, meta="custom_race:1", server="main", track="spa", lines=()):
    file = date.replace("-", "").replace(":", "").replace("T", "_") + f"_{session_type}"
    payload = result(session_type, Date=f"{date}Z", SessionFile=file, metaData=meta, trackName=track, lines=list(lines))
    return parsed(payload, server=server)


def types(events):
    return [[session.type for session in event.sessions] for event in events]


def test_a_championships_event_is_what_its_meta_data_names_on_whatever_server():
    events = group_events(
        [
            session("R", "2024-01-01T22:00:00", meta="championship:c:e1"),
            session("Q", "2024-01-01T21:00:00", meta="championship:c:e1", server="other"),
            session("R", "2024-01-08T22:00:00", meta="championship:c:e2"),
        ]
    )
    assert types(events) == [["Q", "R"], ["R"]]


def test_other_sessions_belong_together_when_they_follow_each_other_within_six_hours():
    events = group_events(
        [
            session("FP", "2024-01-01T15:00:00"),
            session("Q", "2024-01-01T20:59:59"),
            session("R", "2024-01-02T02:59:59"),
            session("R", "2024-01-02T09:00:01"),
        ]
    )
    assert types(events) == [["FP", "Q", "R"], ["R"]]


def test_another_track_or_server_is_another_evening():
    events = group_events(
        [
            session("Q", "2024-01-01T20:00:00"),
            session("R", "2024-01-01T21:00:00", track="monza"),
            session("R", "2024-01-01T21:00:00", server="other"),
        ]
    )
    assert types(events) == [["Q"], ["R"], ["R"]]


def test_a_late_practice_does_not_move_a_round():
    first, second = group_events(
        [
            session("R", "2024-01-01T22:00:00", meta="championship:c:e1"),
            session("FP", "2024-01-09T22:00:00", meta="championship:c:e1"),
            session("R", "2024-01-08T22:00:00", meta="championship:c:e2"),
        ]
    )
    assert (first.id, second.id) == ("e1", "e2")


def test_the_grid_comes_from_the_last_qualifying_before_the_race():
    lines = [line(1, driver("A A", "S76561190000000001")), line(2, driver("B B", "S76561190000000002"))]
    (event,) = group_events(
        [
            session("Q", "2024-01-01T20:00:00"),
            session("Q2", "2024-01-01T20:30:00", lines=lines),
            session("R", "2024-01-01T21:00:00"),
            session("Q", "2024-01-01T22:00:00"),
        ]
    )
    qualifying = qualifying_of(event.races[0], event)
    assert qualifying.type == "Q2"
    assert grid_from(qualifying) == {"S76561190000000001": 1, "S76561190000000002": 2}


def test_without_a_qualifying_there_is_no_grid():
    (event,) = group_events([session("R", "2024-01-01T21:00:00")])
    assert grid_from(qualifying_of(event.races[0], event)) == {}


def test_somebody_in_two_cars_starts_from_the_better_place():
    ann = driver("Ann", "S76561190000000009")
    assert grid_from(session("Q", "2024-01-01T20:00:00", lines=[line(1), line(2, ann), line(3, ann)])) == {
        "S76561190000000009": 2,
        "S76561190000000001": 1,
    }


def test_the_events_of_a_championship_stand_together():
    events = group_events(
        [
            session("R", "2024-01-01T22:00:00", meta="championship:c:e1"),
            session("R", "2024-01-02T22:00:00", meta="championship:d:e1"),
            session("R", "2024-01-08T22:00:00", meta="championship:c:e2"),
            session("R", "2024-01-09T22:00:00"),
        ]
    )
    by_championship = events_by_championship(events)
    assert {name: [event.id for event in rounds] for name, rounds in by_championship.items()} == {
        "c": ["e1", "e2"],
        "d": ["e1"],
    }


def test_sessions_without_a_date_come_first():
    dated = session("R", "2024-01-01T22:00:00")
    undated = parsed(result("Q", Date=None), file="no date")
    assert sorted([dated, undated], key=by_date) == [undated, dated]


def test_a_second_session_of_one_type_has_a_number_in_brackets():
    sessions = [session("FP", f"2024-01-01T2{hour}:00:00") for hour in range(3)]
    assert list(session_names(sessions).values()) == ["Practice", "Practice (2)", "Practice (3)"]
