import json
import threading

import pytest
import requests

from sitegen.simulator import Fault, SimulatedManager
from tests.waiting import LONG_S, wait_until

LIST = "/api/results/list.json?q=&sort=date&page="


@pytest.mark.parametrize(
    ("fault", "status", "kind"),
    [
        (Fault.TOO_MANY, 429, "text/plain; charset=utf-8"),
        (Fault.TO_LOGIN, 302, "text/html; charset=utf-8"),
        (Fault.CLOSED, 200, "text/html; charset=utf-8"),
        (Fault.SERVER_ERROR, 500, "text/plain; charset=utf-8"),
        (Fault.HTML, 200, "text/html; charset=utf-8"),
    ],
)
def test_the_next_requests_fail_and_then_all_is_well(serve, get, fault, status, kind):
    manager = serve()
    manager.break_with(fault, times=2)
    answers = [get(f"{manager.url}{LIST}0") for _ in range(3)]
    assert [(answer.status_code, answer.headers["Content-Type"]) for answer in answers] == [
        (status, kind),
        (status, kind),
        (200, "application/json"),
    ]


def test_a_login_page_has_a_form_and_an_error_page_has_none(serve, get):
    manager = serve()
    manager.break_with(Fault.CLOSED, times=1)
    manager.break_with(Fault.HTML, times=1)
    pages = [get(f"{manager.url}{LIST}0").text for _ in range(2)]
    assert ["Password" in page for page in pages] == [True, False]


@pytest.mark.parametrize("wish", ["3", "Mon, 23 Nov 2026 13:37:32 GMT"])
def test_the_server_may_say_when_to_come_back(serve, get, wish):
    manager = serve()
    manager.break_with(Fault.TOO_MANY_RETRY_AFTER, times=1, retry_after=wish)
    answer = get(f"{manager.url}/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, wish)


def test_a_fault_keeps_to_its_addresses_until_it_is_mended(serve, get, season):
    manager = serve()
    manager.break_with(Fault.SERVER_ERROR, path="/api/championship/")
    standings = f"{manager.url}/api/championship/{season.championship_id}/standings.json"
    assert [get(standings).status_code, get(f"{manager.url}/").status_code] == [500, 200]
    assert get(standings).status_code == 500
    manager.mend()
    assert get(standings).status_code == 200


def test_a_stall_lasts_until_the_client_gives_up(serve, get):
    manager = serve()
    manager.break_with(Fault.STALL, times=1)
    with pytest.raises(requests.ReadTimeout):
        get(f"{manager.url}/", timeout=0.1)
    wait_until(lambda: manager.log, "the stalled request is in the log")
    assert get(f"{manager.url}/").status_code == 200
    assert [one.status for one in manager.log] == [0, 200]


def test_a_stalled_request_does_not_delay_closing(season):
    outcome = []

    def ask(url):
        try:
            requests.get(url, timeout=LONG_S)
        except requests.ConnectionError as error:
            outcome.append(error)

    with SimulatedManager(season) as manager:
        manager.break_with(Fault.STALL)
        thread = threading.Thread(target=ask, args=(manager.url,))
        thread.start()
        wait_until(lambda: manager.log, "the request stalls")
    thread.join()
    [error] = outcome
    assert not isinstance(error, requests.Timeout)


def test_a_truncated_body_is_shorter_than_its_length(serve, get):
    manager = serve()
    manager.break_with(Fault.TRUNCATE, times=1)
    with pytest.raises(requests.exceptions.ChunkedEncodingError, match="IncompleteRead"):
        get(f"{manager.url}{LIST}0")


def test_a_body_without_a_length_just_breaks_off(serve, get):
    manager = serve()
    manager.break_with(Fault.TRUNCATE_CHUNKED, times=1)
    answer = get(f"{manager.url}{LIST}0")
    assert "Content-Length" not in answer.headers
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.content)


def test_a_connection_can_close_without_a_word(serve, get):
    manager = serve()
    manager.break_with(Fault.GONE, times=1)
    with pytest.raises(requests.ConnectionError):
        get(f"{manager.url}/")


def test_answers_can_begin_with_a_byte_order_mark(serve, get):
    manager = serve()
    whole = get(f"{manager.url}{LIST}0").content
    manager.break_with(Fault.BOM)
    assert get(f"{manager.url}{LIST}0").content == b"\xef\xbb\xbf" + whole


def test_a_session_that_ends_while_the_list_is_walked_shifts_rows_to_the_next_page(serve, get, season):
    manager = serve("old", page_size=4)
    manager.published = 8
    manager.break_with(Fault.SHIFT, times=1)
    first, second = (get(f"{manager.url}{LIST}{page}").json()["results"] for page in (0, 1))
    assert second[0] == first[-1]
    assert manager.published == 9


def test_a_download_can_be_json_that_is_no_result(serve, get, season):
    manager = serve("old")
    manager.break_with(Fault.NOT_A_RESULT, times=1)
    assert get(f"{manager.url}{LIST}0").json()["current_page"] == 0
    answer = get(f"{manager.url}/results/download/{season.results[0].file}.json")
    assert list(answer.json()) == ["sessionDef", "snapShot"]


def test_list_rows_can_point_elsewhere(serve, get):
    manager = serve()
    manager.break_with(Fault.FOREIGN_URL)
    rows = get(f"{manager.url}{LIST}0").json()["results"]
    assert all(row["results_json_url"].startswith("https://elsewhere.example/server/0/") for row in rows)


def test_the_list_can_be_empty(serve, get):
    manager = serve()
    manager.break_with(Fault.EMPTY)
    assert get(f"{manager.url}{LIST}0").json()["results"] is None


def test_requests_over_the_limit_do_not_use_up_a_fault(serve, get, clock):
    manager = serve("old", requests=1)
    manager.clock = clock
    get(f"{manager.url}/")
    manager.break_with(Fault.SERVER_ERROR, times=1)
    assert get(f"{manager.url}/").status_code == 429
    clock.now += 20
    assert get(f"{manager.url}/").status_code == 500


def test_the_form_stays_open_whatever_is_broken(serve, get):
    manager = serve()
    manager.break_with(Fault.TO_LOGIN)
    assert get(f"{manager.url}/").status_code == 302
    assert get(f"{manager.url}/login").status_code == 200


def test_every_fault_changes_something(serve, get, season):
    manager = serve("old", page_size=4)
    manager.published = 8
    urls = [f"{manager.url}{LIST}1", f"{manager.url}/results/download/{season.results[0].file}.json"]

    def ask(url, timeout=LONG_S):
        try:
            answer = get(url, timeout=timeout)
        except requests.RequestException as error:
            return type(error)
        return answer.status_code, answer.headers.get("Content-Length"), answer.content

    healthy = [ask(url) for url in urls]
    for fault in Fault:
        manager.break_with(fault)
        timeout = 0.05 if fault is Fault.STALL else LONG_S
        assert [ask(url, timeout) for url in urls] != healthy, fault
        manager.mend()
        manager.published = 8
