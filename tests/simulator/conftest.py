import contextlib
import functools
import json
from collections.abc import Callable, Iterator

import pytest
import requests

from sitegen.simulator import SimulatedManager, SimulatedResult, SimulatedSeason, make_season
from tests.waiting import LONG_S


@pytest.fixture(scope="session")
def season() -> SimulatedSeason:
    return make_season()


@pytest.fixture(scope="session")
def content() -> Callable[[SimulatedResult], dict]:
    """What a result file says; parsed once, so tests must not change it."""
    return functools.cache(lambda result: json.loads(result.body.decode("utf-8-sig")))


@pytest.fixture
def serve(season: SimulatedSeason) -> Iterator[Callable[..., SimulatedManager]]:
    """Start managers that are closed after the test; without a limit unless the test wants one."""
    with contextlib.ExitStack() as stack:
        yield lambda generation="new", **options: stack.enter_context(
            SimulatedManager(season, generation, **{"requests": None, **options})
        )


class Clock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def get() -> Iterator[Callable[..., requests.Response]]:
    """GET without following redirects."""
    with requests.Session() as session:
        yield lambda url, **options: session.get(url, **{"allow_redirects": False, "timeout": LONG_S, **options})
