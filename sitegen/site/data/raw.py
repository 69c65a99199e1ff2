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
    found = msgspec.json.decode(decode_text(body))
    return gzip.compress(msgspec.json.encode(_published(found, shown)) + b"\n", LEVEL, mtime=0)


def _published(value: Any, shown: Callable[[Person], PublicDriver]) -> Any:  # noqa: ANN401 - any JSON
    """A file is mostly numbers: they are looked at first."""
    kind = type(value)
    if kind is int or kind is float:
        return value if -LONG_NUMBER < value < LONG_NUMBER else None
    if kind is list:
        return [_published(own, shown) for own in value]
    if kind is dict:
        value = _named(value, shown) if "playerId" in value else value
        return {key: _published(own, shown) for key, own in value.items() if not _is_secret(key)}
    return _LONG_DIGITS.sub("", value) if kind is str else value


@lru_cache
def _is_secret(key: str) -> bool:
    return key.lower() in SECRET_KEYS


def _named(seat: dict[str, Any], shown: Callable[[Person], PublicDriver]) -> dict[str, Any]:
    """A driver as the site shows them; an empty seat stays one."""
    texts = [seat.get(key) for key in ("playerId", "firstName", "lastName", "shortName")]
    who = identify_person(*(text if isinstance(text, str) else None for text in texts))
    if who is None:
        return seat
    public = shown(who)
    return {**seat, "firstName": public.first, "lastName": public.last, "shortName": public.short}
