import json
import os
import shutil

import pytest

from tests.check.conftest import summaries


@pytest.fixture
def main(healthy):
    return healthy / "archive" / "main"


@pytest.fixture
def newest(main):
    return max((main / "results").iterdir())


def test_an_archive_that_is_well_has_nothing_to_be_told(findings_of, healthy):
    assert findings_of(healthy, "archive") == []


def test_no_archive_yet_is_a_note(findings_of, tmp_path):
    (tmp_path / "sitegen.toml").write_text('[site]\ntitle = "League"\n')
    assert [(finding.level, finding.where) for finding in findings_of(tmp_path, "archive")] == [("note", "archive/")]


def test_a_file_in_place_of_the_archive_is_one_problem_and_what_needs_none_is_checked(findings_of, tmp_path):
    (tmp_path / "sitegen.toml").write_text('[site]\ntitle = "League"\n')
    (tmp_path / "archive").write_text("x")
    findings = findings_of(tmp_path, "configuration", "archive", "content", "theme", "links", "privacy")
    assert [(finding.level, finding.area) for finding in findings] == [("problem", "archive"), ("note", "links")]
    assert findings[0].message.startswith(f"{tmp_path / 'archive'} is a file; expected the folder with the results")


def test_a_flipped_byte_in_a_result_is_a_problem(findings_of, healthy, newest):
    body = newest.read_bytes()
    assert b'"isValidForBest": true' in body
    newest.write_bytes(body.replace(b'"isValidForBest": true', b'"isValidForBest": false', 1))
    what = "The file is not what the server gave: its bytes were changed in the archive."
    assert summaries(findings_of(healthy, "archive")) == [("problem", f"archive/main/results/{newest.name}", what)]


def test_a_truncated_result_is_one_problem_and_says_both(findings_of, healthy, newest):
    newest.write_bytes(newest.read_bytes()[:1000])
    [finding] = findings_of(healthy, "archive")
    assert (finding.level, finding.where) == ("problem", f"archive/main/results/{newest.name}")
    assert "its bytes were changed in the archive, and cannot be used any more: it is not JSON" in finding.message
    assert "sitegen fetch" in finding.advice


def test_standings_that_were_edited_by_hand_are_a_problem(findings_of, healthy, main):
    [path] = main.glob("standings/*/*.json")
    path.write_bytes(path.read_bytes() + b"\n")
    assert [(finding.level, finding.where.endswith(path.name)) for finding in findings_of(healthy, "archive")] == [
        ("problem", True)
    ]


def test_results_standings_and_revisions_that_cannot_be_used_are_named_without_hashes_too(
    findings_of, healthy, main, newest
):
    (main / "hashes.json").unlink()
    newest.write_text('{"laps": []}')
    (main / "revisions" / "a").mkdir(parents=True)
    (main / "revisions" / "a" / "20260518T120000Z.json").write_text("[]")
    (main / "standings" / "cup").mkdir()
    (main / "standings" / "cup" / "20260518T120000Z.json").write_text("[]")
    *problems, note = findings_of(healthy, "archive")
    assert [(finding.level, finding.where) for finding in problems] == [
        ("problem", f"archive/main/results/{newest.name}"),
        ("problem", "archive/main/revisions/a/20260518T120000Z.json"),
        ("problem", "archive/main/standings/cup/20260518T120000Z.json"),
    ]
    assert (note.level, note.message) == ("note", "Of 28 files nobody has noted yet what they were when they came.")


def test_many_files_whose_line_ends_were_changed_are_counted(findings_of, healthy, main):
    for path in (main / "results").iterdir():
        path.write_bytes(path.read_bytes() + b"\r\n")
    findings = findings_of(healthy, "archive")
    assert len(findings) == 6
    assert findings[-1].message == "There are 20 more like this."
    assert ".gitattributes" in findings[-1].advice


def test_a_result_that_is_gone_is_one_warning(findings_of, healthy, newest):
    newest.unlink()
    assert summaries(findings_of(healthy, "archive")) == [
        ("warning", f"archive/main/results/{newest.name}", "The file was here once and is gone.")
    ]


def test_a_result_that_only_the_index_knows_is_a_warning(findings_of, healthy, main, newest):
    newest.unlink()
    (main / "hashes.json").unlink()
    warning, _ = findings_of(healthy, "archive")
    assert (warning.level, warning.where, newest.stem in warning.message) == (
        "warning",
        "archive/main/index.json",
        True,
    )


@pytest.mark.parametrize("name", ["index.json", "hashes.json"])
def test_an_index_or_hashes_that_cannot_be_read_are_a_warning_and_stay_where_they_are(findings_of, healthy, main, name):
    (main / name).write_text("{")
    assert [(finding.level, finding.where) for finding in findings_of(healthy, "archive")] == [
        ("warning", f"archive/main/{name}")
    ]
    assert (main / name).read_text() == "{"


def test_a_result_under_the_name_of_another_is_noted_and_a_copy_beside_its_original_is_not(
    findings_of, healthy, main, newest
):
    shutil.copy(newest, main / "results" / f"{newest.stem}-bk.json")
    shutil.copy(newest, main / "results" / "240101_200000_R.json")
    notes = [finding for finding in findings_of(healthy, "archive") if "noted yet" not in finding.message]
    assert summaries(notes) == [
        ("note", "archive/main/results/240101_200000_R.json", f"The file calls itself {newest.stem}.")
    ]


def test_files_that_do_not_belong_and_old_drafts_are_noted(findings_of, healthy, main):
    (main / "notes.txt").write_text("mine")
    (healthy / "archive" / ".gitignore").write_text("")
    for name, age in ((".a.json.17.new", 7200), (".b.json.18.new", 0)):
        draft = main / "results" / name
        draft.write_text("{")
        os.utime(draft, (draft.stat().st_mtime - age,) * 2)
    assert [(finding.level, finding.where) for finding in findings_of(healthy, "archive")] == [
        ("note", "archive/main/notes.txt"),
        ("note", "archive/main/results/.a.json.17.new"),
    ]


@pytest.mark.parametrize("name", ["drivers.json", "addresses.json"])
def test_addresses_that_cannot_be_read_are_a_problem(findings_of, healthy, name):
    (healthy / "archive" / name).write_text("{")
    assert [(finding.level, finding.where) for finding in findings_of(healthy, "archive")] == [
        ("problem", f"archive/{name}")
    ]


def test_an_address_that_was_given_twice_is_a_problem_and_no_id_is_said(findings_of, healthy):
    path = healthy / "archive" / "drivers.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"S76561190000000001": "alex-weber"}))
    addresses = healthy / "archive" / "addresses.json"
    addresses.write_text('{"c": "cup", "d": "cup", "c/1": "spa", "d/1": "spa", "track:spa": "spa", "car:spa": "spa"}')
    findings = findings_of(healthy, "archive")
    assert [(finding.level, finding.where) for finding in findings] == [
        ("problem", "archive/drivers.json"),
        ("problem", "archive/addresses.json"),
    ]
    assert ('"alex-weber" is given 2 times' in findings[0].message, "7656119" in str(findings)) == (True, False)
