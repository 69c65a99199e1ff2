"""What the tests need beside Python."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import PROGRAMS

TESTS = Path(__file__).parent
CONTRIBUTING = TESTS.parent / ".github" / "CONTRIBUTING.md"


@pytest.fixture
def run_without_programs(tmp_path):
    """Exit status and output of tests that need every program between them, on a machine that has none."""

    def call(**environment):
        files = ["test_hosting.py", "test_docs_commands.py", "test_workflow.py", "test_browser.py"]
        words = ["-q", "-n", "0", "-p", "no:cacheprovider", "-o", "addopts=-ra", *(TESTS / file for file in files)]
        clean = {name: value for name, value in os.environ.items() if name != "CI"}
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *words],
            env=clean | {"PATH": str(tmp_path), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    return call


def test_a_program_that_is_missing_is_said_once_and_its_tests_are_skipped(run_without_programs):
    status, output = run_without_programs()
    said = re.findall(r"^SKIPPED \[\d+\] .*there is no (\w+) on this machine", output, re.MULTILINE)
    assert (status, sorted(said)) == (0, ["Chromium", "git"])


def test_on_ci_they_fail_and_none_is_skipped(run_without_programs):
    status, output = run_without_programs(CI="true")
    assert (status, "SKIPPED" in output, "there is no git on this machine" in output) == (1, False, True)


def test_contributing_names_every_program():
    text = CONTRIBUTING.read_text(encoding="utf-8")
    assert [program for program in PROGRAMS if not re.search(rf"\b{program}\b", text)] == []
