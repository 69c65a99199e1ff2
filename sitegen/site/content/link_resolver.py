"""Where the links and pictures of a text lead: from the root, from its file as on GitHub, or from its page."""

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote

import imagesize

from sitegen.site.content.files import is_file
from sitegen.site.content.reserved import Reserved

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|[?#]|\s*\Z", re.IGNORECASE)
"""Another host, another scheme, or the page itself."""


class LinkResolver:
    """Knows from where the addresses of a text are meant, and where they lead from its page."""

    def __init__(
        self,
        root: str,
        *,
        name: str = "",
        url: str = "",
        content: Path | None = None,
        urls: Mapping[str, str] | None = None,
        reserved: Reserved | None = None,
    ) -> None:
        """`root`: the way to the site's root. `name`: the path of its file in `content/`, without `.md`.

        `url`: the address of its page. `content`: the folder with the league's files. `urls`: name of a Markdown file
        → the address of its page. `reserved`: the paths of the site that are sitegen's own.
        """
        self._root = root
        self._folder = posixpath.dirname(name)
        self._url = url
        self._content = content
        self._urls = urls or {}
        self._reserved = reserved or Reserved()

    def resolve(self, address: str) -> str:
        """An address as it must stand on the page."""
        if _ELSEWHERE.match(address):
            return address
        path, rest = _divide(address)
        from_source = self._from_source(path)
        name = from_source.removesuffix(".md")
        if name != from_source and name in self._urls:
            return f"{self._root}{self._urls[name]}{rest}" or "./"
        if path.startswith("/"):
            return f"{self._root}{path[1:]}{rest}"
        if self._is_meant_from_source(path):
            return f"{self._root}{quote(from_source)}{rest}"
        return address

    def size(self, address: str) -> tuple[int, int] | None:
        """Width and height of a picture of the league's own, in pixels; None when it cannot be measured."""
        if self._content is None or _ELSEWHERE.match(address):
            return None
        path, _ = _divide(address)
        is_from_source = path.startswith("/") or self._is_meant_from_source(path)
        name = self._from_source(path) if is_from_source else self._from_page(path)
        try:
            width, height = imagesize.get(self._content / name)
        except (OSError, ValueError):
            return None
        # What the library cannot read has -1.
        return (width, height) if width > 0 and height > 0 else None

    def _is_meant_from_source(self, path: str) -> bool:
        """Whether somebody who wrote a relative path meant it from the file, as GitHub does, not from the page.

        What is there as seen from the page stays: one of the league's files, or a page of the site.
        """
        from_source, from_page = self._from_source(path), self._from_page(path)
        if self._content is None or from_source.startswith("../") or is_file(self._content / from_page):
            return False
        return is_file(self._content / from_source) or self._reserved.is_league_file(from_page)

    def _from_source(self, path: str) -> str:
        """The path in `content/`, as GitHub understands an address."""
        if path.startswith("/"):
            return unquote(path[1:])
        return posixpath.normpath(posixpath.join(self._folder, unquote(path)))

    def _from_page(self, path: str) -> str:
        """The path from the site's root, as a browser understands an address."""
        slash = "/" * path.endswith("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(self._url), unquote(path))) + slash


def _divide(address: str) -> tuple[str, str]:
    """The path, and what follows it from `?` or `#` on."""
    path = re.split("[?#]", address, maxsplit=1)[0]
    return path, address[len(path) :]
