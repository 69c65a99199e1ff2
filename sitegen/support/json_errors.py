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
    # msgspec writes: Expected `int`, got `str` - at `$.laps[...].laptime`
    complaint, _, path = str(error).partition(" - at ")
    place = re.sub(r"(\[\.\.\.\]|\[\d*\])+", "[…]", path.strip("`").removeprefix("$").lstrip("."))
    subject = "it"
    if place:
        subject = f"{place} in it"
    if match := re.fullmatch(r"Expected `([^`]+)`, got `([^`]+)`", complaint):
        return f"{subject} is {_kinds_in_words(match[2])}; expected {_kinds_in_words(match[1])}"
    if match := re.fullmatch(r"Object missing required field `([^`]+)`", complaint):
        return f"{subject} has no {match[1]}"
    other = f"{complaint[:1].lower()}{complaint[1:]}".replace("`", "")
    if place:
        return f"{other} at {place}"
    return other


def _kinds_in_words(kinds: str) -> str:
    """`int | float` as "a number"; a text or nothing is a text."""
    names = kinds.split(" | ")
    if len(names) > 1 and "null" in names:
        names.remove("null")
    if "int" in names and "float" in names:
        names.remove("int")
    return " or ".join(_WORDS.get(name, name) for name in names)
