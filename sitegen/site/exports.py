"""The same for programs: `data/` as JSON with schemas made from the types below, and as CSV.

The numbers are defined in INTERFACE, section Data. Times are integer milliseconds; what is not known is null.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen.league.history import Career
from sitegen.league.models import (
    Championship,
    Classification,
    Event,
    Place,
    Sectors,
    Session,
    StandingsRow,
    Status,
    TimedLap,
)
from sitegen.league.rounds import RaceSheet, rounds_of
from sitegen.site import addresses
from sitegen.site.atlas import Atlas


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


def session_files(found: Classification, atlas: Atlas) -> Iterable[tuple[str, bytes]]:
    """The data of a session: all of it as JSON, its classification and its laps as CSV."""
    session = found.session
    places = [_place(place, atlas) for place in found.places]
    laps = [_lap(lap, atlas) for lap in found.laps]
    best = found.best_lap
    data = SessionData(
        id=session.id,
        type=session.type,
        track=_track(session),
        date=_date(session),
        championship=session.championship_id,
        event=session.event_id,
        wet=session.wet,
        best_lap=BestLapData(car_id=best.car_id, lap=best.number, ms=best.ms) if best else None,
        best_sectors=found.best_sectors,
        classification=places,
        laps=laps,
        notes=list(found.notes),
    )
    path = f"data/sessions/{session.id}"
    yield f"{path}.json", to_json(data)
    yield f"{path}.csv", _classification_csv(places)
    yield f"{path}.laps.csv", _laps_csv(laps)


def championship_files(
    championship: Championship, atlas: Atlas, *, sheets: Mapping[str, RaceSheet]
) -> Iterable[tuple[str, bytes]]:
    """The data of a championship: JSON, the drivers' standings and the teams' as CSV."""
    standings = championship.standings
    data = ChampionshipData(
        id=championship.id,
        name=championship.name,
        events=[_event(event) for event in championship.events],
        drivers={
            name: [_standing(row, championship, atlas, sheets) for row in rows]
            for name, rows in standings.drivers.items()
        },
        teams={
            name: [
                TeamData(position=row.position, team=row.team, points=row.points, penalty=row.penalty) for row in rows
            ]
            for name, rows in standings.teams.items()
        },
    )
    path = f"data/championships/{championship.id}"
    yield f"{path}.json", to_json(data)
    yield f"{path}.csv", _standings_csv(data)
    if any(data.teams.values()):
        yield f"{path}.teams.csv", _teams_csv(data)


def driver_file(career: Career, atlas: Atlas, *, former_names: Sequence[str]) -> tuple[str, bytes]:
    """The data of a driver who is not hidden."""
    driver = atlas.shown(career.person)
    assert driver.id is not None
    data = DriverFile(
        id=driver.id,
        name=driver.name,
        former_names=list(former_names),
        starts=career.starts,
        wins=career.wins,
        class_wins=career.class_wins,
        podiums=career.podiums,
        class_podiums=career.class_podiums,
        poles=career.poles,
        fastest_laps=career.fastest_laps,
        best_finishes=[FinishData(session=one.session.id, position=one.place.position) for one in career.best_finishes],
        sessions=list(dict.fromkeys(one.session.id for one in career.appearances)),
    )
    return f"data/drivers/{driver.id}.json", to_json(data)


def index_file(
    sessions: Iterable[Session], championships: Iterable[Championship], careers: Iterable[Career], atlas: Atlas
) -> tuple[str, bytes]:
    """`data/index.json`: where everything is."""
    drivers = [shown for career in careers if (shown := atlas.shown(career.person)).id]
    data = IndexData(
        sessions=[
            SessionEntry(
                id=session.id,
                type=session.type,
                track=_track(session),
                date=_date(session),
                championship=session.championship_id,
                event=session.event_id,
                url=addresses.session(session.id),
                data=f"data/sessions/{session.id}.json",
            )
            for session in sessions
        ],
        championships=[
            NamedEntry(
                id=championship.id,
                name=championship.name,
                url=atlas.championship_url(championship),
                data=f"data/championships/{championship.id}.json",
            )
            for championship in championships
        ],
        drivers=[
            NamedEntry(
                id=shown.id or "",
                name=shown.name,
                url=addresses.driver(shown.id or ""),
                data=f"data/drivers/{shown.id}.json",
            )
            for shown in drivers
        ],
    )
    return "data/index.json", to_json(data)


def to_json(data: msgspec.Struct) -> bytes:
    """Compact JSON that ends in a line feed."""
    return msgspec.json.encode(data) + b"\n"


def _place(place: Place, atlas: Atlas) -> PlaceData:
    entry, pace = place.entry, place.pace
    return PlaceData(
        position=place.position,
        car_class=place.car_class,
        class_position=place.class_position,
        car_id=entry.car_id,
        number=entry.number,
        car=CarData(id=entry.car.id, name=entry.car.name),
        drivers=[DriverData(id=shown.id, name=shown.name, short=shown.short) for shown in atlas.crew(entry)],
        status=place.status,
        laps=entry.lap_count,
        laps_down=place.laps_down,
        total_ms=entry.total_ms,
        gap_ms=place.gap_ms,
        interval_ms=place.interval_ms,
        best_ms=pace.best_ms,
        best_lap=pace.best_lap,
        theoretical_ms=pace.theoretical_ms,
        average_ms=pace.average_ms,
        consistency_ms=pace.consistency_ms,
        laps_led=place.laps_led,
        grid=place.grid,
        gained=place.gained,
        penalties=[
            PenaltyData(reason=one.reason, penalty=one.penalty, seconds=one.seconds, lap=one.lap)
            for one in place.penalties
        ],
    )


def _lap(lap: TimedLap, atlas: Atlas) -> LapData:
    return LapData(
        car_id=lap.car_id,
        driver=atlas.shown(lap.driver).id if lap.driver else None,
        lap=lap.number,
        ms=lap.ms,
        recorded_ms=lap.recorded_ms,
        sectors=lap.sectors,
        valid=lap.valid,
        position=lap.position,
        gap_ms=lap.gap_ms,
    )


def _track(place: Session | Event) -> TrackData:
    return TrackData(id=place.track.id, name=place.track.name)


def _date(dated: Session | Event) -> str | None:
    return dated.date.isoformat(timespec="seconds") if dated.date else None


def _event(event: Event) -> EventData:
    return EventData(
        id=event.id,
        name=event.track.name,
        track=_track(event),
        date=_date(event),
        sessions=[session.id for session in event.sessions],
    )


def _standing(
    row: StandingsRow, championship: Championship, atlas: Atlas, sheets: Mapping[str, RaceSheet]
) -> StandingData:
    shown = atlas.shown(row.driver) if row.driver else None
    return StandingData(
        position=row.position,
        driver=NamedDriver(id=shown.id, name=shown.name) if shown else None,
        car=row.car,
        team=row.team,
        points=row.points,
        penalty=row.penalty,
        rounds=[
            RoundData(
                event=one.event.id,
                points=one.points,
                dropped=one.dropped,
                position=one.position,
                races=[
                    RaceData(session=race.session_id, position=race.place.class_position if race.place else None)
                    for race in one.races
                ],
            )
            for one in rounds_of(row, championship, sheets)
        ],
        gap=row.gap,
        interval=row.interval,
    )


def _classification_csv(places: Sequence[PlaceData]) -> bytes:
    """A row per car; drivers and penalties in one field each."""
    flat = ("car", "drivers", "penalties")
    names = [name for name in PlaceData.__struct_encode_fields__ if name not in flat]
    rows = [
        [
            *(getattr(place, field) for field in PlaceData.__struct_fields__ if field not in flat),
            place.car.name,
            " / ".join(driver.name for driver in place.drivers),
            "; ".join(f"{one.penalty} {one.reason}" for one in place.penalties),
        ]
        for place in places
    ]
    return to_csv([*names, *flat], rows)


def _laps_csv(laps: Sequence[LapData]) -> bytes:
    names = [name for name in LapData.__struct_fields__ if name != "sectors"]
    rows = [[*(getattr(lap, name) for name in names), *lap.sectors] for lap in laps]
    return to_csv([*names, "sector_1", "sector_2", "sector_3"], rows)


def _standings_csv(data: ChampionshipData) -> bytes:
    """A row per driver; the rounds' points as columns named after the events."""
    fields = ("class", "position", "driver", "car", "team", "points", "penalty", "gap", "interval")
    rows = [
        [
            name, row.position, row.driver.name if row.driver else "", row.car, row.team, row.points, row.penalty,
            row.gap, row.interval, *(one.points for one in row.rounds),
        ]
        for name, table in data.drivers.items()
        for row in table
    ]  # fmt: skip
    return to_csv([*fields, *(event.name for event in data.events)], rows)


def _teams_csv(data: ChampionshipData) -> bytes:
    rows = [
        [name, row.position, row.team, row.points, row.penalty] for name, table in data.teams.items() for row in table
    ]
    return to_csv(["class", "position", "team", "points", "penalty"], rows)


def to_csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV in UTF-8; text that a spreadsheet would take for a formula gets an apostrophe in front."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
