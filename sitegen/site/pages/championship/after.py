"""The standings as they were after a round."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar
from zoneinfo import ZoneInfo

import msgspec

from sitegen.dataset.scopes import SeasonScope
from sitegen.league.championship.progression import PlaceAfter, ProgressionLine, standings_after
from sitegen.league.championship.season import ClassSeason, Season
from sitegen.league.session.models import Event
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import day
from sitegen.site.links import Links
from sitegen.site.pages.base import Band, Link, Page, Tab
from sitegen.site.pages.championship.standings import class_anchor, drivers_title


class AfterLine(msgspec.Struct, frozen=True):
    """A driver as they stood."""

    place: PlaceAfter
    """Place and points of the driver at that time."""
    driver: PublicDriver
    """Who it is."""
    gap: float
    """Points behind the leader; 0 for the leader."""


class AfterTable(msgspec.Struct, frozen=True):
    """A class as it stood."""

    anchor: str
    """The id of the table within the page, for links that begin with `#`."""
    class_name: str
    """The name of the class; empty in a championship without classes."""
    title: str
    """The same for show: "Drivers" in a championship without classes."""
    lines: tuple[AfterLine, ...]
    """A row per driver who was in the standings by then, the leader first."""


class AfterPage(Page, frozen=True):
    """The standings of all classes after a round."""

    template: ClassVar[str] = "after.html"
    tables: tuple[AfterTable, ...]
    """A table per class, in the order of the standings."""
    is_added_up: bool
    """From the points of the rounds; else as the server said then."""
    has_drops: bool
    """The server drops rounds, and nobody says how many: those of later rounds are not taken off here."""


class State(msgspec.Struct, frozen=True):
    """A moment of the past at which the standings can be looked at."""

    slug: str
    """The last part of the page's address: the number of the round, or the date."""
    title: str
    """`After round 3`, `As of Tue 3 Sep 2024`."""
    facts: tuple[str, ...]
    """What is said under the title: track and date, or where the standings are from."""
    index: int
    """Its place among the values of a line of the season, from 0."""
    is_dated: bool
    """As archived on a date; else added up after a round."""


def round_states(season: Season, zone: ZoneInfo) -> tuple[State, ...]:
    """After every round but the last; nothing where rounds are not known."""
    if not any(class_season.lines for class_season in season.classes):
        return ()
    return tuple(_round_state(index, event, zone) for index, event in enumerate(season.rounds[:-1]))


def _round_state(index: int, event: Event, zone: ZoneInfo) -> State:
    number = index + 1
    facts = (event.track.name, day(event.date, zone))
    return State(str(number), f"After round {number}", facts, index, is_dated=False)


def dated_states(season: Season, zone: ZoneInfo) -> tuple[State, ...]:
    """At every date of archived standings but the last; of several copies of a day the newest."""
    # The day is the last part of the address, so that two copies of one day would be two pages at one address.
    states: dict[str, State] = {}
    for index, date in enumerate(season.dates[:-1]):
        slug = f"{date.astimezone(zone):%Y-%m-%d}"
        facts = ("from archived standings",)
        states[slug] = State(slug, f"As of {day(date, zone)}", facts, index, is_dated=True)
    return tuple(states.values())


def after_pages(scope: SeasonScope, links: Links) -> Iterator[AfterPage]:
    """A page for every past state; the newest one is on the championship's own page."""
    season = scope.season
    for states in (round_states(season, links.zone), dated_states(season, links.zone)):
        for state in states:
            yield _after_page(season, state, states, links)


def after_links(season: Season, links: Links) -> dict[str, Link]:
    """Event id → the standings after it, for every round but the last, where rounds are known."""
    home = links.championship_url(season.championship.id)
    by_event = {}
    for state in round_states(season, links.zone):
        event_id = season.rounds[state.index].id or ""
        by_event[event_id] = Link(state.title.lower(), addresses.after(home, state.slug))
    return by_event


def dated_links(season: Season, links: Links) -> Iterable[Link]:
    """The archived standings of earlier dates, oldest first."""
    home = links.championship_url(season.championship.id)
    return (Link(state.title, addresses.after(home, state.slug)) for state in dated_states(season, links.zone))


def _after_page(season: Season, state: State, states: Sequence[State], links: Links) -> AfterPage:
    championship = season.championship
    home = links.championship_url(championship.id)
    return AfterPage(
        url=addresses.after(home, state.slug),
        title=f"{state.title}: {championship.name}",
        description=f"The standings of {championship.name}. {state.title}: {', '.join(state.facts)}.",
        band=Band(
            title=state.title,
            crumbs=(Link("Championships", addresses.CHAMPIONSHIPS), Link(championship.name, home)),
            facts=state.facts,
            tabs=(*_state_tabs(state, states, home), Tab("Now", home)),
        ),
        section=addresses.CHAMPIONSHIPS,
        tables=tuple(after_tables(season, links, index=state.index, is_dated=state.is_dated)),
        is_added_up=not state.is_dated,
        has_drops=_has_drops(season),
    )


def _state_tabs(current: State, states: Iterable[State], home: str) -> Iterable[Tab]:
    for state in states:
        yield Tab(state.slug, addresses.after(home, state.slug), current=state.slug == current.slug)


def _has_drops(season: Season) -> bool:
    for class_season in season.classes:
        for row in class_season.rows:
            if any(score.dropped for score in row.rounds):
                return True
    return False


def after_tables(season: Season, links: Links, *, index: int, is_dated: bool = False) -> Iterable[AfterTable]:
    """The classes whose past is known, as they stood then.

    `index`: the round from 0, or with `is_dated` the archived copy from 0.
    """
    for class_season in season.classes:
        lines = _lines_of(class_season, is_dated=is_dated)
        if lines:
            yield AfterTable(
                anchor=class_anchor(class_season.name),
                class_name=class_season.name,
                title=drivers_title(class_season.name),
                lines=tuple(_after_lines(lines, index, links)),
            )


def _lines_of(class_season: ClassSeason, *, is_dated: bool) -> Sequence[ProgressionLine]:
    if is_dated:
        return class_season.lines_by_date
    return class_season.lines


def _after_lines(lines: Sequence[ProgressionLine], index: int, links: Links) -> Iterable[AfterLine]:
    places = standings_after(lines, index + 1)
    # The places of an archived copy are the server's, so its first row need not have the most points.
    most = max((place.points for place in places), default=0)
    for place in places:
        yield AfterLine(place, links.shown(place.person), most - place.points)
