"""The tests themselves: they pass beside a busy neighbour, and however they are started."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

MEANT = {
    "archive/test_store.py": "kills a process at a random moment",
    "fetch/test_servers.py": "kills a process at a random moment",
    "server/test_client.py": "a server that drips",
    "simulator/test_simulated_faults.py": "time limits that have to run out",
    "support/test_files.py": "a file that was changed long ago",
    "waiting.py": "where everybody waits",
}
"""Who sleeps, looks at a clock or sets a limit of time in figures, and why no machine is too slow for it."""

CLOCKS = ("time.sleep", "time.monotonic", "time.perf_counter", "time.time")


def in_figures(tree):
    """Calls that look at a clock, and limits of time that are numbers."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        if ast.unparse(call.func) in CLOCKS:
            yield call
        for keyword in call.keywords:
            if keyword.arg == "timeout" and isinstance(keyword.value, ast.Constant):
                yield call


def test_nobody_else_sleeps_looks_at_a_clock_or_sets_a_limit_of_time_in_figures():
    files = [path for path in TESTS.rglob("*.py") if "benchmarks" not in path.parts]
    found = {path for path in files if list(in_figures(ast.parse(path.read_text(encoding="utf-8"))))}
    assert {path.relative_to(TESTS).as_posix() for path in found} == MEANT.keys()


@pytest.mark.needs("bash")
@pytest.mark.parametrize(
    "test",
    [
        "cli/test_cli.py::test_ctrl_c_ends_a_waiting_fetch_at_once_and_cleanly",
        "preview/test_serve.py::test_a_configuration_that_is_broken_from_the_start_is_shown_and_waited_for",
    ],
)
def test_ctrl_c_is_heard_when_the_tests_were_started_in_the_background(test):
    """A shell starts `nohup python -m pytest &` with SIGINT ignored."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", TESTS / test]
    done = subprocess.run(
        ["bash", "-c", 'trap "" INT; exec "$@"', "bash", *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
