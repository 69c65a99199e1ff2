"""What a host of static pages would answer at an address, and what the preview adds to it."""

import mimetypes
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote

import msgspec

from sitegen.preview.site import PreviewSite
from sitegen.preview.words import mistake_page, with_warnings
from sitegen.site import addresses

HTML = "text/html"


class PreviewResponse(msgspec.Struct, frozen=True):
    """An answer of HTTP."""

    status: HTTPStatus
    headers: list[tuple[str, str]]
    body: bytes = b""

    @property
    def status_line(self) -> str:
        """`404 Not Found`."""
        return f"{self.status.value} {self.status.phrase}"


def respond(site: PreviewSite, path: str, *, folder: Path) -> PreviewResponse:
    """What is at a path: a page or a file, the way to it, a mistake in its place, or the page for lost visitors.

    `folder`: the league's, from which a mistake's lines are read. `ThemeError` when a page cannot be rendered.
    """
    if not path.startswith(site.base_path):
        # Where the site will lie below a path, the root of its host is somebody else's; here it leads to the site.
        return _moved(site.base_path) if path == "/" else _lost(site)
    address = path.removeprefix(site.base_path)
    mistake = site.broken.get(_page_address(address))
    if mistake:
        return mistake_response(mistake, folder=folder)
    file = f"{address}index.html" if address.endswith("/") or not address else address
    body = site.body(file)
    if body is not None:
        return _file(file, body, site)
    if site.has(f"{file}/index.html"):
        return _moved(f"{path}/")
    return _lost(site)


def _page_address(address: str) -> str:
    """`rules` and `rules/` are one page; the home page has the empty address."""
    return f"{address.rstrip('/')}/".lstrip("/")


def mistake_response(message: str, *, folder: Path) -> PreviewResponse:
    """A page that says what is wrong."""
    page = mistake_page(message, folder=folder)
    return PreviewResponse(HTTPStatus.INTERNAL_SERVER_ERROR, [_content_type(HTML)], page)


def _file(file: str, body: bytes, site: PreviewSite) -> PreviewResponse:
    media_type = mimetypes.guess_type(file)[0] or "application/octet-stream"
    if media_type == HTML:
        body = with_warnings(body, site.warnings)
    return PreviewResponse(HTTPStatus.OK, [_content_type(media_type)], body)


def _lost(site: PreviewSite) -> PreviewResponse:
    page = site.body(addresses.NOT_FOUND)
    assert page is not None
    return PreviewResponse(HTTPStatus.NOT_FOUND, [_content_type(HTML)], with_warnings(page, site.warnings))


def _moved(path: str) -> PreviewResponse:
    return PreviewResponse(HTTPStatus.MOVED_PERMANENTLY, [("Location", quote(path))])


def _content_type(media_type: str) -> tuple[str, str]:
    is_text = media_type.startswith("text/") or media_type in ("application/json", "application/xml", "image/svg+xml")
    return "Content-Type", f"{media_type}; charset=utf-8" if is_text else media_type
