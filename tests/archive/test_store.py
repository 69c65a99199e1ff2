import datetime as dt
import json
import os
import random
import subprocess
import sys
import time
from functools import partial

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given, settings

from sitegen.archive.index import FetchStatus, IndexRow, ListIndex
from sitegen.archive.store import Archive, safe_name
from sitegen.errors import ArchiveError
from tests.waiting import wait_until

NOON = dt.datetime(2026, 5, 18, 12, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(hours=1)


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path / "archive")


def files(archive):
    return sorted(path.relative_to(archive.folder).as_posix() for path in archive.folder.rglob("*") if path.is_file())


def test_a_file_in_its_place_is_an_error_with_what_to_do(tmp_path):
    (tmp_path / "archive").write_bytes(b"x")
    with pytest.raises(ArchiveError, match="archive is a file; expected the folder with the results, so move the file"):
        Archive(tmp_path / "archive")


# Results


def test_an_archive_that_does_not_exist_is_empty(archive):
    assert (archive.servers(), archive.results("main"), archive.standings("main")) == ([], [], [])


def test_a_result_is_kept_byte_for_byte(archive):
    body = b'\xef\xbb\xbf{ "odd" :\r\n1}\n\n'
    assert archive.store_result("main", "260517_205456_R", body, now=NOON) == "new"
    assert archive.read_result("main", "260517_205456_R") == body
    assert archive.result_path("main", "260517_205456_R").read_bytes() == body
    assert files(archive) == ["main/results/260517_205456_R.json"]


def test_the_same_result_again_changes_nothing(archive):
    archive.store_result("main", "a", b"1", now=NOON)
    before = archive.result_path("main", "a").stat().st_mtime_ns
    assert archive.store_result("main", "a", b"1", now=LATER) == "same"
    assert archive.result_path("main", "a").stat().st_mtime_ns == before
    assert files(archive) == ["main/results/a.json"]


def test_a_changed_result_keeps_its_earlier_bytes_as_a_revision(archive):
    archive.store_result("main", "a", b"1", now=NOON)
    assert archive.store_result("main", "a", b"2", now=LATER) == "changed"
    assert archive.read_result("main", "a") == b"2"
    assert (archive.folder / "main/revisions/a/20260518T130000Z.json").read_bytes() == b"1"


def test_two_changes_within_a_second_keep_both_revisions(archive):
    for body in (b"1", b"2", b"3"):
        archive.store_result("main", "a", body, now=NOON)
    revisions = sorted((archive.folder / "main/revisions/a").iterdir())
    assert [path.read_bytes() for path in revisions] == [b"1", b"2"]


def test_a_crash_between_revision_and_result_loses_nothing_and_doubles_nothing(archive):
    archive.store_result("main", "a", b"1", now=NOON)
    revision = archive.folder / "main/revisions/a/20260518T120000Z.json"
    revision.parent.mkdir(parents=True)
    revision.write_bytes(b"1")
    assert archive.store_result("main", "a", b"2", now=LATER) == "changed"
    assert [path.read_bytes() for path in revision.parent.iterdir()] == [b"1"]
    assert archive.read_result("main", "a") == b"2"


def test_results_and_servers_are_sorted_and_drafts_are_none_of_them(archive):
    for name in ("c", "a", "b"):
        archive.store_result("main", name, b"{}", now=NOON)
    archive.store_result("alpha", "a", b"{}", now=NOON)
    (archive.folder / "main/results/.d.json.77.new").write_bytes(b"{")
    (archive.folder / "main/results/.e.json").write_bytes(b"{")
    archive.write_json("drivers.json", {})
    assert archive.results("main") == ["a", "b", "c"]
    assert archive.servers() == ["alpha", "main"]


def test_a_result_that_is_not_there_is_an_error_that_names_its_file(archive):
    with pytest.raises(ArchiveError, match=r"results.none\.json"):
        archive.read_result("main", "none")


WRITE = """
import datetime as dt, sys
from pathlib import Path
from sitegen.archive.store import Archive
archive, number = Archive(Path(sys.argv[1])), 0
while True:
    number += 1
    archive.store_result("main", f"r{number % 3}", b'{"n": "%s"}' % (str(number) * 5000).encode(),
                         now=dt.datetime.now(dt.UTC))
"""


def _has_more_than(archive, number):
    return archive.folder.exists() and len(files(archive)) > number


def test_every_file_is_whole_whenever_the_process_is_killed(archive):
    rng = random.Random(5)
    for _ in range(4):
        process = subprocess.Popen([sys.executable, "-c", WRITE, str(archive.folder)])
        seen = len(files(archive)) if archive.folder.exists() else 0
        wait_until(partial(_has_more_than, archive, seen + 3), "the process writes")
        time.sleep(rng.random() * 0.05)  # to kill it in the middle of this or that
        process.kill()
        process.wait()
        for path in archive.folder.rglob("*.json"):
            assert set(json.loads(path.read_bytes())) == {"n"}


# Standings


def test_standings_are_kept_once_per_change(archive):
    stored = [
        archive.store_standings("main", "id-1", body, now=NOON + dt.timedelta(minutes=minute))
        for minute, body in enumerate([b"1", b"1", b"2", b"1"])
    ]
    assert stored == [True, False, True, True]
    assert archive.standings("main") == ["id-1"]
    assert [path.read_bytes() for _, path in archive.all_standings("main", "id-1")] == [b"1", b"2", b"1"]
    assert archive.latest_standings("main", "id-1") == (NOON + dt.timedelta(minutes=3), b"1")


def test_changes_within_a_second_and_after_a_clock_was_set_back_keep_their_order(archive):
    for now, body in ((NOON, b"1"), (NOON, b"2"), (NOON, b"1"), (NOON - dt.timedelta(days=1), b"3")):
        assert archive.store_standings("main", "id-1", body, now=now)
    assert [path.read_bytes() for _, path in archive.all_standings("main", "id-1")] == [b"1", b"2", b"1", b"3"]
    assert archive.latest_standings("main", "id-1")[1] == b"3"


def test_a_championship_without_standings_has_none(archive):
    assert archive.latest_standings("main", "id-1") is None


def test_a_file_that_is_no_standings_is_passed_over(archive):
    archive.store_standings("main", "id-1", b"1", now=NOON)
    (archive.folder / "main/standings/id-1/notes.json").write_bytes(b"{}")
    assert archive.latest_standings("main", "id-1")[1] == b"1"


def test_a_hostile_championship_id_stays_in_its_folder(archive):
    archive.store_standings("main", "../../../evil", b"1", now=NOON)
    assert archive.latest_standings("main", "../../../evil")[1] == b"1"
    assert all(name.startswith("main/standings/") for name in files(archive))


# Index, status, tables


def test_an_index_comes_back_as_it_was_written(archive):
    index = ListIndex(
        rows={"/a.json": IndexRow(type="R", date="2026-05-17T20:54:56Z", file="a")}, championships={"id": "Cup"}
    )
    archive.write_index("main", index)
    assert archive.read_index("main") == index


def test_an_index_without_news_keeps_its_file(archive):
    archive.write_index("main", ListIndex(championships={"id": "Cup"}))
    path = archive.folder / "main/index.json"
    os.utime(path, (0, 0))
    archive.write_index("main", archive.read_index("main"))
    assert path.stat().st_mtime == 0


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"rows": []}', b"\xff\xfe", b"[" * 100_000])
def test_an_index_that_cannot_be_read_is_put_aside(archive, broken):
    archive.write_index("main", ListIndex())
    path = archive.folder / "main/index.json"
    path.write_bytes(broken)
    assert archive.read_index("main") == ListIndex()
    assert not path.exists()
    assert [other.read_bytes() for other in path.parent.iterdir()] == [broken]


def test_a_status_comes_back_and_a_broken_one_is_none(archive):
    assert archive.read_status("main") == FetchStatus()
    archive.write_status("main", FetchStatus("2026-05-18T12:00:00+00:00", "It was down."))
    assert archive.read_status("main") == FetchStatus("2026-05-18T12:00:00+00:00", "It was down.")
    (archive.folder / "main/status.json").write_bytes(b"{")
    assert archive.read_status("main") == FetchStatus()


def test_tables_are_written_only_when_they_change_and_in_one_order(archive):
    archive.write_json("drivers.json", {"b": "2", "a": "1"})
    path = archive.folder / "drivers.json"
    os.utime(path, (0, 0))
    archive.write_json("drivers.json", {"a": "1", "b": "2"})
    assert path.stat().st_mtime == 0
    assert archive.read_json("drivers.json") == {"a": "1", "b": "2"}
    assert archive.read_json("addresses.json") == {}


def test_a_table_that_cannot_be_read_is_an_error_because_it_holds_promised_addresses(archive):
    archive.folder.mkdir()
    (archive.folder / "drivers.json").write_bytes(b"{")
    with pytest.raises(ArchiveError, match=r"drivers\.json"):
        archive.read_json("drivers.json")


def test_leftovers_of_killed_processes_are_swept(archive):
    archive.store_result("main", "a", b"{}", now=NOON)
    draft = archive.folder / "main/results/.b.json.77.new"
    draft.write_bytes(b"{")
    os.utime(draft, (0, 0))
    archive.sweep()
    assert files(archive) == ["main/results/a.json"]


# Names


@pytest.mark.parametrize("name", ["260517_205456_R", "220830_230224_R-bk", "results_20260817_194253_race", "a.b"])
def test_a_usual_name_stays_as_it_is(name):
    assert safe_name(name) == name


@settings(max_examples=300)
@given(st.text(max_size=300))
def test_any_name_becomes_a_short_visible_file_name(name):
    safe = safe_name(name)
    assert msgspec.convert(safe, str).isascii()
    assert 0 < len(safe) <= 120
    assert safe[0] not in ".-"
    assert not set(safe) & set('/\\:*?"<>| \0\n')
    assert safe_name(safe) == safe


@settings(max_examples=300)
@given(st.text(max_size=120), st.text(max_size=120))
def test_two_names_stay_two(one, other):
    assert (safe_name(one) == safe_name(other)) == (one == other)


@pytest.mark.parametrize(
    "name", ["..", "../../etc/passwd", "/etc/passwd", "C:\\x", "a/b", ".hidden", "\ud800", "x" * 300]
)
def test_a_hostile_name_stays_in_its_folder(archive, name):
    path = archive.result_path("main", safe_name(name))
    assert path.resolve().parent == (archive.folder / "main/results").resolve()
