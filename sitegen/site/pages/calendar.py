"""The calendar: rounds to come and rounds that were driven, of all championships."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

import msgspec

from sitegen.league.championship.calendar import CalendarRound
from sitegen.league.session.models import Classification
from sitegen.site import addresses
from sitegen.site.formats import calendar_day, counted
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Band, Link, Page, Step, Tab
from sitegen.site.pages.session.rows import podium
from sitegen.site.pages.structured import coming_events

SHOWN_PAST = 30
"""Past rounds on the page; the results have all."""


class CalendarLine(msgspec.Struct, frozen=True):
    """A round."""

    day: str
    time: str
    """`20:00 BST`; empty where only the day is known."""
    instant: str
    """The same for machines, in ISO 8601; empty without a time."""
    name: str
    track: str
    url: str
    """The page of the round; empty for one to come."""
    championship: Link
    number: int
    length: str
    winners: tuple[Step, ...]


class CalendarPage(Page, frozen=True):
    """All rounds."""

    template: ClassVar[str] = "calendar.html"
    coming: tuple[CalendarLine, ...]
    """The next one first."""
    past: tuple[CalendarLine, ...]
    """The newest first."""
    files: tuple[Link, ...]


def calendar_page(
    rounds: Sequence[CalendarRound], atlas: Atlas, *, found: Mapping[str, Classification]
) -> CalendarPage:
    """Everything that the calendar shows. `rounds`: of all championships; `found`: by session id."""
    coming = rounds_to_come(rounds)
    past = sorted((one for one in rounds if one.event is not None), key=_order, reverse=True)
    running = {one.championship.id: one.championship for one in coming}.values()
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
        structured=coming_events(coming, atlas.zone),
        coming=tuple(calendar_line(one, atlas, found) for one in coming),
        past=tuple(calendar_line(one, atlas, found) for one in past[:SHOWN_PAST]),
        files=(
            Link("All championships", "calendar.ics"),
            *(Link(one.name, f"{atlas.championship_url(one)}calendar.ics") for one in running),
        ),
    )


def rounds_to_come(rounds: Iterable[CalendarRound]) -> list[CalendarRound]:
    """The next one first."""
    return sorted((one for one in rounds if one.event is None), key=_order)


def _order(one: CalendarRound) -> tuple[dt.date, dt.time, str]:
    time = one.planned.time if one.planned and one.planned.time else dt.time()
    return one.day, time, one.uid


def calendar_line(one: CalendarRound, atlas: Atlas, found: Mapping[str, Classification]) -> CalendarLine:
    """A round for show; the winner of each of its races once they are driven."""
    start = one.planned.start(atlas.zone) if one.planned and one.event is None else None
    return CalendarLine(
        day=calendar_day(one.day),
        time=f"{start:%H:%M} {start.tzname()}" if start else "",
        instant=start.isoformat(timespec="minutes") if start else "",
        name=one.name,
        track=one.track.full_name if one.name != one.track.full_name else "",
        url=(atlas.event_url(one.event) or "") if one.event else "",
        championship=Link(one.championship.name, atlas.championship_url(one.championship)),
        number=one.number,
        length=", ".join(_length(one)),
        winners=tuple(
            step for race in (one.event.races if one.event else ()) for step in podium(found[race.id], atlas)[:1]
        ),
    )


def _length(one: CalendarRound) -> Iterable[str]:
    planned = one.planned
    if planned is None:
        return
    if planned.races > 1:
        yield f"{planned.races} races"
    if planned.laps:
        yield counted(planned.laps, "lap")
    if planned.minutes:
        yield f"{planned.minutes} min"
