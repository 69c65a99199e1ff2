"""What the preview takes for a change."""

import threading
import time

import pytest

from sitegen.preview.changes import Changes


@pytest.fixture
def watch(tmp_path):
    """Sets of names that changed, as they come."""
    found: list[set[str]] = []
    changes = Changes(lambda: [tmp_path / "content", tmp_path / "sitegen.toml"], look_s=0.01)

    def follow():
        found.extend({path.name for path in changed} for changed in changes)

    thread = threading.Thread(target=follow)
    (tmp_path / "content").mkdir()
    yield thread, found
    changes.stop()
    thread.join()


def wait_for(found, number):
    until = time.monotonic() + 5
    while len(found) < number and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(0.1)


def test_files_that_come_change_and_go_are_changes(watch, tmp_path):
    thread, found = watch
    thread.start()
    (tmp_path / "sitegen.toml").write_text("1")
    wait_for(found, 1)
    (tmp_path / "sitegen.toml").write_text("22")
    wait_for(found, 2)
    (tmp_path / "sitegen.toml").unlink()
    wait_for(found, 3)
    assert found == [{"sitegen.toml"}] * 3


def test_a_burst_is_one_change(watch, tmp_path):
    thread, found = watch
    thread.start()
    time.sleep(0.1)
    for number in range(20):
        (tmp_path / "content" / f"{number}.md").write_text("x")
    wait_for(found, 1)
    assert set().union(*found) == {f"{number}.md" for number in range(20)}
    assert len(found) <= 2  # a machine may stall in the middle of it


def test_a_folder_that_is_watched_from_now_on_is_no_change_and_what_comes_in_it_is_one(tmp_path):
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "b.md").write_text("x")
    places, found = [tmp_path / "a.md"], []
    changes = Changes(lambda: list(places), look_s=0.01)
    thread = threading.Thread(target=lambda: found.extend(changes))
    thread.start()
    places[:] = [tmp_path / "b.md"]
    time.sleep(0.2)
    (tmp_path / "b.md").write_text("yy")
    wait_for(found, 1)
    changes.stop()
    thread.join()
    assert found == [{tmp_path / "b.md"}]


def test_what_editors_leave_and_other_folders_are_none(watch, tmp_path):
    thread, found = watch
    thread.start()
    for name in ("content/.a.md.swp", "content/a.md~", "content/.git/x", "public/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    time.sleep(0.2)
    assert found == []
