"""Every id and secret is planted where it must not be; none of them may be repeated by the finding."""

import gzip
import json

import pytest

from sitegen.archive.store import Archive
from sitegen.check.privacy import check_privacy
from tests.check.conftest import summaries

STEAM_ID = "76561190000000001"
PASSWORD = "correct horse & battery"
LOGIN = {"SITEGEN_MAIN_USERNAME": "league-bot", "SITEGEN_MAIN_PASSWORD": PASSWORD}


@pytest.fixture
def known_id(healthy):
    """The id of a player of the archive, as the server writes it."""
    result = json.loads(max((healthy / "archive" / "main" / "results").iterdir()).read_bytes())
    return result["sessionResult"]["leaderBoardLines"][0]["currentDriver"]["playerId"]


def plant(folder, file, text):
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    body = text if isinstance(text, bytes) else text.encode()
    path.write_bytes((path.read_bytes() if path.exists() else b"") + body)


def test_a_built_site_gives_nothing_away(findings_of, healthy):
    assert findings_of(healthy, "privacy") == []


@pytest.mark.parametrize("file", ["public/drivers/index.html", "content/rules.md", "sitegen.toml"])
def test_the_id_of_a_player_is_a_problem_wherever_it_stands(findings_of, healthy, known_id, file):
    plant(healthy, file, f"\n# {known_id}\n")
    lines = (healthy / file).read_text(encoding="utf-8").count("\n")
    [(level, where, message)] = summaries(findings_of(healthy, "privacy"))
    assert (level, where, message) == ("problem", f"{file}, line {lines}", "An id of a player stands here.")


def test_an_id_at_the_very_beginning_of_a_file_is_one_too(findings_of, healthy):
    (healthy / "content" / "notes.txt").write_text(STEAM_ID)
    assert [finding.where for finding in findings_of(healthy, "privacy")] == ["content/notes.txt, line 1"]


@pytest.mark.parametrize("number", [STEAM_ID, f"S{STEAM_ID}", "P1234567890123456", "M2535400000000000"])
def test_what_has_the_shape_of_an_id_is_one(findings_of, healthy, number):
    plant(healthy, "public/drivers/index.html", f" {number} ")
    assert [finding.level for finding in findings_of(healthy, "privacy")] == ["problem"]


def test_a_long_number_of_another_shape_is_none(findings_of, healthy):
    plant(healthy, "public/drivers/index.html", " 123456789012345678 GLAMP1234567890123456 ")
    assert findings_of(healthy, "privacy") == []


def test_a_compressed_file_is_looked_into(findings_of, healthy, known_id):
    plant(healthy, "public/data/extra.json.gz", gzip.compress(f"a\n{known_id}".encode()))
    plant(healthy, "public/data/broken.json.gz", b"no gzip")
    findings = findings_of(healthy, "privacy")
    assert {(finding.level, finding.where) for finding in findings} == {
        ("problem", "public/data/extra.json.gz, line 2"),
        ("warning", "public/data/broken.json.gz"),
    }


def test_a_result_that_was_put_into_the_content_is_a_problem(findings_of, healthy):
    plant(healthy, "content/extra.json", '{"playerId": "q1w2e3r4"}')
    [(level, where, message)] = summaries(findings_of(healthy, "privacy"))
    assert (level, where, message.startswith("A key for an id")) == ("problem", "content/extra.json, line 1", True)


@pytest.mark.parametrize("written", [PASSWORD, "correct horse &amp; battery", json.dumps(PASSWORD)])
def test_a_password_is_found_however_it_is_written_and_not_repeated(findings_of, healthy, written):
    plant(healthy, "public/rules/index.html", written)
    [finding] = findings_of(healthy, "privacy", environment=LOGIN)
    assert (finding.level, finding.message) == ("problem", "The value of SITEGEN_MAIN_PASSWORD stands here.")
    assert PASSWORD not in str(finding)


def test_a_user_name_may_be_a_word_like_any_other(findings_of, healthy):
    plant(healthy, "public/rules/index.html", "the league-bot said")
    [finding] = findings_of(healthy, "privacy", environment=LOGIN)
    assert (finding.level, finding.message) == ("note", "The value of SITEGEN_MAIN_USERNAME stands here.")


def test_a_password_of_a_few_letters_is_a_warning(findings_of, healthy):
    [finding] = findings_of(healthy, "privacy", environment={"SITEGEN_MAIN_PASSWORD": "1234"})
    assert (finding.level, finding.where) == ("warning", "SITEGEN_MAIN_PASSWORD")
    assert "1234" not in finding.message + finding.advice


def test_before_the_first_build_the_content_is_what_was_looked_at(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("x")
    [finding] = check_privacy(Archive(tmp_path / "archive"), tmp_path / "public", tmp_path, {})
    assert (finding.where, finding.message) == ("content/", "No id of a player and no login is in 1 file.")


def test_no_finding_repeats_what_it_found(findings_of, healthy, known_id):
    for file in ("public/index.html", "content/rules.md"):
        plant(healthy, file, f"{known_id} {STEAM_ID}")
    assert [
        finding for finding in findings_of(healthy, "privacy") if known_id in str(finding) or STEAM_ID in str(finding)
    ] == []
