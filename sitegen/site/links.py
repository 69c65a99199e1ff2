"""Where everything is and what it is called: from a session, a round, a track or a person to what a page says."""

from collections.abc import Iterable, Mapping

from sitegen.dataset.identities import Identities, car_key, round_key, team_key, track_key
from sitegen.dataset.scopes import EventScope, LeagueScope, SeasonScope, Settings
from sitegen.league.game.reference import CarModel, Track
from sitegen.league.history.careers import Career
from sitegen.league.session.events import session_names
from sitegen.league.session.models import Entry, Event, Session
from sitegen.site import addresses
from sitegen.site.driver_names import DriverNames, PublicDriver


class Links:
    """Addresses and names of all that the pages of a scope may name."""

    def __init__(
        self,
        identities: Identities,
        settings: Settings,
        *,
        events: Iterable[Event] = (),
        championship_names: Mapping[str, str] | None = None,
        round_numbers: Mapping[str, int] | None = None,
    ) -> None:
        """`events`: those whose sessions are named. `championship_names`: id → name.

        `round_numbers`: `<championship id>/<event id>` → number.
        """
        self.zone = settings.zone
        """The clock of the pages."""
        self._slugs = identities.slugs
        self._championship_names = championship_names or {}
        self._round_numbers = round_numbers or {}
        names = DriverNames(identities, settings)
        self.shown = names.shown
        """What may be shown of somebody."""
        self.written = names.written
        """The name of somebody who is not hidden as the file has it."""
        # Made once, because every link to a session asks for its name.
        self._session_names: dict[str, str] = {}
        for event in events:
            self._session_names |= session_names(event.sessions)

    def crew(self, entry: Entry) -> tuple[PublicDriver, ...]:
        """What may be shown of those who sat in a car."""
        return tuple(self.shown(driver) for driver in entry.drivers)

    def former_names(self, career: Career) -> tuple[str, ...]:
        """Every other name that somebody raced under, as far as it may be shown, newest first."""
        # Two names of the files may be one name where the league shows initials only.
        names = dict.fromkeys(self.written(person) for person in career.known_as)
        return tuple(name for name in names if name != self.shown(career.person).name)

    def session_name(self, session: Session) -> str:
        """`Race`, `Qualifying 2`, `Practice (2)`: what a session is called within its event."""
        return self._session_names[session.id]

    def championship_name(self, championship_id: str | None) -> str | None:
        """What a championship is called; None for what belongs to none."""
        return self._championship_names.get(championship_id or "")

    def round_number(self, event: Event) -> int | None:
        """1 for the first round of a championship; None for an evening without one."""
        return self._round_numbers.get(round_key(event.championship_id, event.id))

    def championship_url(self, championship_id: str) -> str:
        """The page of a championship."""
        return addresses.championship(self._slugs[championship_id])

    def event_url(self, event: Event) -> str | None:
        """The page of a round, None for an evening without a championship."""
        if event.championship_id is None:
            return None
        return self.round_url(event.championship_id, event.id)

    def round_url(self, championship_id: str, event_id: str | None) -> str:
        """The page of a round of a championship."""
        return addresses.event(self._slugs[championship_id], self._slugs[round_key(championship_id, event_id)])

    def track_url(self, track: Track) -> str:
        """The page of a circuit."""
        return addresses.track(self._slugs[track_key(track)])

    def car_url(self, car: CarModel) -> str:
        """The page of a car model."""
        return addresses.car(self._slugs[car_key(car)])

    def team_url(self, name: str) -> str:
        """The page of a team that is in the standings."""
        return addresses.team(self._slugs[team_key(name)])


def links_of(scope: EventScope | SeasonScope | LeagueScope) -> Links:
    """Where everything is that the pages of a scope may name."""
    if isinstance(scope, EventScope):
        names = {scope.round.championship_id: scope.round.championship_name} if scope.round else {}
        return Links(scope.identities, scope.settings, events=[scope.event], championship_names=names)
    championships = [scope.championship] if isinstance(scope, SeasonScope) else scope.championships.values()
    events = scope.championship.events if isinstance(scope, SeasonScope) else scope.events
    numbers = {}
    for championship in championships:
        for number, event in enumerate(championship.events, start=1):
            numbers[round_key(championship.id, event.id)] = number
    return Links(
        scope.identities,
        scope.settings,
        events=events,
        championship_names={championship.id: championship.name for championship in championships},
        round_numbers=numbers,
    )
