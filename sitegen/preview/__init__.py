"""The command `serve`: the site on this machine while somebody works on it, anew in the browser at every change.

`changes.py` sees what was saved, `state.py` knows the site or the mistake in its place, `site.py` makes its pages,
`responses.py` answers as a host does, `words.py` says what is wrong. Pages are rendered when they are asked for, so
that the first one is there at once and a change costs one page, not all.
"""

import json
import logging
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import LiveScriptContainer
from tornado.ioloop import IOLoop
from tornado.web import Application, FallbackHandler

from sitegen.errors import SitegenError
from sitegen.preview.changes import Changes
from sitegen.preview.state import Preview

HOST = "127.0.0.1"

FIRST_PORT = 8000

PORTS = 20
"""So many are tried when nobody names one."""

SCRIPT = b'<script src="/livereload.js" defer></script>'

RELOAD = {"command": "reload", "path": "*", "liveCSS": False}


def serve(folder: Path, *, port: int | None, opens: bool, say: Callable[[str], None]) -> None:
    """Show the site of a league until Ctrl-C. `port`: the first free one from 8000 when None.

    `opens`: show it in the browser. `say`: where a line about what happens goes.
    """
    preview = Preview(folder, say=say)
    preview.rebuild()
    logging.getLogger("tornado.access").setLevel(logging.CRITICAL)  # we say ourselves what is wrong
    url = f"http://{HOST}:{_listen(preview, port)}{preview.base_path}"
    loop, changes = IOLoop.current(), Changes(preview.watched)

    def follow() -> None:
        for changed in changes:
            preview.rebuild(changed)
            loop.add_callback(_Browser.reload_all)

    thread = threading.Thread(target=follow, daemon=True)
    try:
        say(f"The site is at {url} and follows what you save; Ctrl-C ends it.")
        thread.start()
        if opens:
            loop.add_callback(webbrowser.open, url)
        loop.start()
    except KeyboardInterrupt:
        say("")
    finally:
        changes.stop()
        if thread.ident is not None:
            thread.join()


class _Browser(LiveReloadHandler):  # type: ignore[misc] # the library ships no types
    """A page that is open in a browser. One that was loaded before the last change, and asks after it, reloads too."""

    def initialize(self, preview: Preview) -> None:
        self._preview = preview

    def on_message(self, message: str) -> None:
        super().on_message(message)
        command: dict[str, Any] = json.loads(message)
        if command.get("command") != "info":
            return
        path = unquote(urlsplit(command.get("url", "")).path)
        if self._preview.is_outdated(path):
            self.send_message(RELOAD)

    @classmethod
    def reload_all(cls) -> None:
        """Tell every open page that there is something new."""
        for browser in LiveReloadHandler.waiters.copy():
            browser.send_message(RELOAD)


def _listen(preview: Preview, port: int | None) -> int:
    """Open a port and say which; one that was asked for, or none."""
    application = Application(
        [
            ("/livereload", _Browser, {"preview": preview}),
            ("/livereload.js", LiveReloadJSHandler),
            (".*", FallbackHandler, {"fallback": LiveScriptContainer(preview.answer, SCRIPT)}),
        ]
    )
    for candidate in [port] if port is not None else range(FIRST_PORT, FIRST_PORT + PORTS):
        try:
            application.listen(candidate, HOST)
        except OSError as error:
            reason = error.strerror
        else:
            return candidate
    wanted = f"Port {port}" if port is not None else f"Every port from {FIRST_PORT} to {FIRST_PORT + PORTS - 1}"
    raise SitegenError(f"{wanted} cannot be opened ({reason}); name another one with --port.")
