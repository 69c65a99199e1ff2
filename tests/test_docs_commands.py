"""Every command in the documentation does what it is there for, and every example of a configuration is one.

The commands of a page run one after the other in one shell, against a simulated server and a repository of our own.
What is installed from elsewhere, and what would ask the tests to run themselves, is left out: `.ci/run` does it.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sitegen import config
from sitegen.simulator import SimulatedManager, make_season
from sitegen.site.content.front_matter import split_front

ROOT = Path(__file__).parent.parent

PAGES = (
    ROOT / "README.md",
    ROOT / ".github" / "CONTRIBUTING.md",
    ROOT / "sitegen" / "init" / "starter" / "README.md",
    *sorted((ROOT / "content" / "docs").glob("*.md")),
)

IN_A_LEAGUE = {"configuration.md", "content.md", "hosting.md", "index.md", "servers.md", "themes.md"}
"""Pages for somebody who has begun already; the starter's README is in the folder of a league, too."""

TOOL = """#!/usr/bin/env bash
# Runs the real program, ends what would run until Ctrl-C, and lets a simulated server be asked faster.
case " $* " in
  *" -m pip "*|*" -m http.server "*) exit 0 ;;
  *" serve "*) {until_served} {real} "$@"; exit 0 ;;
esac
{real} "$@" || exit $?
if [[ " $* " == *" init "* ]]; then
  sed -i 's/^name = "main".*/&\\nrequests = 100\\nper_seconds = 1/' $(ls sitegen.toml */sitegen.toml 2>/dev/null)
fi
"""

UNTIL_SERVED = f"{sys.executable} {ROOT / 'tests' / 'until_served.py'}"

pytestmark = [
    pytest.mark.whole,
    pytest.mark.needs("git", "rsync", "bash"),
]


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of a page in a language, also those in lists."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^\1```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return ["\n".join(line.removeprefix(indent) for line in body.splitlines()) for indent, body in found]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def commands(page: Path) -> str:
    return "\n".join(blocks(page, "console"))


@pytest.fixture(scope="module")
def manager():
    with SimulatedManager(make_season(rounds=6), requests=None) as manager:
        manager.published = 3
        yield manager


@pytest.fixture
def machine(tmp_path, manager):
    """Somebody's computer: runs a script in `home`, where the examples' names mean something here."""
    tools, home, repository = tmp_path / "tools", tmp_path / "home", tmp_path / "repository.git"
    for folder in (tools, home):
        folder.mkdir()
    for name, real in (("sitegen", Path(sys.executable).parent / "sitegen"), ("python", sys.executable)):
        (tools / name).write_text(TOOL.format(real=real, until_served=UNTIL_SERVED))
    for name in ("pytest",):
        (tools / name).write_text("#!/bin/sh\nexit 0\n")
    shutil.copy(tools / "python", tools / "python3")
    for tool in tools.iterdir():
        tool.chmod(0o755)
    here = {
        "https://accsm.example.com": manager.url,
        "https://github.com/YOUR-NAME/YOUR-REPOSITORY.git": str(repository),
        "league@example.org:/var/www/league/": str(tmp_path / "www"),
        "bash .ci/run": "true",
        "python -m tests.benchmarks 300 2000 10000": "true",
    }
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SITEGEN_", "GIT_"))} | {
        "PATH": f"{tools}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "BROWSER": "true",
        "SITEGEN_CACHE": str(tmp_path / "cache"),
        **{f"GIT_{who}_{what}": "anna@a.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", repository], check=True)

    def run(script):
        for word, meant in here.items():
            script = script.replace(word, meant)
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", script],
            cwd=home,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    run.home, run.repository, run.www = home, repository, tmp_path / "www"
    return run


def begun(machine, manager, *, is_pushed=False):
    """A league in `home`, built once, with some results in a folder. `is_pushed`: with branches of its repository."""
    machine(f"sitegen -q init . --title T --server {manager.url} --no-check && sitegen -q build")
    machine("cp -r archive/main/results results")
    if not is_pushed:
        return
    machine("cp -r archive kept && git init -q -b archive kept")
    push = f"git add . && git commit -q -m x && git push -q {machine.repository}"
    machine(f"cd kept && {push} archive && rm -rf ../kept")
    machine(f"git init -q -b main && {push} main && rm -rf .git")


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=name_of)
def test_the_commands_of_a_page_run_one_after_the_other(page, machine, manager):
    if page.name in IN_A_LEAGUE or page.parent.name == "starter":
        begun(machine, manager, is_pushed=page.name == "servers.md")
    said = machine(commands(page))
    for found in re.findall(r"sitegen [^&|\n]*\bserve\b", commands(page)):
        assert "The site is at http://127.0.0.1:" in said, found


def test_the_first_ten_minutes_end_with_a_pushed_league(machine):
    machine(commands(ROOT / "content" / "docs" / "start.md"))
    pushed = machine(f"git -C {machine.repository} ls-tree -r --name-only main").splitlines()
    assert {"sitegen.toml", "content/index.md", ".github/workflows/site.yml", "requirements.txt"} <= set(pushed)
    assert not [path for path in pushed if path.startswith(("archive/", "public/"))]
    assert (machine.home / "my-league" / "public" / "index.html").is_file()


def test_a_site_is_copied_to_a_web_space(machine, manager):
    begun(machine, manager)
    machine(commands(ROOT / "content" / "docs" / "hosting.md"))
    assert (machine.www / "index.html").read_bytes() == (machine.home / "public" / "index.html").read_bytes()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_examples_of_a_configuration_and_of_front_matter_are_right(page):
    tables = [
        {"site": {"title": "T"}} | tomllib.loads(text)
        for text in blocks(page, "toml")
        if not re.match(r"name = |\[\[driver\]\]", text)
    ]
    for table in tables:
        table["site"] = {"title": "T"} | table["site"]
        for server in table.get("server", ()):
            server.setdefault("url", "https://accsm.example.com")
    assert [problem for table in tables for problem in config.check(table)] == []
    for text in blocks(page, "markdown"):
        split_front(text, source=page.name)
