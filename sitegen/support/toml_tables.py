"""A parsed TOML file against tables of known keys: every unknown key, missing key and wrong type is a mistake."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from sitegen.support.suggestions import suggestion
from sitegen.support.toml_lines import Key
from sitegen.support.toml_words import required, type_in_words, value_in_words

TOML_DATES = (dt.date, dt.datetime, dt.time)
"""TOML has them without quotes, so a text that looks like a date is a mistake."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table of a TOML file, a field for every key that it may have."""


class Mistake(msgspec.Struct, frozen=True):
    """What is wrong with a key; as text a sentence that begins with it: `server[2].url is missing; expected …`."""

    key: Key
    """The key, or the one that is missing."""
    complaint: str
    """How the sentence goes on after the key."""

    def __str__(self) -> str:
        """The sentence."""
        return f"{_dotted(self.key)} {self.complaint}"


def _dotted(key: Key) -> str:
    """A key as people write it, who count from 1: `server[2].url`."""
    dotted = ""
    for step in key:
        if isinstance(step, int):
            dotted += f"[{step + 1}]"
        else:
            dotted += f".{step}"
    return dotted.removeprefix(".")


def check_table(values: Mapping[str, Any], table: type[Table], *, key: Key = ()) -> Iterator[Mistake]:
    """Unknown keys, missing keys and wrong types of one table and of the tables in it. `key`: of the table."""
    annotations = get_type_hints(table)
    for name in values:
        if name in ("username", "password"):  # before all else: no message may repeat what stands there
            yield Mistake((*key, name), _misplaced_login(name, values.get("name")))
        elif name not in annotations:
            expected = f"{_alternatives(annotations)}{suggestion(name, annotations)}"
            yield Mistake((*key, name), f"is not a key that sitegen knows; expected {expected}")
    for field in msgspec.structs.fields(table):
        annotation = annotations[field.name]
        if field.name in values:
            yield from _check_value(values[field.name], annotation, key=(*key, field.name), default=field.default)
        elif field.required:
            yield Mistake((*key, field.name), f"is missing; expected {type_in_words(annotation)}.")


def _misplaced_login(key: str, server: Any) -> str:  # noqa: ANN401 - any TOML value
    """Why a secret must not stand in a file that is published; the secret itself is not repeated."""
    prefix = login_prefix("<NAME>")
    if isinstance(server, str):
        prefix = login_prefix(server)
    return f"must not stand in this file; set {prefix}_{key.upper()} in the environment."


def _check_value(
    value: Any,  # noqa: ANN401 - any TOML value
    annotation: Any,  # noqa: ANN401 - any annotation
    *,
    key: Key,
    default: object = None,
) -> Iterator[Mistake]:
    """A value against the annotation of its key. `default`: what holds without it, the example where it is a list."""
    match value:
        case dict() if _is_table(annotation):
            yield from check_table(value, annotation, key=key)
        case dict() if get_origin(annotation) is dict:
            for name, below in value.items():
                yield from _check_value(below, get_args(annotation)[1], key=(*key, name))
        case list() if get_origin(annotation) is tuple and _is_table(get_args(annotation)[0]):
            for index, row in enumerate(value):
                yield from _check_value(row, get_args(annotation)[0], key=(*key, index))
        # Only what has no keys of its own is left to the library, whose messages would have neither key nor example.
        case _ if not _fits(value, annotation):
            expected = f"{type_in_words(annotation, default=default)}{_hint(value, annotation)}"
            yield Mistake(key, f"{_misfit(value, annotation)}; expected {expected}")


def _is_table(annotation: Any) -> bool:  # noqa: ANN401 - any annotation
    return isinstance(annotation, type) and issubclass(annotation, Table)


def _fits(value: Any, annotation: Any) -> bool:  # noqa: ANN401 - any TOML value, any annotation
    try:
        msgspec.convert(value, annotation, builtin_types=TOML_DATES)
    except msgspec.ValidationError:
        return False
    return True


def _misfit(value: Any, annotation: Any) -> str:  # noqa: ANN401 - any TOML value, any annotation
    """What does not fit: the value, or the first thing in a list that does not."""
    annotation = required(annotation)
    if get_origin(annotation) is tuple and isinstance(value, list):
        misfits = (value_in_words(element) for element in value if not _fits(element, get_args(annotation)[0]))
        return f"has {next(misfits)} in it"
    return f"is {value_in_words(value)}"


def _hint(value: Any, annotation: Any) -> str:  # noqa: ANN401 - any TOML value, any annotation
    """The end of the sentence, with the choice that may be meant where there are choices."""
    if get_origin(annotation) is Literal and isinstance(value, str):
        return suggestion(value, get_args(annotation))
    return "."


def _alternatives(names: Iterable[str]) -> str:
    *most, last = names
    if not most:
        return last
    return f"{', '.join(most)} or {last}"


def login_prefix(server_name: str) -> str:
    """How the variables in the environment begin that belong to a server."""
    return "SITEGEN_" + re.sub(r"[^A-Z0-9<>]", "_", server_name.upper())
