"""The nouns of a session: entry, lap, penalty, classification and event. Times are integer milliseconds."""

import datetime as dt
import enum

import msgspec

from sitegen.league.game.people import Person
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
    """One lap as the file has it. An unfinished one has no time; a valid one counts for the best lap."""

    car_id: int | None
    driver_index: int | None
    number: int
    """Counts the car's laps from 1, unfinished ones too."""
    recorded_ms: int | None
    sectors: Sectors
    valid: bool


class Penalty(msgspec.Struct, frozen=True, gc=False):
    """A penalty that was given; warnings are not among them."""

    car_id: int | None
    """The car that got it."""
    reason: str
    """The file's own word: Cutting, PitSpeeding … "None" is race control."""
    penalty: str
    """The file's own word: DriveThrough, StopAndGo_30, PostRaceTime …"""
    seconds: int | None
    """Seconds added to the race time, of a PostRaceTime penalty; None for all others."""
    lap: int | None
    """The lap of the offence, None when the file does not say."""


class Entry(msgspec.Struct, frozen=True):
    """A car in a session, with those who sat in it."""

    position: int
    """Place in the file's own order, which is final."""
    car_id: int | None
    """The game's id of the car; it means something inside this session only."""
    number: int | None
    """The race number on the car."""
    car: CarModel
    """Which car of the game it is."""
    seats: tuple[Person | None, ...]
    """As the file numbers them; None is an empty seat."""
    lap_count: int
    """The laps that the game counted."""
    total_ms: int | None
    """Race time with post-race penalties; None outside races and without a time."""
    game_best_ms: int | None
    """The game's own best lap, for files that carry no laps."""
    missed_stop: bool
    """A mandatory pit stop was not taken."""

    @property
    def drivers(self) -> tuple[Person, ...]:
        """Those who sat in the car, in the file's order, each once."""
        # Asked for every entry of a league many times, and nearly every car has one driver: no dict for those.
        if len(self.seats) == 1 and self.seats[0] is not None:
            return (self.seats[0],)
        return tuple({seat.key: seat for seat in self.seats if seat}.values())


class Session(msgspec.Struct, frozen=True):
    """One result file, understood; rows stand in its own order. `laps` and `penalties` are empty in an outline."""

    server: str
    file: str
    """`SessionFile`: the name of the file without its ending."""
    type: str
    """The file's own: FP, Q, Q2, R, R1 …"""
    kind: Kind
    track: Track
    date: dt.datetime | None
    """When it ended, on the server's own clock; None when neither the file nor its name says it."""
    wet: bool
    """It rained at some time, as the file says."""
    meta: str
    """`metaData`, which joins the sessions of an event."""
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
        """Whether it is a race: everything about total times, gaps on the track and lap 1 depends on it."""
        return self.kind is Kind.RACE


class TimedLap(msgspec.Struct, frozen=True, gc=False):
    """A lap with what can be said of it only together with all others."""

    car_id: int | None
    """The car that drove it."""
    driver: Person | None
    """Who drove it, None when the file does not say."""
    number: int
    """Counts the car's laps from 1, unfinished ones too."""
    ms: int | None
    """The lap time in ms, with lap 1 of a race repaired; None for an unfinished lap."""
    recorded_ms: int | None
    """The lap time in ms as the file has it; None for an unfinished lap."""
    sectors: Sectors
    """The three sector times in ms as the file has them."""
    valid: bool
    """It counts for the best lap."""
    position: int
    """Place among all cars' laps with this number."""
    gap_ms: int | None
    """Races: ms behind the car that completed this lap number first; None elsewhere and after an unfinished lap."""


class BestLap(msgspec.Struct, frozen=True):
    """The fastest valid lap of a session; without a number where the file leaves out the laps."""

    car_id: int | None
    number: int | None
    ms: int
    driver: Person | None


class Pace(msgspec.Struct, frozen=True):
    """How fast a car was, from its valid laps; see content/docs/numbers.md."""

    best_ms: int | None
    """The fastest valid lap in ms; None without one."""
    best_lap: int | None
    """The number of the first lap that set the best."""
    best_lap_sectors: Sectors
    """The sectors of that lap in ms."""
    best_sectors: Sectors
    """The fastest time in ms of each sector, from all valid laps."""
    theoretical_ms: int | None
    """Sum of the fastest sectors in ms, None unless all three are known."""
    average_ms: int | None
    """Mean of the clean laps in ms: valid, not lap 1 of a race, within 107 % of the best."""
    consistency_ms: int | None
    """Standard deviation of the clean laps in ms, None below three of them."""


class Place(msgspec.Struct, frozen=True):
    """A row of a classification; the numbers are defined in content/docs/numbers.md."""

    entry: Entry
    """The car and who sat in it."""
    pace: Pace
    """How fast it was."""
    car_class: str | None
    """The class in which it ran; None for an unknown car."""
    class_position: int | None
    """Place within the class; None without a class."""
    status: Status
    """`classified`, `not_classified` or `disqualified`."""
    laps_down: int
    """Laps behind the leader in a race; 0 outside races."""
    gap_ms: int | None
    """Time behind the leader in ms, 0 for the leader; None without a time and, in races, on another lap."""
    interval_ms: int | None
    """The same to the car ahead in the list; None for the leader."""
    laps_led: int | None
    """Laps of a race that it completed first; None outside races."""
    grid: int | None
    """The starting place in a race; None without a qualifying."""
    gained: int | None
    """Places gained from the grid to the result, below 0 for places lost; None without a grid."""
    penalties: tuple[Penalty, ...]
    """The penalties of the car, in the file's order."""

    @property
    def position(self) -> int:
        """Place in the file's own order."""
        return self.entry.position

    @property
    def car_id(self) -> int | None:
        """The game's id of the car; it means something inside this session only."""
        return self.entry.car_id


class Classification(msgspec.Struct, frozen=True):
    """A session with everything that was computed from it; places and laps stand in the file's own order."""

    session: Session
    """Without its laps: they stand below, timed."""
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
    """By date; outlines, without laps and penalties."""

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
