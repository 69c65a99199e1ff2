import codecs
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import ResultRefused
from sitegen.league.session.models import Kind
from sitegen.league.session.parse import parse_outline, parse_result
from tests.league.readings import LONDON, parsed
from tests.payloads import NO_TIME, body, driver, lap, line, penalty, result, unfinished_lap


def test_the_date_is_the_servers_local_clock_with_a_false_z():
    session = parsed(result(Date="2024-09-03T22:54:42Z"))
    assert session.date.isoformat() == "2024-09-03T22:54:42+01:00"


def test_a_date_with_a_real_offset_is_moved_to_the_servers_clock():
    session = parsed(result(Date="2020-07-28T19:48:00+02:00"))
    assert session.date.isoformat() == "2020-07-28T18:48:00+01:00"


def test_without_a_date_the_name_of_the_file_tells_it():
    session = parsed(result(Date=None), file="Someone_210323_200501_FP")
    assert session.date.isoformat() == "2021-03-23T20:05:01+00:00"


def test_without_any_date_there_is_none():
    assert parsed(result(Date=None), file="no.laps").date is None


@pytest.mark.parametrize(
    ("session_type", "result_type", "kind"),
    [
        ("R", 1, Kind.RACE),
        ("R2", 0, Kind.RACE),
        ("X", 1, Kind.RACE),
        (10, 0, Kind.RACE),
        ("Q2", 0, Kind.QUALIFYING),
        (4, 0, Kind.QUALIFYING),
        ("FP", 0, Kind.PRACTICE),
        (None, None, Kind.PRACTICE),
    ],
)
def test_what_a_session_is_about_comes_from_its_type(session_type, result_type, kind):
    payload = result()
    payload["sessionType"] = session_type
    payload["sessionResult"]["type"] = result_type
    assert parsed(payload).kind is kind


def test_meta_data_names_championship_and_event():
    session = parsed(result(metaData="championship:36a68c73-2ceb:c2b12ef3-1c2b"))
    assert (session.championship_id, session.event_id) == ("36a68c73-2ceb", "c2b12ef3-1c2b")


@pytest.mark.parametrize("meta", ["", "custom_race:36a68c73", "championship-pre-practice", "championship:a:../b"])
def test_other_meta_data_names_no_championship(meta):
    assert parsed(result(metaData=meta)).championship_id is None


def test_the_year_is_taken_off_a_track():
    assert parsed(result(trackName="spa_2020")).track.id == "spa"


def test_the_24h_layout_is_a_track_of_its_own():
    assert parsed(result(trackName="nurburgring_24h")).track.id == "nurburgring_24h"


def test_an_unknown_track_and_an_unknown_car_are_shown():
    session = parsed(result(trackName="moon_base", lines=[line(1, model=99)]))
    assert (session.track.name, session.entries[0].car.name, session.entries[0].car.car_class) == (
        "Moon Base",
        "Car 99",
        None,
    )


def test_empty_seats_are_nobody():
    seats = [driver("", "50", ""), driver("Jane Smith"), driver("", "", "")]
    (entry,) = parsed(result(lines=[line(1, *seats)])).entries
    assert [person.name for person in entry.drivers] == ["Jane Smith"]
    assert entry.seats[0] is None


def test_a_steam_id_is_the_same_person_with_and_without_its_s():
    entries = parsed(
        result(lines=[line(1, driver("A B", "S76561190000000001")), line(2, driver("C D", "76561190000000001"))])
    ).entries
    assert entries[0].drivers[0].key == entries[1].drivers[0].key


def test_somebody_with_a_name_but_no_id_is_known_by_name():
    (entry,) = parsed(result(lines=[line(1, driver("Jane Smith", ""))])).entries
    assert entry.drivers[0].key == "name:jane smith"


def test_names_stand_on_one_line_without_marks_that_turn_text_around():
    (entry,) = parsed(
        result(lines=[line(1, {**driver(), "firstName": "Ja\nne\u202e ", "lastName": "\u0007Smith"})])
    ).entries
    assert entry.drivers[0].name == "Ja ne Smith"


@pytest.mark.parametrize("total", [NO_TIME, 4294967200, 0, -1])
def test_sentinels_are_no_time(total):
    assert parsed(result(lines=[line(1, laps=3, total=total)])).entries[0].total_ms is None


def test_total_times_count_only_in_races():
    assert parsed(result("Q", lines=[line(1, laps=3, total=300_000)])).entries[0].total_ms is None


def test_laps_count_from_one_for_each_car_unfinished_ones_too():
    laps = parsed(result(laps=[lap(1, 100_000), lap(2, 101_000), unfinished_lap(1), lap(1, 99_000)])).laps
    assert [(lap.car_id, lap.number, lap.recorded_ms) for lap in laps] == [
        (1, 1, 100_000),
        (2, 1, 101_000),
        (1, 2, None),
        (1, 3, 99_000),
    ]


def test_an_unfinished_lap_keeps_the_sectors_it_has():
    assert parsed(result(laps=[unfinished_lap(1)])).laps[0].sectors == (30_000, None, None)


def test_warnings_and_cleared_penalties_are_not_penalties():
    session = parsed(result(penalties=[penalty(1, "None"), penalty(1, "DriveThrough", value=3, lap=7)]))
    assert [(penalty.penalty, penalty.seconds, penalty.lap) for penalty in session.penalties] == [
        ("DriveThrough", None, 7)
    ]


def test_only_a_time_penalty_says_seconds():
    session = parsed(result(post_race=[penalty(1, "PostRaceTime", value=30)]))
    assert [(penalty.penalty, penalty.seconds, penalty.lap) for penalty in session.penalties] == [
        ("PostRaceTime", 30, None)
    ]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16-le"),
        lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    ],
)
def test_every_encoding_that_the_game_and_its_tools_write_is_read(encode):
    payload = result(lines=[line(1, driver("Zoë Ñandú"))])
    session = parse_result(encode(json.dumps(payload, ensure_ascii=False)), server="main", file="x", zone=LONDON)
    assert session.entries[0].drivers[0].name == "Zoë Ñandú"


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"<html>",
        b"[]",
        b'"text"',
        b"{}",
        b'{"laps": [], "sessionDef": 11}',
        b'{"sessionResult": 5}',
        b"\xff\xfe\x00\xd8",
    ],
)
def test_what_is_no_result_is_refused_in_one_sentence(bad):
    with pytest.raises(ResultRefused) as refusal:
        parse_result(bad, server="main", file="x", zone=LONDON)
    assert len(str(refusal.value).splitlines()) == 1


def test_a_row_that_cannot_be_read_is_left_out_and_named_and_the_rest_is_used():
    payload = result(lines=[line(1, laps=2), "nonsense"], laps=[lap(1, 100_000), {"carId": "x"}, lap(1, 99_000)])
    session = parsed(payload)
    assert (len(session.entries), [lap.recorded_ms for lap in session.laps]) == (1, [100_000, 99_000])
    assert session.notes == (
        "Left out, because it could not be read: line of the classification (1 of them).",
        "Left out, because it could not be read: lap (1 of them).",
    )


def test_missing_keys_are_no_obstacle():
    bare = {"sessionResult": {"leaderBoardLines": [{}, {"car": {"drivers": None}}]}}
    session = parse_result(json.dumps(bare).encode(), server="main", file="x", zone=LONDON)
    assert [(entry.car_id, entry.drivers, entry.car.name) for entry in session.entries] == [
        (None, (), "Unknown car")
    ] * 2


def test_an_outline_says_the_same_as_the_whole_result():
    payload = result("Q", lines=[line(1), line(2)], laps=[lap(1, 100_000)], metaData="championship:a:b")
    outline = parse_outline(body(payload), server="main", file="x", zone=LONDON)
    whole = parse_result(body(payload), server="main", file="x", zone=LONDON)
    assert (outline.entries, outline.date, outline.championship_id, outline.laps) == (
        whole.entries,
        whole.date,
        whole.championship_id,
        (),
    )


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "sessionType": json_values,
            "trackName": json_values,
            "metaData": json_values,
            "Date": json_values,
            "laps": json_values | st.lists(json_values, max_size=3),
            "penalties": json_values,
            "sessionResult": json_values
            | st.fixed_dictionaries(
                {}, optional={"leaderBoardLines": st.lists(json_values, max_size=3), "type": json_values}
            ),
        },
    )
)
def test_whatever_a_file_holds_it_is_read_or_refused(payload):
    try:
        parse_result(json.dumps(payload).encode(), server="main", file="x", zone=LONDON)
    except ResultRefused as refusal:
        assert str(refusal)  # noqa: PT017 - either outcome is fine, a third one is not


@given(st.binary(max_size=200))
def test_whatever_bytes_come_they_are_read_or_refused(bad):
    try:
        parse_result(bad, server="main", file="x", zone=LONDON)
    except ResultRefused as refusal:
        assert str(refusal)  # noqa: PT017 - either outcome is fine, a third one is not


def test_a_name_that_only_looks_like_a_date_is_none():
    assert parsed(result(Date=None), file="249999_999999_R").date is None
