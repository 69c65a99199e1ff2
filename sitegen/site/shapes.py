"""The shape of every file below `data/`, from which its JSON Schema is made.

The numbers are defined in INTERFACE, section Data. Times are integer milliseconds; what is not known is null.
"""

from collections.abc import Iterable

import msgspec

from sitegen.league.models import Sectors, Status


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """A JSON object of `data/`."""


class TrackData(Exported, frozen=True):
    """A circuit."""

    id: str
    name: str


class CarData(Exported, frozen=True):
    """A car model."""

    id: int | None
    name: str


class DriverData(Exported, frozen=True):
    """A driver in a car; `id` is null for somebody who is hidden."""

    id: str | None
    name: str
    short: str


class NamedDriver(Exported, frozen=True):
    """A driver in the standings; `id` is null for somebody who is hidden."""

    id: str | None
    name: str


class PenaltyData(Exported, frozen=True):
    """A penalty that was given; seconds are said by PostRaceTime alone."""

    reason: str
    penalty: str
    seconds: int | None
    lap: int | None


class BestLapData(Exported, frozen=True):
    """The fastest lap of a session."""

    car_id: int | None
    lap: int | None
    ms: int


class PlaceData(Exported, frozen=True, rename={"car_class": "class"}):
    """A car of the classification."""

    position: int
    car_class: str | None
    class_position: int | None
    car_id: int | None
    number: int | None
    car: CarData
    drivers: list[DriverData]
    status: Status
    laps: int
    laps_down: int
    total_ms: int | None
    gap_ms: int | None
    interval_ms: int | None
    best_ms: int | None
    best_lap: int | None
    theoretical_ms: int | None
    average_ms: int | None
    consistency_ms: int | None
    laps_led: int | None
    grid: int | None
    gained: int | None
    penalties: list[PenaltyData]


class LapData(Exported, frozen=True, gc=False):
    """A lap."""

    car_id: int | None
    driver: str | None
    lap: int
    ms: int | None
    recorded_ms: int | None
    sectors: Sectors
    valid: bool
    position: int
    gap_ms: int | None


class SessionData(Exported, frozen=True):
    """A session with its classification and all its laps."""

    id: str
    type: str
    track: TrackData
    date: str | None
    championship: str | None
    event: str | None
    wet: bool
    best_lap: BestLapData | None
    best_sectors: Sectors
    classification: list[PlaceData]
    laps: list[LapData]
    notes: list[str]


class EventData(Exported, frozen=True):
    """A round of a championship."""

    id: str | None
    name: str
    track: TrackData
    date: str | None
    sessions: list[str]


class RaceData(Exported, frozen=True):
    """A race of a round: class place, null for somebody who was not there."""

    session: str
    position: int | None


class RoundData(Exported, frozen=True):
    """What somebody did in a round."""

    event: str | None
    points: float | int | None
    dropped: bool
    position: int | None
    races: list[RaceData]


class StandingData(Exported, frozen=True):
    """A driver in the standings of a class."""

    position: int
    driver: NamedDriver | None
    car: str | None
    team: str | None
    points: float | int
    penalty: float | int
    rounds: list[RoundData]
    gap: float | int
    interval: float | int | None


class TeamData(Exported, frozen=True):
    """A team in the standings of a class."""

    position: int
    team: str
    points: float | int
    penalty: float | int


class ChampionshipData(Exported, frozen=True):
    """A championship with its rounds and its standings by class; without classes the key is empty."""

    id: str
    name: str
    events: list[EventData]
    drivers: dict[str, list[StandingData]]
    teams: dict[str, list[TeamData]]


class FinishData(Exported, frozen=True):
    """A finish in a race."""

    session: str
    position: int


class DriverFile(Exported, frozen=True):
    """A driver's career; places are overall unless the name says class."""

    id: str
    name: str
    former_names: list[str]
    starts: int
    wins: int
    class_wins: int
    podiums: int
    class_podiums: int
    poles: int
    fastest_laps: int
    best_finishes: list[FinishData]
    """The races with the best place, newest first."""
    sessions: list[str]
    """Newest first."""


class SessionEntry(Exported, frozen=True):
    """A session in the index."""

    id: str
    type: str
    track: TrackData
    date: str | None
    championship: str | None
    event: str | None
    url: str
    data: str


class NamedEntry(Exported, frozen=True):
    """A championship or a driver in the index."""

    id: str
    name: str
    url: str
    data: str


class IndexData(Exported, frozen=True):
    """Everything there is, with the addresses of page and data, relative to the site's root."""

    sessions: list[SessionEntry]
    championships: list[NamedEntry]
    drivers: list[NamedEntry]


SCHEMAS: dict[str, type[Exported]] = {
    "index": IndexData,
    "session": SessionData,
    "championship": ChampionshipData,
    "driver": DriverFile,
}


def schema_files() -> Iterable[tuple[str, bytes]]:
    """A JSON Schema for every kind of file below `data/`."""
    for name, kind in SCHEMAS.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(kind)}
        yield f"data/schema/{name}.schema.json", msgspec.json.format(msgspec.json.encode(schema)) + b"\n"
