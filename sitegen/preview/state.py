"""What is at an address of the site right now, or the mistake that is in its place."""

import datetime as dt
import mimetypes
import threading
import traceback
from collections.abc import Callable, Collection, Iterable
from http import HTTPStatus
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from sitegen import config
from sitegen.dataset.drivers_file import DRIVERS_FILE
from sitegen.errors import SitegenError
from sitegen.league.session.models import Event
from sitegen.preview.words import mistake_page, with_warnings
from sitegen.site.assembly import Assembly
from sitegen.site.pages.base import Item, Page
from sitegen.site.theme.folders import folders_of
from sitegen.site.theme.render import Theme

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

LOST = "404.html"


class Preview:
    """A league's site, answered page by page; several threads may ask."""

    def __init__(self, folder: Path, *, say: Callable[[str], None]) -> None:
        """Nothing is computed before `rebuild`. `say`: where mistakes and warnings go besides the browser."""
        self._folder = folder
        self._say = say
        self._lock = threading.RLock()
        self._site: _Site | None = None
        self._mistake: str | None = None
        self._said: set[str] = set()
        """Where mistakes are that were said since the last change; a browser asks for more than one address."""
        self._theme = config.Site(title="").theme
        self._theme_folders: frozenset[Path] = frozenset()
        self._is_stale = True
        """The last attempt to compute everything failed."""
        self._version = 0
        self._answered: dict[str, int] = {}
        """Address → the version in which it was last answered."""

    @property
    def base_path(self) -> str:
        """The path below which the site lies, as it will where it is published."""
        return self._site.base_path if self._site else "/"

    def watched(self) -> Iterable[Path]:
        """Files and folders whose change changes the site."""
        yield from (self._folder / config.FILE_NAME, self._folder / "content")
        yield from self._theme_folders

    def rebuild(self, changed: Collection[Path] = ()) -> None:
        """Compute what a change asks for, everything without one; a mistake takes the place of the pages."""
        self._said.clear()
        try:
            site = self._rebuilt(changed)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next change may mend it
            self._is_stale = self._is_stale or not isinstance(error, SitegenError)
            with self._lock:
                self._version, self._mistake = self._version + 1, self._complain(error)
            return
        finally:
            self._theme_folders = frozenset(folders_of(self._theme, self._folder).values())
        with self._lock:
            self._version, self._site, self._mistake = self._version + 1, site, None
        for warning in site.assembly.warnings:
            self._say(f"Warning: {warning}")

    def _rebuilt(self, changed: Collection[Path]) -> "_Site":
        site, content = self._site, self._folder / "content"
        if changed and site and not self._is_stale:
            if all(any(path.is_relative_to(one) for one in self._theme_folders) for path in changed):
                with self._lock:
                    return site.with_theme()
            if all(path.is_relative_to(content) and path.name != DRIVERS_FILE for path in changed):
                with self._lock:
                    return site.with_content()
        self._is_stale = True
        settings = config.load(self._folder)
        self._theme = settings.site.theme
        site = _Site(self._folder, settings)
        self._is_stale = False
        return site

    def is_outdated(self, path: str) -> bool:
        """Whether something has changed since an address was last answered."""
        with self._lock:
            return self._answered.get(path, self._version) < self._version

    def answer(self, environment: "WSGIEnvironment", start: "StartResponse") -> list[bytes]:
        """The site as a WSGI application."""
        path = environment["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        with self._lock:
            self._answered[path] = self._version
            try:
                status, headers, body = self._answer(path)
            except Exception as error:  # noqa: BLE001 - the page that says so follows the next change
                status, headers, body = self._apology(self._complain(error))
        start(f"{status.value} {status.phrase}", [*headers, ("Cache-Control", "no-store")])
        return [body]

    def _answer(self, path: str) -> tuple[HTTPStatus, list[tuple[str, str]], bytes]:
        if self._mistake is not None or self._site is None:
            return self._apology(self._mistake or "The site is being built.")
        site = self._site
        if path == "/" != site.base_path:
            return _moved(site.base_path)
        is_below = path.startswith(site.base_path)
        name = path.removeprefix(site.base_path)
        file = f"{name}index.html" if not name or name.endswith("/") else name
        if is_below and (mistake := site.assembly.broken.get(f"{name.rstrip('/')}/".lstrip("/"))):
            return self._apology(mistake)
        body = site.body(file) if is_below else None
        if body is None and is_below and site.body(f"{file}/index.html") is not None:
            return _moved(f"{site.base_path}{name}/")
        found = body is not None
        kind = mimetypes.guess_type(file)[0] if found else "text/html"
        body = body if body is not None else site.body(LOST)
        assert body is not None
        if kind == "text/html":
            body = with_warnings(body, site.assembly.warnings)
        status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        return status, [("Content-Type", _with_charset(kind or "application/octet-stream"))], body

    def _complain(self, error: Exception) -> str:
        """The sentence on a mistake, also for the terminal, there once until something changes."""
        said = str(error) if isinstance(error, SitegenError) else _own_fault(error)
        where = said.partition(": ")[0]
        if where not in self._said:
            self._said.add(where)
            self._say(f"Error: {said}")
        return said

    def _apology(self, what: str) -> tuple[HTTPStatus, list[tuple[str, str]], bytes]:
        page = mistake_page(what, folder=self._folder)
        return HTTPStatus.INTERNAL_SERVER_ERROR, [("Content-Type", "text/html; charset=utf-8")], page


class _Site:
    """A site that has been computed, and renders what is asked for."""

    def __init__(self, folder: Path, settings: config.Config) -> None:
        self._folder = folder
        self._config = settings
        self.base_path = self._config.site.base_path
        self.assembly = Assembly(self._config, folder, now=dt.datetime.now(dt.UTC), preview=True)
        self._events: dict[str, Event] = {}
        for event in self.assembly.league.events:
            for one in self.assembly.time(event):
                self.assembly.keep(one)
                self._events[one.found.session.id] = event
        self._league = _by_file(chain(self.assembly.season_items(), self.assembly.league_items()))
        self._sessions: dict[str, dict[str, Page | bytes]] = {}
        self._read_own()
        self._read_theme()

    def with_content(self) -> "_Site":
        """The same with what the league wrote read anew."""
        self.assembly.read_content(now=dt.datetime.now(dt.UTC), preview=True)
        self._read_own()
        return self.with_theme()

    def with_theme(self) -> "_Site":
        """The same with its theme read anew."""
        self._read_theme()
        return self

    def body(self, file: str) -> bytes | None:
        """What is in a file of the site; None when there is no such file. `ThemeError` when it cannot be rendered."""
        item = self._own.get(file) or self._league.get(file) or self._of_session(file) or self._static.get(file)
        return self._theme.render(item) if isinstance(item, Page) else item

    def _read_own(self) -> None:
        self._own = _by_file(self.assembly.own_items())

    def _read_theme(self) -> None:
        name = self._config.site.theme
        self._theme = Theme(name, site_folder=self._folder, frame=self.assembly.frame, options=self._config.theme)
        self._static = {f"static/{path}": body for path, body in self._theme.static_files()}

    def _of_session(self, file: str) -> Page | bytes | None:
        """A page or file of a session, computed when the first of them is asked for."""
        parts = PurePosixPath(file.removeprefix("data/")).parts
        if len(parts) < 3 or parts[0] != "sessions":
            return None
        id_ = f"{parts[1]}/{parts[2].partition('.')[0]}"
        if id_ not in self._sessions and id_ in self._events:
            for one in self.assembly.time(self._events[id_]):
                self._sessions[one.found.session.id] = _by_file(self.assembly.session_items(one))
        return self._sessions.get(id_, {}).get(file)


def _by_file(items: Iterable[Item]) -> dict[str, Page | bytes]:
    """File of the site → the page or the bytes in it."""
    found: dict[str, Page | bytes] = {}
    for item in items:
        if isinstance(item, Page):
            found[item.file] = item
        else:
            found[item[0]] = item[1]
    return found


def _own_fault(error: Exception) -> str:
    """What nobody thought of, with the place in sitegen for a report of it."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"sitegen itself failed in {Path(at.filename).name}, line {at.lineno}: {type(error).__name__}: {error}; "
        "please report it. What you change next is tried anew."
    )


def _moved(path: str) -> tuple[HTTPStatus, list[tuple[str, str]], bytes]:
    return HTTPStatus.MOVED_PERMANENTLY, [("Location", quote(path))], b""


def _with_charset(kind: str) -> str:
    is_text = kind.startswith("text/") or kind in ("application/json", "application/xml", "image/svg+xml")
    return f"{kind}; charset=utf-8" if is_text else kind
