"""Files that are whole or not there, and what is said of those that cannot be read."""

import os
import time

import pytest

from sitegen.errors import SitegenError
from sitegen.support.files import ABANDONED_S, sweep, unreadable, write_whole


def test_a_file_is_written_with_the_folders_that_it_needs_and_leaves_no_draft(tmp_path):
    write_whole(tmp_path / "a" / "b.txt", b"one")
    write_whole(tmp_path / "a" / "b.txt", b"two", durable=False)
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "a").iterdir()] == [("b.txt", b"two")]


def test_a_file_that_cannot_be_written_is_named_and_leaves_no_draft(tmp_path):
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(SitegenError) as raised:
        write_whole(tmp_path / "b.txt", b"one")
    assert str(raised.value) == f"{tmp_path / 'b.txt'} could not be written: Is a directory."
    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]


def test_drafts_are_swept_away_once_they_are_old(tmp_path):
    old, new, page = tmp_path / ".a.7.new", tmp_path / ".b.8.new", tmp_path / "new.new"
    for path in (old, new, page):
        path.write_bytes(b"")
    long_ago = time.time() - ABANDONED_S - 60
    os.utime(old, (long_ago, long_ago))
    os.utime(page, (long_ago, long_ago))
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".b.8.new", "new.new"]


def test_a_text_that_is_not_utf_8_is_named_with_its_line():
    with pytest.raises(UnicodeDecodeError) as raised:
        b"one\ntw\xe4\n".decode()
    assert unreadable("a.md", raised.value) == "a.md, line 2: it is not UTF-8 text; save it as UTF-8 in your editor."


def test_a_folder_in_place_of_a_file_and_any_other_failure_are_said():
    assert unreadable("a.md", IsADirectoryError(21, "Is a directory")) == (
        "a.md could not be read: it is a folder; expected a file."
    )
    assert unreadable("a.md", PermissionError(13, "Permission denied")) == "a.md could not be read: Permission denied."
