"""What a page is made from, as one hash: its model, its templates, and everything that stands around it."""

import hashlib
import re
from collections.abc import Iterator

import msgspec

from sitegen.site.pages.base import Page
from sitegen.site.theme.templates import Templates

_REFERENCE = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+(.*?)-?%}", re.DOTALL)
"""A tag that asks for another template, and what stands behind its first word."""

_LITERAL = re.compile(r"""["']([^"']+)["']\s*(?:(?:as|import|with|without|ignore)\b.*)?""", re.DOTALL)
"""The name of one template, in quotes; anything else is computed when a page is rendered."""

ENCODER = msgspec.msgpack.Encoder(order="deterministic")
"""Sets have an order of their own in every process."""


class Digests:
    """The hashes of a theme's pages."""

    def __init__(self, templates: Templates, *, shared: bytes) -> None:
        """`shared`: what every page shows, or may show."""
        self._templates = templates
        self._shared = shared
        self._of_templates: dict[str, bytes] = {}

    def page(self, page: Page) -> bytes:
        """A hash of all that a page is made from: two pages with the same hash have the same bytes."""
        # Models of two kinds may have the same fields, and then the same encoding.
        model = type(page).__name__.encode() + b"\0" + ENCODER.encode(page)
        return hashlib.sha256(self.template(page.template) + model).digest()

    def template(self, name: str) -> bytes:
        """A hash of a template, of all that it extends, includes or imports, and of what is around every page."""
        if name not in self._of_templates:
            digest = hashlib.sha256(self._shared)
            for source_name, source in _sources(self._templates, name):
                digest.update(source_name.encode() + b"\0" + source + b"\0")
            self._of_templates[name] = digest.digest()
        return self._of_templates[name]


def _sources(templates: Templates, name: str) -> Iterator[tuple[str, bytes]]:
    """Name and source of a template, and of every template that it needs, each once.

    A template that does not exist has neither name nor source: whoever renders it says so.
    """
    pending = [templates.join_path(name, "")]
    seen: set[str] = set()
    while pending:
        layered_name = pending.pop()
        if layered_name in seen:
            continue
        seen.add(layered_name)
        source = templates.body(layered_name)
        # Without the number of its layer, which changes when a layer is put over it that has nothing to do with it.
        yield templates.name(layered_name), source
        pending += _references(templates, layered_name, source)


def _references(templates: Templates, layered_name: str, source: bytes) -> Iterator[str]:
    """The templates that a template asks for; where one is computed, that may be any template of the theme."""
    for expression in _REFERENCE.findall(source.decode(errors="replace")):
        literal = _LITERAL.fullmatch(expression.strip())
        names = [literal[1]] if literal else templates.list_templates()
        for name in names:
            yield templates.join_path(name, layered_name)
