"""The list of all drivers, by last name."""

from collections.abc import Iterable
from itertools import groupby
from typing import ClassVar

import msgspec

from sitegen.league.history.careers import Career
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted, day
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Band, Link, Page
from sitegen.site.pages.driver.career import Counts, counts_of

MANY = 60
"""From so many drivers on there are links to every letter."""


class DriverLine(msgspec.Struct, frozen=True):
    """A driver in the list of all."""

    driver: PublicDriver
    counts: Counts
    last_seen: str


class Letter(msgspec.Struct, frozen=True):
    """Everybody whose last name begins with the same letter; # stands for all that is none."""

    text: str
    anchor: str
    lines: tuple[DriverLine, ...]


class DriversPage(Page, frozen=True):
    """Everybody, by last name."""

    template: ClassVar[str] = "drivers.html"
    letters: tuple[Letter, ...]
    jumps: tuple[Link, ...]
    """To every letter; empty where few drivers are listed."""


def drivers_page(careers: Iterable[Career], atlas: Atlas) -> DriversPage:
    """The list of all drivers who are not hidden."""
    lines = [DriverLine(atlas.shown(career.person), counts_of(career), _last_seen(career, atlas)) for career in careers]
    lines.sort(key=_order)
    letters = tuple(
        Letter(text, f"letter-{number}", tuple(own))
        for number, (text, own) in enumerate(groupby(lines, key=_letter), start=1)
    )
    return DriversPage(
        url=addresses.DRIVERS,
        title="Drivers",
        description=f"All {counted(len(lines), 'driver')} with their starts, wins, podiums and poles.",
        band=Band(title="Drivers", facts=(counted(len(lines), "driver"),)),
        section=addresses.DRIVERS,
        letters=letters,
        jumps=tuple(Link(one.text, f"#{one.anchor}") for one in letters) if len(lines) >= MANY else (),
    )


def _order(line: DriverLine) -> tuple[bool, str, str, str, str]:
    """Letters before all else, so that each of them, and #, stands in one place."""
    driver = line.driver
    letter = _letter(line)
    return letter == "#", letter, driver.last.casefold(), driver.first.casefold(), driver.id or ""


def _letter(line: DriverLine) -> str:
    first = line.driver.last[:1]
    return first.upper()[:1] if first.isalpha() else "#"


def _last_seen(career: Career, atlas: Atlas) -> str:
    return day(career.appearances[0].session.date, atlas.zone) if career.appearances else "–"
