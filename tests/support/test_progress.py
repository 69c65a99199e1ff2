import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.simulator import SimulatedManager, make_season
from sitegen.support.progress import Lines, ProgressBar, Silence, progress_for


def on_a_terminal(command: list[str], *, columns: int = 80, **options) -> tuple[int, str]:
    """Exit status of a command and what it writes on a terminal of this width."""
    outer, inner = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm"}
    process = subprocess.Popen(command, stdin=inner, stdout=inner, stderr=inner, env=environment, **options)
    os.close(inner)
    written = b""
    try:
        while piece := os.read(outer, 4096):
            written += piece
    except OSError:  # how Linux says that nobody writes any more
        pass
    os.close(outer)
    return process.wait(), written.decode()


def states_of(written: str) -> list[str]:
    """What the bar's line showed, one after the other."""
    without_codes = re.sub(r"\x1b\[[?0-9;]*[a-zA-Z]", "", written)
    return [line.strip() for line in re.split(r"[\r\n]+", without_codes) if line.strip()]


STEPS = """
from sitegen.support.progress import ProgressBar
bar = ProgressBar()
bar.stage("main", "standings")
bar.stage("main", "2 results to fetch")
bar.step("main", left=1)
bar.step("main", left=0)
bar.stage("main", "list of results, page 2")
bar.stage("second", "2 results to fetch")
bar.step("second", left=1)
bar.step("second", left=0)
bar.close()
print("afterwards")
"""


def test_the_bar_grows_with_what_is_found_and_ends_its_line():
    status, written = on_a_terminal([sys.executable, "-c", STEPS])
    states = states_of(written)
    assert (status, states[0], states[-1]) == (0, "main: standings", "afterwards")
    counted = [match[0] for state in states if (match := re.search(r"\d+/\d+", state))]
    assert list(dict.fromkeys(counted)) == ["1/2", "2/2", "3/4", "4/4"]
    three, four = (next(state for state in states if count in state) for count in ("3/4", "4/4"))
    assert three.count("#") < four.count("#")


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_bar_never_wraps(columns):
    _, written = on_a_terminal([sys.executable, "-c", STEPS], columns=columns)
    assert max(map(len, states_of(written))) <= columns


def test_the_cursor_is_shown_again():
    _, written = on_a_terminal([sys.executable, "-c", STEPS])
    assert written.rindex("\x1b[?25h") > written.rindex("\x1b[?25l")


def test_a_bar_that_was_never_used_leaves_no_trace():
    _, written = on_a_terminal(
        [sys.executable, "-c", "from sitegen.support.progress import ProgressBar; ProgressBar().close()"]
    )
    assert written == ""


def test_a_fetch_on_a_terminal_shows_the_bar_with_the_time_left(tmp_path: Path):
    with SimulatedManager(make_season(rounds=6), requests=None) as manager:
        (tmp_path / "sitegen.toml").write_text(
            f'[site]\ntitle = "T"\n[[server]]\nname = "main"\nurl = "{manager.url}"\nrequests = 9\nper_seconds = 0.6\n'
        )
        command = [sys.executable, "-m", "sitegen", "-C", str(tmp_path), "fetch"]
        status, written = on_a_terminal(command)
    assert status == 0
    assert re.search(r"\[#+-+\]  \d+/\d+  00:00:0\d", written)
    assert states_of(written)[-1] == "main: 22 new, 0 changed, 1 standings new or changed"


def test_without_a_terminal_there_is_a_line_per_stage(capsys):
    with progress_for(quiet=False, verbose=False) as progress:
        progress.stage("main", "standings")
        progress.step("main", left=3)
    assert capsys.readouterr().out == "main: standings\n"


def test_verbose_says_every_step(capsys):
    with progress_for(quiet=False, verbose=True) as progress:
        progress.stage("main", "standings")
        progress.step("main", left=3)
    assert capsys.readouterr().out == "main: standings\nmain: 3 left\n"


def test_quiet_says_nothing(capsys):
    with progress_for(quiet=True, verbose=False) as progress:
        progress.stage("main", "standings")
        progress.step("main", left=3)
    assert capsys.readouterr() == ("", "")
    assert isinstance(progress, Silence)


def test_a_terminal_gets_the_bar(monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with progress_for(quiet=False, verbose=False) as progress:
        assert isinstance(progress, ProgressBar)
    with progress_for(quiet=False, verbose=True) as progress:
        assert isinstance(progress, Lines)
