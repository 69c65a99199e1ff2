import datetime as dt

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given

from sitegen.archive.checksums import FILE, Comparison, compare, immutable_files, note_hashes, read_hashes
from sitegen.archive.store import Archive
from sitegen.errors import ArchiveError
from sitegen.fetch.import_files import import_files
from sitegen.support.files import write_whole
from tests.payloads import result

NOON = dt.datetime(2026, 5, 18, 12, tzinfo=dt.UTC)


@pytest.fixture
def archive(tmp_path):
    """A server with a result, an earlier version of it, and standings; all noted."""
    archive = Archive(tmp_path / "archive")
    archive.store_result("main", "a", b"1", now=NOON)
    archive.store_result("main", "a", b"2", now=NOON)
    archive.store_standings("main", "cup", b"{}", now=NOON)
    note_hashes(archive, "main")
    return archive


def test_every_file_that_is_kept_is_noted_with_its_hash(archive):
    assert read_hashes(archive, "main") == {
        "results/a.json": "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35",
        "revisions/a/20260518T120000Z.json": "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
        "standings/cup/20260518T120000Z.json": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    }
    assert compare(archive, "main") == Comparison()


def test_nothing_new_leaves_the_file_as_it_is(archive):
    before = (archive.folder / "main" / FILE).stat().st_mtime_ns
    note_hashes(archive, "main")
    assert (archive.folder / "main" / FILE).stat().st_mtime_ns == before


@pytest.mark.parametrize("path", ["results/a.json", "revisions/a/20260518T120000Z.json"])
def test_a_single_byte_that_was_altered_is_noticed(archive, path):
    (archive.folder / "main" / path).write_bytes(b"3")
    note_hashes(archive, "main")
    assert compare(archive, "main") == Comparison(altered=(path,))


def test_a_file_that_is_gone_is_noticed_and_forgotten_by_the_next_run(archive):
    (archive.folder / "main" / "results" / "a.json").unlink()
    assert compare(archive, "main") == Comparison(missing=("results/a.json",))
    note_hashes(archive, "main")
    assert compare(archive, "main") == Comparison()


def test_a_draft_is_none_of_the_files(archive):
    (archive.folder / "main" / "results" / ".b.json.17.new").write_bytes(b"")
    (archive.folder / "main" / "results" / ".b.json").write_bytes(b"")
    assert len(immutable_files(archive.folder / "main")) == 3


def test_a_result_that_the_server_changed_is_no_damage_even_when_the_run_was_killed_before_it_was_noted(archive):
    archive.store_result("main", "a", b"3", now=NOON)
    assert compare(archive, "main").altered == ()
    assert "results/a.json" in compare(archive, "main").unnoted
    note_hashes(archive, "main")
    assert compare(archive, "main") == Comparison()


def test_hashes_that_cannot_be_read_are_said_and_noted_anew(archive):
    (archive.folder / "main" / FILE).write_bytes(b"{")
    with pytest.raises(ArchiveError, match=r"hashes\.json could not be read"):
        compare(archive, "main")
    note_hashes(archive, "main")
    assert compare(archive, "main") == Comparison()


def test_a_file_that_cannot_be_read_is_not_noted(archive):
    lost = archive.folder / "main" / "results" / "b.json"
    lost.symlink_to(archive.folder / "nowhere")
    note_hashes(archive, "main")
    assert len(read_hashes(archive, "main")) == 3


def test_an_import_notes_what_it_brought(tmp_path):
    (tmp_path / "260517_205456_R.json").write_bytes(msgspec.json.encode(result()))
    archive = Archive(tmp_path / "archive")
    import_files(archive, "main", [tmp_path / "260517_205456_R.json"], now=NOON)
    assert len(read_hashes(archive, "main")) == 1
    assert compare(archive, "main") == Comparison()


STEPS = st.lists(st.one_of(st.just("note"), st.tuples(st.sampled_from(["store", "killed"]), st.binary(max_size=1))))


@given(STEPS)
def test_whenever_runs_are_killed_nothing_is_taken_for_damage(tmp_path_factory, steps):
    """A run that is killed while it replaces a result has written the revision, and not yet the result."""
    archive = Archive(tmp_path_factory.mktemp("archive"))
    archive.store_result("main", "a", b"first", now=NOON)
    for minute, step in enumerate(steps):
        now = NOON + dt.timedelta(minutes=minute)
        earlier = archive.read_result("main", "a")
        if step == "note":
            note_hashes(archive, "main")
            continue
        archive.store_result("main", "a", step[1], now=now)
        if step[0] == "killed":
            write_whole(archive.result_path("main", "a"), earlier)
        assert compare(archive, "main").altered == ()
    note_hashes(archive, "main")
    assert (compare(archive, "main").altered, compare(archive, "main").missing) == ((), ())
