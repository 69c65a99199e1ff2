"""Which sessions belong together, what follows what, and who started where."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sitegen.league.session.models import Event, Kind, Session

EVENING = dt.timedelta(hours=6)
"""Sessions without a championship belong together when each follows the one before within this time."""

_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


def by_date(session: Session) -> tuple[dt.datetime, str]:
    """Sort key: oldest first, the session's id where dates are equal, sessions without a date before all."""
    return session.date or _LONG_AGO, session.id


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
    for key, members in groups.items():
        evenings = [members] if key[0] else _split_evenings(members)
        events += [Event(members[0].championship_id, members[0].event_id, tuple(evening)) for evening in evenings]
    return sorted(events, key=lambda event: by_date((event.races or event.sessions)[-1]))


def _split_evenings(sessions: Sequence[Session]) -> list[list[Session]]:
    evenings: list[list[Session]] = []
    for session in sessions:
        last = evenings[-1][-1].date if evenings else None
        if last and session.date and session.date - last <= EVENING:
            evenings[-1].append(session)
        else:
            evenings.append([session])
    return evenings


def qualifying_of(race: Session, event: Event) -> Session | None:
    """The last qualifying session of the event that ended before the race."""
    earlier = [
        session for session in event.sessions if session.kind is Kind.QUALIFYING and by_date(session) < by_date(race)
    ]
    return earlier[-1] if race.is_race and earlier else None


def grid_from(qualifying: Session | None) -> dict[str, int]:
    """Person key → place in qualifying; the better one for somebody in two cars. Empty without a qualifying."""
    grid: dict[str, int] = {}
    for entry in qualifying.entries if qualifying else ():
        for driver in entry.drivers:
            grid.setdefault(driver.key, entry.position)
    return grid


def events_by_championship(events: Iterable[Event]) -> Mapping[str, tuple[Event, ...]]:
    """Championship id → its events by date."""
    found: dict[str, tuple[Event, ...]] = {}
    for event in events:
        if event.championship_id:
            found[event.championship_id] = (*found.get(event.championship_id, ()), event)
    return found
