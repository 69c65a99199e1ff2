"""Front matter: what stands on top of a page between two lines of `+++`, in TOML."""

import datetime as dt
import re
import tomllib
from typing import Any

import msgspec
from frontmatter.default_handlers import BaseHandler

from sitegen.errors import ContentError
from sitegen.toml_tables import Table, check_table


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


def split_front(text: str, *, said: str) -> tuple[FrontMatter, str, int]:
    """Front matter, the text below it, and the number of that text's first line.

    `said`: what messages call the file. `ContentError` names it and the line.
    """
    handler = _TomlHandler()
    if not handler.detect(text):
        if re.match(r"-{3,}\s*\n.*?\n-{3,}\s*\n", text, re.DOTALL):
            raise ContentError(
                f"{said}, line 1: the page begins with ---; expected +++ and TOML between them: "
                'title = "Rules" instead of title: Rules.'
            )
        return FrontMatter(), text, 1
    try:
        front, body = handler.split(text)
    except ValueError:
        raise ContentError(f"{said}, line 1: +++ opens the front matter and nothing closes it; add +++.") from None
    try:
        found = handler.load(front)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(_not_toml(str(error), front, said=said)) from None
    if problem := next(iter(check_table(found, FrontMatter, where="")), None):
        line = next((number for number, one in _lines(front) if re.match(rf"\s*{problem.split()[0]}\b", one)), 1)
        raise ContentError(f"{said}, line {line}: {problem}")
    return msgspec.convert(found, FrontMatter), body, text.count("\n") - body.count("\n") + 1


def _lines(front: str) -> list[tuple[int, str]]:
    """Number in the file and text of every line; the first is that of the opening `+++`."""
    return list(enumerate(front.split("\n"), start=1))


def _not_toml(error: str, front: str, *, said: str) -> str:
    """The parser counts from the end of the line of the opening `+++`."""
    found = re.search(r" \(at line (\d+), column \d+\)| \(at end of document\)", error)
    line = int(found[1]) if found and found[1] else front.count("\n")
    why = error.replace(found[0], "") if found else error
    return f'{said}, line {line}: the lines between +++ are not TOML: {why}. A text needs quotes: title = "Rules".'
