"""What a page is made from, as one hash: its model, its templates, and everything that stands around it."""

import hashlib
import re
from collections.abc import Iterator

import jinja2
import msgspec

from sitegen.site.pages.base import Page

_ASKED = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+(.*?)-?%}", re.DOTALL)
_NAMED = re.compile(r"""["']([^"']+)["']\s*(?:(?:as|import|with|without|ignore)\b.*)?""", re.DOTALL)

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")
"""Sets have an order of their own in every process."""


class Digests:
    """The hashes of a theme's pages."""

    def __init__(self, environment: jinja2.Environment, *, around: bytes) -> None:
        """`around`: what every page shows, or may show."""
        self._environment = environment
        self._around = around
        self._templates: dict[str, bytes] = {}

    def page(self, page: Page) -> bytes:
        """Two pages with the same are the same bytes."""
        made_from = self.template(page.template) + type(page).__name__.encode() + b"\0" + _ENCODER.encode(page)
        return hashlib.sha256(made_from).digest()

    def template(self, name: str) -> bytes:
        """A hash of a template, of all that it extends, includes or imports, and of what is around every page."""
        if name not in self._templates:
            whole = hashlib.sha256(self._around)
            for other, source in _sources(self._environment, name):
                whole.update(f"{other}\0{source}\0".encode())
            self._templates[name] = whole.digest()
        return self._templates[name]


def _sources(environment: jinja2.Environment, name: str) -> Iterator[tuple[str, str]]:
    """Name and source of a template and of everything that it asks for, in that order.

    Where a name is computed, that is every template of the theme.
    """
    loader = environment.loader
    assert loader is not None
    seen: set[str] = set()
    wanted = [environment.join_path(name, "")]
    while wanted:
        layered = wanted.pop()
        if layered in seen:
            continue
        seen.add(layered)
        source = loader.get_source(environment, layered)[0]
        yield layered.partition("/")[2], source
        for asked in _ASKED.findall(source):
            named = _NAMED.fullmatch(asked.strip())
            others = [named[1]] if named else environment.list_templates()
            wanted += [environment.join_path(other, layered) for other in others]
