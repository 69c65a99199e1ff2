"""The league's own pages: Markdown with TOML front matter in `content/`, and the files beside them.

A link or image address that begins with `/` is meant from the site's root, wherever that will lie; one that leads to
another Markdown file leads to the page made from it, so that the same link works on GitHub.
"""

import posixpath
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import frontmatter
import markdown
import msgspec
from frontmatter.default_handlers import BaseHandler
from markdown.treeprocessors import Treeprocessor

from sitegen.errors import ContentError
from sitegen.site import addresses

RESERVED = frozenset(
    {"championships", "sessions", "drivers", "teams", "cars", "tracks", "records", "calendar", "data", "static"}
)
"""Folders of the site that are made from results."""

ROSTER = "drivers.toml"
"""Says who is who; it is not published."""

EXTENSIONS = ["tables", "footnotes", "toc", "attr_list", "admonition", "sane_lists", "pymdownx.superfences"]


class FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands between the `+++` lines on top of a page."""

    title: str = ""
    """Its name; without one it is made from the name of the file."""
    description: str = ""
    """One sentence for search engines and link previews."""
    menu: bool = False
    """Stands in the menu of every page."""


class Document(msgspec.Struct, frozen=True):
    """A page that the league wrote."""

    url: str
    """From the site's root; empty for the welcome on the home page."""
    title: str
    description: str
    in_menu: bool
    body: str
    """HTML."""


class TomlHandler(BaseHandler):
    """TOML front matter; the library's own handler needs a reader that is no longer kept."""

    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        """Parse the text between the boundaries."""
        return tomllib.loads(fm)


def load_documents(folder: Path) -> Iterator[Document | ContentError]:
    """Every Markdown page of `content/` by path; one that cannot be used comes as an error, and the rest goes on.

    `content/index.md` is the welcome on the home page; `rules.md` becomes `rules/`, `rules/points.md` `rules/points/`.
    """
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        try:
            yield _load(path, name, said=f"content/{name}.md")
        except ContentError as error:
            yield error


def load_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Everything else in `content/`, such as images: path from the site's root, and content."""
    for path in sorted(folder.rglob("*")):
        if path == folder / ROSTER:
            continue
        if path.is_file() and path.suffix != ".md" and not any(part.startswith(".") for part in path.parts[-2:]):
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _load(path: Path, name: str, *, said: str) -> Document:
    """`said`: what messages call the file, without the folders above the league's."""
    url = _url(name)
    if url.split("/")[0] in RESERVED:
        raise ContentError(f"{said} would be the page {url}, which is made from results; give the file another name.")
    try:
        text = path.read_text(encoding="utf-8-sig")
        post = frontmatter.loads(text, handler=TomlHandler())
        front = msgspec.convert(post.metadata, FrontMatter)
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"{said} could not be read as UTF-8 text: {error}.") from None
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{said}: the lines between +++ are not TOML: {error}.") from None
    except msgspec.ValidationError as error:
        raise ContentError(f"{said}: {error}; known are {', '.join(FrontMatter.__struct_fields__)}.") from None
    title = front.title or name.rpartition("/")[2].replace("-", " ").capitalize()
    return Document(
        url=url,
        title=title,
        description=front.description or title,
        in_menu=front.menu,
        body=to_html(post.content, root=addresses.root_from(url), name=name),
    )


def _url(name: str) -> str:
    """The address of the page made from a file, by the file's path in `content/` without `.md`."""
    return addresses.HOME if name == "index" else f"{name.removesuffix('/index')}/"


def to_html(text: str, *, root: str, name: str = "") -> str:
    """Markdown as HTML; addresses that begin with `/` are made relative with `root`.

    `name`: the path of its file in `content/`, without `.md`, from which links to other Markdown files are meant.
    """
    converter = markdown.Markdown(extensions=EXTENSIONS, output_format="html")
    converter.treeprocessors.register(_Links(root, name), "links", 0)
    return converter.convert(text)


class _Links(Treeprocessor):
    """Leads addresses that begin with `/` to the site's root, and Markdown files to their pages."""

    def __init__(self, root: str, name: str) -> None:
        super().__init__()
        self._root = root
        self._folder = posixpath.dirname(name)

    def run(self, root: ET.Element) -> None:
        """Rewrite links and images in place."""
        for element in root.iter():
            for name in ("href", "src"):
                address = element.get(name, "")
                if address.startswith("/") and not address.startswith("//"):
                    element.set(name, self._root + address[1:])
                elif name == "href" and (page := self._page(address)) is not None:
                    element.set(name, page)

    def _page(self, address: str) -> str | None:
        """The page of another Markdown file; None for an address that leads elsewhere."""
        path, mark, part = address.partition("#")
        if not path.endswith(".md") or ":" in path or path.startswith("/"):
            return None
        target = posixpath.normpath(posixpath.join(self._folder, unquote(path.removesuffix(".md"))))
        return None if target.startswith("../") else f"{self._root}{_url(target)}{mark}{part}" or "./"
