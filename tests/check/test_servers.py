import datetime as dt

import pytest

from sitegen.simulator import Fault, SimulatedManager, make_season


@pytest.fixture(scope="module")
def season():
    return make_season(rounds=6)


@pytest.fixture
def manager(season):
    with SimulatedManager(season, requests=None) as manager:
        yield manager


@pytest.fixture
def league(tmp_path, manager):
    text = '[site]\ntitle = "League"\n[[server]]\nname = "main"\nrequests = 1000\nper_seconds = 0.05\n'
    (tmp_path / "sitegen.toml").write_text(f'{text}url = "{manager.url}"\n')
    return tmp_path


@pytest.fixture
def ask(findings_of, league):
    def ask(**environment):
        return findings_of(league, "server", offline=False, environment=environment, **AT_THIS_MOMENT)

    return ask


AT_THIS_MOMENT = {"now": lambda: dt.datetime.now(dt.UTC)}

LOGIN = {"SITEGEN_MAIN_USERNAME": "anna-admin", "SITEGEN_MAIN_PASSWORD": "right-password"}


@pytest.mark.parametrize("generation", ["new", "old"])
def test_an_open_server_is_asked_five_things_and_found_well(findings_of, tmp_path, season, generation):
    with SimulatedManager(season, generation, requests=None) as manager:
        text = f'[site]\ntitle = "T"\n[[server]]\nname = "main"\nurl = "{manager.url}"\n'
        (tmp_path / "sitegen.toml").write_text(text)
        assert findings_of(tmp_path, "server", offline=False, **AT_THIS_MOMENT) == []
        asked = [request.path.partition("?")[0].rpartition("/")[2] for request in manager.log]
    assert asked == ["healthcheck.json", "list.json", f"{season.results[-1].file}.json", "standings.json", "list.json"]


def test_nothing_is_asked_offline(findings_of, league, manager):
    assert findings_of(league, "server") == []
    assert manager.log == []


def test_a_closed_list_is_told_with_all_that_must_be_opened(ask, manager):
    manager.require_login(*LOGIN.values())
    [finding] = ask()
    assert (finding.level, finding.message) == ("problem", '"Results - Api List" is closed to us.')
    for words in ("under Accounts", "Results - Download", "Championships - Api Standings", "SITEGEN_MAIN_PASSWORD"):
        assert words in finding.advice


def test_a_login_opens_it(ask, manager):
    manager.require_login(*LOGIN.values())
    assert ask(**LOGIN) == []
    assert len(manager.log) == 7


def test_a_wrong_password_is_told_and_never_repeated(ask, manager):
    manager.require_login(*LOGIN.values())
    findings = ask(**LOGIN | {"SITEGEN_MAIN_PASSWORD": "wrong-password"})
    assert [finding.level for finding in findings] == ["problem"]
    assert "SITEGEN_MAIN_USERNAME" in findings[0].advice
    assert [word for word in ("wrong-password", "anna-admin", manager._cookie) if word in str(findings)] == []


@pytest.mark.parametrize(
    ("path", "permission"),
    [
        ("/results/download", "Results - Download"),
        ("/server/0/results/download", "Results - Download"),
        ("/api/championship", "Championships - Api Standings"),
    ],
)
def test_each_door_that_is_closed_is_named(findings_of, tmp_path, season, path, permission):
    with SimulatedManager(season, "old" if path.startswith("/results") else "new", requests=None) as manager:
        text = '[site]\ntitle = "League"\n[[server]]\nname = "main"\nrequests = 1000\nper_seconds = 0.05\n'
        standings = f'[[championship]]\nid = "{season.championship_id}"\nserver = "main"\n'
        (tmp_path / "sitegen.toml").write_text(f'{text}url = "{manager.url}"\n{standings}')
        manager.break_with(Fault.CLOSED, path=path)
        findings = findings_of(tmp_path, "server", offline=False, **AT_THIS_MOMENT)
    assert [(finding.level, finding.message) for finding in findings] == [
        ("problem", f'"{permission}" is closed to us.')
    ]
    assert f'open "{permission}" for Public Access' in findings[0].advice


@pytest.mark.parametrize("fault", [Fault.GONE, Fault.HTML, Fault.SERVER_ERROR])
def test_a_server_that_is_not_there_is_one_problem(ask, manager, fault):
    manager.break_with(fault)
    [finding] = ask()
    assert (finding.level, finding.where) == ("problem", f"main ({manager.url})")
    assert "healthcheck.json" in finding.message


@pytest.mark.parametrize("fault", [Fault.TOO_MANY, Fault.SERVER_ERROR, Fault.TRUNCATE])
def test_a_server_that_answered_is_not_taken_for_another(ask, manager, fault):
    manager.break_with(fault)
    assert [finding.advice for finding in ask()] == [
        "Try again later; if it stays so, look at the Server Manager itself."
    ]


@pytest.mark.parametrize("fault", [Fault.GONE, Fault.HTML])
def test_what_may_be_another_address_is_to_be_compared(ask, manager, fault):
    manager.break_with(fault)
    assert [finding.advice for finding in ask()] == ["Compare the url in sitegen.toml with the one in your browser."]


def test_a_list_that_fails_ends_it(ask, manager):
    manager.break_with(Fault.SERVER_ERROR, path="/api/results")
    [finding] = ask()
    assert (finding.level, "(500)" in finding.message) == ("problem", True)


def test_a_server_without_results_is_well(ask, manager):
    manager.published = 0
    assert ask() == []


def test_a_result_that_is_none_is_a_warning(ask, manager):
    manager.break_with(Fault.NOT_A_RESULT)
    assert [(finding.level, "but is none" in finding.message) for finding in ask()] == [("warning", True)]


def test_standings_that_are_gone_are_a_note(findings_of, league):
    path = league / "sitegen.toml"
    path.write_text(f'{path.read_text()}[[championship]]\nid = "cup"\nserver = "main"\n')
    with SimulatedManager(make_season(rounds=6), requests=None) as manager:
        manager.published = 0
        path.write_text(path.read_text().replace(path.read_text().split('url = "')[1].split('"')[0], manager.url))
        [finding] = findings_of(league, "server", offline=False, **AT_THIS_MOMENT)
    assert (finding.level, finding.message) == ("note", "The server has no standings of the championship cup.")


@pytest.mark.parametrize(("minutes", "words"), [(-10, "10 minutes ahead of ours"), (10, "10 minutes behind ours")])
def test_a_clock_that_is_wrong_is_a_warning(findings_of, league, minutes, words):
    ours = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes)
    [finding] = findings_of(league, "server", offline=False, now=lambda: ours)
    assert (finding.level, words in finding.message) == ("warning", True)


def test_two_servers_are_told_apart(findings_of, league, manager):
    path = league / "sitegen.toml"
    path.write_text(f'{path.read_text()}[[server]]\nname = "other"\nurl = "http://127.0.0.1:1"\n')
    assert [finding.where for finding in findings_of(league, "server", offline=False, **AT_THIS_MOMENT)] == [
        "other (http://127.0.0.1:1)"
    ]
