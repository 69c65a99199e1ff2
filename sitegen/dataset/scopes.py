"""Exactly what the pages of an event, of a championship and of the whole league may see.

A scope is the cache key of its pages: what is not in it cannot be shown by mistake, and while it is the same, so are
they. An event is computed from its scope alone, in whatever process.
"""

import datetime as dt
from collections.abc import Iterator, Mapping

import msgspec

from sitegen.archive.store import Archive
from sitegen.dataset.histories import Histories
from sitegen.dataset.identities import Identities, car_key, round_key, team_key, track_key
from sitegen.dataset.load import Index
from sitegen.dataset.round_context import RoundContext, round_context
from sitegen.dataset.settings import Settings
from sitegen.league.championship.calendar import CalendarRound
from sitegen.league.championship.models import Championship
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.season import Season
from sitegen.league.session.models import Classification, Event, Place, Session


class EventScope(msgspec.Struct, frozen=True):
    """An event with all that its pages may see of the league."""

    event: Event
    round: RoundContext | None
    """None for an evening without a championship."""
    identities: Identities
    """Of those who took part, and of what its pages link to."""
    official: frozenset[str] | None
    """Ids of sessions against which nobody can protest any more; None in a league without protests."""
    revised: dict[str, tuple[dt.datetime, ...]]
    """Session id → when the server replaced what it had said before."""
    digests: tuple[bytes, ...]
    """Of the result files, in the order of the sessions."""
    settings: Settings


class SeasonScope(msgspec.Struct, frozen=True):
    """A championship with all that its pages may see of the league."""

    season: Season
    classifications: dict[str, Classification]
    """Session id → its sessions, without laps."""
    results: dict[str, RaceResult]
    """Session id → its races as standings look at them."""
    poles: dict[str, Place]
    """Session id → who was first in the qualifying from which a race started."""
    reports: dict[str, tuple[str, ...]]
    """Session id → the race in sentences, as its event told it."""
    calendar: tuple[CalendarRound, ...]
    """Its rounds by date, driven and to come."""
    identities: Identities
    settings: Settings

    @property
    def championship(self) -> Championship:
        """With computed standings where the server says none."""
        return self.season.championship


class LeagueScope(msgspec.Struct, frozen=True):
    """The whole league as pages see it that are made from all sessions together."""

    events: tuple[Event, ...]
    """By date, oldest first."""
    championships: dict[str, Championship]
    """Championship id → it, with its standings as the server counts."""
    seasons: tuple[Season, ...]
    """Every championship computed, the newest first."""
    running: tuple[Season, ...]
    """Those with standings that are still being driven; the newest one when there is none."""
    calendars: dict[str, tuple[CalendarRound, ...]]
    """Championship id → its rounds by date, driven and to come."""
    classifications: dict[str, Classification]
    """Session id → every session, without laps."""
    results: dict[str, RaceResult]
    """Session id → every race as standings look at it."""
    reports: dict[str, tuple[str, ...]]
    """Session id → the race in sentences."""
    histories: Histories
    identities: Identities
    moved: dict[str, str]
    """Public id that is another's now → that one's."""
    settings: Settings


def event_scopes(
    index: Index, archive: Archive, settings: Settings, *, official_until: Mapping[str, dt.datetime] | None
) -> Iterator[EventScope]:
    """The scope of every event, oldest first, made when it is asked for.

    `official_until`: server → the end of the youngest results against which nobody can protest any more; None in a
    league without protests.
    """
    championships = {championship.id: championship for championship in index.championships}
    for event in index.events:
        championship = championships.get(event.championship_id or "")
        yield event_scope(event, index, archive, settings, championship=championship, official_until=official_until)


def event_scope(
    event: Event,
    index: Index,
    archive: Archive,
    settings: Settings,
    *,
    championship: Championship | None,
    official_until: Mapping[str, dt.datetime] | None,
) -> EventScope:
    """What the pages of an event may see."""
    people = {driver.key for session in event.sessions for entry in session.entries for driver in entry.drivers}
    context = round_context(event, championship) if championship else None
    revised = {session.id: tuple(archive.revision_dates(session.server, session.file)) for session in event.sessions}
    return EventScope(
        event=event,
        round=context,
        identities=index.identities.narrowed(people, slugs=set(_slug_keys_of_event(event, context))),
        official=_official(event, official_until),
        revised={session_id: dates for session_id, dates in revised.items() if dates},
        digests=tuple(index.digests[session.id] for session in event.sessions),
        settings=settings,
    )


def _slug_keys_of_event(event: Event, context: RoundContext | None) -> Iterator[str]:
    """The slugs of everything to which the pages of an event link."""
    for session in event.sessions:
        yield track_key(session.track)
        yield from (car_key(entry.car) for entry in session.entries)
    if context is None:
        return
    yield context.championship_id
    for event_id in (event.id, *(neighbour.event_id for neighbour in (context.before, context.after) if neighbour)):
        yield round_key(context.championship_id, event_id)
    for rows in context.drivers.values():
        yield from (team_key(row.team) for row in rows.values() if row.team)


def _official(event: Event, until: Mapping[str, dt.datetime] | None) -> frozenset[str] | None:
    if until is None:
        return None
    return frozenset(session.id for session in event.sessions if _is_official(session, until))


def _is_official(session: Session, until: Mapping[str, dt.datetime]) -> bool:
    if session.date is None:
        return True
    return session.server in until and session.date <= until[session.server]
