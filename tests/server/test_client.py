import datetime as dt
import email.utils
import gzip
import itertools
import time

import pytest

from sitegen import PROJECT_URL, __version__
from sitegen.errors import AccessClosed, NotThere, NotUnderstood, ServerBroken, ServerError, ServerSilent, TooFast
from sitegen.server.transport import Patience
from sitegen.simulator import Fault
from tests.server.conftest import WINDOW_S

JSON = {"Content-Type": "application/json"}
EMPTY_PAGE = b'{"num_pages": 0, "current_page": 0, "results": null}'
LOGIN_FORM = b'<!DOCTYPE html><form action="/login"><input name="Username"><input name="Password"></form>'


def no_wait(times):
    return [seconds for seconds in times if seconds]


# What the endpoints give


@pytest.mark.parametrize("generation", ["old", "new"])
def test_the_list_gives_address_type_and_date_of_either_generation(manage, client, season, generation):
    manager = manage(generation)
    page = client(manager.url).results(0)
    newest = season.results[-1]
    assert (page.num_pages, len(page.rows)) == (3, 10)
    assert page.rows[0].results_json_url.endswith(f"/results/download/{newest.file}.json")
    assert page.rows[0].type == newest.session_type
    assert page.rows[0].date[:19] == newest.ended.isoformat()[:19]


def test_past_the_end_of_the_list_there_are_no_rows(manage, client):
    assert client(manage().url).results(99).rows == []


def test_a_result_comes_as_it_was_served(manage, client, season):
    manager = manage("old")
    with_mark = next(result for result in season.results if result.body.startswith(b"\xef\xbb\xbf"))
    asking = client(manager.url)
    for result in (season.results[0], with_mark):
        assert asking.result(f"/results/download/{result.file}.json") == result.body


def test_standings_come_as_they_were_served(manage, client, season):
    manager = manage("new")
    assert client(manager.url).standings(season.championship_id) == season.standings()


def test_a_health_check_never_holds_the_license(manage, client):
    health = client(manage("old").url).health()
    assert (health.ok, health.version, health.game) == (True, "v1.2.17", "Assetto Corsa Competizione")
    assert "LICE" not in repr(health)


def test_newer_servers_name_their_championships_and_older_ones_do_not(manage, client, season):
    listed = client(manage("new").url).championships().championships
    assert [(championship.id, championship.name) for championship in listed] == [
        (season.championship_id, season.championship_name)
    ]
    with pytest.raises(NotThere):
        client(manage("old").url).championships()


def test_the_server_is_told_who_asks(script, client):
    server = script(lambda _: (200, JSON, EMPTY_PAGE))
    client(server.url).results(0)
    assert server.asked[0].headers["User-Agent"] == f"sitegen/{__version__} (+{PROJECT_URL})"


def test_q_is_sent_only_when_it_is_configured_because_some_versions_fail_on_it(script, client):
    server = script(lambda _: (200, JSON, EMPTY_PAGE))
    client(server.url).results(3)
    client(server.url).results(0, query="+spa & co")
    assert [asked.path for asked in server.asked] == [
        "/api/results/list.json?sort=date&page=3",
        "/api/results/list.json?sort=date&page=0&q=%2Bspa%20%26%20co",
    ]


def test_a_row_that_is_not_understood_does_not_hide_the_others(script, client):
    rows = b'{"num_pages": 1, "results": [{"results_json_url": {}}, 7, {"results_json_url": "/a.json", "new": 1}]}'
    page = client(script(lambda _: (200, JSON, rows)).url).results(0)
    assert [row.results_json_url for row in page.rows] == ["/a.json"]


# A server below a path, other origins, redirects


@pytest.mark.parametrize("base", ["/accsm", "/accsm/"])
@pytest.mark.parametrize("listed", ["/results/download/a.json", "/accsm/results/download/a.json"])
def test_a_server_behind_a_reverse_proxy_is_asked_below_its_path(script, client, base, listed):
    server = script(lambda _: (200, JSON, b"{}"))
    client(server.url + base).result(listed)
    assert server.asked[0].path == "/accsm/results/download/a.json"


@pytest.mark.parametrize("listed", ["https://elsewhere.example/a.json", "http://127.0.0.1:1/a.json", "ftp://x/a.json"])
def test_an_address_on_another_origin_is_refused_without_a_request(script, client, listed):
    server = script(lambda _: (200, JSON, b"{}"))
    with pytest.raises(NotUnderstood, match=r"another server"):
        client(server.url).result(listed)
    assert server.asked == []


@pytest.mark.parametrize("listed", ["//elsewhere.example/a.json", "\\\\elsewhere.example\\a.json", "/@elsewhere/a"])
def test_an_address_that_only_looks_foreign_stays_on_this_server(script, client, listed):
    server = script(lambda _: (200, JSON, b"{}"))
    client(server.url).result(listed)
    assert len(server.asked) == 1


def test_a_redirect_within_the_server_is_followed_and_counted(script, client):
    server = script(
        lambda asked: (301, {"Location": "/b.json"}, b"") if asked.path == "/a.json" else (200, JSON, b"{}")
    )
    asking = client(server.url)
    assert asking.result("/a.json") == b"{}"
    assert asking._budget.spent == 2


@pytest.mark.parametrize(
    "location", ["https://elsewhere.example/a.json", "http://127.0.0.1:1/a.json", "//elsewhere.example/", ""]
)
def test_a_redirect_to_somewhere_else_is_not_followed(script, client, location):
    server = script(lambda _: (302, {"Location": location} if location else {}, b""))
    with pytest.raises(NotUnderstood):
        client(server.url).result("/a.json")
    assert all(asked.path == "/a.json" for asked in server.asked)


def test_an_endless_redirect_is_given_up(script, client):
    numbers = itertools.count()
    server = script(lambda _: (302, {"Location": f"/{next(numbers)}.json"}, b""))
    with pytest.raises(NotUnderstood, match="given up"):
        client(server.url).result("/a.json")
    assert len(server.asked) <= 5


# Faults


@pytest.mark.parametrize(
    "fault",
    [
        Fault.TOO_MANY,
        Fault.TOO_MANY_RETRY_AFTER,
        Fault.TO_LOGIN,
        Fault.CLOSED,
        Fault.TRUNCATE,
        Fault.TRUNCATE_CHUNKED,
        Fault.SERVER_ERROR,
        Fault.HTML,
        Fault.GONE,
    ],
)
def test_what_fails_once_is_asked_again(manage, client, fault):
    manager = manage()
    manager.break_with(fault, times=1)
    assert len(client(manager.url).results(0).rows) == 10
    assert len(manager.log) == 2


@pytest.mark.parametrize(
    ("fault", "error", "words"),
    [
        (Fault.TOO_MANY, TooFast, "429"),
        (Fault.TO_LOGIN, AccessClosed, '"Results - Api List"'),
        (Fault.CLOSED, AccessClosed, '"Results - Api List"'),
        (Fault.HTML, AccessClosed, '"Results - Api List"'),
        (Fault.TRUNCATE, ServerSilent, "broke off"),
        (Fault.TRUNCATE_CHUNKED, ServerSilent, "breaks off"),
        (Fault.SERVER_ERROR, ServerBroken, "500"),
        (Fault.GONE, ServerSilent, "connection"),
    ],
)
def test_what_fails_again_and_again_is_said_in_one_sentence(manage, client, fault, error, words):
    manager = manage()
    manager.break_with(fault)
    with pytest.raises(error) as raised:
        client(manager.url).results(0)
    message = str(raised.value)
    assert words in message
    assert manager.url in message
    assert message.endswith((".", "?"))
    assert 2 <= len(manager.log) <= 3


def test_a_byte_order_mark_is_no_fault(manage, client):
    manager = manage()
    manager.break_with(Fault.BOM)
    assert len(client(manager.url).results(0).rows) == 10
    assert client(manager.url).health().ok


def test_a_login_page_is_tried_once_more_after_a_full_window(manage, client, waits):
    manager = manage()
    manager.break_with(Fault.TO_LOGIN)
    with pytest.raises(AccessClosed):
        client(manager.url).results(0)
    assert len(manager.log) == 2
    assert no_wait(waits) == [WINDOW_S]


@pytest.mark.parametrize(
    ("ask", "permission"),
    [
        (lambda asking: asking.results(0), "Results - Api List"),
        (lambda asking: asking.result("/a.json"), "Results - Download"),
        (lambda asking: asking.standings("x"), "Championships - Api Standings"),
    ],
)
def test_closed_access_names_the_permission_to_open(manage, client, ask, permission):
    manager = manage()
    manager.break_with(Fault.CLOSED)
    with pytest.raises(AccessClosed, match=permission):
        ask(client(manager.url))


@pytest.mark.parametrize("status", [401, 403])
def test_forbidden_is_closed_access_too(script, client, status):
    with pytest.raises(AccessClosed, match="Results - Download"):
        client(script(lambda _: (status, {}, b"no")).url).result("/a.json")


def test_what_is_not_there_is_not_asked_again(manage, client):
    manager = manage()
    with pytest.raises(NotThere, match="404"):
        client(manager.url).result("/results/download/none.json")
    assert len(manager.log) == 1


def in_seconds(seconds):
    return email.utils.format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("header", "expected"),
    [("7", 7), ("86400", 300), (86400, 300), ("-5", WINDOW_S), ("soon", WINDOW_S)],
)
def test_retry_after_is_honoured_in_both_forms_within_reason(manage, client, waits, header, expected):
    manager = manage()
    written = in_seconds(header) if isinstance(header, int) else header
    manager.break_with(Fault.TOO_MANY_RETRY_AFTER, times=1, retry_after=written)
    client(manager.url).results(0)
    assert no_wait(waits)[0] == pytest.approx(expected)


def test_a_date_in_retry_after_is_waited_for(manage, client, waits):
    manager = manage()
    manager.break_with(Fault.TOO_MANY_RETRY_AFTER, times=1, retry_after=in_seconds(290))
    client(manager.url).results(0)
    assert 2 * WINDOW_S < no_wait(waits)[0] <= 290


@pytest.mark.parametrize("header", ["²", "Mon, 99 Foo 99999999 99:99:99 GMT", "9" * 400, ""])
def test_a_retry_after_that_makes_no_sense_does_no_harm(script, client, header):
    server = script(lambda _: (429, {"Retry-After": header}, b""))
    with pytest.raises(TooFast):
        client(server.url).results(0)


def test_a_server_that_stalls_is_given_up(manage, client):
    manager = manage()
    manager.break_with(Fault.STALL)
    with pytest.raises(ServerSilent, match="did not answer within"):
        client(manager.url, patience=Patience(silence_s=0.1)).results(0)


def test_an_answer_that_drips_is_given_up(script, client):
    def drip(_):
        def pieces():
            yield b'{"a": "'
            while True:
                time.sleep(0.05)
                yield b"x"

        return 200, JSON, pieces()

    with pytest.raises(ServerSilent, match="not done after"):
        client(script(drip).url, patience=Patience(whole_s=0.3)).results(0)


def test_an_answer_without_end_is_given_up(script, client):
    server = script(lambda _: (200, JSON, itertools.repeat(b" " * 2**20)))
    with pytest.raises(NotUnderstood, match="64 MB"):
        client(server.url).results(0)


def test_nobody_there_is_said_in_words(client):
    with pytest.raises(ServerSilent, match="connection refused"):
        client("http://127.0.0.1:1").results(0)


def test_a_compressed_answer_is_read(script, client):
    server = script(lambda _: (200, {**JSON, "Content-Encoding": "gzip"}, gzip.compress(EMPTY_PAGE)))
    assert client(server.url).results(0).rows == []


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"7", b'"x"', b"[]", b"[" * 100_000, b'{"results": 7}', b"\xff\xfe", b"{} trailing", b'{"a": \xff}'],
)
def test_anything_else_is_an_error_of_the_server_and_not_of_ours(script, client, body):
    server = script(lambda _: (200, JSON, body))
    for ask in (client(server.url).results, client(server.url).standings):
        with pytest.raises(ServerError, match=server.url):
            ask(0 if ask.__name__ == "results" else "x")


# Login


def test_a_server_that_wants_a_login_gets_it_once(manage, client, season):
    manager = manage()
    manager.require_login("admin", "secret-0")
    asking = client(manager.url, credentials=("admin", "secret-0"))
    assert len(asking.results(0).rows) == 10
    assert asking.standings(season.championship_id) == season.standings()
    assert [request.path for request in manager.log if request.method == "POST"] == ["/login"]
    assert asking._budget.spent == len(manager.log)


def test_a_cookie_from_before_the_login_does_not_prevent_it(script, client):
    def answer(asked):
        if asked.method == "POST":
            return 302, {"Location": "/", "Set-Cookie": "user=in; Path=/"}, b""
        if "user=in" in asked.headers.get("Cookie", ""):
            return 200, JSON, EMPTY_PAGE
        return 302, {"Location": "/login", "Set-Cookie": "visitor=1; Path=/"}, b""

    server = script(answer)
    client(server.url, credentials=("admin", "secret-0")).results(0)
    assert server.asked[1].form == "Username=admin&Password=secret-0"


def test_a_wrong_password_is_said_without_saying_it(manage, client):
    manager = manage()
    manager.require_login("admin", "secret-0")
    with pytest.raises(AccessClosed, match="SITEGEN_<NAME>_PASSWORD") as raised:
        client(manager.url, credentials=("admin", "wrong-1")).results(0)
    assert "wrong-1" not in str(raised.value)
    assert sum(request.method == "POST" for request in manager.log) == 1


def test_a_login_that_the_server_forgets_is_not_repeated_for_ever(script, client):
    server = script(lambda asked: (302, {"Location": "/" if asked.method == "POST" else "/login"}, b""))
    with pytest.raises(AccessClosed, match=r"its account needs the permission .Results - Api List."):
        client(server.url, credentials=("admin", "secret-0")).results(0)
    assert sum(asked.method == "POST" for asked in server.asked) == 1


def test_a_closed_form_behind_html_is_recognised_as_a_wish_for_a_login(script, client):
    def answer(asked):
        if asked.method == "POST":
            return 302, {"Location": "/", "Set-Cookie": "user=in"}, b""
        return (200, JSON, EMPTY_PAGE) if "user=in" in asked.headers.get("Cookie", "") else (200, {}, LOGIN_FORM)

    assert client(script(answer).url, credentials=("admin", "x")).results(0).rows == []


def test_a_login_that_came_too_fast_is_sent_once_more_after_a_full_window(script, client, waits):
    def answer(asked):
        if asked.method == "POST":
            first = sum(request.method == "POST" for request in server.asked) == 1
            return 302, {"Location": "/login"} if first else {"Location": "/", "Set-Cookie": "user=in"}, b""
        inside = "user=in" in asked.headers.get("Cookie", "")
        return (200, JSON, EMPTY_PAGE) if inside else (302, {"Location": "/login"}, b"")

    server = script(answer)
    assert client(server.url, credentials=("admin", "x")).results(0).rows == []
    assert no_wait(waits) == [WINDOW_S]


def test_a_refused_login_is_not_sent_again_for_the_next_address(manage, client):
    manager = manage()
    manager.require_login("admin", "secret-0")
    asking = client(manager.url, credentials=("admin", "wrong-1"))
    for _ in range(2):
        with pytest.raises(AccessClosed, match="did not accept"):
            asking.results(0)
    assert sum(request.method == "POST" for request in manager.log) == 1


def test_a_server_that_sends_us_to_https_is_asked_there_from_then_on(script, client):
    server = script(lambda asked: (301, {"Location": f"https://{asked.headers['Host']}{asked.path}"}, b""))
    asking = client(server.url)
    with pytest.raises(ServerError, match="https://"):
        asking.result("/a.json")
    asked_before = len(server.asked)
    with pytest.raises(ServerError, match="https://"):
        asking.result("/b.json")
    assert len(server.asked) == asked_before > 0


def test_a_health_check_that_is_a_web_page_says_that_this_is_no_server_manager(script, client):
    with pytest.raises(AccessClosed, match=r"check the url in sitegen.toml"):
        client(script(lambda _: (200, {}, b"<html>hello</html>")).url).health()


@pytest.mark.parametrize("listed", ["http://[x/a.json", "/a\x00b", "http://127.0.0.1:99999999/a", "/" + "a" * 3000])
def test_an_address_that_is_none_is_an_error_of_the_server(script, client, listed):
    server = script(lambda _: (404, {}, b""))
    with pytest.raises(ServerError):
        client(server.url).result(listed)


def test_no_secret_is_in_any_error(manage, client):
    manager = manage("old")
    manager.require_login("admin", "secret-0")
    messages = []
    for fault in (Fault.TOO_MANY, Fault.CLOSED, Fault.TRUNCATE, Fault.SERVER_ERROR, Fault.GONE, Fault.HTML):
        asking = client(manager.url, credentials=("admin", "secret-0"))
        asking.results(0)
        manager.break_with(fault)
        with pytest.raises(ServerError) as raised:
            asking.health()
        manager.mend()
        messages.append(repr(raised.value) + repr(raised.value.__cause__))
    assert not [text for text in messages for secret in ("secret-0", "accsm=", "LICE") if secret in text]
