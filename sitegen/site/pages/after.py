"""The standings as they were after a round."""

from collections.abc import Iterable
from typing import ClassVar

import msgspec

from sitegen.league.progression import PlaceAfter, standings_after
from sitegen.league.season import Season
from sitegen.site import addresses
from sitegen.site.atlas import Atlas
from sitegen.site.directory import Shown
from sitegen.site.formats import day
from sitegen.site.pages.base import Band, Link, Page, Tab
from sitegen.site.pages.standings import class_anchor


class AfterLine(msgspec.Struct, frozen=True):
    """A driver as they stood."""

    place: PlaceAfter
    driver: Shown
    gap: float
    """Points behind the leader."""


class AfterTable(msgspec.Struct, frozen=True):
    """A class as it stood."""

    anchor: str
    title: str
    lines: tuple[AfterLine, ...]


class AfterPage(Page, frozen=True):
    """The standings of all classes after a round."""

    template: ClassVar[str] = "after.html"
    tables: tuple[AfterTable, ...]
    has_drops: bool
    """The server drops rounds, and nobody says how many: those of later rounds are not taken off here."""


def after_pages(season: Season, atlas: Atlas) -> Iterable[AfterPage]:
    """A page for every round but the last, whose standings are those of the championship's own page."""
    championship = season.championship
    home = atlas.championship_url(championship)
    numbers = range(1, len(season.rounds))
    for number in numbers:
        event = season.rounds[number - 1]
        tables = tuple(after_tables(season, atlas, number))
        if tables:
            url = addresses.after_round(home, number)
            yield AfterPage(
                url=url,
                title=f"After round {number}: {championship.name}",
                description=f"The standings of {championship.name} as they were after {event.track.name}.",
                band=Band(
                    title=f"After round {number}",
                    crumbs=(
                        Link("Championships", addresses.CHAMPIONSHIPS),
                        Link(championship.name, home),
                    ),
                    facts=(event.track.name, day(event.date, atlas.zone)),
                    tabs=(
                        *(Tab(str(one), addresses.after_round(home, one), current=one == number) for one in numbers),
                        Tab("Now", home),
                    ),
                ),
                section=addresses.CHAMPIONSHIPS,
                tables=tables,
                has_drops=any(score.dropped for one in season.classes for row in one.rows for score in row.rounds),
            )


def after_tables(season: Season, atlas: Atlas, number: int) -> Iterable[AfterTable]:
    """The classes of which the rounds are known, as they stood after so many rounds."""
    for one in season.classes:
        if one.lines:
            places = standings_after(one.lines, number)
            most = max((place.points for place in places), default=0)
            yield AfterTable(
                anchor=class_anchor(one.name),
                title=one.name or "Drivers",
                lines=tuple(AfterLine(place, atlas.shown(place.person), most - place.points) for place in places),
            )
