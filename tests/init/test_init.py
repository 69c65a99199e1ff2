"""`sitegen init`: what an admin is asked, what is written, and what is never overwritten."""

import os
import pty
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from sitegen import PROJECT_URL, __version__, config, init
from sitegen.init import Answers, pages_url, requirement, server_address
from sitegen.simulator import Fault, SimulatedManager, make_season
from tests.sites import built
from tests.waiting import LONG_S

WRITTEN = [
    ".gitattributes",
    ".github/workflows/site.yml",
    ".gitignore",
    "README.md",
    "content/index.md",
    "content/news/2026-01-05-a-new-season.md",
    "content/rules.md",
    "requirements.txt",
    "sitegen.toml",
]


def below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_without_a_terminal_and_options_a_league_begins_that_can_be_built(run, tmp_path):
    status, output, complained = run("init", tmp_path / "apex-league")
    assert (status, complained) == (0, "")
    assert below(tmp_path / "apex-league") == WRITTEN
    assert "Say in sitegen.toml where your Server Manager is." in output
    league = config.load(tmp_path / "apex-league")
    assert (league.site.title, league.server) == ("Apex League", ())
    assert run("-C", tmp_path / "apex-league", "check", "--offline")[0] == 0
    assert built(tmp_path / "apex-league").warnings == ()


def test_what_is_said_stands_in_the_configuration(run, tmp_path):
    words = (
        "--title",
        "T",
        "--server",
        "https://a.example/",
        "--timezone",
        "Asia/Tokyo",
        "--url",
        "https://b.example/",
    )
    assert run("init", tmp_path, *words, "--no-check")[0] == 0
    league = config.load(tmp_path)
    assert (league.site.title, league.site.timezone, league.site.url) == ("T", "Asia/Tokyo", "https://b.example/")
    assert [(server.name, server.url) for server in league.server] == [("main", "https://a.example")]


@pytest.mark.parametrize(
    "title",
    [
        'A "B" \\ C',
        "tab\tbell\x07 \x7f",
        "日本 🏁",
        "'''",
        'x"\n[[server]]\nname = "y"',
        "$title ${url}",
        "# no <b>title</b>",
    ],
)
def test_any_title_is_only_a_title(tmp_path, title):
    init.scaffold(tmp_path, Answers(title=title, server="https://a.example"))
    table = tomllib.loads((tmp_path / "sitegen.toml").read_text(encoding="utf-8"))
    assert (table["site"]["title"], len(table["server"])) == (title, 1)
    heading = (tmp_path / "README.md").read_text(encoding="utf-8").splitlines()[0]
    assert "<b>" not in heading


def test_what_is_there_is_named_and_left_alone(run, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "rules.md").write_text("Ours.")
    status, _, complained = run("init", tmp_path)
    assert (status, below(tmp_path)) == (1, ["content/rules.md"])
    assert complained.startswith(f"Error: {tmp_path} has content/rules.md already, and nothing was written;")
    assert complained.count("\n") == 1


def test_the_readme_of_a_new_repository_stays_and_a_league_that_is_there_is_seen_before_anything_is_asked(
    run, tmp_path
):
    (tmp_path / "README.md").write_text("# site")
    status, output, _ = run("init", tmp_path)
    assert (status, (tmp_path / "README.md").read_text()) == (0, "# site")
    assert "content/docs/start.md says how GitHub publishes it" in output
    status, _, complained = run("init", tmp_path, "--server", "not an address")
    assert (status, "has sitegen.toml, .github/workflows/site.yml already" in complained) == (1, True)


def test_force_overwrites_these_files_and_no_other(run, tmp_path):
    (tmp_path / "archive").mkdir()
    for name in ("content.md", "README.md", "archive/drivers.json"):
        (tmp_path / name).write_text("{}")
    assert run("init", tmp_path, "--force")[0] == 0
    assert (tmp_path / "archive/drivers.json").read_text() == (tmp_path / "content.md").read_text() == "{}"
    assert (tmp_path / "README.md").read_text() != "{}"


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--timezone", "Europe/Berlim", 'Did you mean "Europe/Berlin"?'),
        ("--server", "https://anna:secret@a.example", "SITEGEN_MAIN_USERNAME"),
        ("--server", "ftp://a.example", "expected an address"),
        ("--title", "  ", "The title is empty"),
    ],
)
def test_an_answer_that_cannot_be_used_is_said_before_anything_is_written(run, tmp_path, option, value, words):
    status, _, complained = run("init", tmp_path, option, value)
    assert (status, below(tmp_path), words in complained) == (1, [], True)
    assert "secret" not in complained


@pytest.mark.parametrize(
    ("copied", "address"),
    [
        ("https://a.example", "https://a.example"),
        ("  https://a.example/  ", "https://a.example"),
        ("a.example:8772", "https://a.example:8772"),
        ("https://a.example/results?page=3&sort=date#x", "https://a.example"),
        ("http://a.example/manager/championship/36a68c73", "http://a.example/manager"),
        ("https://a.example/manager", "https://a.example/manager"),
        ("", ""),
        ("http://[", "http://["),
    ],
)
def test_an_address_may_be_copied_from_any_page_of_the_server(copied, address):
    assert server_address(copied) == address


@pytest.mark.parametrize(
    ("remote", "url"),
    [
        ("https://github.com/Anna/league.git", "https://anna.github.io/league/"),
        ("git@github.com:anna/league.git", "https://anna.github.io/league/"),
        ("https://github.com/anna/anna.github.io", "https://anna.github.io/"),
        ("https://gitlab.com/anna/league.git", "/"),
        (None, "/"),
    ],
)
@pytest.mark.needs("git")
def test_the_address_of_the_site_is_known_from_the_repository(tmp_path, remote, url):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    if remote:
        subprocess.run(["git", "-C", tmp_path, "remote", "add", "origin", remote], check=True)
    assert pages_url(tmp_path) == url


def test_without_git_the_address_of_the_site_is_not_known(tmp_path):
    def nothing(*_: object, **__: object):
        raise FileNotFoundError

    assert pages_url(tmp_path, run=nothing) == "/"


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (
            '{"url": "https://g.example/s", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
            "sitegen @ git+https://g.example/s@abc",
        ),
        ('{"url": "https://g.example/s.zip", "archive_info": {}}', "sitegen @ https://g.example/s.zip"),
        ('{"url": "file:///home/anna", "dir_info": {}}', f"sitegen @ git+{PROJECT_URL}@v{__version__}"),
        (None, f"sitegen @ git+{PROJECT_URL}@v{__version__}"),
    ],
)
def test_the_league_is_built_by_the_sitegen_that_began_it(monkeypatch, origin, expected):
    class Installed:
        def read_text(self, name):
            return origin if name == "direct_url.json" else None

    monkeypatch.setattr(metadata, "distribution", lambda _: Installed())
    assert requirement() == expected


def test_an_answer_that_cannot_be_used_is_called_as_it_was_given():
    answers = Answers(title="T", server="https://a b", timezone="Mars", url="/")
    assert [mistake.partition(";")[0] for mistake in init.mistakes_in(answers)] == [
        '--timezone is "Mars"',
        '--server is "https://a b"',
    ]


def test_leagues_do_not_all_run_at_the_same_minute(tmp_path):
    for name in ("a", "b"):
        init.scaffold(tmp_path / name, Answers(title="T"))
    text = {name: (tmp_path / name / init.WORKFLOW).read_text() for name in ("a", "b")}
    minutes = [int(one.split('- cron: "')[1].split()[0]) for one in text.values()]
    assert minutes[0] != minutes[1]
    assert [minute for minute in minutes if minute % 2 == 0 or not 7 <= minute <= 55] == []


@pytest.fixture(scope="module")
def season():
    return make_season(rounds=6)


def test_a_server_is_asked_what_it_allows_and_which_championships_it_has(run, tmp_path, season):
    with SimulatedManager(season) as manager:
        status, output, _ = run("init", tmp_path, "--server", manager.url)
        assert len(manager.log) == 5
    assert status == 0
    for words in ("The server is there and well", "Results can be downloaded.", f'"{season.championship_name}"'):
        assert words in output


def test_a_server_that_is_closed_or_silent_keeps_no_league_from_beginning(run, tmp_path, season):
    with SimulatedManager(season) as manager:
        manager.break_with(Fault.CLOSED, path="/api/results")
        status, output, _ = run("init", tmp_path / "closed", "--server", manager.url)
    assert (status, "under Accounts, open" in output) == (0, True)
    status, output, _ = run("init", tmp_path / "silent", "--server", "http://127.0.0.1:1")
    assert (status, "Compare the url in sitegen.toml" in output) == (0, True)


def test_in_a_terminal_it_asks_and_asks_again(tmp_path):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "sitegen", "init", str(tmp_path / "lig"), "--no-check"]
    process = subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    os.write(ours, b"Our Lig\nnonsense://\na.example\nEurope/Berlim\nEurope/Berlin\n")
    output, _ = process.communicate(timeout=LONG_S)
    os.close(theirs)
    os.close(ours)
    assert process.returncode == 0, output
    league = config.load(tmp_path / "lig")
    assert (league.site.title, league.site.timezone) == ("Our Lig", "Europe/Berlin")
    assert league.server[0].url == "https://a.example"
    assert 'Did you mean "Europe/Berlin"?' in output
