"""Where in a TOML text a key stands: the parser itself says from which line on it knows the key."""

import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

Key = tuple[str | int, ...]
"""`("server", 1, "url")`: `url` in the second `[[server]]`."""


def place(label: str, toml: str, key: Key) -> str:
    """`sitegen.toml, line 7`: the line of a key, or of the table in which it is missing.

    A key that is missing from the top of the file is in no table, so it has no line. `label`: what messages call the
    file.
    """
    while key:
        line = line_of(toml, key)
        if line is not None:
            return f"{label}, line {line}"
        key = key[:-1]
    return label


def line_of(toml: str, key: Key) -> int | None:
    """The number of the line in which a key begins; None when the text has none."""
    lines = toml.replace("\r\n", "\n").split("\n")
    numbers = range(1, len(lines) + 1)
    # Once a line has brought the key, every longer part of the text has it too, so the line can be found by halving.
    index = bisect_left(numbers, True, key=lambda number: value_at(_parsed_to(lines, number), key) is not None)
    return numbers[index] if index < len(numbers) else None


def _parsed_to(lines: Sequence[str], number: int) -> dict[str, Any]:
    """What the text says to the end of a line, or of what goes on below it, such as a list or a long text."""
    for end in range(number, len(lines) + 1):
        try:
            return tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
    return {}


def value_at(values: Any, key: Key) -> Any:  # noqa: ANN401 - any TOML value
    """The value of a key in a parsed file; None, which no TOML says, when it is not there."""
    for step in key:
        try:
            values = values[step]
        except (KeyError, IndexError, TypeError):
            return None
    return values
