import pytest

from tests.dataset.leagues import ANN, BOB, SmallLeague, standings


@pytest.fixture
def league(tmp_path):
    """Two rounds of a championship with standings: qualifying and race, then a race."""
    small = SmallLeague(tmp_path)
    small.add("Q", "2026-01-01T20:00:00", order=(BOB, ANN))
    small.add("R", "2026-01-01T21:00:00")
    small.add("R", "2026-01-08T21:00:00", meta="championship:11111111-aaaa-4000-8000-000000000000:e2", track="monza")
    points = {ANN["playerId"]: {"e1": 25, "e2": 25}, BOB["playerId"]: {"e1": 18, "e2": 18}}
    small.say(standings([(ANN, 50), (BOB, 36)], events=points))
    return small
