"""What is open in a championship: who can still win, and what it takes."""

from collections.abc import Iterable

import msgspec

from sitegen.league.championship.season import ClassSeason, Season
from sitegen.league.championship.title_fight import Chance
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted, number
from sitegen.site.links import Links

CONTENDERS = 6
"""Drivers in the table of the title fight."""


class ContenderLine(msgspec.Struct, frozen=True):
    """Somebody who can still win."""

    driver: PublicDriver
    """Who it is."""
    chance: Chance
    """The points that the driver has and can still reach."""
    outlook: str
    """What it takes to win, in words; empty when there is nothing to say."""


class TitleTable(msgspec.Struct, frozen=True):
    """What is open in a class."""

    title: str
    """`Title fight`, with the name of the class where there are classes."""
    verdict: str
    """Who is champion, or how many drivers can still win, in a sentence."""
    lines: tuple[ContenderLine, ...]
    """The drivers who can still win, in the order of the standings, six at most; empty when there is a champion."""


def title_tables(season: Season, links: Links) -> Iterable[TitleTable]:
    """The title fight of every class of which points and calendar are known."""
    for class_season in season.classes:
        table = _title_table(class_season, links)
        if table is not None:
            yield table


def _title_table(class_season: ClassSeason, links: Links) -> TitleTable | None:
    fight = class_season.title_fight
    if fight is None or fight.leader is None:
        return None
    title = f"Title fight, {class_season.name}".removesuffix(", ")
    if fight.champion:
        return TitleTable(title, f"{links.shown(fight.champion).name} is champion.", ())
    chances = fight.in_contention
    lines = tuple(_contender_line(chance, links) for chance in chances[:CONTENDERS])
    return TitleTable(title, f"{counted(len(chances), 'driver')} can still win.", lines)


def _contender_line(chance: Chance, links: Links) -> ContenderLine:
    return ContenderLine(links.shown(chance.person), chance, _outlook(chance))


def _outlook(chance: Chance) -> str:
    if chance.can_clinch_next:
        return "can be champion after the next round"
    parts = []
    if chance.needs is not None:
        parts.append(f"must outscore the leader by {number(chance.needs)} to be level")
    if chance.only_level:
        parts.append("at best level on points")
    return "; ".join(parts)
