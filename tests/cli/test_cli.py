"""The commands as a user meets them: exit status, words on the two outputs, nothing imported without need."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from sitegen import __version__
from sitegen.cli.base import Duration
from sitegen.simulator import Fault, SimulatedManager, make_season
from sitegen.simulator.responses import LICENSE_ID
from tests.waiting import LONG_S, wait_until


@pytest.fixture(scope="session")
def season():
    return make_season(rounds=6)


@pytest.fixture
def manager(season):
    with SimulatedManager(season, requests=None) as manager:
        yield manager


@pytest.fixture
def site(tmp_path, manager) -> Path:
    """A site folder whose only server is the simulated one; its back-offs are short."""
    write_site(tmp_path, manager.url)
    return tmp_path


def write_site(folder: Path, *urls: str) -> None:
    text = '[site]\ntitle = "League"\n'
    for name, url in zip(["main", "second"], urls, strict=False):
        text += f'[[server]]\nname = "{name}"\nurl = "{url}"\nrequests = 1000\nper_seconds = 0.1\n'
    (folder / "sitegen.toml").write_text(text, encoding="utf-8")


# Status 0


def test_a_fetch_says_what_it_did(run, site, season):
    status, out, err = run("-C", site, "fetch")
    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == f"main: {len(season.results)} new, 0 changed, 1 standings new or changed"
    assert "main: list of results, page 1" in out


def test_a_second_fetch_has_nothing_to_do(run, site):
    run("-C", site, "fetch")
    assert run("-q", "-C", site, "fetch") == (0, "", "")
    assert run("-C", site, "fetch")[1].splitlines()[-1] == "main: 0 new, 0 changed, 0 standings new or changed"


def test_the_site_folder_is_here_unless_it_is_named(run, site, monkeypatch):
    monkeypatch.chdir(site)
    assert run("-q", "fetch") == (0, "", "")
    assert (site / "archive/main/index.json").exists()


def test_verbose_counts_what_is_left(run, site):
    assert "main: 0 left" in run("-v", "-C", site, "fetch")[1].splitlines()


def test_a_dry_run_prints_a_plan_and_fetches_no_result(run, site, season):
    status, out, err = run("-C", site, "fetch", "--dry-run")
    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == f"main: {len(season.results) + 1} requests, about 9 s"
    assert not list(site.glob("archive/main/results/*"))


def test_a_plan_is_said_even_in_quiet(run, site):
    assert run("-q", "-C", site, "fetch", "--dry-run")[1].startswith("main: 23 requests")


def test_a_budget_stops_a_run_without_a_failure(run, site):
    status, out, err = run("-C", site, "fetch", "--max-requests", 5)
    assert (status, err) == (0, "")
    assert "3 new" in out
    assert "(stopped after 5 requests, as --max-requests says)" in out


def test_one_server_that_fails_is_a_warning_and_no_failure(run, tmp_path, manager, season):
    with SimulatedManager(season, requests=None) as other:
        other.break_with(Fault.CLOSED)
        write_site(tmp_path, manager.url, other.url)
        status, out, err = run("-q", "-C", tmp_path, "fetch")
    assert (status, out, err.count("\n")) == (0, "", 1)
    assert err.startswith(f"Warning: {other.url}/")


def test_a_league_without_servers_has_nothing_to_fetch(run, tmp_path):
    write_site(tmp_path)
    assert run("-C", tmp_path, "fetch") == (0, "sitegen.toml names no [[server]]; there is nothing to fetch.\n", "")


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["fetch", "--help"], ["--version"]])
def test_help_and_version_are_no_failure(run, words):
    status, out, err = run(*words)
    assert (status, err) == (0, "")
    assert "Usage:" in out or __version__ in out


def test_help_waits_for_none_of_the_large_libraries():
    program = (
        "import sys\n"
        "from sitegen.cli import main\n"
        "sys.argv = ['sitegen', '--help']\n"
        "try:\n    main()\n"
        "finally:\n    print(sorted({'requests', 'jinja2', 'msgspec'} & set(sys.modules)))\n"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert printed.splitlines()[-1] == "[]"


# Status 1: one sentence on standard error


def one_sentence(err: str) -> bool:
    return err.startswith("Error: ") and err.count("\n") == 1 and err.rstrip()[-1] in ".?" and "Traceback" not in err


def test_a_folder_without_configuration_is_said_in_one_sentence(run, tmp_path):
    status, out, err = run("-C", tmp_path, "fetch")
    assert (status, out, one_sentence(err)) == (1, "", True)
    assert str(tmp_path) in err


def test_a_mistake_in_the_configuration_is_said_in_one_sentence(run, site):
    (site / "sitegen.toml").write_text('[site]\ntitle = "T"\ntheem = "x"\n')
    status, _, err = run("-C", site, "fetch")
    assert (status, one_sentence(err)) == (1, True)
    assert 'Did you mean "theme"?' in err


@pytest.mark.parametrize(
    ("fault", "words"),
    [(Fault.CLOSED, "Results - Api List"), (Fault.TO_LOGIN, "Results - Api List"), (Fault.TOO_MANY, "429")],
)
def test_a_server_that_gives_nothing_is_said_in_one_sentence(run, site, manager, fault, words):
    manager.break_with(fault)
    status, _, err = run("-q", "-C", site, "fetch")
    assert (status, one_sentence(err)) == (1, True)
    assert words in err
    assert manager.url in err


def test_two_servers_that_give_nothing_are_said_a_sentence_each(run, tmp_path, season):
    with SimulatedManager(season, requests=None) as first, SimulatedManager(season, requests=None) as other:
        write_site(tmp_path, first.url, other.url)
        first.break_with(Fault.CLOSED)
        other.break_with(Fault.CLOSED)
        status, _, err = run("-q", "-C", tmp_path, "fetch")
    assert status == 1
    assert [first.url in err, other.url in err, err.count("\n")] == [True, True, 2]


def test_a_cache_folder_that_cannot_be_made_is_said_in_one_sentence(run, site, monkeypatch):
    (site / "taken").write_text("a file")
    monkeypatch.setenv("SITEGEN_CACHE", str(site / "taken"))
    status, _, err = run("-q", "-C", site, "fetch")
    assert (status, one_sentence(err)) == (1, True)
    assert "SITEGEN_CACHE" in err


def test_an_archive_that_cannot_be_written_is_said_in_one_sentence(run, site):
    (site / "archive").write_text("a file")
    status, _, err = run("-q", "-C", site, "fetch")
    assert (status, one_sentence(err)) == (1, True)
    assert "archive" in err


def test_an_import_without_any_file_is_said_in_one_sentence(run, site):
    (site / "empty").mkdir()
    status, _, err = run("-C", site, "import", site / "empty")
    assert (status, one_sentence(err)) == (1, True)


def test_neither_password_nor_cookie_nor_license_is_ever_said_or_kept(run, site, manager, monkeypatch):
    manager.require_login("admin", "right-password")
    monkeypatch.setenv("SITEGEN_MAIN_USERNAME", "admin")
    output = ""
    for password in ("wrong-password", "right-password"):
        monkeypatch.setenv("SITEGEN_MAIN_PASSWORD", password)
        status, out, err = run("-v", "-C", site, "fetch")
        output += out + err
    assert status == 0
    assert "SITEGEN_MAIN_PASSWORD" in output
    written = "".join(path.read_text("utf-8-sig") for path in site.rglob("*") if path.is_file())
    for secret in ("wrong-password", "right-password", manager._cookie, LICENSE_ID):
        assert secret not in output + written


def test_a_build_that_fails_says_so_on_the_page_of_the_run(run, site, tmp_path):
    page = tmp_path / "summary.md"
    (site / "sitegen.toml").write_text('[site]\ntitle = "T"\ntheme = "nite"\n')
    assert run("-C", site, "build", "--offline", "--summary", page)[0] == 1
    assert "could not be built" in page.read_text()
    assert "nite" in page.read_text()


def test_a_sign_that_the_terminal_does_not_know_ends_no_command(tmp_path):
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    words = [
        sys.executable,
        "-m",
        "sitegen",
        "init",
        str(tmp_path / "league"),
        "--title",
        "Ł",
        "--server",
        "http://127.0.0.1:1",
    ]
    done = subprocess.run(words, check=False, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stderr) == (0, "")


# Status 2: wrong usage


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "Usage:"),
        (["fetchh"], "fetchh"),
        (["fetch", "--max-requests", "0"], "--max-requests"),
        (["fetch", "--max-requests", "many"], "--max-requests"),
        (["fetch", "--time-budget", "soon"], "expected something like 30s, 10m or 1h30m"),
        (["import"], "PATH"),
        (["import", "/does/not/exist"], "/does/not/exist"),
        (["--unknown"], "--unknown"),
    ],
)
def test_wrong_usage_is_said_with_status_2(run, words, complaint):
    status, out, err = run(*words)
    assert (status, out) == (2, "")
    assert complaint in err


@pytest.mark.parametrize(
    ("text", "seconds"), [("90", 90), ("30s", 30), ("10m", 600), ("1h30m", 5400), ("2h", 7200), ("1h1m1s", 3661)]
)
def test_lengths_of_time_are_understood(text, seconds):
    assert Duration().convert(text, None, None) == seconds


@pytest.mark.parametrize("text", ["", "soon", "-5s", "10 m", "1h30", "m", "1.5h", "9" * 400])
def test_other_lengths_of_time_are_refused_with_an_example(text):
    with pytest.raises(click.BadParameter, match="1h30m"):
        Duration().convert(text, None, None)


# Status 130: interrupted


def test_ctrl_c_ends_a_waiting_fetch_at_once_and_cleanly(tmp_path, season):
    with SimulatedManager(season, requests=None) as manager:
        write_site(tmp_path, manager.url)
        text = (tmp_path / "sitegen.toml").read_text()
        limit = f"requests = 3\nper_seconds = {10 * LONG_S}"
        text = text.replace("requests = 1000\nper_seconds = 0.1", limit)
        (tmp_path / "sitegen.toml").write_text(text)
        process = subprocess.Popen(
            [sys.executable, "-m", "sitegen", "-q", "-C", str(tmp_path), "fetch"],
            env={**os.environ, "SITEGEN_CACHE": str(tmp_path / "cache")},
            stderr=subprocess.PIPE,
            text=True,
        )
        wait_until(lambda: len(manager.log) == 3, "a window is full")
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=LONG_S)
    assert (process.returncode, err.strip()) == (130, "Interrupted.")
    index = json.loads((tmp_path / "archive/main/index.json").read_bytes())
    assert len(index["files"]) == 1


# A build with a fetch before it


def test_a_server_that_is_down_never_fails_a_build_that_has_an_archive(run, site, manager):
    assert run("-q", "-C", site, "fetch")[0] == 0
    manager.break_with(Fault.CLOSED)
    status, _, err = run("-q", "-C", site, "build")
    assert status == 0
    assert err.count("Results - Api List") == 1
    report = json.loads((site / "public/build.json").read_bytes())
    assert (report["servers"][0]["stale"], report["requests"]) == (True, 2)


def test_strict_turns_a_warning_into_status_3_after_the_site_is_written(run, site, manager):
    assert run("-q", "-C", site, "fetch")[0] == 0
    manager.break_with(Fault.CLOSED)
    assert run("-q", "-C", site, "build", "--strict")[0] == 3
    assert (site / "public/index.html").exists()


def test_an_offline_build_makes_no_request(run, site, manager):
    assert run("-q", "-C", site, "fetch")[0] == 0
    asked = len(manager.log)
    assert run("-q", "-C", site, "build", "--offline") == (0, "", "")
    assert len(manager.log) == asked


def test_a_server_that_is_down_is_not_said_to_have_nothing_new(run, site, manager):
    manager.close()
    status, output, _ = run("-C", site, "fetch")
    assert (status, output.splitlines()[-1]) == (1, "main: nothing could be fetched")
