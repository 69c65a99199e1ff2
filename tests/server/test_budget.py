import pytest

from sitegen.errors import BudgetSpent
from sitegen.server.budget import Budget


class Clock:
    """Goes on by what is slept."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


def test_without_limits_a_budget_never_ends(clock):
    budget = Budget(clock=clock, sleep=clock.sleep)
    for _ in range(1000):
        budget.spend()
    budget.pause(10**9)
    assert (budget.spent, clock.now) == (1000, 100 + 10**9)


def test_the_last_request_is_made_and_no_other(clock):
    budget = Budget(max_requests=2, clock=clock)
    budget.spend()
    budget.spend()
    with pytest.raises(BudgetSpent, match="stopped after 2 requests, as --max-requests says"):
        budget.spend()
    assert budget.spent == 2


def test_a_pause_up_to_the_last_moment_is_made_and_a_longer_one_is_not_begun(clock):
    budget = Budget(time_s=10, clock=clock, sleep=clock.sleep)
    budget.pause(10)
    with pytest.raises(BudgetSpent, match="--time-budget"):
        budget.pause(0.1)
    assert clock.now == 110


def test_after_a_cancel_nothing_is_spent(clock):
    budget = Budget(clock=clock)
    budget.cancel()
    with pytest.raises(BudgetSpent):
        budget.spend()
    assert budget.spent == 0
