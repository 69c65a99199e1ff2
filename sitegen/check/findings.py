"""What the check says: a finding with its area, how bad it is, where it is, and what to do about it."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal, get_args

import msgspec

Area = Literal["configuration", "server", "pacing", "archive", "content", "theme", "links", "weight", "privacy"]

Level = Literal["ok", "note", "warning", "problem"]

AREAS: tuple[Area, ...] = get_args(Area)

LEVELS: tuple[Level, ...] = get_args(Level)
"""From good to bad."""

MOST_LISTED = 5
"""So many findings of one kind are listed; the others are only counted."""


# The names of `check --json` are older than these fields, and other people's programs read them.
class Finding(msgspec.Struct, frozen=True, rename={"message": "what", "advice": "do"}):
    """The result of looking at one part of a league."""

    area: Area
    level: Level
    message: str
    """What is the case, a sentence."""
    where: str | None = None
    """The file, address, key or variable that the message is about."""
    advice: str = ""
    """What to do, a sentence; empty only when all is well."""


def first_few(findings: Iterable[Finding], *, most: int = MOST_LISTED) -> Iterator[Finding]:
    """The first findings of a kind, and how many more there are."""
    rest = iter(findings)
    last = None
    for last in islice(rest, most):
        yield last
    more = sum(1 for _ in rest)
    if last is not None and more:
        yield Finding(last.area, last.level, f"There are {more} more like this.", advice=last.advice)


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of every level."""
    levels = [finding.level for finding in findings]
    return {level: levels.count(level) for level in LEVELS}
