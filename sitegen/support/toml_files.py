"""The one way in which a TOML file of a league is read: decoded, parsed, checked; every mistake has file and line."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from sitegen.errors import TomlError
from sitegen.support.files import unreadable
from sitegen.support.toml_lines import Key, place, value_at
from sitegen.support.toml_syntax import why_not_toml
from sitegen.support.toml_tables import Mistake, Table, check_table

AnyTable = TypeVar("AnyTable", bound=Table)

Check = Callable[[AnyTable], Iterable[Mistake]]
"""Says what the types cannot: numbers out of bounds, references to what does not exist."""


def read_toml(path: Path, table: type[AnyTable], *, label: str = "", check: Check[AnyTable] | None = None) -> AnyTable:
    """A file as its table; `TomlError` has every mistake in it, and `FileNotFoundError` passes.

    `label`: what messages call the file, its path when not said.
    """
    label = label or str(path)
    toml = _read(path, label=label)
    try:
        values = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        line, why = why_not_toml(error, toml)
        raise TomlError(f"{label}, line {line}: it is not TOML: {why}.") from None
    mistakes = find_mistakes(values, table, check=check)
    if mistakes:
        raise TomlError(*(_sentence(mistake, toml, label=label) for mistake in mistakes))
    return msgspec.convert(values, table)


def find_mistakes(
    values: Mapping[str, Any], table: type[AnyTable], *, check: Check[AnyTable] | None = None
) -> list[Mistake]:
    """What is wrong with a parsed file. Values are looked at once all types are right: before, there are none."""
    mistakes = list(check_table(values, table))
    if mistakes or check is None:
        return mistakes
    return list(check(msgspec.convert(values, table)))


def with_line(mistake: Mistake, path: Path, *, label: str = "") -> str:
    """A mistake in a file that was read before, such as a name that turns out to belong to nobody."""
    return _sentence(mistake, _read_again(path), label=label or str(path))


def says(path: Path, key: Key, value: object) -> bool:
    """Whether a file that was read before gives a key this value."""
    return bool(value_at(tomllib.loads(_read_again(path)), key) == value)


def _sentence(mistake: Mistake, toml: str, *, label: str) -> str:
    return f"{place(label, toml, mistake.key)}: {mistake}"


def _read(path: Path, *, label: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise TomlError(unreadable(label, error)) from None


def _read_again(path: Path) -> str:
    """The text of a file, or nothing where there is none any more."""
    if not path.is_file():
        return ""
    return path.read_bytes().decode("utf-8-sig")
