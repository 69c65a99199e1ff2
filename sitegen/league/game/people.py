"""Who somebody is: the identity behind a player id, and a name that can be shown."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

import msgspec

_JOINERS = "\u200c\u200d"
"""Invisible, but part of emoji and of Persian and Indic words."""


class Person(msgspec.Struct, frozen=True, gc=False):
    """A driver as one file names them; `key` is the same in all files."""

    key: str
    """The identity: a normalised player id. It never leaves the program."""
    first: str
    last: str
    short: str

    @property
    def name(self) -> str:
        """First and last name; "Unknown driver" for somebody without either."""
        return f"{self.first} {self.last}".strip() or "Unknown driver"


@lru_cache(maxsize=65_536)  # the same people sit in most sessions
def person(player_id: str | None, first: str | None, last: str | None, short: str | None = None) -> Person | None:
    """Somebody in a seat, or None for an empty seat.

    Empty seats hold a short number as player id and no name. Somebody with a name but no usable id is known by name.
    """
    first, last = clean_name(first), clean_name(last)
    name = f"{first} {last}".strip()
    key = player_key(player_id) or (f"name:{name.casefold()}" if name else None)
    return Person(key, first, last, clean_name(short)) if key else None


def with_identity(who: Person, same: Mapping[str, str]) -> Person:
    """Somebody under the identity of the person they are. `same`: person key → key."""
    return Person(same[who.key], who.first, who.last, who.short) if who.key in same else who


def player_key(player_id: str | None) -> str | None:
    """The identity behind a player id, None when it is none.

    Standings leave the S off Steam ids on some versions ("76561…" and "S76561…" are one person).
    """
    text = (player_id or "").strip()
    if re.fullmatch(r"\d{17}", text):
        return f"S{text}"
    return text if len(text) > 5 else None


def clean_name(text: str | None) -> str:
    """A name on one line: without control characters, direction marks and doubled spaces."""
    if text and text.isascii() and text.isprintable():  # nothing in it can be hidden, and most names are so
        return " ".join(text.split())
    kept = (
        " " if character.isspace() else character
        for character in text or ""
        if character.isspace() or character in _JOINERS or unicodedata.category(character) not in _HIDDEN
    )
    return " ".join("".join(kept).split())


_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode's control, format, surrogate, private and unassigned characters."""


def split_name(name: str) -> tuple[str, str]:
    """First and last name of a full name: the last name begins with the last word that has a letter."""
    words = clean_name(name).split()
    at = max((index for index, word in enumerate(words) if any(map(str.isalpha, word))), default=0)
    return " ".join(words[:at]), " ".join(words[at:])


def shown_name(first: str, last: str, *, initials: bool) -> tuple[str, str]:
    """First and last name for show; a single name stands as the last one."""
    if not last:
        first, last = "", first or "Unknown driver"
    return (f"{first[:1]}." if initials and first else first), last
