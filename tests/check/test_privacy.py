"""Every id and secret is planted where it must not be; none of them may be repeated by the finding."""

import gzip
import json

import pytest

from sitegen.archive.store import Archive
from sitegen.check.privacy import check_privacy
from tests.check.conftest import said

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


def test_a_built_site_gives_nothing_away(found, healthy):
    assert found(healthy, "privacy") == []


@pytest.mark.parametrize("file", ["public/drivers/index.html", "content/rules.md", "sitegen.toml"])
def test_the_id_of_a_player_is_a_problem_wherever_it_stands(found, healthy, known_id, file):
    plant(healthy, file, f"\n# {known_id}\n")
    lines = (healthy / file).read_text(encoding="utf-8").count("\n")
    [(level, where, what)] = said(found(healthy, "privacy"))
    assert (level, where, what) == ("problem", f"{file}, line {lines}", "An id of a player stands here.")


@pytest.mark.parametrize("number", [STEAM_ID, f"S{STEAM_ID}", "P1234567890123456", "M2535400000000000"])
def test_what_has_the_shape_of_an_id_is_one(found, healthy, number):
    plant(healthy, "public/drivers/index.html", f" {number} ")
    assert [one.level for one in found(healthy, "privacy")] == ["problem"]


def test_a_long_number_of_another_shape_is_none(found, healthy):
    plant(healthy, "public/drivers/index.html", " 123456789012345678 GLAMP1234567890123456 ")
    assert found(healthy, "privacy") == []


def test_a_compressed_file_is_looked_into(found, healthy, known_id):
    plant(healthy, "public/data/extra.json.gz", gzip.compress(f"a\n{known_id}".encode()))
    plant(healthy, "public/data/broken.json.gz", b"no gzip")
    findings = found(healthy, "privacy")
    assert {(one.level, one.where) for one in findings} == {
        ("problem", "public/data/extra.json.gz, line 2"),
        ("warning", "public/data/broken.json.gz"),
    }


def test_a_result_that_was_put_into_the_content_is_a_problem(found, healthy):
    plant(healthy, "content/extra.json", '{"playerId": "q1w2e3r4"}')
    [(level, where, what)] = said(found(healthy, "privacy"))
    assert (level, where, what.startswith("A key for an id")) == ("problem", "content/extra.json, line 1", True)


@pytest.mark.parametrize("written", [PASSWORD, "correct horse &amp; battery", json.dumps(PASSWORD)])
def test_a_password_is_found_however_it_is_written_and_not_repeated(found, healthy, written):
    plant(healthy, "public/rules/index.html", written)
    [finding] = found(healthy, "privacy", environment=LOGIN)
    assert (finding.level, finding.what) == ("problem", "The value of SITEGEN_MAIN_PASSWORD stands here.")
    assert PASSWORD not in str(finding)


def test_a_user_name_may_be_a_word_like_any_other(found, healthy):
    plant(healthy, "public/rules/index.html", "the league-bot said")
    [finding] = found(healthy, "privacy", environment=LOGIN)
    assert (finding.level, finding.what) == ("note", "The value of SITEGEN_MAIN_USERNAME stands here.")


def test_a_password_of_a_few_letters_is_a_warning(found, healthy):
    [finding] = found(healthy, "privacy", environment={"SITEGEN_MAIN_PASSWORD": "1234"})
    assert (finding.level, finding.where) == ("warning", "SITEGEN_MAIN_PASSWORD")
    assert "1234" not in finding.what + finding.do


def test_before_the_first_build_the_content_is_what_was_looked_at(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("x")
    [finding] = check_privacy(Archive(tmp_path / "archive"), tmp_path / "public", tmp_path, {})
    assert (finding.where, finding.what) == ("content/", "No id of a player and no login is in 1 file.")


def test_no_finding_repeats_what_it_found(found, healthy, known_id):
    for file in ("public/index.html", "content/rules.md"):
        plant(healthy, file, f"{known_id} {STEAM_ID}")
    assert [one for one in found(healthy, "privacy") if known_id in str(one) or STEAM_ID in str(one)] == []
