"""Shortcodes: a line such as `{{ standings("gt3-cup", top=5) }}` on a page, in whose place results are shown."""

import ast
import hashlib
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from sitegen.errors import ContentError
from sitegen.support.suggestions import suggestion

PARAMETERS: dict[str, tuple[str, ...]] = {
    "standings": ("championship", "class_name", "top"),
    "podium": ("session",),
    "countdown": ("championship",),
    "driver": ("id",),
}
"""Name → its arguments in the order in which they may stand without a name."""

TYPES: dict[str, type] = {"top": int}
"""Of the arguments that are no text."""

EXAMPLE = '{{ standings("my-championship") }}'

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")

_LINE = re.compile(r"\s{0,3}\{\{(.*)\}\}\s*")

_ELSEWHERE = re.compile(rf"\{{\{{\s*(?:(?:{'|'.join(PARAMETERS)})\b|\w+\s*\().*?(?:\}}\}}|$)")
"""What somebody meant as a shortcode, in a line that is none."""

_NO_TEXT = re.compile(r"(`+).*?\1|<!--.*?-->")
"""Code within a line, and what nobody sees."""


class Shortcode(msgspec.Struct, frozen=True):
    """What a page asks for from the results."""

    name: str
    """One of `PARAMETERS`."""
    arguments: dict[str, Any]
    """By the names of the parameters."""
    where: str
    """The file and the line, for messages."""


class MarkedText(msgspec.Struct, frozen=True):
    """A text with a mark in the place of every shortcode, which Markdown leaves alone."""

    text: str
    mark: str
    """How the marks begin; a number follows, of the shortcode in `shortcodes`."""
    shortcodes: tuple[Shortcode, ...]
    errors: tuple[ContentError, ...]
    """Of those that cannot be understood, and are left out, and of those that are only text where they stand."""

    def pieces(self, html: str) -> tuple[str | Shortcode, ...]:
        """HTML made from the text, taken apart at the marks."""
        # What stands between marks is at even places, the numbers in the marks are at odd ones.
        parts = re.split(rf"<!--{self.mark}(\d+)-->", html)
        pieces: list[str | Shortcode] = []
        for place, part in enumerate(parts):
            if place % 2:
                pieces.append(self.shortcodes[int(part)])
            elif part.strip():
                pieces.append(part.strip())
        return tuple(pieces)


def mark_shortcodes(text: str, *, source: str, line: int = 1) -> MarkedText:
    """Find the lines that are shortcodes; in code blocks they are only text.

    `line`: the number of the text's first line in the file `source`.
    """
    mark = f"shortcode-{hashlib.sha256(text.encode()).hexdigest()[:12]}-"  # which no page contains by chance
    lines: list[str] = []
    shortcodes: list[Shortcode] = []
    errors: list[ContentError] = []
    for number, content, is_code in _lines(text, first=line):
        where = f"{source}, line {number}"
        match = _LINE.fullmatch(content)
        if is_code or match is None:
            lines.append(content)
            if not is_code:
                errors += _only_text(content, where=where)
            continue
        try:
            shortcode = _shortcode(match[1].strip(), where=where)
        except ContentError as error:
            errors.append(error)
        else:
            # Between empty lines, Markdown takes the mark for a block of HTML and leaves it as it is.
            lines += ["", f"<!--{mark}{len(shortcodes)}-->", ""]
            shortcodes.append(shortcode)
    return MarkedText("\n".join(lines), mark, tuple(shortcodes), tuple(errors))


def _lines(text: str, *, first: int) -> Iterator[tuple[int, str, bool]]:
    """Number and text of every line, and whether it is part of a block of code between fences."""
    fence = ""
    for number, line in enumerate(text.split("\n"), start=first):
        match = _FENCE.match(line)
        if match and not fence:
            fence = match[1]
        elif match and match[1].startswith(fence) and not line.strip(" `~"):
            # Shorter or other fences, and those with a language, are part of the code.
            fence = ""
        yield number, line, bool(fence)


def _only_text(line: str, *, where: str) -> Iterator[ContentError]:
    """What of a line is shown as it is written although it was meant as a shortcode; indented code is code."""
    if line.startswith(("    ", "\t")):
        return
    for match in _ELSEWHERE.finditer(_NO_TEXT.sub("", line)):
        yield ContentError(
            f"{where}: {match[0].strip()} is shown as it is written; expected a shortcode alone on its line, "
            "from {{ to }}, and neither in a list nor in a quote."
        )


def _shortcode(call: str, *, where: str) -> Shortcode:
    """The shortcode of a call such as `standings("gt3-cup", top=5)`; `ContentError` says what is wrong with it."""
    parsed = _parse(call)
    if parsed is None:
        raise ContentError(f"{where}: {{{{ {call} }}}} is no shortcode; expected something like {EXAMPLE}.")
    name, positional, named = parsed
    if name not in PARAMETERS:
        raise ContentError(
            f"{where}: there is no shortcode {name}; expected {', '.join(PARAMETERS)}{suggestion(name, PARAMETERS)}"
        )
    parameters = PARAMETERS[name]
    is_twice = not named.keys().isdisjoint(parameters[: len(positional)])
    if len(positional) > len(parameters) or is_twice or not named.keys() <= set(parameters):
        expected = ", ".join(parameters)
        raise ContentError(f"{where}: {name} is asked with other words than it knows; expected {expected}.")
    arguments = dict(zip(parameters, positional, strict=False)) | named
    for parameter, value in arguments.items():
        expected = _expected_instead(value, TYPES.get(parameter, str))
        if expected:
            raise ContentError(f"{where}: {parameter} of {name} is {value!r}; expected {expected}.")
    return Shortcode(name, arguments, where)


def _parse(call: str) -> tuple[str, list[Any], dict[str, Any]] | None:
    """The name of a call, its arguments without a name, and those with one; None for whatever is no call."""
    try:
        match ast.parse(call, mode="eval").body:
            case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
                positional = [ast.literal_eval(argument) for argument in args]
                named = {keyword.arg or "": ast.literal_eval(keyword.value) for keyword in keywords}
                return name, positional, named
    # A text with thousands of brackets exhausts the parser.
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    return None


def _expected_instead(value: object, kind: type) -> str:
    """What was expected instead of an argument; empty when it is right. True and False are no numbers here."""
    if type(value) is not kind:
        return "a text in quotes" if kind is str else "a whole number"
    if isinstance(value, int) and value < 1:
        return "1 or more"
    return ""
