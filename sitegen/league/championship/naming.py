"""The name of a championship that the league has not named."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from sitegen.league.session.models import Event

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def championship_name(events: Sequence[Event]) -> str:
    """A readable name for a championship from what its servers were called, or from when it was held.

    A server is called "#TAG | Division 1 | Season 12 | GT3 Team Championship | example.com": tags and addresses go.
    """
    for server_name in _server_names(events):
        parts = [part for part in _parts(server_name) if not _is_advert(part)]
        if parts:
            return " · ".join(parts)
    return _name_from_dates(events)


def _server_names(events: Sequence[Event]) -> list[str]:
    """What the servers of the sessions were called, the most frequent name first."""
    names: Counter[str] = Counter()
    for event in events:
        names.update(session.server_name for session in event.sessions if session.server_name)
    return [name for name, _ in names.most_common()]


def _parts(server_name: str) -> list[str]:
    """What stands between the bars of a server's name, without empty parts."""
    return [part.strip() for part in server_name.split("|") if part.strip()]


def _is_advert(part: str) -> bool:
    """Tags (#SRAM1, cBOP), addresses and the number of the machine say nothing of the championship."""
    return bool(
        part.startswith("#")
        or re.search(r"\w\.\w{2,}|\bserver\b", part, re.IGNORECASE)
        or re.fullmatch(r"\S{1,6}(#\d+)?", part)
    )


def _name_from_dates(events: Sequence[Event]) -> str:
    """`Championship Sep–Oct 2024`; a single event is called after its track: `Monza Sep 2024`."""
    dates = [event.date for event in events if event.date]
    subject = "Championship"
    if len(events) == 1:
        subject = events[0].track.name
    return f"{subject} {_span(dates)}".strip()


def _span(dates: Sequence[dt.datetime]) -> str:
    """`Sep 2024`, `Sep–Oct 2024`, `Dec 2024–Feb 2025`; empty without a date."""
    if not dates:
        return ""
    first, last = min(dates), max(dates)
    end = f"{MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    start = MONTHS[first.month - 1]
    if first.year != last.year:
        start += f" {first.year}"
    return f"{start}–{end}"
