"""Front matter: what stands on top of a page between two lines of `+++`, in TOML."""

import datetime as dt
import re
import tomllib
from collections.abc import Sequence
from typing import Any

import msgspec
from frontmatter.default_handlers import BaseHandler

from sitegen.errors import ContentError
from sitegen.support.toml_syntax import why_not_toml
from sitegen.support.toml_tables import Table, check_table


class FrontMatter(Table, frozen=True):
    """What a page may say of itself."""

    title: str = ""
    """Its name; without one the first heading, or the name of the file."""
    description: str = ""
    """One sentence for search engines and link previews."""
    menu: bool = False
    """Stands in the menu of every page."""
    date: dt.datetime | None = None
    """When it is published, a day or a moment; until then it is only in the preview.

    News need one, here or in the file's name.
    """
    author: str = ""
    """Who wrote it."""
    draft: bool = False
    """Only in the preview."""
    tags: tuple[str, ...] = ()
    """What it is about; of news, every tag has a page."""
    image: str = ""
    """A picture in `content/`: on top of the page, and for link previews."""
    slug: str = ""
    """The last part of its address, instead of the name of the file."""


class _TomlHandler(BaseHandler):
    """TOML front matter; the library's own handler needs a reader that is no longer kept."""

    FM_BOUNDARY = re.compile(r"^\+{3,}[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        """Parse the text between the boundaries."""
        found = tomllib.loads(fm)
        day = found.get("date")
        if isinstance(day, dt.date) and not isinstance(day, dt.datetime):
            found["date"] = dt.datetime.combine(day, dt.time())
        return found


class Split(msgspec.Struct, frozen=True):
    """A file, taken apart."""

    front: FrontMatter
    text: str
    """What stands below the front matter."""
    line: int = 1
    """The number of the text's first line."""
    lines: tuple[str, ...] = ()
    """Of the file, down to the end of the front matter."""

    def where(self, key: str) -> str:
        """The line on which a key of the front matter is said, for messages."""
        return _line_of(key, self.lines)


def split_front(text: str, *, said: str) -> Split:
    """Front matter, which may follow empty lines, and the text below it.

    `said`: what messages call the file. `ContentError` names it and the line.
    """
    front, body = _divided(text, said=said)
    if front is None:
        return Split(FrontMatter(), body)
    lines = tuple(front.split("\n"))
    try:
        found = _TomlHandler().load(front)
    except tomllib.TOMLDecodeError as error:
        line, why = why_not_toml(error, front)
        raise ContentError(f"{said}, line {line}: the lines between +++ are not TOML: {why}.") from None
    if mistake := next(check_table(found, FrontMatter), None):
        raise ContentError(f"{said}, {_line_of(str(mistake.key[0]), lines)}: {mistake}")
    line = text.count("\n") - body.count("\n") + 1
    return Split(msgspec.convert(found, FrontMatter), body, line, lines)


def _divided(text: str, *, said: str) -> tuple[str | None, str]:
    """Front matter as text, with as many lines before it as in the file, and what is below; None without any."""
    handler = _TomlHandler()
    empty = re.match(r"(?:[ \t]*\n)*", text)
    before = empty[0] if empty else ""
    if not handler.detect(text[len(before) :]):
        if re.match(r"-{3,}\s*\n.*?\n-{3,}\s*\n", text, re.DOTALL):
            raise ContentError(
                f"{said}, line 1: the page begins with ---; expected +++ and TOML between them: "
                'title = "Rules" instead of title: Rules.'
            )
        return None, text
    try:
        front, body = handler.split(text[len(before) :])
    except ValueError:
        line = before.count("\n") + 1
        raise ContentError(f"{said}, line {line}: +++ opens the front matter and nothing closes it; add +++.") from None
    return before + front, body


def _line_of(key: str, lines: Sequence[str]) -> str:
    numbers = (at for at, one in enumerate(lines, start=1) if re.match(rf"\s*{key}\b", one))
    return f"line {next(numbers, 1)}"
