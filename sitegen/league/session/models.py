"""The nouns of a league: what a session, an entry, a lap and a championship are. Times are integer milliseconds."""

import datetime as dt
import enum
from collections.abc import Mapping

import msgspec

from sitegen.league.game.people import Person, with_identity
from sitegen.league.game.reference import CarModel, Track

Sectors = tuple[int | None, int | None, int | None]
"""Sector times in ms, None where the file has none."""


class Kind(enum.StrEnum):
    """What a session is about, whatever number stands behind its type."""

    PRACTICE = "practice"
    QUALIFYING = "qualifying"
    RACE = "race"


class Status(enum.StrEnum):
    """Whether a car counts; derived, because the game writes no such thing."""

    CLASSIFIED = "classified"
    NOT_CLASSIFIED = "not_classified"
    DISQUALIFIED = "disqualified"


class Lap(msgspec.Struct, frozen=True, gc=False):
    """One lap as the file has it."""

    car_id: int | None
    driver_index: int | None
    number: int
    """Counts the car's laps from 1, unfinished ones too."""
    recorded_ms: int | None
    """None for an unfinished lap."""
    sectors: Sectors
    valid: bool
    """Counts for the best lap."""


class Penalty(msgspec.Struct, frozen=True, gc=False):
    """A penalty that was given; warnings and cleared ones are not among them."""

    car_id: int | None
    reason: str
    """The file's own word: Cutting, PitSpeeding … "None" is race control."""
    penalty: str
    """The file's own word: DriveThrough, StopAndGo_30, PostRaceTime …"""
    seconds: int | None
    """Added time; only PostRaceTime says it."""
    lap: int | None
    """The lap of the offence, None when the file does not say."""


class Entry(msgspec.Struct, frozen=True):
    """A car in a session, with those who sat in it."""

    position: int
    """Place in the file's own order, which is final."""
    car_id: int | None
    number: int | None
    car: CarModel
    seats: tuple[Person | None, ...]
    """As the file numbers them; None is an empty seat."""
    lap_count: int
    total_ms: int | None
    """Race time with post-race penalties; None outside races and without a time."""
    game_best_ms: int | None
    """The game's own best lap, for files that carry no laps."""
    missed_stop: bool
    """A mandatory pit stop was not taken."""

    @property
    def drivers(self) -> tuple[Person, ...]:
        """Those who sat in the car, in the file's order, each once."""
        if len(self.seats) == 1 and (alone := self.seats[0]):  # as in nearly every car
            return (alone,)
        return tuple({seat.key: seat for seat in self.seats if seat}.values())


class Session(msgspec.Struct, frozen=True):
    """One result file, understood. `laps` and `penalties` are empty when only its head was read."""

    server: str
    file: str
    """`SessionFile`: the name of the file without its ending."""
    type: str
    """The file's own: FP, Q, Q2, R, R1 …"""
    kind: Kind
    track: Track
    date: dt.datetime | None
    """When it ended, on the server's own clock."""
    wet: bool
    meta: str
    """`metaData`, which joins sessions of one event."""
    championship_id: str | None
    event_id: str | None
    server_name: str
    entries: tuple[Entry, ...]
    laps: tuple[Lap, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    notes: tuple[str, ...] = ()
    """What could not be read, a sentence each."""

    @property
    def id(self) -> str:
        """The session's public id."""
        return f"{self.server}/{self.file}"

    @property
    def is_race(self) -> bool:
        """Whether it is a race: everything about totals, gaps on the road and lap 1 depends on it."""
        return self.kind is Kind.RACE


def with_identities(session: Session, same: Mapping[str, str]) -> Session:
    """The session with everybody under the identity of the person they are. `same`: person key → key."""
    if not any(driver.key in same for entry in session.entries for driver in entry.drivers):
        return session
    entries = (
        msgspec.structs.replace(entry, seats=tuple(seat and with_identity(seat, same) for seat in entry.seats))
        for entry in session.entries
    )
    return msgspec.structs.replace(session, entries=tuple(entries))


class TimedLap(msgspec.Struct, frozen=True, gc=False):
    """A lap with what can be said of it only together with all others."""

    car_id: int | None
    driver: Person | None
    """Who drove it, None when the file does not say."""
    number: int
    ms: int | None
    """The recorded time; lap 1 of a race is repaired."""
    recorded_ms: int | None
    sectors: Sectors
    valid: bool
    position: int
    """Place among all cars' laps with this number."""
    gap_ms: int | None
    """Races: behind the car that completed this lap number first."""


class BestLap(msgspec.Struct, frozen=True):
    """The fastest valid lap of a session."""

    car_id: int | None
    number: int | None
    ms: int
    driver: Person | None


class Pace(msgspec.Struct, frozen=True):
    """How fast a car was, from its valid laps."""

    best_ms: int | None
    best_lap: int | None
    """The number of the first lap that set the best."""
    best_lap_sectors: Sectors
    """The sectors of that lap."""
    best_sectors: Sectors
    theoretical_ms: int | None
    """Sum of the fastest sectors, None unless all three are known."""
    average_ms: int | None
    """Mean of the clean laps: valid, not lap 1 of a race, within 107 % of the best."""
    consistency_ms: int | None
    """Standard deviation of the clean laps, None below three of them."""


class Place(msgspec.Struct, frozen=True):
    """A row of a classification; the numbers are defined in INTERFACE, section Data."""

    entry: Entry
    pace: Pace
    car_class: str | None
    class_position: int | None
    status: Status
    laps_down: int
    gap_ms: int | None
    interval_ms: int | None
    laps_led: int | None
    grid: int | None
    gained: int | None
    penalties: tuple[Penalty, ...]

    @property
    def position(self) -> int:
        """Place in the file's own order."""
        return self.entry.position


class Classification(msgspec.Struct, frozen=True):
    """A session with everything that was computed from it."""

    session: Session
    """Only the head: the laps stand below, timed."""
    places: tuple[Place, ...]
    laps: tuple[TimedLap, ...]
    best_lap: BestLap | None
    best_sectors: Sectors
    notes: tuple[str, ...]
    """What was repaired, derived or odd, a sentence each."""


class Event(msgspec.Struct, frozen=True):
    """Sessions that belong together: a round of a championship, or an evening without one."""

    championship_id: str | None
    id: str | None
    """None without a championship."""
    sessions: tuple[Session, ...]
    """By date; heads only."""

    @property
    def track(self) -> Track:
        """Where it was held."""
        return self.sessions[-1].track

    @property
    def races(self) -> tuple[Session, ...]:
        """Its races, by date."""
        return tuple(session for session in self.sessions if session.is_race)

    @property
    def date(self) -> dt.datetime | None:
        """When its last race ended; without a race, its last session."""
        return (self.races or self.sessions)[-1].date
