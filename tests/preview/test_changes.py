"""What the preview takes for a change."""

from itertools import count

import pytest

from sitegen.preview.changes import Changes


class Desk:
    """A folder that is looked at, and somebody who works in it between two looks; no time passes here."""

    def __init__(self, folder):
        self.folder = folder
        self.watched = [folder / "content", folder / "sitegen.toml"]
        self.work = iter(())
        self.looks = count()
        (folder / "content").mkdir()
        self.changes = Changes(self.look, look_s=0)

    def look(self):
        assert next(self.looks) < 1000, "what is waited for never comes"
        next(self.work, None)
        return self.watched

    def next_change(self):
        """The names of the files in the next change."""
        return {path.name for path in next(iter(self.changes))}


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_files_that_come_change_and_go_are_changes(desk):
    toml = desk.folder / "sitegen.toml"
    changes = iter(desk.changes)
    for change in (lambda: toml.write_text("1"), lambda: toml.write_text("22"), toml.unlink):
        change()
        assert next(changes) == {toml}


def test_a_burst_is_one_change(desk):
    def write_slowly():
        for number in range(20):
            (desk.folder / "content" / f"{number}.md").write_text("x")
            yield

    desk.work = write_slowly()
    assert desk.next_change() == {f"{number}.md" for number in range(20)}


def test_a_folder_that_is_watched_from_now_on_is_no_change_and_what_comes_in_it_is_one(desk):
    (desk.folder / "b.md").write_text("x")

    def watch_and_then_write():
        desk.watched = [desk.folder / "b.md"]
        yield
        yield
        yield
        (desk.folder / "b.md").write_text("yy")

    desk.work = watch_and_then_write()
    before = next(desk.looks)
    assert desk.next_change() == {"b.md"}
    assert next(desk.looks) - before > 4


def test_what_editors_leave_and_other_folders_are_none(desk):
    for name in ("content/.a.md.swp", "content/a.md~", "content/.git/x", "public/index.html", "content/b.md"):
        (desk.folder / name).parent.mkdir(exist_ok=True)
        (desk.folder / name).write_text("x")
    assert desk.next_change() == {"b.md"}


def test_after_stop_there_is_no_change(desk):
    desk.changes.stop()
    (desk.folder / "sitegen.toml").write_text("1")
    assert list(desk.changes) == []
