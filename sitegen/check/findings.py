"""What the doctor says: a finding with its area, how bad it is, where it is, and what to do about it."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal, get_args

import msgspec

Area = Literal["configuration", "server", "pacing", "archive", "content", "theme", "links", "weight", "privacy"]

Level = Literal["ok", "note", "warning", "problem"]

AREAS: tuple[Area, ...] = get_args(Area)

LEVELS: tuple[Level, ...] = get_args(Level)
"""From good to bad."""

SHOWN = 5
"""So many findings of one kind are said; the others are counted."""


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at."""

    area: Area
    level: Level
    what: str
    """What was found, a sentence."""
    where: str | None = None
    """The file, address, key or variable that it is about."""
    do: str = ""
    """What to do, a sentence; empty only when all is well."""


def first_few(findings: Iterable[Finding], *, shown: int = SHOWN) -> Iterator[Finding]:
    """The first findings of a kind, and how many more there are."""
    rest = iter(findings)
    last = None
    for last in islice(rest, shown):
        yield last
    if last is not None and (more := sum(1 for _ in rest)):
        yield Finding(last.area, last.level, f"There are {more} more like this.", do=last.do)


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of every level."""
    levels = [one.level for one in findings]
    return {level: levels.count(level) for level in LEVELS}
