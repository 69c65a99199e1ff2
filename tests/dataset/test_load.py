import datetime as dt
import json

from tests.dataset.leagues import ANN, BOB, CUP, SmallLeague, standings


def test_an_archive_without_anything_is_an_index_without_anything(tmp_path):
    index = SmallLeague(tmp_path).index()
    assert (index.sessions, index.events, index.championships, index.people, index.warnings) == ((), (), (), (), ())


def test_sessions_of_an_event_are_found_by_their_meta_data(league):
    events = [[session.type for session in event.sessions] for event in league.index().events]
    assert events == [["Q", "R"], ["R"]]


def test_a_championship_has_its_rounds_and_its_standings(league):
    (championship,) = league.index().championships
    assert (championship.id, [event.id for event in championship.events]) == (CUP, ["e1", "e2"])
    assert [row.points for row in championship.standings.drivers[""]] == [50, 36]


def test_every_file_has_a_digest_by_which_a_change_is_seen(league):
    before = league.index().digests
    again = league.index().digests
    league.archive.store_result(
        "main", "260101_210000_R", b'{"sessionResult": {}}', now=league.index().sessions[0].date
    )
    after = league.index().digests
    assert before == again
    assert {session for session in before if before[session] != after[session]} == {"main/260101_210000_R"}


def test_a_file_that_is_no_result_is_left_out_and_named(league):
    (league.folder / "archive/main/results/broken.json").write_bytes(b"[]")
    index = league.index()
    assert len(index.sessions) == 3
    (warning,) = index.warnings
    assert warning.startswith("archive/main/results/broken.json is left out: ")


def test_standings_that_cannot_be_read_leave_the_championship_without_any(tmp_path):
    league = SmallLeague(tmp_path)
    league.add("R", "2026-01-01T21:00:00")
    league.say(["no", "standings"])
    index = league.index()
    assert index.championships[0].standings.drivers == {}
    (warning,) = index.warnings
    assert warning.startswith(f"archive/main/standings/{CUP}/20260101T000000Z.json is left out: ")


def days(day):
    return dt.datetime(2026, 1, day, tzinfo=dt.UTC)


def test_every_copy_of_the_standings_is_there_with_its_date_whatever_server_gave_it(tmp_path):
    league = SmallLeague(tmp_path)
    for day, server, points in ((1, "main", 10), (3, "main", 30), (2, "second", 20)):
        body = json.dumps(standings([(ANN, points)])).encode()
        league.archive.store_standings(server, CUP, body, now=days(day))
    index = league.index()
    points = [(date.day, table.drivers[""][0].points) for date, table in index.archived_standings[CUP]]
    assert points == [(1, 10), (2, 20), (3, 30)]
    assert index.championships[0].standings.drivers[""][0].points == 30


def test_an_older_copy_that_cannot_be_read_is_left_out_and_named_once(tmp_path):
    league = SmallLeague(tmp_path)
    league.say(["no", "standings"], now=days(1))
    league.say(standings([(ANN, 30)]), now=days(2))
    index = league.index()
    assert [date.day for date, _ in index.archived_standings[CUP]] == [2]
    assert index.championships[0].standings.drivers[""][0].points == 30
    (warning,) = index.warnings
    assert warning.startswith(f"archive/main/standings/{CUP}/20260101T000000Z.json is left out: ")


def test_somebody_who_has_changed_their_id_is_one_person_in_older_standings_too(tmp_path):
    league = SmallLeague(tmp_path)
    league.say(standings([(BOB, 10)]), now=days(1))
    league.say(standings([(ANN, 30)]), now=days(2))
    league.add("R", "2026-01-01T21:00:00", order=(BOB, ANN))
    (league.folder / "content").mkdir()
    (league.folder / "content/drivers.toml").write_text('[[driver]]\nid = "ann-arbor"\nalso = ["bob-bell"]\n')
    copies = league.index().archived_standings[CUP]
    assert [table.drivers[""][0].driver.key for _, table in copies] == [ANN["playerId"], ANN["playerId"]]


def test_somebody_who_is_only_in_standings_is_somebody_too(tmp_path):
    league = SmallLeague(tmp_path)
    league.say(standings([(ANN, 1)]))
    assert [person.name for person in league.index().people] == ["Ann Arbor"]


def test_a_configured_name_is_the_name_of_a_championship(tmp_path):
    league = SmallLeague(tmp_path, championship=[{"id": CUP, "name": "Winter Cup"}, {"id": "other"}])
    league.add("R", "2026-01-01T21:00:00")
    index = league.index()
    assert index.championships[0].name == "Winter Cup"
    assert index.warnings == ("The championship other of sitegen.toml has no result and no standings in the archive.",)
