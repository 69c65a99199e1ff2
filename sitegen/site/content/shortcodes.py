"""Shortcodes: a line such as `{{ standings("gt3-cup", top=5) }}` on a page, in whose place results are shown."""

import ast
import hashlib
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from sitegen.errors import ContentError
from sitegen.support.suggestions import suggestion

KNOWN: dict[str, tuple[str, ...]] = {
    "standings": ("championship", "class_name", "top"),
    "podium": ("session",),
    "countdown": ("championship",),
    "driver": ("id",),
}
"""Name → its arguments in the order in which they may stand without a name."""

TYPES: dict[str, type] = {"top": int}
"""Of the arguments that are no text."""

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")

_LINE = re.compile(r"\s{0,3}\{\{(.*)\}\}\s*")

_ELSEWHERE = re.compile(rf"\{{\{{\s*(?:(?:{'|'.join(KNOWN)})\b|\w+\s*\().*?(?:\}}\}}|$)")
"""What somebody meant as a shortcode, in a line that is none."""

_NO_TEXT = re.compile(r"(`+).*?\1|<!--.*?-->")
"""Code within a line, and what nobody sees."""


class Shortcode(msgspec.Struct, frozen=True):
    """What a page asks for from the results."""

    name: str
    arguments: dict[str, Any]
    where: str
    """The file and the line, for messages."""


class Marked(msgspec.Struct, frozen=True):
    """A text with a mark in the place of every shortcode, which Markdown leaves alone."""

    text: str
    mark: str
    shortcodes: tuple[Shortcode, ...]
    errors: tuple[ContentError, ...]
    """Of those that cannot be understood, and are left out, and of those that are only text where they stand."""

    def pieces(self, html: str) -> tuple[str | Shortcode, ...]:
        """HTML made from the text, taken apart at the marks."""
        parts = re.split(rf"<!--{self.mark}(\d+)-->", html)
        found: list[str | Shortcode] = []
        for at, part in enumerate(parts):
            if at % 2:
                found.append(self.shortcodes[int(part)])
            elif part.strip():
                found.append(part.strip())
        return tuple(found)


def mark_shortcodes(text: str, *, said: str, line: int = 1) -> Marked:
    """Find the lines that are shortcodes; in code blocks they are only text.

    `line`: the number of the text's first line in the file `said`.
    """
    mark = f"shortcode-{hashlib.sha256(text.encode()).hexdigest()[:12]}-"  # which no page contains by chance
    lines: list[str] = []
    found: list[Shortcode] = []
    errors: list[ContentError] = []
    for number, one, is_code in _lines(text, first=line):
        asked = None if is_code else _LINE.fullmatch(one)
        where = f"{said}, line {number}"
        if asked is None:
            lines.append(one)
            errors += [] if is_code else _only_text(one, where=where)
            continue
        try:
            found.append(_parsed(asked[1].strip(), where=where))
            lines += ["", f"<!--{mark}{len(found) - 1}-->", ""]
        except ContentError as error:
            errors.append(error)
    return Marked("\n".join(lines), mark, tuple(found), tuple(errors))


def _lines(text: str, *, first: int) -> Iterator[tuple[int, str, bool]]:
    """Number and text of every line, and whether it is part of a block of code between fences."""
    fence = ""
    for number, one in enumerate(text.split("\n"), start=first):
        if edge := _FENCE.match(one):
            if not fence:
                fence = edge[1]
            elif edge[1].startswith(fence) and not one.strip(" `~"):
                fence = ""
        yield number, one, bool(fence)


def _only_text(line: str, *, where: str) -> Iterator[ContentError]:
    """What of a line is shown as it is written although it was meant as a shortcode; indented code is code."""
    if line.startswith(("    ", "\t")):
        return
    for found in _ELSEWHERE.finditer(_NO_TEXT.sub("", line)):
        yield ContentError(
            f"{where}: {found[0].strip()} is shown as it is written; expected a shortcode alone on its line, "
            "from {{ to }}, and neither in a list nor in a quote."
        )


def _parsed(asked: str, *, where: str) -> Shortcode:
    example = '{{ standings("my-championship") }}'
    try:
        match ast.parse(asked, mode="eval").body:
            case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
                given = [ast.literal_eval(one) for one in args]
                named = {one.arg or "": ast.literal_eval(one.value) for one in keywords}
            case _:
                name, given, named = "", [], {}
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        name = ""
    if not name:
        raise ContentError(f"{where}: {{{{ {asked} }}}} is no shortcode; expected something like {example}.")
    if name not in KNOWN:
        raise ContentError(
            f"{where}: there is no shortcode {name}; expected {', '.join(KNOWN)}{suggestion(name, KNOWN)}"
        )
    known = KNOWN[name]
    if len(given) > len(known) or set(named) - set(known) or set(known[: len(given)]) & set(named):
        raise ContentError(f"{where}: {name} is asked with other words than it knows; expected {', '.join(known)}.")
    arguments = dict(zip(known, given, strict=False)) | named
    for key, value in arguments.items():
        kind = TYPES.get(key, str)
        if type(value) is not kind:
            expected = "a text in quotes" if kind is str else "a whole number"
            raise ContentError(f"{where}: {key} of {name} is {value!r}; expected {expected}.")
        if isinstance(value, int) and value < 1:
            raise ContentError(f"{where}: {key} of {name} is {value}; expected 1 or more.")
    return Shortcode(name, arguments, where)
