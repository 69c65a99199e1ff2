"""The list of all championships."""

from collections.abc import Iterable
from typing import ClassVar

import msgspec

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.championship.models import Championship
from sitegen.site import addresses
from sitegen.site.formats import counted, day
from sitegen.site.links import Links
from sitegen.site.pages.base import Band, Page, Step


class ChampionshipLine(msgspec.Struct, frozen=True):
    """A championship in the list of all."""

    name: str
    """The championship's name."""
    url: str
    """The page of the championship."""
    rounds: int
    """How many rounds were driven."""
    first: str
    """The day of its first round; empty before it."""
    last: str
    """The day of its last round so far; empty before the first."""
    leaders: tuple[Step, ...]
    """The first in the standings of each class."""


class ChampionshipsPage(Page, frozen=True):
    """All championships, the newest first."""

    template: ClassVar[str] = "championships.html"
    lines: tuple[ChampionshipLine, ...]
    """A line per championship."""


def championships_page(league: LeagueScope, links: Links) -> ChampionshipsPage:
    """The list of championships, the newest first."""
    lines = tuple(_championship_line(season.championship, links) for season in league.seasons)
    return ChampionshipsPage(
        url=addresses.CHAMPIONSHIPS,
        title="Championships",
        description=f"All {counted(len(lines), 'championship')} with their rounds and leaders.",
        band=Band(title="Championships", facts=(counted(len(lines), "championship"),)),
        section=addresses.CHAMPIONSHIPS,
        lines=lines,
    )


def _championship_line(championship: Championship, links: Links) -> ChampionshipLine:
    days = [day(event.date, links.zone) for event in championship.events] or [""]
    return ChampionshipLine(
        name=championship.name,
        url=links.championship_url(championship.id),
        rounds=len(championship.events),
        first=days[0],
        last=days[-1],
        leaders=tuple(_leaders(championship, links)),
    )


def _leaders(championship: Championship, links: Links) -> Iterable[Step]:
    """The first of each class; standings without drivers, of teams alone, have no leader to show."""
    for rows in championship.standings.drivers.values():
        if rows and rows[0].driver is not None:
            yield Step(1, (links.shown(rows[0].driver),), rows[0].team or "", "")
