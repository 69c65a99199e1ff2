"""Markdown as HTML that works at any depth of the site.

Where links and pictures lead is said by `places.py`, whether they were written as Markdown or as HTML. A picture of the
league's own gets its size, so that nothing jumps while it loads.
"""

import html
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from itertools import accumulate

import markdown
from markdown.treeprocessors import Treeprocessor

from sitegen.site.content.places import Place

EXTENSIONS = [
    *("tables", "footnotes", "toc", "attr_list", "admonition", "sane_lists"),
    *("pymdownx.highlight", "pymdownx.superfences"),
]

SETTINGS = {"pymdownx.highlight": {"use_pygments": False}}
"""Otherwise code looks different where Pygments happens to be installed."""

_ATTRIBUTE = re.compile(r"""([\w:.@-]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")

_CANDIDATE = re.compile(r"(?:^|(?<=,))(\s*)([^\s,]+)")
"""An address in `srcset`."""


def to_html(text: str, place: Place) -> str:
    """Markdown as HTML, with addresses as they must stand on its page."""
    converter = markdown.Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS, output_format="html")
    converter.treeprocessors.register(_Shapes(place), "shapes", 0)
    return _Led(converter.convert(text), place).html


class _Led(HTMLParser):
    """HTML with the addresses in its tags led to where they are meant; not a letter else is another."""

    def __init__(self, text: str, place: Place) -> None:
        super().__init__()
        self._text = text
        self._place = place
        self._lines = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        """Where each line begins."""
        self._pieces: list[str] = []
        self._at = 0
        self.feed(text)
        self.close()
        self.html = "".join(self._pieces) + text[self._at :]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's
        line, column = self.getpos()
        begin, said = self._lines[line - 1] + column, self.get_starttag_text() or ""
        self._pieces += [self._text[self._at : begin], _ATTRIBUTE.sub(self._attribute, said)]
        self._at = begin + len(said)

    def _attribute(self, found: re.Match[str]) -> str:
        name, equals, value = found.groups()
        said = html.unescape(value[1:-1] if value[0] in "\"'" else value)
        if name.lower() in ("href", "src", "poster"):
            led = self._place.led(said)
        elif name.lower() == "srcset" and "data:" not in said:
            led = _CANDIDATE.sub(lambda one: one[1] + self._place.led(one[2]), said)
        else:
            return found[0]
        return found[0] if led == said else f'{name}{equals}"{html.escape(led)}"'


class _Shapes(Treeprocessor):
    """Measures pictures, and lets wide tables scroll in themselves."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

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
        size = self._place.size(image.get("src", ""))
        if not size:
            return
        (width, height), said_width, said_height = size, image.get("width"), image.get("height")
        if not said_width and not said_height:
            image.set("width", str(width))
            image.set("height", str(height))
        elif said_width and not said_height and said_width.isdecimal():
            image.set("height", str(max(1, round(int(said_width) * height / width))))
        elif said_height and not said_width and said_height.isdecimal():
            image.set("width", str(max(1, round(int(said_height) * width / height))))


def _scrolling(table: ET.Element) -> ET.Element:
    """A table in a box that scrolls when the screen is too narrow for it, also by keyboard."""
    box = ET.Element("div", {"class": "scroll", "tabindex": "0"})
    box.append(table)
    box.tail, table.tail = table.tail, None
    return box
