import json
import threading

import pytest
import requests

from sitegen.simulator.responses import LICENSE_ID
from tests.waiting import LONG_S

LIST = "/api/results/list.json?q=&sort=date&page="


def walk(manager, get):
    """Every row of the list, page by page."""
    rows, page = [], 0
    while more := get(f"{manager.url}{LIST}{page}").json()["results"]:
        rows, page = rows + more, page + 1
    return rows


def test_old_rows_look_like_documented_ones(serve, get, season):
    newest = season.results[-1]
    page = get(f"{serve('old').url}{LIST}0").json()
    assert {**page, "results": page["results"][:1]} == {
        "num_pages": 3,
        "current_page": 0,
        "sort_type": "date",
        "results": [
            {
                "track": newest.track,
                "session_type": "R",
                "date": f"{newest.ended.isoformat()}Z",
                "results_json_url": f"/results/download/{newest.file}.json",
                "results_page_url": f"/results/{newest.file}",
            }
        ],
    }


def test_new_rows_look_like_those_of_newer_builds(serve, get, season):
    newest = season.results[-1]
    page = f"{newest.ended:%Y-%m-%d_%H-%M-%S}_RACE"
    assert get(f"{serve('new').url}{LIST}0").json()["results"][0] == {
        "track": newest.track,
        "manager_session_type": "Race",
        "server_id": 0,
        "date": f"{newest.ended.isoformat()}Z",
        "results_json_url": f"/server/0/results/download/{newest.file}.json",
        "server_manager_results_json_url": f"/server/0/result/download/{page}.json",
        "results_page_url": f"/server/0/results/{page}",
    }


@pytest.mark.parametrize("generation", ["old", "new"])
def test_the_list_leads_to_every_result_newest_first(serve, get, season, generation):
    manager = serve(generation, page_size=7)
    bodies = [get(manager.url + row["results_json_url"]).content for row in walk(manager, get)]
    assert bodies == [result.body for result in reversed(season.results)]


def test_a_page_past_the_end_has_no_results(serve, get):
    assert get(f"{serve().url}{LIST}99").json() == {"num_pages": 0, "current_page": 99, "results": None}


def test_a_query_with_a_plus_trips_the_server_and_another_one_filters(serve, get):
    url = f"{serve().url}/api/results/list.json?sort=date&page=0&q="
    assert get(f"{url}%2Bspa").status_code == 500
    assert {row["track"] for row in get(f"{url}monza").json()["results"]} == {"monza"}


@pytest.mark.parametrize("generation", ["old", "new"])
def test_standings_are_those_of_the_season(serve, get, season, generation):
    url = f"{serve(generation).url}/api/championship/{season.championship_id}/standings.json"
    assert get(url).content == season.standings(generation=generation)


def test_championships_are_listed_by_newer_builds_only(serve, get, season):
    path = "/api/championship/list.json"
    (listed,) = get(serve("new").url + path).json()["championships"]
    assert (listed["name"], listed["id"]) == ("Lighthouse Cup 2026", season.championship_id)
    assert get(serve("old").url + path).status_code == 404


def test_the_old_health_check_gives_the_licence_away(serve, get):
    assert get(f"{serve('old').url}/healthcheck.json").json()["LicenseID"] == LICENSE_ID
    assert LICENSE_ID not in get(f"{serve('new').url}/healthcheck.json").text


@pytest.mark.parametrize(
    "path", ["/nothing", "/results/download/260101_000000_R.json", "/api/championship/x/standings.json"]
)
def test_what_does_not_exist_is_404(serve, get, path):
    assert get(serve().url + path).status_code == 404


def test_results_that_are_not_published_cannot_be_seen(serve, get, season):
    manager = serve("old")
    manager.published = 3
    assert [row["results_json_url"][18:-5] for row in walk(manager, get)] == [
        result.file for result in reversed(season.results[:3])
    ]
    assert get(f"{manager.url}/results/download/{season.results[3].file}.json").status_code == 404
    standings = get(f"{manager.url}/api/championship/{season.championship_id}/standings.json").content
    assert standings == season.standings(after=season.results[2].file, generation="old")


def test_an_edited_result_keeps_its_name_and_the_standings_move_when_told(serve, get, season):
    manager, file = serve(), season.results[-1].file
    standings = f"{manager.url}/api/championship/{season.championship_id}/standings.json"

    def disqualify_the_winner(result):
        lines = result["sessionResult"]["leaderBoardLines"]
        lines.append(lines.pop(0))
        result["penalties"].append({"carId": lines[-1]["car"]["carId"], "penalty": "Disqualified"})

    manager.edit(file, disqualify_the_winner)
    edited = get(f"{manager.url}/results/download/{file}.json").json()
    assert edited["penalties"][-1]["penalty"] == "Disqualified"
    assert get(standings).content == season.standings()
    manager.edit(file, lambda _: None, standings=True)
    assert get(standings).content != season.standings()


def test_a_deleted_result_is_gone_and_its_points_stay(serve, get, season):
    manager, file = serve("old"), season.results[-1].file
    manager.delete(file)
    assert get(f"{manager.url}/results/download/{file}.json").status_code == 404
    assert not any(file in row["results_json_url"] for row in walk(manager, get))
    standings = get(f"{manager.url}/api/championship/{season.championship_id}/standings.json").content
    assert standings == season.standings(generation="old")


@pytest.mark.parametrize(("generation", "status", "location"), [("old", 429, None), ("new", 302, "/login")])
def test_over_the_limit_is_refused_until_the_window_has_moved_on(serve, get, clock, generation, status, location):
    manager = serve(generation, requests=3)
    manager.clock = clock
    answers = [get(f"{manager.url}/healthcheck.json") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, status, status]
    assert answers[-1].headers.get("Location") == location
    assert "Retry-After" not in answers[-1].headers
    clock.now += 19
    assert get(f"{manager.url}/healthcheck.json").status_code == status
    clock.now += 1
    assert get(f"{manager.url}/healthcheck.json").status_code == 200


def test_the_limit_counts_all_addresses_together(serve, get, season):
    manager = serve("old", requests=2)
    get(f"{manager.url}{LIST}0")
    get(f"{manager.url}/results/download/{season.results[0].file}.json")
    assert get(f"{manager.url}/").status_code == 429


def test_many_at_once_do_not_slip_through_the_limit(serve):
    manager = serve("old", requests=5)
    threads = [
        threading.Thread(target=requests.get, args=(f"{manager.url}/",), kwargs={"timeout": LONG_S}) for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(request.status for request in manager.log) == [200] * 5 + [429] * 7


def test_a_refused_client_who_follows_the_redirect_finds_the_form(serve, get):
    manager = serve("new", requests=1)
    get(f"{manager.url}/")
    answer = get(f"{manager.url}{LIST}0", allow_redirects=True)
    assert (answer.url, answer.headers["Content-Type"]) == (f"{manager.url}/login", "text/html; charset=utf-8")


def test_the_log_keeps_every_request_in_order(serve, get):
    manager = serve()
    for path in ("/healthcheck.json", "/nothing?x=1"):
        get(manager.url + path)
    assert [(one.method, one.path, one.status) for one in manager.log] == [
        ("GET", "/healthcheck.json", 200),
        ("GET", "/nothing?x=1", 404),
    ]
    assert manager.log[0].at < manager.log[1].at


def test_the_busiest_window_is_found_in_the_log(serve, get, clock):
    manager = serve()
    manager.clock = clock
    assert manager.most_in_any_window(20) == 0
    for _ in range(2):
        get(f"{manager.url}/")
    clock.now += 1
    get(f"{manager.url}/")
    assert (manager.most_in_any_window(20), manager.most_in_any_window(1)) == (3, 2)


@pytest.mark.parametrize(("generation", "status"), [("old", 200), ("new", 302)])
def test_closed_access_opens_with_user_and_password(serve, get, generation, status):
    manager = serve(generation)
    manager.require_login("admin", "secret")
    closed = get(f"{manager.url}{LIST}0")
    assert (closed.status_code, closed.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    with requests.Session() as session:
        form = {"Username": "admin", "Password": "wrong"}
        assert "form" in session.post(f"{manager.url}/login", data=form, timeout=LONG_S).text
        assert not session.cookies
        session.post(f"{manager.url}/login", data={**form, "Password": "secret"}, timeout=LONG_S)
        assert session.get(f"{manager.url}{LIST}0", timeout=LONG_S).json()["current_page"] == 0


def test_after_closing_connections_are_refused(serve, get):
    manager = serve()
    get(f"{manager.url}/")
    manager.close()
    with pytest.raises(requests.ConnectionError):
        get(f"{manager.url}/")


def test_json_is_said_to_be_json(serve, get, season):
    answer = get(f"{serve().url}/results/download/{season.results[0].file}.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert json.loads(answer.content)["SessionFile"] == season.results[0].file
