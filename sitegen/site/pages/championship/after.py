"""The standings as they were after a round."""

from collections.abc import Iterable, Sequence
from typing import ClassVar
from zoneinfo import ZoneInfo

import msgspec

from sitegen.league.championship.progression import PlaceAfter, standings_after
from sitegen.league.championship.season import Season
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import day
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Band, Link, Page, Tab
from sitegen.site.pages.championship.standings import class_anchor


class AfterLine(msgspec.Struct, frozen=True):
    """A driver as they stood."""

    place: PlaceAfter
    driver: PublicDriver
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
    is_added_up: bool
    """From the points of the rounds; else as the server said then."""
    has_drops: bool
    """The server drops rounds, and nobody says how many: those of later rounds are not taken off here."""


class State(msgspec.Struct, frozen=True):
    """A moment of the past at which the standings can be looked at."""

    slug: str
    """The last part of the page's address: the number of the round, or the date."""
    title: str
    facts: tuple[str, ...]
    index: int
    """Its place among the values of a line of the season."""
    is_dated: bool
    """As archived on a date; else added up after a round."""


def round_states(season: Season, zone: ZoneInfo) -> tuple[State, ...]:
    """After every round but the last; nothing where rounds are not known."""
    if not any(one.lines for one in season.classes):
        return ()
    return tuple(
        State(str(at + 1), f"After round {at + 1}", (event.track.name, day(event.date, zone)), at, is_dated=False)
        for at, event in enumerate(season.rounds[:-1])
    )


def dated_states(season: Season, zone: ZoneInfo) -> tuple[State, ...]:
    """At every date of archived standings but the last; of several copies of a day the newest."""
    by_day = {f"{date.astimezone(zone):%Y-%m-%d}": (at, date) for at, date in enumerate(season.dates[:-1])}
    return tuple(
        State(slug, f"As of {day(date, zone)}", ("from archived standings",), at, is_dated=True)
        for slug, (at, date) in by_day.items()
    )


def after_pages(season: Season, atlas: Atlas) -> Iterable[AfterPage]:
    """A page for every past state; the newest one is on the championship's own page."""
    for states in (round_states(season, atlas.zone), dated_states(season, atlas.zone)):
        for state in states:
            yield _after_page(season, state, states, atlas)


def _after_page(season: Season, state: State, states: Sequence[State], atlas: Atlas) -> AfterPage:
    championship = season.championship
    home = atlas.championship_url(championship)
    return AfterPage(
        url=addresses.after(home, state.slug),
        title=f"{state.title}: {championship.name}",
        description=f"The standings of {championship.name}. {state.title}: {', '.join(state.facts)}.",
        band=Band(
            title=state.title,
            crumbs=(Link("Championships", addresses.CHAMPIONSHIPS), Link(championship.name, home)),
            facts=state.facts,
            tabs=(
                *(Tab(one.slug, addresses.after(home, one.slug), current=one is state) for one in states),
                Tab("Now", home),
            ),
        ),
        section=addresses.CHAMPIONSHIPS,
        tables=tuple(after_tables(season, state, atlas)),
        is_added_up=not state.is_dated,
        has_drops=any(score.dropped for one in season.classes for row in one.rows for score in row.rounds),
    )


def after_tables(season: Season, state: State, atlas: Atlas) -> Iterable[AfterTable]:
    """The classes whose past is known, as they stood then."""
    for one in season.classes:
        lines = one.lines_by_date if state.is_dated else one.lines
        if lines:
            places = standings_after(lines, state.index + 1)
            most = max((place.points for place in places), default=0)
            yield AfterTable(
                anchor=class_anchor(one.name),
                title=one.name or "Drivers",
                lines=tuple(AfterLine(place, atlas.shown(place.person), most - place.points) for place in places),
            )
