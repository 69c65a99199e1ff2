"""`sitegen fetch` as somebody types it, in a process of its own."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.archive.store import Archive
from sitegen.simulator import Fault, SimulatedManager, make_season
from tests.waiting import LONG_S, wait_until


class Folder:
    """A site folder with one server."""

    def __init__(self, folder: Path, manager: SimulatedManager) -> None:
        self.folder, self.manager = folder, manager
        self.environment = os.environ | {"SITEGEN_CACHE": str(folder / "cache")}
        self.configure(requests=1000, per_seconds=0.5)

    def configure(self, **limit: float) -> None:
        keys = "".join(f"{key} = {value}\n" for key, value in limit.items())
        text = f'[site]\ntitle = "T"\n[[server]]\nname = "main"\nurl = "{self.manager.url}"\n{keys}'
        (self.folder / "sitegen.toml").write_text(text, encoding="utf-8")

    def start(self, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "sitegen", "-C", str(self.folder), *arguments]
        return subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def answered(self) -> int:
        """How many requests the limit's state has as answered; it is not there before the first of them."""
        states = (self.folder / "cache").glob("[!.]*.json")
        stamps = [stamp for state in states for stamp in json.loads(state.read_bytes())]
        return sum(stamp["answered"] is not None for stamp in stamps)

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit status, output, errors."""
        process = self.start(*arguments)
        output, errors = process.communicate(timeout=LONG_S)
        return process.returncode, output, errors


@pytest.fixture(scope="module")
def results():
    return make_season(last_day=dt.date(2026, 5, 17), rounds=6)


@pytest.fixture
def league(tmp_path, results):
    with SimulatedManager(results, "old", requests=None) as manager:
        yield Folder(tmp_path, manager)


def test_a_fetch_says_what_it_brought_and_a_quiet_one_nothing(league, results):
    status, output, errors = league.run("fetch")
    assert (status, errors) == (0, "")
    assert f"main: {len(results.results)} new" in output
    assert league.run("-q", "fetch") == (0, "", "")


def test_a_dry_run_prints_the_plan(league, results):
    status, output, errors = league.run("fetch", "--dry-run")
    assert (status, errors) == (0, "")
    assert f"main: {len(results.results) + 1} requests, about " in output


def test_a_budget_is_no_failure(league):
    status, output, errors = league.run("fetch", "--max-requests", "4")
    assert (status, errors) == (0, "")
    assert "still to fetch" in output


def test_a_server_that_is_closed_is_said_and_status_1(league):
    league.manager.break_with(Fault.CLOSED)
    status, _, errors = league.run("-q", "fetch")
    assert status == 1
    assert "Results - Api List" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    "arguments",
    [["fetch", "--time-budget", "soon"], ["fetch", "--max-requests", "0"], ["fetch", "--nothing"], ["nothing"]],
)
def test_wrong_usage_is_status_2(league, arguments):
    status, output, errors = league.run(*arguments)
    assert (status, output) == (2, "")
    assert "Usage" in errors


def test_a_folder_without_configuration_is_one_sentence(league):
    (league.folder / "sitegen.toml").unlink()
    status, output, errors = league.run("fetch")
    assert (status, output, errors.count("\n")) == (1, "", 1)
    assert "sitegen.toml" in errors


def test_ctrl_c_is_heard_in_the_middle_of_a_wait_and_keeps_what_came(league, results):
    league.configure(requests=3, per_seconds=10 * LONG_S)
    process = league.start("fetch")
    wait_until(lambda: league.answered() == 3, "a window is full")
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=LONG_S)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert Archive(league.folder / "archive").results("main") == [results.results[-1].file]


def test_help_does_not_wait_for_what_only_commands_need():
    loaded = "import sitegen.cli, sys; print([m for m in ('requests', 'jinja2', 'tenacity') if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", loaded], text=True) == "[]\n"
