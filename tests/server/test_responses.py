import pytest

from sitegen.errors import AmbiguousRefusal, NotThere, NotUnderstood, ServerBroken, ServerSilent, TooFast
from sitegen.server.responses import Response, check_status, json_body, leads_to_login, redirect_target, resolve_url

HERE = "http://league.example/api/list.json"


def response(status=200, body=b"{}", **headers):
    return Response(HERE, status, headers, body)


def test_good_json_is_given_as_it_was_served():
    body = b'\xef\xbb\xbf {"a": 1}'
    assert json_body(response(body=body)) == body


@pytest.mark.parametrize(
    ("body", "error"),
    [(b"  <!DOCTYPE html>", AmbiguousRefusal), (b'{"a": ', ServerSilent), (b"", ServerSilent), (b"yes", NotUnderstood)],
)
def test_what_is_no_json_is_an_error_that_says_whether_to_ask_again(body, error):
    with pytest.raises(error):
        json_body(response(body=body))


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (429, TooFast),
        (401, AmbiguousRefusal),
        (403, AmbiguousRefusal),
        (404, NotThere),
        (410, NotThere),
        (500, ServerBroken),
        (503, ServerBroken),
        (204, NotUnderstood),
        (418, NotUnderstood),
    ],
)
def test_every_status_but_200_and_redirects_is_an_error(status, error):
    with pytest.raises(error, match=str(status)):
        check_status(response(status))


@pytest.mark.parametrize("status", [200, 301, 302, 303, 307, 308])
def test_200_and_redirects_are_none(status):
    check_status(response(status))


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/api/other.json", "http://league.example/api/other.json"),
        ("other.json", "http://league.example/api/other.json"),
        ("https://league.example/api/list.json", "https://league.example/api/list.json"),
    ],
)
def test_a_redirect_leads_to_this_server_or_to_its_https(location, target):
    assert redirect_target(response(302, Location=location)) == target


@pytest.mark.parametrize("location", ["", "https://elsewhere.example/", "http://league.example:8772/", "http://[x"])
def test_a_redirect_that_leads_elsewhere_is_not_followed(location):
    with pytest.raises(NotUnderstood):
        redirect_target(response(302, Location=location))


def test_a_redirect_to_the_login_may_be_a_limit_or_a_permission():
    login = response(302, Location="/login/")
    assert leads_to_login(login)
    assert not leads_to_login(response(200, Location="/login"))
    with pytest.raises(AmbiguousRefusal, match="login page"):
        redirect_target(login)


def test_an_address_that_is_none_is_named():
    with pytest.raises(NotUnderstood, match="http://\\[x"):
        resolve_url(HERE, "http://[x")
