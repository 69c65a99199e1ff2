"""A real browser for the tests that look at pages, and a server that serves a site below a base path."""

import functools
import http.server
import threading
from contextlib import contextmanager
from pathlib import Path

from tests.programs import require

OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""Of axe-core: links must be far enough from each other for a finger, which it does not look at unless asked."""


@contextmanager
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=require("Chromium"), args=["--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def translate_path(self, path):
        return super().translate_path(path.removeprefix("/league"))


@contextmanager
def served(folder: Path):
    """The address of a site that lies below `/league/`, as on GitHub Pages."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/league/"
        finally:
            server.shutdown()
            thread.join()


def too_wide(chrome, urls, *, widths) -> list[tuple[str, int]]:
    """Pages that scroll sideways, and at which width of the window."""
    page = chrome.new_page(viewport={"width": widths[0], "height": 800})
    wide = []
    for url in urls:
        page.goto(url)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wide.append((url, width))
    page.close()
    return wide


def barriers(chrome, urls, *, width, scheme) -> list[tuple[str, str, str]]:
    """What axe-core finds serious or critical: the page, the rule, and where."""
    from axe_playwright_python.sync_playwright import Axe

    page, axe = chrome.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme), Axe()
    found = []
    for url in urls:
        page.goto(url)
        found += [
            (url, one["id"], one["nodes"][0]["html"][:160])
            for one in axe.run(page, options=OPTIONS).response["violations"]
            if one["impact"] in ("serious", "critical")
        ]
    page.close()
    return found
