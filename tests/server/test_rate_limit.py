import contextlib
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings

from sitegen.errors import BudgetSpent, SitegenError
from sitegen.server.budget import Budget
from sitegen.server.rate_limit import Limit, RateLimiter, Stamp, host_of, wait_before_next
from sitegen.simulator import SimulatedManager, make_season
from sitegen.support.resources import cache_folder
from tests.server.virtual_time import Process, World, most_in_any_window
from tests.waiting import LONG_S, wait_until

FIVE_IN_TWENTY = Limit(5, 20)


def answered(*moments: float) -> list[Stamp]:
    return [Stamp(moment - 0.1, moment) for moment in moments]


def a_limiter(process: Process, folder: Path, limit: Limit, **budget: float) -> RateLimiter:
    spending = Budget(clock=process.monotonic, sleep=process.sleep, **budget)
    return RateLimiter(
        "league.example", limit, budget=spending, folder=folder, clock=process.clock, steady=process.monotonic
    )


def in_turn(program) -> None:
    """One process alone."""
    world = World()
    world.add(program)
    world.run()


# What the limit says


def test_nothing_is_waited_for_while_a_place_is_free():
    assert wait_before_next(answered(99, 99, 99, 99), 100, FIVE_IN_TWENTY) == 0


def test_a_full_window_is_waited_out_from_the_answer_of_its_first_request():
    assert wait_before_next(answered(90, 91, 92, 93, 94), 100, FIVE_IN_TWENTY) == pytest.approx(10, abs=0.1)


def test_what_lies_before_the_window_is_not_counted():
    assert wait_before_next(answered(50, 60, 70, 79, 94), 100, FIVE_IN_TWENTY) == 0


def test_a_request_that_was_not_answered_counts_as_now():
    stamps = [*answered(90, 91, 92, 93), Stamp(94.0)]
    assert wait_before_next(stamps, 100, Limit(1, 20)) == pytest.approx(20, abs=0.1)


def test_after_the_clock_was_set_back_no_more_than_a_window_is_waited():
    assert wait_before_next(answered(9000, 9001, 9002, 9003, 9004), 100, FIVE_IN_TWENTY) == pytest.approx(20, abs=0.1)


# Several processes, kills, clocks that are set


@st.composite
def histories(draw):
    """What a few processes do: how long answers take, when they pause, when one is killed, when the clock is set."""
    latency = st.floats(0, 1.5)
    return {
        "limit": Limit(draw(st.integers(1, 5)), draw(st.sampled_from([1.0, 2.0]))),
        "requests": draw(
            st.lists(st.lists(st.tuples(latency, st.floats(0, 1)), min_size=1, max_size=8), min_size=1, max_size=3)
        ),
        "killed_at": draw(st.lists(st.floats(0, 15), max_size=3)),
        "clock_set": draw(st.lists(st.tuples(st.floats(0, 15), st.floats(-100, 100)), max_size=2)),
    }


@settings(max_examples=60, deadline=None)
@given(histories())
@example(
    {
        "limit": Limit(1, 1.0),
        "requests": [[(0.5, 0.0)] * 3, [(0.5, 0.0)] * 3],
        "killed_at": [0.3],
        "clock_set": [(1.0, -50.0)],
    }
)
@example({"limit": Limit(2, 2.0), "requests": [[(0.0, 0.0)] * 6], "killed_at": [], "clock_set": [(0.5, 100.0)]})
def test_no_window_holds_more_requests_than_allowed_whatever_happens(history):
    limit, arrivals, world = history["limit"], [], World()

    def asking(answers):
        def program(process: Process) -> None:
            limiter = a_limiter(process, folder, limit)
            for latency, pause in answers:
                with limiter.slot():
                    process.sleep(latency * pause)  # the server sees it somewhere between sending and answer
                    arrivals.append(world.now)
                    process.sleep(latency * (1 - pause))

        return program

    def set_clock(at, seconds):
        def program(process: Process) -> None:
            process.sleep(at)
            world.offset += seconds

        return program

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        processes = [world.add(asking(answers)) for answers in history["requests"]]
        for process, moment in zip(processes, history["killed_at"], strict=False):
            process.killed_at = world.now + moment
        for at, seconds in history["clock_set"]:
            world.add(set_clock(at, seconds))
        world.run()
    assert most_in_any_window(arrivals, limit.per_seconds) <= limit.requests


@pytest.mark.parametrize("processes", [1, 3])
def test_a_long_fetch_uses_95_percent_of_what_is_allowed(tmp_path, processes):
    world, limit, arrivals = World(), FIVE_IN_TWENTY, []

    def program(process: Process) -> None:
        limiter = a_limiter(process, tmp_path, limit)
        for number in range(90 // processes):
            with limiter.slot():
                arrivals.append(world.now)
                process.sleep(0.05 + 0.4 * (number % 3) / 2)

    for _ in range(processes):
        world.add(program)
    world.run()
    allowed = (arrivals[-1] - arrivals[0]) / limit.per_seconds * limit.requests
    assert len(arrivals) - limit.requests >= 0.95 * allowed
    assert most_in_any_window(arrivals, limit.per_seconds) == limit.requests


def test_a_restart_remembers_what_was_asked_before(tmp_path):
    def program(process: Process) -> None:
        for _ in range(5):
            with a_limiter(process, tmp_path, FIVE_IN_TWENTY).slot():
                pass
        before = process.monotonic()
        with a_limiter(process, tmp_path, FIVE_IN_TWENTY).slot():
            assert process.monotonic() - before >= 20

    in_turn(program)


def test_a_clock_that_is_set_back_an_hour_during_a_wait_costs_a_window_at_most(tmp_path):
    world = World()

    def program(process: Process) -> None:
        limiter = a_limiter(process, tmp_path, FIVE_IN_TWENTY)
        before = process.monotonic()
        for _ in range(6):
            with limiter.slot():
                pass
        assert process.monotonic() - before < 41

    def set_clock(process: Process) -> None:
        process.sleep(10)
        world.offset -= 3600

    world.add(program)
    world.add(set_clock)
    world.run()


@pytest.mark.parametrize("state", [b"", b"[", b'{"a": 1}', b'["x"]', b"\0\0\0"])
def test_a_state_that_cannot_be_read_counts_as_a_full_window(tmp_path, state):
    (tmp_path / "league.example.json").write_bytes(state)

    def program(process: Process) -> None:
        before = process.monotonic()
        with a_limiter(process, tmp_path, FIVE_IN_TWENTY).slot():
            assert process.monotonic() - before >= 20

    in_turn(program)


def test_hosts_do_not_wait_for_each_other(tmp_path):
    def program(process: Process) -> None:
        before = process.monotonic()
        for host in ("one.example", "one.example:8772", "two.example"):
            budget = Budget(clock=process.monotonic, sleep=process.sleep)
            for _ in range(5):
                with RateLimiter(host, FIVE_IN_TWENTY, budget=budget, folder=tmp_path).slot():
                    pass
        assert process.monotonic() == before

    in_turn(program)


def test_a_smaller_limit_on_the_same_host_does_not_make_the_larger_one_forget(tmp_path):
    arrivals = []

    def program(process: Process) -> None:
        for limit in (FIVE_IN_TWENTY, FIVE_IN_TWENTY, FIVE_IN_TWENTY, FIVE_IN_TWENTY, Limit(1, 1), FIVE_IN_TWENTY):
            with a_limiter(process, tmp_path, limit).slot():
                arrivals.append(process.monotonic())

    in_turn(program)
    assert most_in_any_window(arrivals, 20) == 5


def test_a_request_that_fails_counts_too(tmp_path):
    def program(process: Process) -> None:
        limiter = a_limiter(process, tmp_path, Limit(1, 20))
        with contextlib.suppress(ValueError), limiter.slot():
            raise ValueError
        before = process.monotonic()
        with limiter.slot():
            assert process.monotonic() - before >= 20

    in_turn(program)


# Budgets


def test_a_wait_that_would_pass_the_time_budget_is_not_begun(tmp_path):
    def program(process: Process) -> None:
        limiter = a_limiter(process, tmp_path, FIVE_IN_TWENTY, time_s=10)
        for _ in range(5):
            with limiter.slot():
                pass
        before = process.monotonic()
        with pytest.raises(BudgetSpent, match="--time-budget"), limiter.slot():
            pytest.fail("there was no time left")
        assert process.monotonic() == before

    in_turn(program)


def test_no_request_beyond_the_budget_is_made_by_several_threads():
    budget, spent = Budget(max_requests=10), []

    def spend():
        with contextlib.suppress(BudgetSpent):
            while True:
                budget.spend()
                spent.append(1)

    threads = [threading.Thread(target=spend) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(spent), budget.spent) == (10, 10)


def test_ctrl_c_ends_a_wait_at_once(tmp_path):
    budget = Budget()

    def wait():
        with contextlib.suppress(BudgetSpent):
            budget.pause(10 * LONG_S)

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    budget.cancel()
    thread.join(LONG_S)
    assert not thread.is_alive()


# Real processes, real time

ASK = """
import sys, requests
from pathlib import Path
from sitegen.server.budget import Budget
from sitegen.server.rate_limit import Limit, RateLimiter
url, folder = sys.argv[1], Path(sys.argv[2])
limiter = RateLimiter("shared", Limit(5, 1), budget=Budget(), folder=folder)
for _ in range(5):
    with limiter.slot():
        requests.get(url + "/healthcheck.json", timeout=300)
"""


def test_two_real_processes_and_a_killed_one_stay_within_five_in_a_second(tmp_path):
    with SimulatedManager(make_season(rounds=6), requests=None) as manager:
        command = [sys.executable, "-c", ASK, manager.url, str(tmp_path)]
        processes = [subprocess.Popen(command) for _ in range(3)]
        wait_until(lambda: len(manager.log) >= 3, "the processes ask")
        processes[0].kill()
        assert [process.wait() for process in processes][1:] == [0, 0]
        assert manager.most_in_any_window(1) <= 5


def test_the_state_lies_where_the_environment_says(tmp_path, monkeypatch):
    monkeypatch.setenv("SITEGEN_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("SITEGEN_CACHE")
    assert cache_folder().name == "sitegen"


def test_a_cache_folder_that_cannot_be_made_is_said_with_what_to_do(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(SitegenError, match="SITEGEN_CACHE"):
        RateLimiter("league.example", FIVE_IN_TWENTY, budget=Budget(), folder=tmp_path / "taken")


def test_a_time_budget_ends_a_run_that_never_has_to_wait(tmp_path):
    def program(process: Process) -> None:
        limiter = a_limiter(process, tmp_path, Limit(100, 20), time_s=10)
        for _ in range(11):
            with limiter.slot():
                process.sleep(1)
        with pytest.raises(BudgetSpent, match="--time-budget"), limiter.slot():
            pytest.fail("there was no time left")

    in_turn(program)


def test_ctrl_c_ends_a_run_that_never_has_to_wait(tmp_path):
    budget = Budget()
    limiter = RateLimiter("league.example", FIVE_IN_TWENTY, budget=budget, folder=tmp_path)
    budget.cancel()
    with pytest.raises(BudgetSpent), limiter.slot():
        pytest.fail("it was cancelled")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://accsm.example.com/league", "accsm.example.com"),
        ("http://ACCSM.example.com:80", "accsm.example.com"),
        ("https://accsm.example.com:443/", "accsm.example.com"),
        ("https://accsm.example.com:8772", "accsm.example.com:8772"),
    ],
)
def test_two_ways_to_write_an_address_share_one_limit(url, host):
    assert host_of(url) == host
