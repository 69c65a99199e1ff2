"""What the documentation says for other hosts than GitHub Pages, run step by step."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sitegen.simulator import Fault, SimulatedManager, make_season
from tests.sites import files
from tests.test_docs_commands import ROOT, blocks
from tests.workflow_runs import Host, Run

PAGE = ROOT / "content" / "docs" / "hosting.md"

pytestmark = [pytest.mark.whole, pytest.mark.needs("git", "bash")]


@pytest.fixture(scope="module")
def season():
    return make_season(rounds=6)


@pytest.fixture
def manager(season):
    with SimulatedManager(season, requests=None) as manager:
        manager.published = 3
        yield manager


@pytest.fixture
def league(manager, tmp_path, run):
    folder = tmp_path / "our-league"
    assert run("init", folder, "--server", manager.url, "--no-check")[0] == 0
    toml = folder / "sitegen.toml"
    toml.write_text(toml.read_text().replace("[[server]]", "[[server]]\nrequests = 1000\nper_seconds = 0.1"))
    return folder


@pytest.fixture
def host(tmp_path):
    (tmp_path / "host").mkdir()
    return Host(tmp_path / "host", "")


def step(workflow: str, name: str) -> str:
    """A step of a workflow as it is written, with the comments before the next one."""
    return re.search(rf"^      - name: {name}\n.*?\n(?=\n|      - |  \w)", workflow, re.MULTILINE | re.DOTALL)[0]


def for_a_branch(workflow: str) -> str:
    """The workflow, changed as the documentation says for hosts that publish a branch."""
    workflow = workflow.replace(step(workflow, "Hand over the site"), next(iter(blocks(PAGE, "yaml"))) + "\n")
    workflow = workflow.replace(step(workflow, "Where the site lives"), "")
    workflow = re.sub(r"^ +SITE_URL: .*\n", "", workflow, flags=re.MULTILINE).replace(' --url "$SITE_URL"', "")
    return re.sub(r"^  deploy:\n.*?(?=^  # |\Z)", "", workflow, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture
def branch_league(league):
    path = league / ".github" / "workflows" / "site.yml"
    path.write_text(for_a_branch(path.read_text()))
    toml = league / "sitegen.toml"
    toml.write_text(
        re.sub(r"^url = .*#", 'url = "http://127.0.0.1:9/"  #', toml.read_text(), count=1, flags=re.MULTILINE)
    )
    return league


def test_a_branch_holds_the_site_for_another_host(host, branch_league, tmp_path):
    host.push(branch_league)
    Run(host)
    first = Run(host)
    assert (first.failed, host.commits()) == (False, ["New results: 3"])
    host.git("clone", "-q", "-b", "site", str(host.repository), str(tmp_path / "site"), at=tmp_path)
    shutil.rmtree(tmp_path / "site" / ".git")
    assert files(tmp_path / "site").keys() >= {"index.html", "sitemap.xml", "static/style.css"}
    assert files(tmp_path / "site") == files(first.work / "public")
    assert host.git("rev-list", "--count", "site") == "1"


def test_that_workflow_is_one_and_is_not_dangerous(branch_league):
    path = branch_league / ".github" / "workflows" / "site.yml"
    jobs = yaml.safe_load(path.read_text())["jobs"]
    assert set(jobs) == {"build", "stay-awake"}
    assert [one for one in jobs["build"]["steps"] if "pages" in one.get("uses", "")] == []
    for tool in (["check-jsonschema", "--builtin-schema", "vendor.github-workflows"], ["zizmor", "--offline"]):
        done = subprocess.run(
            [Path(sys.executable).parent / tool[0], *tool[1:], path], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


class GitLab:
    """Runs the job of `.gitlab-ci.yml` as a runner of GitLab would."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.runs = 0

    def run(self, text: str) -> tuple[int, Path, str]:
        """Exit status, the folder in which it ran, and what it said."""
        self.runs += 1
        work = self.host.folder / f"job{self.runs}" / "work"
        self.host.git("clone", "-q", str(self.host.repository), str(work), at=self.host.folder)
        lines = [line for line in yaml.safe_load(text)["pages"]["script"] if not line.startswith("pip ")]
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", "\n".join(lines)],
            cwd=work,
            env={
                **os.environ,
                "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
                "HOME": str(self.host.folder),
                "CI_PROJECT_DIR": str(work),
                "CI_PROJECT_PATH": "league/site",
                "CI_SERVER_URL": f"file://{self.host.folder / 'git'}",
                "CI_PAGES_URL": "https://league.gitlab.io/site",
                "ARCHIVE_TOKEN": "secret-token",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, work, done.stdout + done.stderr


@pytest.fixture
def gitlab(host, league):
    host.git("config", "receive.advertisePushOptions", "true")
    host.push(league)
    return GitLab(host)


JOB = blocks(PAGE, "yaml")[1]


def test_gitlab_keeps_the_archive_and_builds_the_site(gitlab, manager):
    status, work, said = gitlab.run(JOB)
    assert (status, gitlab.host.commits()) == (0, ["New results"])
    assert "https://league.gitlab.io/site/sessions/" in (work / "public" / "sitemap.xml").read_text()
    assert "secret-token" not in said
    asked = len(manager.log)
    assert (gitlab.run(JOB)[0], gitlab.host.commits(), len(manager.log) - asked) == (0, ["New results"], 1)
    manager.published = 4
    assert (gitlab.run(JOB)[0], len(gitlab.host.commits())) == (0, 2)


def test_gitlab_publishes_nothing_when_the_archive_cannot_be_read_or_nothing_was_ever_fetched(gitlab, manager):
    manager.break_with(Fault.SERVER_ERROR)
    assert gitlab.run(JOB)[0] == 1
    gone = JOB.replace("$CI_SERVER_URL/$CI_PROJECT_PATH.git", "$CI_SERVER_URL/gone.git")
    assert gitlab.run(gone)[0] == 128


def test_the_job_is_one_for_gitlab(tmp_path):
    (tmp_path / ".gitlab-ci.yml").write_text(JOB)
    tool = Path(sys.executable).parent / "check-jsonschema"
    done = subprocess.run(
        [tool, "--builtin-schema", "vendor.gitlab-ci", tmp_path / ".gitlab-ci.yml"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
