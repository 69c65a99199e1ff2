"""What is open in a championship: who can still win, and what it takes."""

import msgspec

from sitegen.league.championship.season import ClassSeason
from sitegen.league.championship.title_fight import Chance
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted, number
from sitegen.site.links import Atlas

CONTENDERS = 6
"""Drivers in the table of the title fight."""


class ContenderLine(msgspec.Struct, frozen=True):
    """Somebody who can still win."""

    driver: PublicDriver
    chance: Chance
    outlook: str


class TitleTable(msgspec.Struct, frozen=True):
    """What is open in a class."""

    title: str
    verdict: str
    lines: tuple[ContenderLine, ...]


def title_table(one: ClassSeason, atlas: Atlas) -> TitleTable | None:
    """The title fight of a class; None where points or calendar are not known."""
    fight = one.title_fight
    if fight is None or fight.leader is None:
        return None
    name = f"Title fight, {one.name}" if one.name else "Title fight"
    if fight.champion:
        return TitleTable(name, f"{atlas.shown(fight.champion).name} is champion.", ())
    open_to = fight.in_contention
    verdict = f"{counted(len(open_to), 'driver')} can still win."
    return TitleTable(
        name, verdict, tuple(ContenderLine(atlas.shown(c.person), c, _outlook(c)) for c in open_to[:CONTENDERS])
    )


def _outlook(chance: Chance) -> str:
    if chance.can_clinch_next:
        return "can be champion after the next round"
    if chance.needs is not None:
        text = f"must outscore the leader by {number(chance.needs)} to be level"
        return f"{text}; at best level on points" if chance.only_level else text
    return "at best level on points" if chance.only_level else ""
