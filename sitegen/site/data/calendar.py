"""`calendar.ics`: the rounds of a league for the calendars of its drivers."""

import datetime as dt
from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

import icalendar

from sitegen.league.championship.calendar import CalendarRound

USUAL_LENGTH = dt.timedelta(hours=2)
"""How long a round is taken to be when nobody says it."""
BEFORE_THE_RACE = dt.timedelta(hours=1)
"""Practice and qualifying, when only the length of the race is known."""


def calendar_file(
    path: str, title: str, rounds: Iterable[CalendarRound], *, zone: ZoneInfo, url_of: Callable[[CalendarRound], str]
) -> tuple[str, bytes]:
    """Path and iCalendar of some rounds; `url_of` says where a round has its page, empty for nowhere.

    Times are in UTC, which every program shows in its user's zone; a round without a time takes the whole day. The UIDs
    never change, and `DTSTAMP` is the round's own date, so that the same calendar is the same bytes.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//sitegen//league calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", icalendar.vText(title))  # names of its own would be written as they are
    calendar.add("method", "PUBLISH")
    for one in rounds:
        calendar.add_component(_event(one, zone, url_of(one)))
    return path, calendar.to_ical()


def _event(one: CalendarRound, zone: ZoneInfo, url: str) -> icalendar.Event:
    event = icalendar.Event()
    start, end = _times(one, zone)
    event.add("uid", f"{one.uid}@sitegen")
    event.add("dtstamp", dt.datetime.combine(one.day, dt.time(), dt.UTC))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", f"{one.championship.name}: {one.name}")
    event.add("location", one.track.full_name)
    event.add("description", ", ".join(_facts(one)))
    if url:
        event.add("url", url)
    return event


def _times(one: CalendarRound, zone: ZoneInfo) -> tuple[dt.datetime | dt.date, dt.datetime | dt.date]:
    """What was driven lasted until its last session ended; what is to come lasts as long as it says."""
    start = one.planned.start(zone) if one.planned else None
    if start is not None and one.planned:
        race = dt.timedelta(minutes=(one.planned.minutes or 0) * one.planned.races)
        return start.astimezone(dt.UTC), (start + (race + BEFORE_THE_RACE if race else USUAL_LENGTH)).astimezone(dt.UTC)
    dates = [session.date for session in one.event.sessions if session.date] if one.event else []
    if dates:
        first = min(dates) if len(dates) > 1 else max(dates) - USUAL_LENGTH
        return first.astimezone(dt.UTC), max(dates).astimezone(dt.UTC)
    return one.day, one.day + dt.timedelta(days=1)


def _facts(one: CalendarRound) -> Iterable[str]:
    yield f"Round {one.number}"
    if one.planned and one.planned.laps:
        yield f"{one.planned.laps} laps"
    if one.planned and one.planned.minutes:
        yield f"{one.planned.minutes} minutes"
    if one.planned and one.planned.races > 1:
        yield f"{one.planned.races} races"
