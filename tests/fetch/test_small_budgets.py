import pytest

from tests.fetch.conftest import League


@pytest.mark.parametrize("requests", [3, 4])
def test_the_smallest_budget_gets_on_although_a_championship_is_running(tmp_path, manage, season, requests):
    league = League(tmp_path, manage("old", page_size=3))
    league.tables = {"championship": [{"id": season.championship_id, "running": True}]}
    everything = sorted(result.file for result in season.results)
    for _ in range(60):
        league.fetch(max_requests=requests)
        if league.archive.results("main") == everything:
            break
    assert league.archive.results("main") == everything
