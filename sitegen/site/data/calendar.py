"""`calendar.ics`: the rounds of a league for the calendars of its drivers."""

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import chain
from zoneinfo import ZoneInfo

import icalendar

from sitegen.dataset.scopes import LeagueScope, SeasonScope
from sitegen.league.championship.calendar import CalendarRound, PlannedRound
from sitegen.league.session.models import Event
from sitegen.site import addresses
from sitegen.site.links import Links

USUAL_LENGTH = dt.timedelta(hours=2)
"""How long a round is taken to be when nobody says it."""
BEFORE_THE_RACE = dt.timedelta(hours=1)
"""Practice and qualifying, when only the length of the race is known."""

Times = tuple[dt.datetime, dt.datetime]
"""Begin and end in UTC."""


def league_calendar(league: LeagueScope, links: Links) -> tuple[str, bytes]:
    """Path and iCalendar of the rounds of all championships, by date."""
    rounds = sorted(
        chain.from_iterable(league.calendars.values()),
        key=lambda calendar_round: (calendar_round.day, calendar_round.uid),
    )
    url_of = _round_urls(links, league.settings.public_url)
    return calendar_file(addresses.CALENDAR_FILE, league.settings.title, rounds, zone=links.zone, url_of=url_of)


def championship_calendar(scope: SeasonScope, links: Links) -> tuple[str, bytes]:
    """Path and iCalendar of the rounds of a championship."""
    championship = scope.championship
    path = addresses.championship_calendar(links.championship_url(championship.id))
    url_of = _round_urls(links, scope.settings.public_url)
    return calendar_file(path, championship.name, scope.calendar, zone=links.zone, url_of=url_of)


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
    # The library escapes the texts of keys that it knows; a key of its own would be written as it is.
    calendar.add("x-wr-calname", icalendar.vText(title))
    calendar.add("method", "PUBLISH")
    for league_round in rounds:
        calendar.add_component(_event(league_round, zone, url_of(league_round)))
    return path, calendar.to_ical()


def _round_urls(links: Links, public_url: str) -> Callable[[CalendarRound], str]:
    """Where a round has its page on the net; nowhere before it is driven, and for a site without an address."""

    def url_of(calendar_round: CalendarRound) -> str:
        path = links.event_url(calendar_round.event) if calendar_round.event else None
        return f"{public_url}{path}" if path and public_url else ""

    return url_of


def _event(league_round: CalendarRound, zone: ZoneInfo, url: str) -> icalendar.Event:
    """`url`: of its page; empty for none."""
    event = icalendar.Event()
    start, end = _times(league_round, zone)
    event.add("uid", f"{league_round.uid}@sitegen")
    event.add("dtstamp", dt.datetime.combine(league_round.day, dt.time(), dt.UTC))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", f"{league_round.championship.name}: {league_round.name}")
    event.add("location", league_round.track.full_name)
    event.add("description", ", ".join(_facts(league_round)))
    if url:
        event.add("url", url)
    return event


def _times(league_round: CalendarRound, zone: ZoneInfo) -> Times | tuple[dt.date, dt.date]:
    """As planned where the league said a time; else as driven; else the whole day."""
    whole_day = league_round.day, league_round.day + dt.timedelta(days=1)
    return _planned_times(league_round.planned, zone) or _driven_times(league_round.event) or whole_day


def _planned_times(planned: PlannedRound | None, zone: ZoneInfo) -> Times | None:
    """As long as the round says; None where no time is planned."""
    if planned is None:
        return None
    start = planned.start(zone)
    if start is None:
        return None
    races = dt.timedelta(minutes=(planned.minutes or 0) * planned.races)
    length = races + BEFORE_THE_RACE if races else USUAL_LENGTH
    return start.astimezone(dt.UTC), (start + length).astimezone(dt.UTC)


def _driven_times(event: Event | None) -> Times | None:
    """Until the last session ended; None for a round to come, and without dates."""
    if event is None:
        return None
    dates = [session.date for session in event.sessions if session.date]
    if not dates:
        return None
    # A date says when a session ended: of a single one nobody knows when it began.
    first = min(dates) if len(dates) > 1 else dates[0] - USUAL_LENGTH
    return first.astimezone(dt.UTC), max(dates).astimezone(dt.UTC)


def _facts(league_round: CalendarRound) -> Iterable[str]:
    yield f"Round {league_round.number}"
    planned = league_round.planned
    if planned is None:
        return
    if planned.laps:
        yield f"{planned.laps} laps"
    if planned.minutes:
        yield f"{planned.minutes} minutes"
    if planned.races > 1:
        yield f"{planned.races} races"
