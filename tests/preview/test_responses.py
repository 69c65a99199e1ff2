"""The preview answers as a host of static pages does, to programs too."""

import shutil
import urllib.request

import pytest

from sitegen.preview.state import Preview
from tests.preview.test_state import ask
from tests.sites import built, files


@pytest.fixture(scope="module")
def league(demo_once, tmp_path_factory):
    folder = tmp_path_factory.mktemp("responses") / "league"
    shutil.copytree(demo_once, folder, ignore=shutil.ignore_patterns("public", ".sitegen", "docs"))
    text = (folder / "sitegen.toml").read_text(encoding="utf-8").replace('url = "/"', 'url = "https://a.example/l/"', 1)
    (folder / "sitegen.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def preview(league):
    preview = Preview(league, say=lambda _: None)
    preview.rebuild()
    return preview


def test_every_file_is_what_a_build_writes_those_for_search_engines_too(preview, league):
    built(league)
    site = files(league / "public")
    assert {"sitemap.xml", "robots.txt", "feed.xml"} <= site.keys()
    assert [path for path, body in site.items() if ask(preview, f"/l/{path}").body != body] == []


def test_a_request_for_the_head_alone_brings_its_length_and_no_byte_of_it(preview):
    whole = ask(preview, "/l/rules/")
    seen = {}

    def start(status, headers):
        seen.update(status=status, headers=dict(headers))

    body = preview.answer({"PATH_INFO": "/l/rules/", "REQUEST_METHOD": "HEAD"}, start)
    assert (seen["status"], body) == ("200 OK", [])
    assert seen["headers"]["Content-Length"] == str(len(whole.body))


def test_a_head_request_over_http_ends_without_a_traceback(league):
    from tests.preview.test_serve import Serving

    serving = Serving(league)
    request = urllib.request.Request(f"{serving.url}rules/", method="HEAD")
    with urllib.request.urlopen(request) as response:
        assert (response.status, response.read()) == (200, b"")
    status, output = serving.end()
    assert status == 0
    assert "Traceback" not in output
