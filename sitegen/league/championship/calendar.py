"""The calendar of a championship: rounds that were driven and rounds to come."""

import datetime as dt
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

import msgspec

from sitegen.league.championship.models import Championship
from sitegen.league.game.reference import Track
from sitegen.league.session.models import Event

SAME_ROUND = dt.timedelta(days=3)
"""A planned round and an event on its track so close to it are one."""


class PlannedRound(msgspec.Struct, frozen=True):
    """A round as the league announces it."""

    date: dt.date
    time: dt.time | None
    """On the league's clock; None where only the day is known."""
    track: Track
    name: str
    laps: int | None
    minutes: int | None
    races: int

    def start(self, zone: ZoneInfo) -> dt.datetime | None:
        """When it begins; None where only the day is known."""
        return dt.datetime.combine(self.date, self.time, zone) if self.time else None


class CalendarRound(msgspec.Struct, frozen=True):
    """A round of a championship."""

    championship: Championship
    uid: str
    """Stays the same when the round moves to another day."""
    number: int
    planned: PlannedRound | None
    event: Event | None
    """What was driven; None for a round to come."""
    day: dt.date

    @property
    def track(self) -> Track:
        """Where it is."""
        return self.event.track if self.event else self.planned.track if self.planned else Track("", "", "", "", None)

    @property
    def name(self) -> str:
        """What the league calls it; else its track."""
        return (self.planned.name if self.planned else "") or self.track.name


def calendar_of(
    championship: Championship, planned: Sequence[PlannedRound], *, zone: ZoneInfo
) -> tuple[CalendarRound, ...]:
    """Every round by date: events that were driven, joined with what was planned, and what is to come.

    Planned rounds before the last event that nobody drove are left out: they were called off or driven elsewhere.
    """
    open_rounds = list(zip(planned, _uids(planned), strict=True))
    rounds: list[tuple[dt.date, str, PlannedRound | None, Event | None]] = []
    for event in championship.events:
        day = event.date.astimezone(zone).date() if event.date else dt.date.min
        match = next((one for one in open_rounds if _is_same(one[0], event, day)), None)
        if match:
            open_rounds.remove(match)
        uid = match[1] if match else f"event-{event.id}"
        rounds.append((day, uid, match[0] if match else None, event))
    last = max((day for day, *_ in rounds), default=dt.date.min)
    rounds += [(one.date, uid, one, None) for one, uid in open_rounds if one.date > last]
    rounds.sort(key=lambda one: one[0])
    return tuple(
        CalendarRound(championship, f"{championship.id}-{uid}", number, plan, event, day)
        for number, (day, uid, plan, event) in enumerate(rounds, start=1)
    )


def _uids(planned: Iterable[PlannedRound]) -> list[str]:
    """`round-spa`, `round-spa-2`: by track, so that another day does not make another round."""
    seen: dict[str, int] = {}
    uids = []
    for one in planned:
        seen[one.track.id] = seen.get(one.track.id, 0) + 1
        uids.append(f"round-{one.track.id}" + (f"-{seen[one.track.id]}" if seen[one.track.id] > 1 else ""))
    return uids


def _is_same(planned: PlannedRound, event: Event, day: dt.date) -> bool:
    return planned.track.id == event.track.id and abs(planned.date - day) <= SAME_ROUND
