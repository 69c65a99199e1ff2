"""Several servers at once, servers that fail as a whole, and odd names."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from sitegen.fetch.plan import duration_s, plan_lines, say_duration
from sitegen.server.budget import Budget
from sitegen.server.rate_limit import Limit
from sitegen.simulator import Fault, SimulatedManager
from tests.fetch.conftest import DURING_THE_SEASON, League
from tests.fetch.test_crawl import files_of, names
from tests.payloads import body as as_bytes
from tests.payloads import result
from tests.server.conftest import script  # noqa: F401 - a fixture
from tests.waiting import LONG_S, wait_until

# Several servers


def test_a_server_that_is_down_leaves_the_others_alone_and_says_so(tmp_path, manage, season):
    league = League(tmp_path, manage(), manage())
    league.fetch()
    earlier = league.archive.read_status("second").fetched
    league.managers[1].close()
    league.now = DURING_THE_SEASON
    report = league.fetch()
    assert [server.error is None for server in report.servers] == [True, False]
    assert league.archive.read_status("main").error is None
    assert league.archive.read_status("main").fetched == DURING_THE_SEASON.isoformat(timespec="seconds")
    down = league.archive.read_status("second")
    assert (down.fetched, down.error) == (earlier, report.servers[1].error)
    assert league.stored("second") == files_of(season)


def test_a_server_that_comes_back_is_no_longer_in_error(league):
    league.managers[0].break_with(Fault.CLOSED)
    league.fetch()
    assert "Results - Api List" in league.archive.read_status("main").error
    league.managers[0].mend()
    league.fetch()
    assert league.archive.read_status("main").error is None


def test_a_cache_folder_that_cannot_be_made_is_an_error_of_every_server_and_no_crash(league):
    league.folder.mkdir(parents=True)
    (league.folder / "cache").write_text("a file")
    assert "SITEGEN_CACHE" in league.fetch().servers[0].error


def test_a_championship_without_a_server_is_asked_where_its_results_are(tmp_path, manage, season):
    with_results, without = manage("new"), manage("old")
    without.published = 0
    league = League(tmp_path, without, with_results)
    league.tables = {"championship": [{"id": season.championship_id, "running": True}]}
    league.fetch()
    league.fetch()
    assert (league.standings("main"), league.standings("second")) == ([], [season.championship_id])
    assert league.asked() == ["page 0"]


def test_a_championship_with_a_server_is_asked_there_and_nowhere_else(tmp_path, manage, season):
    league = League(tmp_path, manage(), manage())
    league.tables = {"championship": [{"id": season.championship_id, "server": "second"}]}
    league.now = DURING_THE_SEASON
    league.fetch()
    league.fetch()
    assert (league.standings("main"), league.standings("second")) == ([], [season.championship_id])


@pytest.fixture
def two_servers(tmp_path, manage):
    """Two servers with six results each, and a window that nobody waits for: what does not fit in it is not asked."""
    first, second = manage(), manage()
    first.published = second.published = 6

    def fetch_from(*managers):
        league = League(tmp_path, *managers)
        league.settings = {"requests": 12, "per_seconds": 10 * LONG_S}
        report = league.fetch(budget=Budget(time_s=LONG_S))
        return [server.stopped is not None for server in report.servers]

    return first, second, fetch_from


def test_two_servers_on_one_host_share_its_limit(two_servers):
    first, _, fetch_from = two_servers
    assert any(fetch_from(first, first))
    assert len(first.log) == 12


def test_servers_on_different_hosts_do_not_wait_for_each_other(two_servers):
    first, second, fetch_from = two_servers
    assert fetch_from(first, second) == [False, False]
    assert [len(first.log), len(second.log)] == [9, 9]


# Names


def page_of(*addresses):
    rows = [{"session_type": "R", "date": "2024-09-03T22:54:42Z", "results_json_url": one} for one in addresses]
    return 200, {}, json.dumps({"num_pages": 1, "current_page": 0, "results": rows}).encode()


def serving(results):
    """A server that lists these addresses and gives these bytes."""

    def answer(asked):
        if asked.path.startswith("/api/results/list.json"):
            return page_of(*results)
        body = results.get(asked.path)
        return (404, {}, b"") if body is None else (200, {}, body)

    return answer


def test_two_game_servers_may_have_sessions_of_one_name(tmp_path, script):  # noqa: F811
    bodies = {
        f"/server/{number}/results/download/240903_225442_R.json": as_bytes(
            result(SessionFile="240903_225442_R", serverName=f"server {number}")
        )
        for number in (0, 1)
    }
    server = script(serving(bodies))
    league = League(tmp_path, server)
    league.fetch()
    assert sorted(league.stored().values()) == sorted(bodies.values())
    assert len(league.archive.results("main")) == 2
    (league.archive.folder / "main/index.json").write_bytes(b"{")
    asked = len(server.asked)
    league.fetch()
    assert [one.path.partition("?")[0] for one in server.asked[asked:]] == ["/api/results/list.json"]


@pytest.mark.parametrize(
    "name", ["../../../escaped", "/etc/passwd", "..", ".hidden", "a/b", "x" * 300, "nul\0byte", "emoji 🏁", "", "CON\n"]
)
def test_no_name_of_a_session_leads_out_of_the_folder(tmp_path, script, name):  # noqa: F811
    body = as_bytes(result(SessionFile=name))
    league = League(tmp_path / "league", script(serving({"/results/download/one.json": body})))
    league.fetch()
    (path,) = [one for one in tmp_path.rglob("*.json") if one.read_bytes() == body]
    assert path.parent == tmp_path / "league/archive/main/results"
    assert not path.name.startswith(".")
    assert list(league.stored().values()) == [body]


def test_addresses_of_one_name_in_capitals_and_small_letters_get_two_files(tmp_path, script):  # noqa: F811
    bodies = {f"/results/download/{one}.json": as_bytes(result(SessionFile=one)) for one in ("Race", "race")}
    league = League(tmp_path, script(serving(bodies)))
    league.fetch()
    stored = [name.lower() for name in league.archive.results("main")]
    assert len(stored) == len(set(stored)) == 2


def test_rows_with_the_server_s_own_name_in_them_are_the_same_rows(tmp_path, script):  # noqa: F811
    body = as_bytes(result(SessionFile="one"))

    def serve(asked):
        if asked.path.startswith("/api/results/list.json"):
            return page_of(f"{server.url}/results/download/one.json")
        return 200, {}, body

    server = script(serve)
    league = League(tmp_path, server)
    league.fetch()
    assert list(league.archive.read_index("main").rows) == ["/results/download/one.json"]
    assert list(league.stored().values()) == [body]


# An index that is lost


@pytest.mark.parametrize("content", [b"", b"{", b'{"rows": 3}', b"\0" * 100])
def test_an_index_that_cannot_be_read_is_put_aside_and_nothing_is_downloaded_again(league, season, content):
    league.fetch()
    path = league.archive.folder / "main/index.json"
    path.write_bytes(content)
    asked = league.asked()
    assert not set(asked) & set(names(season.results))
    assert path.with_name("index.unreadable.json").read_bytes() == content
    assert league.stored() == files_of(season)
    assert league.asked() == ["page 0"]


# Kills


SITEGEN_TOML = """
[site]
title = "League"

[[server]]
name = "main"
url = "{url}"
requests = 30
per_seconds = 0.3
"""


def has_ended_or_asked(process, manager, number):
    return process.poll() is not None or len(manager.log) >= number


def test_a_fetch_that_is_killed_anywhere_leaves_whole_files_and_the_next_one_completes(tmp_path, season):
    rng = random.Random(5)
    environment = {**os.environ, "SITEGEN_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "sitegen", "-q", "-C", str(tmp_path), "fetch"]
    with SimulatedManager(season, requests=30, per_seconds=0.3, page_size=6) as manager:
        (tmp_path / "sitegen.toml").write_text(SITEGEN_TOML.format(url=manager.url))
        for _ in range(5):
            process = subprocess.Popen(command, env=environment)
            enough = len(manager.log) + rng.randint(1, 6)
            wait_until(partial(has_ended_or_asked, process, manager, enough), "it has asked some more")
            time.sleep(rng.random() * 0.02)  # to kill it in the middle of this or that
            process.send_signal(signal.SIGKILL)
            process.wait()
            for path in tmp_path.glob("archive/**/[!.]*.json"):
                json.loads(path.read_bytes().decode("utf-8-sig"))
        assert subprocess.run(command, env=environment, check=False).returncode == 0
        assert League(tmp_path, manager).stored() == files_of(season)
        assert manager.most_in_any_window(0.3) <= 30
        assert not [one for one in manager.log if one.status != 200]


# Plans in words


def test_a_plan_is_said_in_requests_and_minutes(league, season):
    report = league.fetch(dry_run=True)
    assert list(plan_lines(report)) == [f"main: {len(season.results) + 1} requests, about 9 s"]


def test_several_plans_are_summed_up_because_servers_are_fetched_side_by_side(tmp_path, manage):
    league = League(tmp_path, manage(), manage())
    league.managers[1].published = 3
    lines = list(plan_lines(league.fetch(dry_run=True)))
    assert lines[1:] == ["second: 4 requests, about 2 s", "all: 27 requests, about 9 s"]


@pytest.mark.parametrize(("requests", "seconds"), [(1, 0.4), (5, 2.0), (6, 22.4), (37, 154.8)])
def test_how_long_a_plan_takes_follows_from_the_limit(requests, seconds):
    assert duration_s(requests, Limit(5, 20)) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("seconds", "words"), [(8, "8 s"), (156, "2 min 36 s"), (15960, "4 h 26 min"), (59.7, "1 min 0 s")]
)
def test_lengths_of_time_are_said_in_words(seconds, words):
    assert say_duration(seconds) == words


def test_the_real_server_is_the_one_of_the_environment(league):
    """No test may write into the user's own cache."""
    league.fetch()
    assert list((league.folder / "cache").glob("127.0.0.1_*.json"))
    assert Path(os.environ["SITEGEN_CACHE"]) != Path.home() / ".cache/sitegen"
