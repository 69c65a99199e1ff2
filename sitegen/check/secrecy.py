"""What must never be said or published: ids of players, and the login in the environment."""

import re
from collections.abc import Mapping

VARIABLE = re.compile(r"SITEGEN_(.+)_(USERNAME|PASSWORD)")

SHORTEST = 4
"""A shorter secret is not taken out of our own words: it would tear them apart and is none."""

ID = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]?\d{15,}(?![0-9A-Za-z])")
"""The ids of Steam, PlayStation and Xbox players, with the game's letter or without."""


def logins(environment: Mapping[str, str]) -> dict[str, str]:
    """Variable → value of the logins in the environment."""
    return {name: value for name, value in environment.items() if value and VARIABLE.fullmatch(name)}


def without_secrets(text: str, secrets: Mapping[str, str]) -> str:
    """A text that may be shown to everybody, and commands no terminal."""
    text = "".join(one if one.isprintable() or one == "\n" else "\ufffd" for one in text)
    for value in sorted(secrets.values(), key=len, reverse=True):
        if len(value) >= SHORTEST:
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "…", text)
    return ID.sub("…", text)
