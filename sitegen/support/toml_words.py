"""Values and types of TOML in the words of somebody who knows the file and not the program."""

import datetime as dt
import json
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

_TYPES = {
    str: "a text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dt.date: "a date without quotes, such as 2024-01-31",
    dt.datetime: "a date without quotes, such as 2024-01-31",
}

_LISTS: dict[Any, tuple[str, tuple[Any, ...]]] = {str: ("texts", ("one", "another")), float: ("numbers", (25, 18, 15))}
"""What a list is of → the word for many of them, and an example."""


def value_in_words(value: object) -> str:
    """A value as it stands in the file; only the kind of a list or a table."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return str(value)


def type_in_words(annotation: Any, *, default: object = None) -> str:  # noqa: ANN401 - any annotation
    """What an annotation asks for. `default`: what holds without the key; of a list, it is the example."""
    annotation = required(annotation)
    if get_origin(annotation) is Literal:
        return " or ".join(f'"{choice}"' for choice in get_args(annotation))
    if get_origin(annotation) is UnionType:
        return " or ".join(map(type_in_words, get_args(annotation)))
    if get_origin(annotation) is tuple:
        return _list_in_words(get_args(annotation)[0], default)
    return _TYPES.get(annotation, "a table")


def _list_in_words(annotation: Any, default: object) -> str:  # noqa: ANN401 - any annotation
    if annotation not in _LISTS:
        return "tables in double brackets"
    noun, example = _LISTS[annotation]
    if isinstance(default, tuple) and default:
        example = default
    return f"a list of {noun}, such as {json.dumps(example)}"


def required(annotation: Any) -> Any:  # noqa: ANN401 - any annotation
    """The annotation of a key without the possibility that the key is not there, which TOML cannot say."""
    annotations = get_args(annotation)
    if NoneType not in annotations:
        return annotation
    return next(member for member in annotations if member is not NoneType)
