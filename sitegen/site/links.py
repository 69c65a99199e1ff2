"""Where everything is: from a session, an event, a championship or a person to what a page says and links."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

import msgspec

from sitegen.league.championship.models import Championship
from sitegen.league.game.people import Person
from sitegen.league.game.reference import SESSION_NAMES, CarModel, Track
from sitegen.league.session.models import Entry, Event, Session
from sitegen.site import addresses
from sitegen.site.driver_names import Directory, PublicDriver


class Neighbours(msgspec.Struct, frozen=True):
    """Where an event stands in its championship."""

    number: int
    """1 for the first round."""
    count: int
    """How many rounds were driven."""
    before: Event | None
    """The round before, None for the first."""
    after: Event | None
    """The round after, None for the last that was driven."""


class Atlas:
    """Everything that a page needs to know of the rest of the site; built once, read by all pages."""

    def __init__(
        self,
        *,
        events: Iterable[Event],
        championships: Iterable[Championship],
        slugs: Mapping[str, str],
        directory: Directory,
        zone: ZoneInfo,
        official_until: Mapping[str, dt.datetime] | None = None,
    ) -> None:
        """`slugs`: championship id → slug, `<championship id>/<event id>` → slug, `track:`, `car:`, `team:` … → slug.

        `official_until`: server → the end of the youngest results against which nobody can protest any more; None in a
        league without protests.
        """
        self.zone = zone
        self._official_until = official_until
        self.championships = {championship.id: championship for championship in championships}
        self._slugs = slugs
        self._directory = directory
        # Made once, because every link to a session asks for its event and its name.
        self._event_of: dict[str, Event] = {}
        self._names: dict[str, str] = {}
        for event in events:
            self._event_of |= {session.id: event for session in event.sessions}
            self._names |= session_names(event.sessions)

    def shown(self, person: Person) -> PublicDriver:
        """What may be shown of somebody."""
        return self._directory.shown(person)

    def written(self, person: Person) -> str:
        """The name of somebody who is not hidden as the file has it."""
        return self._directory.written(person)

    def crew(self, entry: Entry) -> tuple[PublicDriver, ...]:
        """What may be shown of those who sat in a car."""
        return tuple(self.shown(driver) for driver in entry.drivers)

    def event_of(self, session: Session) -> Event:
        """The event to which a session belongs."""
        return self._event_of[session.id]

    def is_official(self, session: Session) -> bool | None:
        """Whether the time for protests is over; None in a league without protests."""
        if self._official_until is None:
            return None
        until = self._official_until.get(session.server)
        return session.date is None or (until is not None and session.date <= until)

    def session_name(self, session: Session) -> str:
        """`Race`, `Qualifying 2`, `Practice (2)`: what a session is called within its event."""
        return self._names[session.id]

    def championship_of(self, event: Event) -> Championship | None:
        """The championship of an event, None for an evening without one."""
        return self.championships.get(event.championship_id or "")

    def championship_url(self, championship: Championship) -> str:
        """The page of a championship."""
        return addresses.championship(self._slugs[championship.id])

    def track_url(self, track: Track) -> str:
        """The page of a circuit."""
        return addresses.track(self._slugs[f"track:{track.id}"])

    def car_url(self, car: CarModel) -> str:
        """The page of a car model."""
        return addresses.car(self._slugs[f"car:{car.name}"])

    def team_url(self, name: str) -> str:
        """The page of a team that is in the standings."""
        return addresses.team(self._slugs[f"team:{name}"])

    def event_url(self, event: Event) -> str | None:
        """The page of a round, None for an evening without a championship."""
        if event.championship_id is None:
            return None
        championship_slug = self._slugs[event.championship_id]
        return addresses.event(championship_slug, self._slugs[f"{event.championship_id}/{event.id}"])

    def neighbours(self, event: Event) -> Neighbours | None:
        """Number, count and neighbours of a round, None for an evening without a championship."""
        championship = self.championship_of(event)
        if championship is None:
            return None
        events = championship.events
        index = [round_event.id for round_event in events].index(event.id)
        # Nothing stands before the first round and after the last, and an index of -1 would be the last round.
        padded = (None, *events, None)
        return Neighbours(index + 1, len(events), before=padded[index], after=padded[index + 2])


def session_names(sessions: Sequence[Session]) -> dict[str, str]:
    """Session id → name; a second session of one type gets a number in brackets."""
    names = {}
    counts: dict[str, int] = {}
    for session in sessions:
        name = type_name(session.type)
        counts[name] = counts.get(name, 0) + 1
        if counts[name] > 1:
            name = f"{name} ({counts[name]})"
        names[session.id] = name
    return names


def type_name(session_type: str) -> str:
    """`FP` → Practice, `R2` → Race 2; a type that nobody knows as it is."""
    if session_type in SESSION_NAMES:
        return SESSION_NAMES[session_type]
    letters = session_type.rstrip("0123456789")
    if letters in SESSION_NAMES:
        return f"{SESSION_NAMES[letters]} {session_type.removeprefix(letters)}"
    return session_type or "Session"
