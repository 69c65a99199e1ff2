"""The list of all drivers, by last name."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import ClassVar

import msgspec

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.history.careers import Career
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import NOTHING, counted, day
from sitegen.site.links import Links
from sitegen.site.pages.base import Band, Link, Page
from sitegen.site.pages.driver.career import CareerCounts, counts_of

MANY = 60
"""From so many drivers on there are links to every letter."""


class DriverLine(msgspec.Struct, frozen=True):
    """A driver in the list of all."""

    driver: PublicDriver
    """Who it is."""
    counts: CareerCounts
    """Starts, wins and what else can be counted."""
    last_seen: str
    """The date of the last session, `Tue 3 Sep 2024`; – for somebody who is only in the standings."""


class Letter(msgspec.Struct, frozen=True):
    """Everybody whose last name begins with the same letter; # stands for all that is none."""

    text: str
    """The letter, or #."""
    anchor: str
    """The id of its rows within the page, for links that begin with `#`."""
    lines: tuple[DriverLine, ...]
    """A row per driver, by last name, then by first name."""


class DriversPage(Page, frozen=True):
    """Everybody, by last name."""

    template: ClassVar[str] = "drivers.html"
    letters: tuple[Letter, ...]
    """The drivers under the letters of their last names, # last."""
    jumps: tuple[Link, ...]
    """To every letter; empty where few drivers are listed."""


def drivers_page(league: LeagueScope, links: Links) -> DriversPage:
    """The list of all drivers who are not hidden."""
    lines = sorted((_driver_line(career, links) for career in league.histories.careers), key=_order)
    letters = tuple(_letters(lines))
    return DriversPage(
        url=addresses.DRIVERS,
        title="Drivers",
        description=f"All {counted(len(lines), 'driver')} with their starts, wins, podiums and poles.",
        band=Band(title="Drivers", facts=(counted(len(lines), "driver"),)),
        section=addresses.DRIVERS,
        letters=letters,
        jumps=_jumps(letters, drivers=len(lines)),
    )


def _jumps(letters: Iterable[Letter], *, drivers: int) -> tuple[Link, ...]:
    if drivers < MANY:
        return ()
    return tuple(Link(letter.text, f"#{letter.anchor}") for letter in letters)


def _driver_line(career: Career, links: Links) -> DriverLine:
    return DriverLine(links.shown(career.person), counts_of(career), _last_seen(career, links))


def _letters(lines: Sequence[DriverLine]) -> Iterable[Letter]:
    # Numbers and not letters in the anchors, so that no link to one needs escaping: a letter may be 王.
    for number, (text, group) in enumerate(groupby(lines, key=_letter), start=1):
        yield Letter(text, f"letter-{number}", tuple(group))


def _order(line: DriverLine) -> tuple[bool, str, str, str, str]:
    """Letters before all else, so that each of them, and #, stands in one place."""
    driver = line.driver
    letter = _letter(line)
    return letter == "#", letter, driver.last.casefold(), driver.first.casefold(), driver.id or ""


def _letter(line: DriverLine) -> str:
    first = line.driver.last[:1]
    # Upper case may be longer than one letter: "ß" becomes "SS".
    return first.upper()[:1] if first.isalpha() else "#"


def _last_seen(career: Career, links: Links) -> str:
    if not career.appearances:
        return NOTHING
    return day(career.appearances[0].session.date, links.zone)
