"""Markdown as HTML that works at any depth of the site.

A link or image address that begins with `/` is meant from the site's root, wherever that will lie; one that leads to
another Markdown file leads to the page made from it, so that the same link works on GitHub. A picture of the league's
own gets its size, so that nothing jumps while it loads.
"""

import posixpath
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import imagesize
import markdown
from markdown.treeprocessors import Treeprocessor

EXTENSIONS = [
    *("tables", "footnotes", "toc", "attr_list", "admonition", "sane_lists"),
    *("pymdownx.highlight", "pymdownx.superfences"),
]

SETTINGS = {"pymdownx.highlight": {"use_pygments": False}}
"""Otherwise code looks different where Pygments happens to be installed."""


class Place:
    """Where a text stands: what its links and pictures are meant from, and where they lead."""

    def __init__(
        self,
        root: str,
        *,
        name: str = "",
        content: Path | None = None,
        urls: Mapping[str, str] | None = None,
    ) -> None:
        """`root`: the way to the site's root. `name`: the path of its file in `content/`, without `.md`.

        `content`: the folder with the league's pictures. `urls`: name of a Markdown file → the address of its page.
        """
        self.root = root
        self.folder = posixpath.dirname(name)
        self._content = content
        self._urls = urls or {}

    def page(self, address: str) -> str | None:
        """The page of another Markdown file; None for an address that leads elsewhere."""
        path, mark, part = address.partition("#")
        if not path.endswith(".md") or ":" in path or path.startswith("/"):
            return None
        target = posixpath.normpath(posixpath.join(self.folder, unquote(path.removesuffix(".md"))))
        url = self._urls.get(target)
        return None if url is None else f"{self.root}{url}{mark}{part}" or "./"

    def size(self, address: str) -> tuple[int, int] | None:
        """Width and height of a picture of the league's own, in pixels."""
        if self._content is None or not address.startswith("/") or address.startswith("//"):
            return None
        try:
            width, height = imagesize.get(self._content / unquote(address[1:]))
        except (OSError, ValueError):
            return None
        return (width, height) if width > 0 and height > 0 else None


def to_html(text: str, place: Place) -> str:
    """Markdown as HTML; addresses that begin with `/` are made relative."""
    converter = markdown.Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS, output_format="html")
    converter.treeprocessors.register(_Addresses(place), "addresses", 0)
    return converter.convert(text)


class _Addresses(Treeprocessor):
    """Leads addresses that begin with `/` to the site's root, and Markdown files to their pages.

    It measures pictures, and lets wide tables scroll in themselves.
    """

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

    def run(self, root: ET.Element) -> None:
        """Rewrite links and pictures in place."""
        for element in root.iter():
            if element.tag == "img":
                self._measure(element)
            for name in ("href", "src"):
                address = element.get(name, "")
                if address.startswith("/") and not address.startswith("//"):
                    element.set(name, self._place.root + address[1:])
                elif name == "href" and (page := self._place.page(address)) is not None:
                    element.set(name, page)
        for parent in list(root.iter()):
            for at, child in enumerate(parent):
                if child.tag == "table":
                    parent[at] = _scrolling(child)

    def _measure(self, image: ET.Element) -> None:
        """A size that the page says itself stays."""
        image.set("loading", "lazy")
        said = image.get("width") or image.get("height")
        if not said and (size := self._place.size(image.get("src", ""))):
            image.set("width", str(size[0]))
            image.set("height", str(size[1]))


def _scrolling(table: ET.Element) -> ET.Element:
    """A table in a box that scrolls when the screen is too narrow for it, also by keyboard."""
    box = ET.Element("div", {"class": "scroll", "tabindex": "0"})
    box.append(table)
    box.tail, table.tail = table.tail, None
    return box
