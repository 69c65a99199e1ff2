"""Shortcodes: a line such as `{{ standings("gt3-cup", top=5) }}` on a page, in whose place results are shown."""

import ast
import hashlib
import re
from typing import Any

import msgspec

from sitegen.errors import ContentError
from sitegen.toml_tables import suggestion

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
    """Of those that cannot be understood, and are left out."""

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
    fence = ""
    for number, one in enumerate(text.split("\n"), start=line):
        if edge := _FENCE.match(one):
            if not fence:
                fence = edge[1]
            elif edge[1].startswith(fence) and not one.strip(" `~"):
                fence = ""
        asked = None if fence else _LINE.fullmatch(one)
        if asked is None:
            lines.append(one)
            continue
        try:
            found.append(_parsed(asked[1].strip(), where=f"{said}, line {number}"))
            lines += ["", f"<!--{mark}{len(found) - 1}-->", ""]
        except ContentError as error:
            errors.append(error)
    return Marked("\n".join(lines), mark, tuple(found), tuple(errors))


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
    return Shortcode(name, arguments, where)
