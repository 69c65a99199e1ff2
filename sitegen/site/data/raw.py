"""The server's own file for everybody: as it came, without what must not be published."""

import gzip
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec

from sitegen.league.game.people import Person, identify_person
from sitegen.league.session.header import decode_text
from sitegen.site.driver_names import PublicDriver

SECRET_KEYS = frozenset({"playerid", "steamid", "driverguid", "guid", "licenseid", "password", "adminpassword"})
"""Left out wherever they stand; the first is the one that is there, the others would be the same thing."""

_LONG_DIGITS = re.compile(r"[A-Za-z]?\d{15,}")

LEVEL = 6
"""Of gzip: half the time of its best, for 1 % more."""

LONG_NUMBER = 10**14
"""No lap time, score or count is as large; a Steam id is."""


def published_result(body: bytes, shown: Callable[[Person], PublicDriver]) -> bytes:
    """A result as compact JSON in gzip: without ids, names as `[privacy]` wants them, always the same bytes."""
    result = msgspec.json.decode(decode_text(body))
    return gzip.compress(msgspec.json.encode(_published(result, shown)) + b"\n", LEVEL, mtime=0)


def _published(node: Any, shown: Callable[[Person], PublicDriver]) -> Any:  # noqa: ANN401 - any JSON
    """A part of a result without what must not be published."""
    kind = type(node)
    # A file is mostly numbers, so they are looked at first.
    if kind is int or kind is float:
        return node if -LONG_NUMBER < node < LONG_NUMBER else None
    if kind is list:
        return [_published(part, shown) for part in node]
    if kind is dict:
        return _published_object(node, shown)
    if kind is str:
        return _LONG_DIGITS.sub("", node)
    return node


def _published_object(node: dict[str, Any], shown: Callable[[Person], PublicDriver]) -> dict[str, Any]:
    if "playerId" in node:
        node = _with_public_names(node, shown)
    return {key: _published(part, shown) for key, part in node.items() if not _is_secret(key)}


@lru_cache
def _is_secret(key: str) -> bool:
    return key.lower() in SECRET_KEYS


def _with_public_names(seat: dict[str, Any], shown: Callable[[Person], PublicDriver]) -> dict[str, Any]:
    """A driver of a car as the site shows them; an empty seat stays one."""
    person = identify_person(*(_text(seat, key) for key in ("playerId", "firstName", "lastName", "shortName")))
    if person is None:
        return seat
    driver = shown(person)
    return {**seat, "firstName": driver.first, "lastName": driver.last, "shortName": driver.short}


def _text(seat: dict[str, Any], key: str) -> str | None:
    """The text under a key; None for anything else that a file may have there."""
    text = seat.get(key)
    return text if isinstance(text, str) else None
