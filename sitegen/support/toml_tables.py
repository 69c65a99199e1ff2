"""A parsed TOML file against tables of known keys: every unknown key, missing key and wrong type, a sentence each."""

import datetime as dt
import difflib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table of `sitegen.toml`, a field for every key."""


def check_table(found: Mapping[str, Any], table: type[Table], *, where: str) -> Iterator[str]:
    """Unknown keys, missing keys and wrong types of one table and of the tables in it."""
    types = get_type_hints(table)
    for key in found:
        if key in ("username", "password"):
            name = found.get("name")
            named = f"{variable(name if isinstance(name, str) else '<NAME>')}_{key.upper()}"
            yield f"{where}{key} must not stand in this file; set {named} in the environment."
        elif key not in types:
            yield f"{where}{key} is not a key that sitegen knows; expected {_one_of(types)}{suggestion(key, types)}"
    for field in msgspec.structs.fields(table):
        if field.name in found:
            example = field.default if isinstance(field.default, tuple) else ()
            yield from _check_key(found[field.name], types[field.name], where=f"{where}{field.name}", example=example)
        elif field.required:
            yield f"{where}{field.name} is missing; expected {_say_type(types[field.name])}."


def _check_key(  # `example`: of a list
    found: Any,  # noqa: ANN401 - any TOML value
    expected: Any,  # noqa: ANN401 - any annotation
    *,
    where: str,
    example: tuple[Any, ...] = (),
) -> Iterator[str]:
    rows = get_args(expected)[0] if get_origin(expected) is tuple else None
    if isinstance(expected, type) and issubclass(expected, Table) and isinstance(found, dict):
        yield from check_table(found, expected, where=f"{where}.")
    elif get_origin(expected) is dict and isinstance(found, dict):
        for key, value in found.items():
            yield from _check_key(value, get_args(expected)[1], where=f"{where}.{key}")
    elif isinstance(rows, type) and issubclass(rows, Table) and isinstance(found, list):
        for number, row in enumerate(found, start=1):
            yield from _check_key(row, rows, where=f"{where}[{number}]")
    else:
        try:
            msgspec.convert(found, expected, builtin_types=(dt.date, dt.datetime, dt.time))
        except msgspec.ValidationError:
            wanted = f"{_say_type(expected, example)}{_hint(found, expected)}"
            yield f"{where} {_say_misfit(found, expected)}; expected {wanted}"


def _say_misfit(found: Any, expected: Any) -> str:  # noqa: ANN401 - any TOML value, any annotation
    """What does not fit: the value, or what of a list."""
    if get_origin(_without_none(expected)) is tuple and isinstance(found, list):
        kind = get_args(_without_none(expected))[0]
        return f"has {next(_say_value(one) for one in found if not _fits(one, kind))} in it"
    return f"is {_say_value(found)}"


def _fits(found: Any, kind: Any) -> bool:  # noqa: ANN401 - any TOML value, any annotation
    try:
        msgspec.convert(found, kind)
    except msgspec.ValidationError:
        return False
    return True


def _hint(found: Any, expected: Any) -> str:  # noqa: ANN401 - any TOML value, any annotation
    choices = get_args(expected) if get_origin(expected) is Literal else ()
    return suggestion(found, choices) if isinstance(found, str) and choices else "."


def _say_value(found: Any) -> str:  # noqa: ANN401 - any TOML value
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, str):
        return f'"{found}"'
    if isinstance(found, list | dict):
        return "a list" if isinstance(found, list) else "a table"
    return str(found)


def _without_none(expected: Any) -> Any:  # noqa: ANN401 - any annotation
    """The annotation of a key without the possibility that it is not there."""
    kinds = get_args(expected)
    return next(kind for kind in kinds if kind is not type(None)) if type(None) in kinds else expected


def _say_type(expected: Any, example: tuple[Any, ...] = ()) -> str:  # noqa: ANN401 - any annotation
    """What an annotation asks for, in the words of somebody who knows TOML. `example`: of a list."""
    expected = _without_none(expected)
    if get_origin(expected) is Literal:
        return " or ".join(f'"{choice}"' for choice in get_args(expected))
    if get_origin(expected) is tuple:
        lists = {str: ("texts", ("one", "another")), float: ("numbers", (25, 18, 15))}
        noun, usual = lists.get(get_args(expected)[0], ("", ()))
        return f"a list of {noun}, such as {json.dumps(example or usual)}" if noun else "tables in double brackets"
    if get_origin(expected) is UnionType:
        return " or ".join(map(_say_type, get_args(expected)))
    words = {
        str: "a text in quotes",
        int: "a whole number",
        float: "a number",
        bool: "true or false",
        dt.date: "a date without quotes, such as 2024-01-31",
        dt.datetime: "a date without quotes, such as 2024-01-31",
    }
    return words.get(expected, "a table")


def toml_mistake(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, str]:
    """The number of the line where a text stops being TOML, and why, without a full stop."""
    found = re.search(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)", str(error), re.DOTALL)
    line = int(found[2]) if found and found[2] else text.rstrip().count("\n") + 1
    said = (text.split("\n")[line - 1 : line] or [""])[0]
    why = found[1] if found else str(error)
    return line, _likely_mistake(said, why) or why[:1].lower() + why[1:]


def _likely_mistake(line: str, why: str) -> str | None:
    """What somebody meant who wrote this line; None when that cannot be told. `why`: in the parser's words."""
    key, equals, value = (part.strip() for part in line.partition("="))
    if re.match("Cannot (overwrite|declare|mutate)|Duplicate", why):
        return f"{key} is there twice; keep one of them"
    if not equals and key and key[0] not in "[]#\"'":
        return 'expected something like title = "Rules", with an = between key and value'
    if re.match(r"\d{4}-\d", value):
        return f"there is no day {value.split('#')[0].strip()}; expected one without quotes, such as 2026-01-31"
    if re.match(r"[^\W\d_]", value):
        return f"a text needs quotes: {key} = {toml_text(value.split('#')[0].strip())}"
    if value[:1] in ("'", '"') and value.count(value[0]) % 2:
        return f"the quotes of {key} are opened and not closed"
    return None


def toml_text(text: str) -> str:
    """A text as TOML writes it, in quotes."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def variable(server_name: str) -> str:
    """How the variables in the environment begin that belong to a server."""
    return "SITEGEN_" + re.sub(r"[^A-Z0-9<>]", "_", server_name.upper())


def _one_of(known: Iterable[str]) -> str:
    *most, last = known
    return f"{', '.join(most)} or {last}" if most else last


def suggestion(found: str, known: Any) -> str:  # noqa: ANN401 - any collection of texts
    """How the sentence ends: with `. Did you mean "…"?` when something known is close, else with its full stop."""
    by_small_letters = {str(name).lower(): str(name) for name in sorted(known)}
    close = difflib.get_close_matches(found.lower(), by_small_letters, n=1, cutoff=0.6)
    return f'. Did you mean "{by_small_letters[close[0]]}"?' if close else "."
