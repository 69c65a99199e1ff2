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
    """TOML front matter; the library's own handler needs a reader that is no longer maintained."""

    FM_BOUNDARY = re.compile(r"^\+{3,}[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        """Parse the text between the boundaries."""
        table = tomllib.loads(fm)
        day = table.get("date")
        # TOML has days and moments; a page may say either, and a day means its beginning.
        if isinstance(day, dt.date) and not isinstance(day, dt.datetime):
            table["date"] = dt.datetime.combine(day, dt.time())
        return table


class SourceText(msgspec.Struct, frozen=True):
    """The text of a Markdown file, in two parts."""

    front: FrontMatter
    text: str
    """What stands below the front matter."""
    line: int = 1
    """The number of the text's first line."""
    lines: tuple[str, ...] = ()
    """Of the file, down to the end of the front matter."""

    def line_of(self, key: str) -> str:
        """The line on which a key of the front matter is said, for messages: `line 3`."""
        return _line_of(key, self.lines)


def split_front(text: str, *, source: str) -> SourceText:
    """Front matter, which may follow empty lines, and the text below it.

    `source`: what messages call the file. `ContentError` names it and the line.
    """
    front, body = _divide(text, source=source)
    if front is None:
        return SourceText(FrontMatter(), body)
    lines = tuple(front.split("\n"))
    table = _parse(front, source=source)
    for mistake in check_table(table, FrontMatter):
        raise ContentError(f"{source}, {_line_of(str(mistake.key[0]), lines)}: {mistake}")
    line = text.count("\n") - body.count("\n") + 1
    return SourceText(msgspec.convert(table, FrontMatter), body, line, lines)


def _parse(front: str, *, source: str) -> dict[str, Any]:
    try:
        return _TomlHandler().load(front)
    except tomllib.TOMLDecodeError as error:
        line, why = why_not_toml(error, front)
        raise ContentError(f"{source}, line {line}: the lines between +++ are not TOML: {why}.") from None


def _divide(text: str, *, source: str) -> tuple[str | None, str]:
    """Front matter as text, with as many lines before it as in the file, and what is below; None without any."""
    handler = _TomlHandler()
    rest = re.sub(r"\A(?:[ \t]*\n)*", "", text)
    empty = text.removesuffix(rest)
    if not handler.detect(rest):
        # Other generators write YAML between ---, which would be shown as text.
        if re.match(r"-{3,}\s*\n.*?\n-{3,}\s*\n", text, re.DOTALL):
            raise ContentError(
                f"{source}, line 1: the page begins with ---; expected +++ and TOML between them: "
                'title = "Rules" instead of title: Rules.'
            )
        return None, text
    try:
        front, body = handler.split(rest)
    except ValueError:
        line = empty.count("\n") + 1
        raise ContentError(
            f"{source}, line {line}: +++ opens the front matter and nothing closes it; add +++."
        ) from None
    return empty + front, body


def _line_of(key: str, lines: Sequence[str]) -> str:
    numbers = (number for number, line in enumerate(lines, start=1) if re.match(rf"\s*{key}\b", line))
    return f"line {next(numbers, 1)}"
