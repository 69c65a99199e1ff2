"""`data/sessions/`: a session with its classification and all its laps, and the file as the server sent it."""

from collections.abc import Iterable, Sequence

from sitegen.league.session.models import Classification, Place, Sectors, Status, TimedLap
from sitegen.site.data.base import CarData, Exported, TrackData, car_data, date_text, to_json, track_data
from sitegen.site.data.raw import published_result
from sitegen.site.data.tables import to_csv
from sitegen.site.links import Atlas


class DriverData(Exported, frozen=True):
    """A driver in a car; `id` is null for somebody who is hidden."""

    id: str | None
    name: str
    short: str


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


def session_files(found: Classification, atlas: Atlas, *, served: bytes) -> Iterable[tuple[str, bytes]]:
    """The data of a session: all of it as JSON, its classification and its laps as CSV, and the file as served."""
    session = found.session
    places = [_place(place, atlas) for place in found.places]
    laps = [_lap(lap, atlas) for lap in found.laps]
    best = found.best_lap
    data = SessionData(
        id=session.id,
        type=session.type,
        track=track_data(session.track),
        date=date_text(session),
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
    yield f"{path}.csv", classification_csv(places)
    yield f"{path}.laps.csv", laps_csv(laps)
    yield f"{path}.raw.json.gz", published_result(served, atlas.shown)


def _place(place: Place, atlas: Atlas) -> PlaceData:
    entry, pace = place.entry, place.pace
    return PlaceData(
        position=place.position,
        car_class=place.car_class,
        class_position=place.class_position,
        car_id=entry.car_id,
        number=entry.number,
        car=car_data(entry.car),
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


def classification_csv(places: Sequence[PlaceData]) -> bytes:
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


def laps_csv(laps: Sequence[LapData]) -> bytes:
    """A row per lap."""
    names = [name for name in LapData.__struct_fields__ if name != "sectors"]
    rows = [[*(getattr(lap, name) for name in names), *lap.sectors] for lap in laps]
    return to_csv([*names, "sector_1", "sector_2", "sector_3"], rows)
