"""What pages are about in the words of schema.org, which search engines and link previews read."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from sitegen.league.championship.calendar import CalendarRound
from sitegen.league.game.reference import Track
from sitegen.league.session.models import Session

CONTEXT = {"@context": "https://schema.org"}
"""Says whose words the others are; stands at the top of every page's data, never within."""

SPORT = "Sim racing"
"""What all of this is, for programs that know many sports."""


def session_event(session: Session, name: str) -> dict[str, Any]:
    """A session that was driven."""
    # A result says only when its session ended; it is taken to have begun on the same day.
    start = session.date.date() if session.date else None
    return CONTEXT | _event(name, session.track, start=start, end=session.date)


def championship_event(name: str, calendar: Iterable[CalendarRound], zone: ZoneInfo) -> dict[str, Any]:
    """A championship with its rounds, driven and to come."""
    return CONTEXT | _event(name, None) | {"subEvent": [_round(calendar_round, zone) for calendar_round in calendar]}


def coming_events(rounds: Iterable[CalendarRound], zone: ZoneInfo) -> dict[str, Any] | None:
    """Rounds to come, of any championship; None when there are none."""
    graph = [_round(calendar_round, zone) for calendar_round in rounds]
    if not graph:
        return None
    return CONTEXT | {"@graph": graph}


def league(title: str) -> dict[str, Any]:
    """The site as a whole."""
    return CONTEXT | {"@type": "WebSite", "name": title}


def driver(name: str) -> dict[str, Any]:
    """A driver's page."""
    return CONTEXT | {"@type": "ProfilePage", "mainEntity": {"@type": "Person", "name": name}}


def team(name: str) -> dict[str, Any]:
    """A team."""
    return CONTEXT | {"@type": "SportsTeam", "name": name, "sport": SPORT}


def circuit(track: Track) -> dict[str, Any]:
    """A circuit."""
    return CONTEXT | _place(track)


def _round(calendar_round: CalendarRound, zone: ZoneInfo) -> dict[str, Any]:
    """A round of a calendar: what was driven is known better than what was planned."""
    name = f"{calendar_round.name} – {calendar_round.championship.name}"
    if calendar_round.event:
        return _event(name, calendar_round.track, start=calendar_round.day, end=calendar_round.event.date)
    start = calendar_round.planned.start(zone) if calendar_round.planned else None
    return _event(name, calendar_round.track, start=start or calendar_round.day)


def _event(
    name: str, track: Track | None, *, start: dt.date | None = None, end: dt.datetime | None = None
) -> dict[str, Any]:
    event: dict[str, Any] = {"@type": "SportsEvent", "name": name, "sport": SPORT}
    if track:
        event["location"] = _place(track)
    if start:
        event["startDate"] = start.isoformat()
    if end:
        event["endDate"] = end.isoformat(timespec="seconds")
    return event


def _place(track: Track) -> dict[str, Any]:
    place: dict[str, Any] = {"@type": "Place", "name": track.full_name}
    if track.country:
        place["address"] = {"@type": "PostalAddress", "addressCountry": track.country}
    return place
