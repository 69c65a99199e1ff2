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
    status, output, error = check()
    marks = re.findall(r"^  (.) ", output, re.MULTILINE)
    assert (status, error, "✗" in marks, "✓" in marks) == (0, "", False, True)
    assert re.fullmatch(rf"{marks.count('✓')} ok, .*, no problem", output.splitlines()[-1])
    assert files(league) == before


def test_what_is_broken_is_said_with_what_to_do_and_ends_with_1(check, league):
    (league / "public" / "rules" / "index.html").unlink()
    status, output, _ = check()
    [line] = [line for line in output.splitlines() if line.startswith("  ✗")]
    assert status == 1
    assert "A link leads to rules/, which is not on the site" in line
    assert line.endswith("run sitegen build again.")
    assert output.splitlines()[-1].endswith(", 1 problem")


def test_quiet_says_only_what_is_wrong(check, league):
    assert check(quiet=True)[0] == 0
    (league / "public" / "rules" / "index.html").unlink()
    status, output, _ = check(quiet=True)
    assert (status, "✓" in output, "·" in output, output.count("✗")) == (1, False, False, 1)


def test_a_warning_alone_is_no_failure(check, league):
    (league / "theme" / "templates").mkdir(parents=True)
    (league / "theme" / "templates" / "sesion.html").write_text("")
    status, output, _ = check()
    assert (status, "! " in output, 'Did you mean "session.html"?' in output) == (0, True, True)


def test_json_has_every_finding_in_the_order_of_the_areas(check, league):
    (league / "public" / "rules" / "index.html").unlink()
    status, output, _ = check("--json")
    report = json.loads(output)
    levels = [finding["level"] for finding in report["findings"]]
    areas = [finding["area"] for finding in report["findings"]]
    assert status == 1
    assert report["counts"] == {level: levels.count(level) for level in LEVELS}
    assert areas == sorted(areas, key=AREAS.index)
    assert set(areas) == set(AREAS) - {"server"}
    assert all(finding["do"] for finding in report["findings"] if finding["level"] != "ok")


def test_a_site_elsewhere_is_looked_at_there(check, league, tmp_path):
    (league / "public").rename(tmp_path / "elsewhere")
    assert "There is no built site here" in check()[1]
    assert "There is no built site here" not in check("--output", tmp_path / "elsewhere")[1]


def test_a_folder_without_a_league_is_told_so(run, tmp_path):
    status, output, error = run("-C", tmp_path, "check", "--offline")
    assert (status, error, "There is no sitegen.toml in " in output) == (1, "", True)


def test_a_password_is_never_printed(check, league, monkeypatch):
    monkeypatch.setenv("SITEGEN_MAIN_PASSWORD", "Winter-is-long")
    (league / "content" / "rules.md").write_text("Winter-is-long")
    (league / "content" / "Winter-is-long.md").write_text("+++\n")
    status, output, error = check()
    assert (status, "Winter-is-long" in output + error, "SITEGEN_MAIN_PASSWORD" in output) == (1, False, True)
