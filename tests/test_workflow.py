"""From `sitegen init` to a published site: the workflow's own steps, run one after the other."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from sitegen.simulator import Fault, SimulatedManager, make_season
from tests.sites import files
from tests.waiting import LONG_S
from tests.workflow_runs import Host, Run, served

ROOT = Path(__file__).parent.parent

WORKFLOWS = [ROOT / "sitegen/init/starter/site.yml", *sorted((ROOT / ".github/workflows").glob("*.yml"))]

pytestmark = [pytest.mark.whole, pytest.mark.needs("git", "curl", "bash")]


@pytest.fixture(scope="module")
def season():
    return make_season(rounds=6)


@pytest.fixture
def manager(season):
    with SimulatedManager(season, requests=None) as manager:
        manager.published = 3
        yield manager


@pytest.fixture
def host(manager, tmp_path, run):
    """A host on which an admin has just pushed a new league."""
    league = tmp_path / "our-league"
    status, _, complained = run("init", league, "--server", manager.url, "--no-check")
    assert (status, complained) == (0, "")
    (league / "sitegen.toml").write_text(
        (league / "sitegen.toml").read_text().replace("[[server]]", "[[server]]\nrequests = 1000\nper_seconds = 0.1")
    )
    (tmp_path / "host").mkdir()
    with served(tmp_path / "host" / "published") as url:
        host = Host(tmp_path / "host", url)
        host.push(league)
        yield host


def test_a_push_publishes_a_quiet_hour_changes_nothing_and_a_race_changes_only_that(host, manager):
    first = Run(host, event="push")
    assert (first.failed, first.deployed, host.commits()) == (False, True, ["New results: 3"])
    assert f"{host.site_url}sessions/" in (host.published / "sitemap.xml").read_text()
    assert "### 3 sessions on" in first.summary
    site, asked = files(host.published), len(manager.log)

    quiet = Run(host)
    assert (quiet.failed, quiet.deployed, host.commits()) == (False, False, ["New results: 3"])
    assert "Nothing changed" in quiet.summary
    assert len(manager.log) - asked == 1

    manager.published = 4
    race = Run(host)
    assert (race.failed, race.deployed) == (False, True)
    assert host.commits() == ["New results: 1", "New results: 3"]
    report = json.loads((race.work / "public" / "build.json").read_text())
    assert 0 < report["written"] < report["unchanged"]
    changed = host.git("diff", "--name-status", "archive~1", "archive").splitlines()
    new = manager.season.results[3].file
    assert [line for line in changed if "/results/" in line] == [f"A\tmain/results/{new}.json"]
    now = files(host.published)
    assert {path for path in site if path not in now} == set()
    assert {path.split("/")[2] for path in now if path.startswith("sessions/main/") and path not in site} == {new}

    by_hand = Run(host, event="workflow_dispatch")
    assert (by_hand.failed, by_hand.deployed, len(host.commits())) == (False, True, 2)


def test_bytes_in_the_archive_are_those_of_the_server(host, manager):
    Run(host)
    first = manager.season.results[0].file
    path = next(one.path for one in manager.log if first in one.path)
    kept = subprocess.run(
        ["git", "show", f"archive:main/results/{first}.json"], cwd=host.repository, capture_output=True, check=True
    )
    assert kept.stdout == requests.get(f"{manager.url}{path}", timeout=LONG_S).content


def test_a_dead_server_leaves_archive_and_site(host, manager):
    Run(host)
    before = files(host.published)
    manager.break_with(Fault.SERVER_ERROR)
    dead = Run(host)
    assert (dead.failed, host.commits()) == (False, ["New results: 3"])
    assert set(files(host.published)) == set(before)
    assert "could not be asked for newer ones" in dead.summary
    assert "could not be asked for newer ones" in (host.published / "index.html").read_text()


def test_a_server_that_was_never_there_fails_the_run_and_publishes_nothing(host, manager):
    manager.break_with(Fault.SERVER_ERROR)
    run = Run(host)
    assert (run.failed, run.deployed) == (True, False)
    assert "There is nothing to build from" in run.said


def test_a_budget_publishes_what_there_is_and_the_next_run_goes_on(host, manager, season):
    manager.published = 6
    manager.requests, manager.per_seconds = 3, 3
    path = "sitegen.toml"
    work = host.folder / "admin"
    host.git("clone", "-q", str(host.repository), str(work), at=host.folder)
    (work / path).write_text(
        (work / path).read_text().replace("requests = 1000\nper_seconds = 0.1", "requests = 3\nper_seconds = 3")
    )
    host.git("commit", "-qam", "A slow server", at=work)
    host.git("push", "-q", "origin", "main", at=work)
    first = Run(host, _40m="1s")
    assert (first.failed, first.deployed) == (False, True)
    assert "5 sessions, about" in first.summary
    assert "the next run goes on" in first.summary
    assert "5 older sessions of main will follow" in (host.published / "index.html").read_text()
    manager.requests = None
    second = Run(host)
    assert (second.failed, second.deployed) == (False, True)
    assert host.commits() == ["New results: 5", "New results: 1"]
    report = json.loads((host.published / "build.json").read_bytes())
    assert (report["sessions"], report["servers"][0]["left"]) == (6, 0)


def test_an_archive_that_cannot_be_asked_for_is_not_taken_for_a_new_one(host, manager):
    Run(host)
    host.repository.rename(host.repository.with_name("gone.git"))
    host.git("init", "-q", "--bare", "-b", "main", str(host.repository), at=host.folder)
    host.git("push", "-q", str(host.repository), "main", at=host.folder / "run1")
    (host.repository / "refs/heads/archive").write_text("0123456789012345678901234567890123456789\n")
    asked = len(manager.log)
    run = Run(host)
    assert (run.failed, run.deployed, len(manager.log)) == (True, False, asked)


def test_no_secret_is_on_the_page_of_a_run(host):
    first = Run(host)
    assert "secret-token" not in first.said + first.summary


def test_the_live_demo_is_published_once(tmp_path):
    (tmp_path / "project" / ".github" / "workflows").mkdir(parents=True)
    shutil.copy(ROOT / ".github/workflows/demo.yml", tmp_path / "project/.github/workflows")
    with served(tmp_path / "host" / "published") as url:
        host = Host(tmp_path / "host", url)
        host.push(tmp_path / "project")
        first = Run(host, event="push", workflow="demo")
        again = Run(host, event="push", workflow="demo")
    assert (first.failed, first.deployed, again.failed, again.deployed) == (False, True, False, False)
    assert f"{url}docs/themes/" in (host.published / "sitemap.xml").read_text()


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_is_one(path):
    tool = Path(sys.executable).parent / "check-jsonschema"
    done = subprocess.run([tool, "--builtin-schema", "vendor.github-workflows", path], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_nothing_in_the_workflows_is_dangerous():
    tool = Path(sys.executable).parent / "zizmor"
    done = subprocess.run(
        [tool, "--offline", "--no-progress", "--persona", "pedantic", *WORKFLOWS], capture_output=True, check=False
    )
    assert (done.returncode, b"No findings" in done.stdout) == (0, True), done.stdout.decode()


def test_every_action_is_pinned():
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    used = [line for line in text.splitlines() if "uses:" in line]
    assert [line for line in used if not re.search(r"@[0-9a-f]{40} # v\d", line)] == []
