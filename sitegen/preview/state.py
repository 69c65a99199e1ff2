"""What the preview knows between two changes: the site as it is, or the mistake that stands in its place."""

import threading
import traceback
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import config
from sitegen.dataset.drivers_file import DRIVERS_FILE
from sitegen.errors import SitegenError
from sitegen.preview.responses import PreviewResponse, mistake_response, respond
from sitegen.preview.site import PreviewSite
from sitegen.site.theme.layers import folders_of

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment


class Preview:
    """A league's site, answered page by page; several threads may ask."""

    def __init__(self, folder: Path, *, say: Callable[[str], None]) -> None:
        """Nothing is computed before `rebuild`. `say`: where mistakes and warnings go besides the browser."""
        self._folder = folder
        self._say = say
        self._lock = threading.RLock()
        self._site: PreviewSite | None = None
        self._mistake = "The site is being built."
        """Stands in place of every page; empty while there is a site to show."""
        self._reported: set[str] = set()
        """Where mistakes are that were reported since the last change; a browser asks for more than one address."""
        self._theme = config.Site(title="").theme
        self._theme_folders: frozenset[Path] = frozenset()
        self._is_stale = True
        """What is computed cannot be relied on: the next change computes everything."""
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
        self._reported.clear()
        try:
            site = self._rebuilt(changed)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next change may mend it
            # A mistake in the theme leaves the computed pages as they are; after anything unforeseen nothing is sure.
            self._is_stale = self._is_stale or not isinstance(error, SitegenError)
            with self._lock:
                self._version += 1
                self._mistake = self._report(error)
            return
        finally:
            self._theme_folders = frozenset(folders_of(self._theme, self._folder).values())
        with self._lock:
            self._version += 1
            self._site, self._mistake = site, ""
        for warning in site.warnings:
            self._say(f"Warning: {warning}")

    def _rebuilt(self, changed: Collection[Path]) -> PreviewSite:
        site = self._site
        if changed and site and not self._is_stale:
            if all(map(self._is_of_theme, changed)):
                with self._lock:
                    site.read_theme()
                return site
            if all(map(self._is_of_content, changed)):
                with self._lock:
                    site.read_content()
                return site
        self._is_stale = True
        league = config.load(self._folder)
        self._theme = league.site.theme
        site = PreviewSite(self._folder, league)
        self._is_stale = False
        return site

    def _is_of_theme(self, path: Path) -> bool:
        return any(path.is_relative_to(folder) for folder in self._theme_folders)

    def _is_of_content(self, path: Path) -> bool:
        """The file of drivers lies there too, and changes every page."""
        return path.is_relative_to(self._folder / "content") and path.name != DRIVERS_FILE

    def is_outdated(self, path: str) -> bool:
        """Whether something has changed since an address was last answered."""
        with self._lock:
            return self._answered.get(path, self._version) < self._version

    def answer(self, environment: "WSGIEnvironment", start: "StartResponse") -> list[bytes]:
        """The site as a WSGI application."""
        path = environment["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        with self._lock:
            self._answered[path] = self._version
            response = self._response(path)
        headers = [*response.headers, ("Cache-Control", "no-store")]
        if environment.get("REQUEST_METHOD") == "HEAD":
            # The length is that of the page which a GET would bring, and no byte of it follows.
            start(response.status_line, [*headers, ("Content-Length", str(len(response.body)))])
            return []
        start(response.status_line, headers)
        return [response.body]

    def _response(self, path: str) -> PreviewResponse:
        if self._site is None or self._mistake:
            return mistake_response(self._mistake, folder=self._folder)
        try:
            return respond(self._site, path, folder=self._folder)
        except Exception as error:  # noqa: BLE001 - the page that says so follows the next change
            return mistake_response(self._report(error), folder=self._folder)

    def _report(self, error: Exception) -> str:
        """The sentence on a mistake, also for the terminal, there once until something changes."""
        message = str(error) if isinstance(error, SitegenError) else _own_fault(error)
        where = message.partition(": ")[0]
        if where not in self._reported:
            self._reported.add(where)
            self._say(f"Error: {message}")
        return message


def _own_fault(error: Exception) -> str:
    """What nobody thought of, with the place in sitegen for a report of it."""
    at = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"sitegen itself failed in {Path(at.filename).name}, line {at.lineno}: {type(error).__name__}: {error}; "
        "please report it. What you change next is tried anew."
    )
