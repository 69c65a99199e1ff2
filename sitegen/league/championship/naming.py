"""What a championship is called when nobody has said it."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sitegen.league.session.models import Event

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def championship_name(events: Sequence[Event]) -> str:
    """A readable name for a championship from what its servers were called, or from when it was held.

    A server is called "#TAG | Division 1 | Season 12 | GT3 Team Championship | example.com": tags and addresses go.
    """
    names = Counter(session.server_name for event in events for session in event.sessions if session.server_name)
    for name, _ in names.most_common():
        parts = [part for part in _parts(name) if not _is_advert(part)]
        if parts:
            return " · ".join(parts)
    where = events[0].track.name if len(events) == 1 else "Championship"
    return f"{where} {_span([event.date for event in events if event.date])}".strip()


def _parts(name: str) -> Iterable[str]:
    for part in name.split("|"):
        words = part.strip()
        if words:
            yield words


def _is_advert(part: str) -> bool:
    """Tags (#SRAM1, cBOP), addresses and the number of the machine say nothing of the championship."""
    return bool(
        part.startswith("#")
        or re.search(r"\w\.\w{2,}|\bserver\b", part, re.IGNORECASE)
        or re.fullmatch(r"\S{1,6}(#\d+)?", part)
    )


def _span(dates: Sequence[dt.datetime]) -> str:
    """`Sep 2024`, `Sep–Oct 2024`, `Dec 2024–Feb 2025`."""
    if not dates:
        return ""
    first, last = min(dates), max(dates)
    end = f"{MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    start = MONTHS[first.month - 1] + (f" {first.year}" if first.year != last.year else "")
    return f"{start}–{end}"
