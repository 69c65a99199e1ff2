"""What pages are about in the words of schema.org, which search engines and link previews read."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sitegen.league.championship.calendar import CalendarRound
from sitegen.league.game.reference import Track
from sitegen.league.session.models import Session

CONTEXT = {"@context": "https://schema.org"}

SPORT = "Sim racing"


def session_event(session: Session, name: str) -> dict[str, Any]:
    """A session that was driven; the game's date is that of its end, and of its beginning the day is known."""
    return CONTEXT | _event(name, session.track, start=session.date.date() if session.date else None, end=session.date)


def championship_event(name: str, calendar: Sequence[CalendarRound], zone: ZoneInfo) -> dict[str, Any]:
    """A championship with its rounds, driven and to come."""
    return CONTEXT | _event(name, None) | {"subEvent": [_round(one, zone) for one in calendar]}


def coming_events(rounds: Sequence[CalendarRound], zone: ZoneInfo) -> dict[str, Any] | None:
    """Rounds to come, of any championship; None when there are none."""
    return CONTEXT | {"@graph": [_round(one, zone) for one in rounds]} if rounds else None


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


def _round(one: CalendarRound, zone: ZoneInfo) -> dict[str, Any]:
    name = f"{one.name} – {one.championship.name}"
    if one.event:
        return _event(name, one.track, start=one.day, end=one.event.date)
    start = one.planned.start(zone) if one.planned else None
    return _event(name, one.track, start=start or one.day)


def _event(
    name: str, track: Track | None, *, start: dt.date | None = None, end: dt.datetime | None = None
) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "SportsEvent", "name": name, "sport": SPORT}
    if track:
        found["location"] = _place(track)
    if start:
        found["startDate"] = start.isoformat()
    if end:
        found["endDate"] = end.isoformat(timespec="seconds")
    return found


def _place(track: Track) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "Place", "name": track.full_name}
    if track.country:
        found["address"] = {"@type": "PostalAddress", "addressCountry": track.country}
    return found
