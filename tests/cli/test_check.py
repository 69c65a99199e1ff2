"""`sitegen check`: what it prints, and how it ends. What it finds is tested in `check/`."""

import json
import re

import pytest

from sitegen.check.findings import AREAS, LEVELS
from tests.sites import built, files


@pytest.fixture
def check(league, run, monkeypatch):
    monkeypatch.delenv("SITEGEN_MAIN_PASSWORD", raising=False)
    built(league)

    def call(*words, quiet=False):
        return run("-C", league, *["-q"] * quiet, "check", "--offline", *words)

    return call


def test_a_league_that_is_well_ends_with_0_and_a_sum(check, league):
    before = files(league)
    status, said, error = check()
    marks = re.findall(r"^  (.) ", said, re.MULTILINE)
    assert (status, error, "✗" in marks, "✓" in marks) == (0, "", False, True)
    assert re.fullmatch(rf"{marks.count('✓')} ok, .*, no problem", said.splitlines()[-1])
    assert files(league) == before


def test_what_is_broken_is_said_with_what_to_do_and_ends_with_1(check, league):
    (league / "public" / "rules" / "index.html").unlink()
    status, said, _ = check()
    [line] = [line for line in said.splitlines() if line.startswith("  ✗")]
    assert status == 1
    assert "A link leads to rules/, which is not on the site" in line
    assert line.endswith("run sitegen build again.")
    assert said.splitlines()[-1].endswith(", 1 problem")


def test_quiet_says_only_what_is_wrong(check, league):
    assert check(quiet=True)[0] == 0
    (league / "public" / "rules" / "index.html").unlink()
    status, said, _ = check(quiet=True)
    assert (status, "✓" in said, "·" in said, said.count("✗")) == (1, False, False, 1)


def test_a_warning_alone_is_no_failure(check, league):
    (league / "theme" / "templates").mkdir(parents=True)
    (league / "theme" / "templates" / "sesion.html").write_text("")
    status, said, _ = check()
    assert (status, "! " in said, 'Did you mean "session.html"?' in said) == (0, True, True)


def test_json_has_every_finding_in_the_order_of_the_areas(check, league):
    (league / "public" / "rules" / "index.html").unlink()
    status, said, _ = check("--json")
    found = json.loads(said)
    levels = [one["level"] for one in found["findings"]]
    areas = [one["area"] for one in found["findings"]]
    assert status == 1
    assert found["counts"] == {level: levels.count(level) for level in LEVELS}
    assert areas == sorted(areas, key=AREAS.index)
    assert set(areas) == set(AREAS) - {"server"}
    assert all(one["do"] for one in found["findings"] if one["level"] != "ok")


def test_a_site_elsewhere_is_looked_at_there(check, league, tmp_path):
    (league / "public").rename(tmp_path / "elsewhere")
    assert "There is no built site here" in check()[1]
    assert "There is no built site here" not in check("--output", tmp_path / "elsewhere")[1]


def test_a_folder_without_a_league_is_told_so(run, tmp_path):
    status, said, error = run("-C", tmp_path, "check", "--offline")
    assert (status, error, "There is no sitegen.toml in " in said) == (1, "", True)


def test_a_password_is_never_printed(check, league, monkeypatch):
    monkeypatch.setenv("SITEGEN_MAIN_PASSWORD", "Winter-is-long")
    (league / "content" / "rules.md").write_text("Winter-is-long")
    (league / "content" / "Winter-is-long.md").write_text("+++\n")
    status, said, error = check()
    assert (status, "Winter-is-long" in said + error, "SITEGEN_MAIN_PASSWORD" in said) == (1, False, True)
