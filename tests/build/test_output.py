import pytest

from sitegen.build.output import Output
from sitegen.errors import SitegenError


def test_a_file_is_written_only_when_its_bytes_are_new(tmp_path):
    first = Output(tmp_path / "public")
    first.write("a/index.html", b"1")
    second = Output(tmp_path / "public")
    second.write("a/index.html", b"1")
    second.write("b/index.html", b"2")
    assert (first.written, second.written, len(second.files)) == (1, 1, 2)


def test_a_folder_of_somebody_else_is_refused_and_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(SitegenError, match="holds files that sitegen did not write"):
        Output(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "public").write_text("mine")
    with pytest.raises(SitegenError, match="public"):
        Output(tmp_path / "public")


def test_a_build_that_was_killed_half_way_knows_its_own_folder(tmp_path):
    Output(tmp_path / "public").write("index.html", b"1")
    again = Output(tmp_path / "public")
    again.write("index.html", b"1")
    assert (again.written, len(again.files)) == (0, 1)


def test_a_folder_of_an_earlier_build_is_known_by_its_report(tmp_path):
    (tmp_path / "build.json").write_text("{}")
    (tmp_path / "old.html").write_text("old")
    Output(tmp_path).finish()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".sitegen", "build.json"]


def test_empty_folders_go_with_their_last_page(tmp_path):
    first = Output(tmp_path / "public")
    first.write("drivers/jane/index.html", b"1")
    second = Output(tmp_path / "public")
    second.write("index.html", b"1")
    second.finish()
    assert sorted(path.name for path in (tmp_path / "public").iterdir()) == [".sitegen", "index.html"]
