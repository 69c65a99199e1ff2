"""The calendar: rounds to come and rounds that were driven, of all championships."""

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import ClassVar

import msgspec

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.championship.calendar import CalendarRound, PlannedRound
from sitegen.league.session.models import Classification, Event
from sitegen.site import addresses
from sitegen.site.formats import calendar_day, counted
from sitegen.site.links import Links
from sitegen.site.pages.base import Band, Link, Page, Step, Tab
from sitegen.site.pages.session.rows import podium
from sitegen.site.pages.structured import coming_events

MOST_PAST = 30
"""Past rounds on the page; the results have all."""


class CalendarLine(msgspec.Struct, frozen=True):
    """A round in the calendar."""

    day: str
    """The date as a person reads it, on the league's calendar."""
    time: str
    """`20:00 BST`; empty where only the day is known."""
    instant: str
    """The same for machines, in ISO 8601; empty without a time."""
    name: str
    """What the league calls the round; else its track."""
    track: str
    """The track's full name; empty where the name says it."""
    url: str
    """The page of the round; empty for one to come."""
    championship: Link
    """The championship of which it is a round."""
    number: int
    """Counts the championship's rounds from 1."""
    length: str
    """`2 races, 30 laps, 60 min`, as far as it is announced; may be empty."""
    winners: tuple[Step, ...]
    """The winner of each of its races; empty for a round to come."""


class CalendarPage(Page, frozen=True):
    """All rounds."""

    template: ClassVar[str] = "calendar.html"
    coming: tuple[CalendarLine, ...]
    """Rounds to come, the next one first."""
    past: tuple[CalendarLine, ...]
    """Rounds that were driven, the newest first; no more than the last thirty."""
    files: tuple[Link, ...]
    """The calendars for phones and mail programs: of all championships, and of each that has rounds to come."""


def calendar_page(league: LeagueScope, links: Links) -> CalendarPage:
    """Everything that the calendar shows: rounds of all championships."""
    rounds = list(chain.from_iterable(league.calendars.values()))
    coming = rounds_to_come(rounds)
    # Rounds to come are all shown, for nowhere else are they; those that were driven are in the results as well.
    past = sorted(
        (calendar_round for calendar_round in rounds if calendar_round.event is not None), key=_order, reverse=True
    )
    return CalendarPage(
        url=addresses.CALENDAR,
        title="Calendar",
        description=f"{counted(len(coming), 'round')} to come, {counted(len(past), 'round')} driven.",
        band=Band(
            title="Calendar",
            facts=(f"{counted(len(coming), 'round')} to come",),
            tabs=(Tab("To come", "#coming"), Tab("Driven", "#past")),
        ),
        section=addresses.CALENDAR,
        structured=coming_events(coming, links.zone),
        coming=tuple(calendar_line(calendar_round, links, league.classifications) for calendar_round in coming),
        past=tuple(calendar_line(calendar_round, links, league.classifications) for calendar_round in past[:MOST_PAST]),
        files=(Link("All championships", addresses.CALENDAR_FILE), *_files(coming, links)),
    )


def _files(coming: Iterable[CalendarRound], links: Links) -> Iterable[Link]:
    """The calendar of every championship with rounds to come, that of the next round first."""
    running = {calendar_round.championship.id: calendar_round.championship for calendar_round in coming}
    for championship in running.values():
        yield Link(championship.name, addresses.championship_calendar(links.championship_url(championship.id)))


def rounds_to_come(rounds: Iterable[CalendarRound]) -> list[CalendarRound]:
    """The rounds that nobody has driven yet, the next one first."""
    return sorted((calendar_round for calendar_round in rounds if calendar_round.event is None), key=_order)


def _order(calendar_round: CalendarRound) -> tuple[dt.date, dt.time, str]:
    """By date and time of day; the uid decides between rounds at one time, so that every build has one order."""
    time = calendar_round.planned.time if calendar_round.planned else None
    return calendar_round.day, time or dt.time(), calendar_round.uid


def calendar_line(
    calendar_round: CalendarRound, links: Links, classifications: Mapping[str, Classification]
) -> CalendarLine:
    """A round for show; the winner of each of its races once they are driven."""
    start = _start(calendar_round, links)
    time = instant = ""
    if start is not None:
        time = f"{start:%H:%M} {start.tzname()}"
        instant = start.isoformat(timespec="minutes")
    return CalendarLine(
        day=calendar_day(calendar_round.day),
        time=time,
        instant=instant,
        name=calendar_round.name,
        track=_track_beside_name(calendar_round),
        url=_round_url(calendar_round, links),
        championship=Link(calendar_round.championship.name, links.championship_url(calendar_round.championship.id)),
        number=calendar_round.number,
        length=", ".join(_length(calendar_round.planned)),
        winners=tuple(_winners(calendar_round.event, links, classifications)),
    )


def _track_beside_name(calendar_round: CalendarRound) -> str:
    """The track, where the round has a name of its own."""
    track = calendar_round.track.full_name
    return "" if track == calendar_round.name else track


def _start(calendar_round: CalendarRound, links: Links) -> dt.datetime | None:
    """When a round to come begins; of one that was driven nobody wants to know any more."""
    if calendar_round.event is not None or calendar_round.planned is None:
        return None
    return calendar_round.planned.start(links.zone)


def _round_url(calendar_round: CalendarRound, links: Links) -> str:
    if calendar_round.event is None:
        return ""
    return links.event_url(calendar_round.event) or ""


def _winners(event: Event | None, links: Links, classifications: Mapping[str, Classification]) -> Iterable[Step]:
    if event is not None:
        for race in event.races:
            yield from podium(classifications[race.id], links)[:1]


def _length(planned: PlannedRound | None) -> Iterable[str]:
    if planned is None:
        return
    if planned.races > 1:
        yield f"{planned.races} races"
    if planned.laps:
        yield counted(planned.laps, "lap")
    if planned.minutes:
        yield f"{planned.minutes} min"
