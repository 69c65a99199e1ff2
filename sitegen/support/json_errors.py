"""What does not fit in JSON, in words instead of those of the library that reads it."""

import re

import msgspec

_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "a text",
    "bool": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "a table of keys",
}


def misfit(error: msgspec.DecodeError | RecursionError) -> str:
    """Where a value is another than expected, and what it is; the end of a sentence, without a full stop."""
    said, _, place = str(error).partition(" - at ")
    where = re.sub(r"(\[\.\.\.\]|\[\d*\])+", "[…]", place.strip("`").removeprefix("$").lstrip("."))
    in_it = f"{where} in it" if where else "it"
    if found := re.fullmatch(r"Expected `([^`]+)`, got `([^`]+)`", said):
        return f"{in_it} is {_listed(found[2])}; expected {_listed(found[1])}"
    if found := re.fullmatch(r"Object missing required field `([^`]+)`", said):
        return f"{in_it} has no {found[1]}"
    return f"{said[:1].lower()}{said[1:]}".replace("`", "") + (f" at {where}" if where else "")


def _listed(kinds: str) -> str:
    """`int | float` as "a number"; a text or nothing is a text."""
    named = [one for one in kinds.split(" | ") if one != "null"] or ["null"]
    if {"int", "float"} <= set(named):
        named.remove("int")
    return " or ".join(_WORDS.get(one, one) for one in named)
