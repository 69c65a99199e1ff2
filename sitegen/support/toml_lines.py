"""Where in a TOML file something stands: the parser itself says from which line on it knows a key."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Key = tuple[str | int, ...]
"""`("server", 1, "url")`: `url` in the second `[[server]]`."""


def located(problem: str, text: str, *, said: str) -> str:
    """A sentence that begins with a key, such as those of `check_table`, behind the file and the line of that key.

    `text`: TOML without a mistake of its own. `said`: what messages call the file.
    """
    key = _key_of(problem, tomllib.loads(text))
    return f"{place(said, text, key)}: {problem}"


def place(said: str, text: str, key: Key) -> str:
    """`sitegen.toml, line 7`: a key, or the table in which it is missing; no line where there is neither."""
    if not key:
        return said
    line = line_of(text, key)
    return place(said, text, key[:-1]) if line is None else f"{said}, line {line}"


def line_of(text: str, key: Key) -> int | None:
    """The number of the line in which a key begins; None when the file has none."""
    lines = text.replace("\r\n", "\n").split("\n")
    numbers = range(1, len(lines) + 1)
    at = bisect_left(numbers, True, key=lambda number: _value(_parsed_to(lines, number), key) is not None)
    return numbers[at] if at < len(numbers) else None


def line_saying(path: Path, key: Key, value: object) -> int | None:
    """The line in which a file gives a key a value; None when it does not, or is not there."""
    text = text_of(path)
    return line_of(text, key) if _value(tomllib.loads(text), key) == value else None


def text_of(path: Path) -> str:
    """A file that has been read before, or nothing where there is none."""
    return path.read_bytes().decode("utf-8-sig") if path.is_file() else ""


def _parsed_to(lines: Sequence[str], number: int) -> dict[str, Any]:
    """What the file says to the end of a line, or of what goes on below it, such as a list or a long text."""
    for end in range(number, len(lines) + 1):
        try:
            return tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
    return {}


def _value(found: Any, key: Key) -> Any:  # noqa: ANN401 - any TOML value
    """What a key says; None, which no TOML says, when it is not there."""
    for step in key:
        known = range(len(found)) if isinstance(found, list) else found if isinstance(found, dict) else ()
        if step not in known:
            return None
        found = found[step]
    return found


def _key_of(sentence: str, found: Any) -> Key:  # noqa: ANN401 - any TOML value
    """The key with which a sentence begins, as far as the file has it: `server[2].url is …`."""
    if isinstance(found, list) and (number := re.match(r"\[(\d+)\]\.?", sentence)):
        at = int(number[1]) - 1
        return (at, *_key_of(sentence[number.end() :], found[at]))
    if isinstance(found, dict):
        names = [name for name in found if re.match(rf"{re.escape(name)}[.\[ ]", sentence)]
        if names:
            name = max(names, key=len)
            return (name, *_key_of(sentence[len(name) :].removeprefix("."), found[name]))
    return ()
