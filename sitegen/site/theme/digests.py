"""What a page is made from, as one hash: its model, its templates, and everything that stands around it."""

import hashlib
import re
from collections.abc import Iterator

import msgspec

from sitegen.site.pages.base import Page
from sitegen.site.theme.templates import Templates

_ASKED = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+(.*?)-?%}", re.DOTALL)
_NAMED = re.compile(r"""["']([^"']+)["']\s*(?:(?:as|import|with|without|ignore)\b.*)?""", re.DOTALL)

ENCODER = msgspec.msgpack.Encoder(order="deterministic")
"""Sets have an order of their own in every process."""


class Digests:
    """The hashes of a theme's pages."""

    def __init__(self, environment: Templates, *, around: bytes) -> None:
        """`around`: what every page shows, or may show."""
        self._environment = environment
        self._around = around
        self._templates: dict[str, bytes] = {}

    def page(self, page: Page) -> bytes:
        """Two pages with the same are the same bytes."""
        made_from = self.template(page.template) + type(page).__name__.encode() + b"\0" + ENCODER.encode(page)
        return hashlib.sha256(made_from).digest()

    def template(self, name: str) -> bytes:
        """A hash of a template, of all that it extends, includes or imports, and of what is around every page."""
        if name not in self._templates:
            whole = hashlib.sha256(self._around)
            for other, source in _sources(self._environment, name):
                whole.update(other.encode() + b"\0" + source + b"\0")
            self._templates[name] = whole.digest()
        return self._templates[name]


def _sources(environment: Templates, name: str) -> Iterator[tuple[str, bytes]]:
    """Name and source of a template and of everything that it asks for, in that order.

    Where a name is computed, that is every template of the theme. A mistake in one is no matter here: who renders it
    says so.
    """
    seen: set[str] = set()
    wanted = [environment.join_path(name, "")]
    while wanted:
        layered = wanted.pop()
        if layered in seen:
            continue
        seen.add(layered)
        source = environment.body(layered)
        yield (layered.partition("/")[2] if environment.has(layered) else "", source)
        for asked in _ASKED.findall(source.decode(errors="replace")):
            named = _NAMED.fullmatch(asked.strip())
            others = [named[1]] if named else environment.list_templates()
            wanted += [environment.join_path(other, layered) for other in others]
