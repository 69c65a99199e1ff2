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


def without_secrets(sentence: str, secrets: Mapping[str, str]) -> str:
    """A sentence without what nobody may read in it, and without characters that command a terminal.

    `secrets`: variable → value; every value is replaced by an ellipsis, as is every id of a player.
    """
    sentence = "".join(map(_printable, sentence))
    # The longest first: a password that contains the user name would otherwise be left in parts.
    for secret in sorted(secrets.values(), key=len, reverse=True):
        if len(secret) >= SHORTEST:
            sentence = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", "…", sentence)
    return ID.sub("…", sentence)


def _printable(character: str) -> str:
    return character if character.isprintable() or character == "\n" else "\ufffd"
