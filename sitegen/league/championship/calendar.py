"""The calendar of a championship: rounds that were driven and rounds to come."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

import msgspec

from sitegen.league.championship.models import Championship
from sitegen.league.game.reference import Track
from sitegen.league.session.models import Event

SAME_ROUND = dt.timedelta(days=3)
"""A planned round and an event on its track that are no further apart are the same round."""


class PlannedRound(msgspec.Struct, frozen=True):
    """A round as the league announces it."""

    date: dt.date
    time: dt.time | None
    """On the league's clock; None where only the day is known."""
    track: Track
    name: str
    """What the league calls the round; may be empty."""
    laps: int | None
    """Length of its race in laps; None where the league does not say it so."""
    minutes: int | None
    """Length of its race in minutes; None where the league does not say it so."""
    races: int
    """How many races it has."""

    def start(self, zone: ZoneInfo) -> dt.datetime | None:
        """When it begins; None where only the day is known."""
        if self.time is None:
            return None
        return dt.datetime.combine(self.date, self.time, zone)


class CalendarRound(msgspec.Struct, frozen=True):
    """A round of a championship: planned, driven, or both."""

    championship: Championship
    uid: str
    """Stays the same when the round moves to another day."""
    number: int
    """Its place in the calendar, from 1."""
    planned: PlannedRound | None
    """What the league announced; None for an event that was not in its calendar."""
    event: Event | None
    """What was driven; None for a round to come."""
    day: dt.date
    """The day on which it was driven or is planned; the first day of all for an event without a date."""

    @property
    def track(self) -> Track:
        """Where it was driven; for a round to come, where it will be."""
        if self.event:
            return self.event.track
        assert self.planned
        return self.planned.track

    @property
    def name(self) -> str:
        """What the league calls it; else its track."""
        if self.planned and self.planned.name:
            return self.planned.name
        return self.track.name


Calendars = dict[str, tuple[CalendarRound, ...]]
"""Championship id → its rounds by date, driven and to come."""


def calendar_of(
    championship: Championship, planned: Sequence[PlannedRound], *, zone: ZoneInfo
) -> tuple[CalendarRound, ...]:
    """Every round by date: events that were driven, joined with what was planned, and what is to come.

    Planned rounds before the last event that nobody drove are left out: they were called off or driven elsewhere.
    """
    uids = _uids(planned)
    open_rounds = dict(enumerate(planned))
    rounds = []
    for event in championship.events:
        day = _day_of(event, zone)
        index = _index_of_plan(event, day, open_rounds)
        uid, plan = f"event-{event.id}", None
        if index is not None:
            uid, plan = uids[index], open_rounds.pop(index)
        rounds.append(CalendarRound(championship, f"{championship.id}-{uid}", 0, plan, event, day))
    last_day = max((driven.day for driven in rounds), default=dt.date.min)
    for index, coming in open_rounds.items():
        if coming.date > last_day:
            rounds.append(CalendarRound(championship, f"{championship.id}-{uids[index]}", 0, coming, None, coming.date))
    # Only now is it known how many rounds were driven before one that the league planned.
    rounds.sort(key=lambda calendar_round: calendar_round.day)
    return tuple(msgspec.structs.replace(each, number=number) for number, each in enumerate(rounds, start=1))


def _uids(planned: Iterable[PlannedRound]) -> list[str]:
    """`round-spa`, `round-spa-2`: by track, so that another day does not make another round."""
    rounds_on_track: dict[str, int] = {}
    uids = []
    for plan in planned:
        number = rounds_on_track.get(plan.track.id, 0) + 1
        rounds_on_track[plan.track.id] = number
        if number == 1:
            uids.append(f"round-{plan.track.id}")
        else:
            uids.append(f"round-{plan.track.id}-{number}")
    return uids


def _day_of(event: Event, zone: ZoneInfo) -> dt.date:
    """The day of an event on the league's clock, where a race in the evening may be on another day than in UTC."""
    if event.date is None:
        return dt.date.min
    return event.date.astimezone(zone).date()


def _index_of_plan(event: Event, day: dt.date, open_rounds: Mapping[int, PlannedRound]) -> int | None:
    """Which of the planned rounds an event was; None for an event that nobody planned."""
    for index, plan in open_rounds.items():
        if plan.track.id == event.track.id and abs(plan.date - day) <= SAME_ROUND:
            return index
    return None
