"""Sessions among each other: which belong together and what each is called, who took part, and who started where."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen.league.game.people import Person, with_identity
from sitegen.league.game.reference import session_type_name
from sitegen.league.session.models import Entry, Event, Kind, Session

EVENING = dt.timedelta(hours=6)
"""Sessions without a championship belong together when each follows the one before within this time."""

LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
"""Stands for the date of whatever has none: it is before all that was ever driven."""


def by_date(session: Session) -> tuple[dt.datetime, str]:
    """Sort key: oldest first, the session's id where dates are equal, sessions without a date before all."""
    return session.date or LONG_AGO, session.id


def group_events(sessions: Iterable[Session]) -> list[Event]:
    """Every session in exactly one event, events by date.

    A championship's event is what its `metaData` names, on whatever server its sessions ran. Other sessions belong
    together when they share server, `metaData` and track and follow each other within six hours.
    """
    groups: dict[tuple[str | None, ...], list[Session]] = defaultdict(list)
    for session in sorted(sessions, key=by_date):
        if session.championship_id:
            groups[session.championship_id, session.event_id].append(session)
        else:
            groups[None, session.server, session.meta, session.track.id].append(session)
    events = []
    for group in groups.values():
        events += _events_of_group(group)
    return sorted(events, key=_decisive_date)


def _events_of_group(sessions: Sequence[Session]) -> list[Event]:
    first = sessions[0]
    if first.championship_id:
        return [Event(first.championship_id, first.event_id, tuple(sessions))]
    return [Event(None, None, tuple(evening)) for evening in _split_evenings(sessions)]


def _decisive_date(event: Event) -> tuple[dt.datetime, str]:
    """Sort key: the last race, so that a practice after it does not move a round."""
    return by_date((event.races or event.sessions)[-1])


def _split_evenings(sessions: Iterable[Session]) -> list[list[Session]]:
    evenings: list[list[Session]] = []
    previous: dt.datetime | None = None
    for session in sessions:
        if previous and session.date and session.date - previous <= EVENING:
            evenings[-1].append(session)
        else:
            evenings.append([session])
        previous = session.date
    return evenings


def qualifying_of(race: Session, event: Event) -> Session | None:
    """The last qualifying session of the event that ended before the race."""
    if not race.is_race:
        return None
    qualifyings = [session for session in event.sessions if session.kind is Kind.QUALIFYING]
    earlier = [session for session in qualifyings if by_date(session) < by_date(race)]
    return max(earlier, key=by_date, default=None)


def grid_from(qualifying: Session | None) -> dict[str, int]:
    """Person key → place in qualifying; the better one for somebody in two cars. Empty without a qualifying."""
    grid: dict[str, int] = {}
    if qualifying is None:
        return grid
    for entry in qualifying.entries:
        for driver in entry.drivers:
            grid.setdefault(driver.key, entry.position)
    return grid


def events_by_championship(events: Iterable[Event]) -> Mapping[str, tuple[Event, ...]]:
    """Championship id → its events, in the order in which they come."""
    by_championship: dict[str, tuple[Event, ...]] = {}
    for event in events:
        if event.championship_id:
            earlier = by_championship.get(event.championship_id, ())
            by_championship[event.championship_id] = (*earlier, event)
    return by_championship


def session_names(sessions: Iterable[Session]) -> dict[str, str]:
    """Session id → name within its event; a second session of one type gets a number in brackets."""
    names = {}
    counts: dict[str, int] = {}
    for session in sessions:
        name = session_type_name(session.type)
        counts[name] = counts.get(name, 0) + 1
        if counts[name] > 1:
            name = f"{name} ({counts[name]})"
        names[session.id] = name
    return names


def people_in(sessions: Iterable[Session]) -> dict[str, Person]:
    """Person key → everybody who sat in a car, in the order in which they appeared, as the last session names them."""
    people: dict[str, Person] = {}
    for session in sessions:
        for entry in session.entries:
            people |= {driver.key: driver for driver in entry.drivers}
    return people


def with_identities(session: Session, main_keys: Mapping[str, str]) -> Session:
    """The session with everybody under the identity of the person they are.

    `main_keys`: person key → key of the same person, for those whom the league has joined.
    """
    entries = tuple(_with_identities(entry, main_keys) for entry in session.entries)
    return msgspec.structs.replace(session, entries=entries)


def _with_identities(entry: Entry, main_keys: Mapping[str, str]) -> Entry:
    # Few people have a second identity: most entries stay the objects that they are.
    if not any(driver.key in main_keys for driver in entry.drivers):
        return entry
    return msgspec.structs.replace(entry, seats=tuple(_main_person(seat, main_keys) for seat in entry.seats))


def _main_person(seat: Person | None, main_keys: Mapping[str, str]) -> Person | None:
    """Who sits in a seat; nobody in an empty one."""
    if seat is None:
        return None
    return with_identity(seat, main_keys)
