"""Markdown as HTML that works at any depth of the site.

Where links and pictures lead is said by `link_resolver.py`, whether they were written as Markdown or as HTML. A picture
of the league's own gets its size, so that nothing jumps while it loads.
"""

import html
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from itertools import accumulate

import markdown
from markdown.treeprocessors import Treeprocessor

from sitegen.site.content.link_resolver import LinkResolver

EXTENSIONS = [
    *("tables", "footnotes", "toc", "attr_list", "admonition", "sane_lists"),
    *("pymdownx.highlight", "pymdownx.superfences"),
]

SETTINGS = {"pymdownx.highlight": {"use_pygments": False}}
"""Otherwise code looks different where Pygments happens to be installed."""

_ATTRIBUTE = re.compile(r"""([\w:.@-]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")

_CANDIDATE = re.compile(r"(?:^|(?<=,))(\s*)([^\s,]+)")
"""An address in `srcset`."""


def to_html(text: str, resolver: LinkResolver) -> str:
    """Markdown as HTML, with addresses as they must stand on its page."""
    converter = markdown.Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS, output_format="html")
    converter.treeprocessors.register(_PicturesAndTables(resolver), "pictures_and_tables", 0)
    return _Resolved(converter.convert(text), resolver).html


class _Resolved(HTMLParser):
    """HTML with the addresses in its tags resolved; every other letter stays as it is."""

    def __init__(self, text: str, resolver: LinkResolver) -> None:
        super().__init__()
        self._text = text
        self._resolver = resolver
        self._line_starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._pieces: list[str] = []
        self._end = 0
        """Where the last tag ended, in `text`."""
        self.feed(text)
        self.close()
        self.html = "".join(self._pieces) + text[self._end :]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's
        # The parser has lost how the attributes were written, so they are changed in the text of the tag.
        line, column = self.getpos()
        begin = self._line_starts[line - 1] + column
        written = self.get_starttag_text() or ""
        self._pieces += [self._text[self._end : begin], _ATTRIBUTE.sub(self._attribute, written)]
        self._end = begin + len(written)

    def _attribute(self, match: re.Match[str]) -> str:
        name, equals, quoted = match.groups()
        if quoted[0] in ("'", '"'):
            quoted = quoted[1:-1]
        value = html.unescape(quoted)
        resolved = self._resolved(name.lower(), value)
        if resolved == value:
            return match[0]
        return f'{name}{equals}"{html.escape(resolved)}"'

    def _resolved(self, name: str, value: str) -> str:
        """The value of an attribute with what addresses it has as they must stand on the page."""
        if name in ("href", "src", "poster"):
            return self._resolver.resolve(value)
        if name == "srcset" and "data:" not in value:
            return _CANDIDATE.sub(self._candidate, value)
        return value

    def _candidate(self, match: re.Match[str]) -> str:
        space, address = match.groups()
        return space + self._resolver.resolve(address)


class _PicturesAndTables(Treeprocessor):
    """Measures pictures, and lets wide tables scroll in themselves."""

    def __init__(self, resolver: LinkResolver) -> None:
        super().__init__()
        self._resolver = resolver

    def run(self, root: ET.Element) -> None:
        """Change them in place."""
        for image in root.iter("img"):
            self._measure(image)
        for parent in list(root.iter()):
            for at, child in enumerate(parent):
                if child.tag == "table":
                    parent[at] = _scrolling(child)

    def _measure(self, image: ET.Element) -> None:
        """A size that the page says itself stays; one half of it gives the other."""
        image.set("loading", "lazy")
        size = self._resolver.size(image.get("src", ""))
        if size is None:
            return
        natural_width, natural_height = size
        width, height = image.get("width", ""), image.get("height", "")
        if not width and not height:
            image.set("width", str(natural_width))
            image.set("height", str(natural_height))
        elif not height and width.isdecimal():  # and no percentage
            image.set("height", str(max(1, round(int(width) * natural_height / natural_width))))
        elif not width and height.isdecimal():
            image.set("width", str(max(1, round(int(height) * natural_width / natural_height))))


def _scrolling(table: ET.Element) -> ET.Element:
    """A table in a box that scrolls when the screen is too narrow for it, also by keyboard."""
    box = ET.Element("div", {"class": "scroll", "tabindex": "0"})
    box.append(table)
    box.tail, table.tail = table.tail, None
    return box
