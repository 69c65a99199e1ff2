"""Exactly what the pages of an event, of a championship and of the whole league may see.

What is not in a scope cannot be shown by mistake. The scope of an event and of a championship is the cache key of all
its pages: while it is the same, so are they. The scope of the league changes with every result: its pages are keyed one
by one, by their page model. An event is computed from its scope alone, in whatever process.
"""

import datetime as dt
import zoneinfo

import msgspec

from sitegen.config import Config
from sitegen.dataset.identities import Identities
from sitegen.league.championship.calendar import CalendarRound, Calendars
from sitegen.league.championship.models import Championship, named_classes
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.season import Season
from sitegen.league.game.reference import Track
from sitegen.league.history.all_time_tables import AllTimeTables
from sitegen.league.history.careers import Career
from sitegen.league.history.head_to_head import Rival
from sitegen.league.history.records import LapRecord, TrackBest
from sitegen.league.history.teams import TeamHistory
from sitegen.league.history.tracks import TrackHistory
from sitegen.league.history.winners import CarHistory, RaceRecords
from sitegen.league.session.models import Classification, Event, Place


class Settings(msgspec.Struct, frozen=True):
    """What of `sitegen.toml` decides what pages say; a change of anything else leaves every page as it is."""

    title: str
    public_url: str
    """Where the site lives, with a slash at the end; empty when the league does not say."""
    timezone: str
    """In which times are shown."""
    server_timezones: dict[str, str]
    """Server → the clock behind the dates of its results, where it is another one."""
    classified_share: float
    """Of the winner's laps, from which a car is classified."""
    initials: bool
    """First names are shown by their initial."""
    hidden: tuple[str, ...]
    """Public ids of those who are shown as hidden."""

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """In which times are shown."""
        return zoneinfo.ZoneInfo(self.timezone)

    def server_zone(self, server: str) -> zoneinfo.ZoneInfo:
        """The clock behind the dates of a server's results; the site's own for a server that is only imported."""
        return zoneinfo.ZoneInfo(self.server_timezones.get(server, self.timezone))


def settings_of(config: Config) -> Settings:
    """What of the configuration decides what pages say."""
    return Settings(
        title=config.site.title,
        public_url=config.site.public_url,
        timezone=config.site.timezone,
        server_timezones={server.name: server.timezone for server in config.server if server.timezone},
        classified_share=config.results.classified_share,
        initials=config.privacy.names == "initial",
        hidden=config.privacy.hide,
    )


class Neighbour(msgspec.Struct, frozen=True):
    """The round before or after."""

    event_id: str | None
    track: Track


class DriverInRound(msgspec.Struct, frozen=True):
    """What the standings of a class say of a driver in one round; not what the season has come to."""

    team: str | None
    points: float | None
    """None where the server does not say what the round gave."""


class RoundContext(msgspec.Struct, frozen=True):
    """Where an event stands in its championship, as its pages say it, and what the standings say of its drivers."""

    championship_id: str
    championship_name: str
    event_id: str | None
    number: int
    """1 for the first round."""
    count: int
    """Rounds with a result."""
    before: Neighbour | None
    after: Neighbour | None
    only_race: str | None
    """The session id of its race; None where there are several: standings do not say what each of them gave."""
    drivers: dict[str, dict[str, DriverInRound]]
    """Person key → class → what the standings say; the class of a championship without classes is empty."""

    @property
    def classes_of_driver(self) -> dict[str, tuple[str, ...]]:
        """Person key → classes in the standings, one as a rule; nobody in a championship without classes."""
        return named_classes(self.drivers)


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
    """Of the result files, in the order of the sessions. Nobody reads them: they are there for the key alone, because
    the pages show laps, which the heads in `event` do not have."""
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


class Histories(msgspec.Struct, frozen=True):
    """All that the sessions of a league say together."""

    careers: tuple[Career, ...]
    """Of everybody who is not hidden, by public id."""
    track_bests: dict[str, tuple[TrackBest, ...]]
    """Person key → their best laps by track."""
    rivals: dict[str, tuple[Rival, ...]]
    """Person key → those they met most often."""
    teams: tuple[TeamHistory, ...]
    cars: tuple[CarHistory, ...]
    tracks: tuple[TrackHistory, ...]
    records: tuple[LapRecord, ...]
    all_time_tables: AllTimeTables
    race_records: RaceRecords


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
    calendars: Calendars
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
