"""`sitegen serve` with a real browser: what is saved is seen, and so is what is wrong."""

import re
import shutil
import signal
import socket
import subprocess
import sys

import pytest

from tests.browsers import browser
from tests.waiting import LONG_S


@pytest.fixture
def small(demo_once, tmp_path):
    return shutil.copytree(demo_once, tmp_path / "league", ignore=shutil.ignore_patterns("public", "docs"))


class Serving:
    """The command in a process of its own, and where it serves."""

    def __init__(self, folder, *words):
        command = [sys.executable, "-m", "sitegen", "-C", str(folder), "serve", *words]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.first = self.process.stdout.readline()
        found = re.search(r"http://\S+", self.first)
        self.url = found[0] if found else ""

    def end(self, *, pressed=True):
        """Press Ctrl-C, or wait for an end of its own; the exit status and everything that was said since."""
        if pressed:
            self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=LONG_S)
        return self.process.returncode, said


@pytest.mark.needs("Chromium")
def test_what_is_saved_is_seen_and_a_mistake_is_shown_until_it_is_mended(small):
    serving = Serving(small)
    with browser() as chrome:
        page = chrome.new_page()
        page.set_default_timeout(1000 * LONG_S)
        page.goto(f"{serving.url}rules/")
        page.evaluate("window.before = true")
        (small / "content/rules.md").write_text("# Our rules\n\nBe fair.")
        page.get_by_text("Be fair.").wait_for()
        assert page.title() == "Our rules – Apex Sunday League"
        style = small / "theme/static/style.css"
        style.parent.mkdir(parents=True)
        style.write_text("h1 { letter-spacing: 7px !important }")
        page.wait_for_function("getComputedStyle(document.querySelector('h1')).letterSpacing === '7px'")
        template = small / "theme/templates/document.html"
        template.parent.mkdir()
        template.write_text('{% extends "base.html" %}\n{% block main %}{{ page.bodi }}{% endblock %}')
        page.get_by_text("This page cannot be shown").wait_for()
        assert "document.html, line 2" in page.inner_text("body")
        assert "{{ page.bodi }}" in page.inner_text("pre b")
        template.write_text('{% extends "base.html" %}\n{% block main %}Mended.{% endblock %}')
        page.get_by_text("Mended.").wait_for()
    status, said = serving.end()
    assert status == 0
    assert "document.html, line 2" in said
    assert "Traceback" not in said


def test_the_next_port_is_taken_unless_one_is_asked_for(small):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = Serving(small, "--port", port)
        assert refused.end(pressed=False)[0] == 1
    assert f"Port {port} cannot be opened" in refused.first
    one, two = Serving(small), Serving(small)
    assert one.url != two.url
    assert (one.end()[0], two.end()[0]) == (0, 0)


def test_without_a_league_it_says_so(tmp_path):
    lost = Serving(tmp_path)
    assert lost.end(pressed=False)[0] == 1
    assert "There is no sitegen.toml" in lost.first


def test_a_configuration_that_is_broken_from_the_start_is_shown_and_waited_for(small):
    (small / "sitegen.toml").write_text("[site\n")
    serving = Serving(small)
    assert "is not TOML" in serving.first
    assert "The site is at http://127.0.0.1:" in serving.process.stdout.readline()
    assert serving.end()[0] == 0
