"""Who somebody is: the identity behind a player id, and a name that can be shown."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

import msgspec

UNKNOWN_DRIVER = "Unknown driver"

_JOINERS = "\u200c\u200d"
"""Invisible, but part of emoji and of Persian and Indic words."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode's control, format, surrogate, private and unassigned characters."""


class Person(msgspec.Struct, frozen=True, gc=False):
    """A driver as one file names them; `key` is the same in all files."""

    key: str
    """The identity: a normalised player id, or the name of a driver without one. Secret: never write it on a page."""
    first: str
    """First name; may be empty."""
    last: str
    """Last name; may be empty."""
    short: str
    """The three letters that the driver chose in the game; may be empty."""

    @property
    def name(self) -> str:
        """First and last name; "Unknown driver" for somebody without either."""
        return f"{self.first} {self.last}".strip() or UNKNOWN_DRIVER


# The same people sit in most sessions of a league: their names need to be cleaned only once.
@lru_cache(maxsize=65_536)
def identify_person(
    player_id: str | None, first: str | None, last: str | None, short: str | None = None
) -> Person | None:
    """Somebody in a seat, or None for an empty seat.

    Empty seats hold a short number as player id and no name. Somebody with a name but no usable id is known by name.
    """
    first, last = clean_name(first), clean_name(last)
    key = player_key(player_id) or _key_of_name(first, last)
    if key is None:
        return None
    return Person(key, first, last, clean_name(short))


def _key_of_name(first: str, last: str) -> str | None:
    name = f"{first} {last}".strip()
    if not name:
        return None
    return f"name:{name.casefold()}"


def with_identity(person: Person, main_keys: Mapping[str, str]) -> Person:
    """Somebody under the identity of the person they are.

    `main_keys`: person key → key of the same person, for those whom the league has joined.
    """
    if person.key not in main_keys:
        return person
    return Person(main_keys[person.key], person.first, person.last, person.short)


def player_key(player_id: str | None) -> str | None:
    """The identity behind a player id, None when it is none.

    Standings leave the S off Steam ids on some versions ("76561…" and "S76561…" are one person).
    """
    identity = (player_id or "").strip()
    if re.fullmatch(r"\d{17}", identity):
        return f"S{identity}"
    # Empty seats have a number of a few digits, real ids of every platform are much longer.
    if len(identity) > 5:
        return identity
    return None


def clean_name(name: str | None) -> str:
    """A name on one line: without control characters, direction marks and doubled spaces."""
    name = name or ""
    # Most names are plain ASCII, in which nothing can be hidden: they need no look at every character.
    if not (name.isascii() and name.isprintable()):
        name = "".join(map(_clean_character, name))
    return " ".join(name.split())


def _clean_character(character: str) -> str:
    """The character itself, a space for any white space, nothing for what cannot be seen."""
    if character.isspace():
        return " "
    if character in _JOINERS or unicodedata.category(character) not in _HIDDEN:
        return character
    return ""


def split_name(name: str) -> tuple[str, str]:
    """First and last name of a full name: the last name begins with the last word that has a letter.

    What follows it, as an emoji, belongs to the last name.
    """
    words = clean_name(name).split()
    with_letters = [index for index, word in enumerate(words) if any(map(str.isalpha, word))]
    start = max(with_letters, default=0)
    return " ".join(words[:start]), " ".join(words[start:])


def display_name(first: str, last: str, *, initials: bool) -> tuple[str, str]:
    """First and last name for a page; a single name stands as the last one. `initials`: "J." instead of "Jane"."""
    if not last:
        return "", first or UNKNOWN_DRIVER
    if initials and first:
        return f"{first[:1]}.", last
    return first, last
