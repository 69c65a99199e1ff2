"""`data/sessions/`: a session with its classification and all its laps, and the server's file without ids."""

from collections.abc import Iterable, Sequence

from sitegen.league.session.models import Classification, Penalty, Place, Sectors, Status, TimedLap
from sitegen.site.data.base import CarData, Exported, TrackData, car_data, date_text, to_json, track_data
from sitegen.site.data.raw import published_result
from sitegen.site.data.tables import to_csv
from sitegen.site.driver_names import PublicDriver
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


def session_files(classification: Classification, atlas: Atlas, *, served: bytes) -> Iterable[tuple[str, bytes]]:
    """Paths and data of a session: all of it as JSON, its classification and laps as CSV, and the file without ids.

    `served`: the result as the server sent it.
    """
    data = _session(classification, atlas)
    path = f"data/sessions/{data.id}"
    yield f"{path}.json", to_json(data)
    yield f"{path}.csv", classification_csv(data.classification)
    yield f"{path}.laps.csv", laps_csv(data.laps)
    yield f"{path}.raw.json.gz", published_result(served, atlas.shown)


def _session(classification: Classification, atlas: Atlas) -> SessionData:
    session, best = classification.session, classification.best_lap
    return SessionData(
        id=session.id,
        type=session.type,
        track=track_data(session.track),
        date=date_text(session),
        championship=session.championship_id,
        event=session.event_id,
        wet=session.wet,
        best_lap=BestLapData(car_id=best.car_id, lap=best.number, ms=best.ms) if best else None,
        best_sectors=classification.best_sectors,
        classification=[_place(place, atlas) for place in classification.places],
        laps=[_lap(lap, atlas) for lap in classification.laps],
        notes=list(classification.notes),
    )


def _place(place: Place, atlas: Atlas) -> PlaceData:
    entry, pace = place.entry, place.pace
    return PlaceData(
        position=place.position,
        car_class=place.car_class,
        class_position=place.class_position,
        car_id=entry.car_id,
        number=entry.number,
        car=car_data(entry.car),
        drivers=[_driver(driver) for driver in atlas.crew(entry)],
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
        penalties=[_penalty(penalty) for penalty in place.penalties],
    )


def _driver(driver: PublicDriver) -> DriverData:
    return DriverData(id=driver.id, name=driver.name, short=driver.short)


def _penalty(penalty: Penalty) -> PenaltyData:
    return PenaltyData(reason=penalty.reason, penalty=penalty.penalty, seconds=penalty.seconds, lap=penalty.lap)


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


def classification_csv(places: Iterable[PlaceData]) -> bytes:
    """A row per car; its drivers and its penalties in one field each, which stand last."""
    nested = ("car", "drivers", "penalties")
    fields = [name for name in PlaceData.__struct_fields__ if name not in nested]
    heads = [name for name in PlaceData.__struct_encode_fields__ if name not in nested]
    return to_csv([*heads, *nested], [_place_cells(place, fields) for place in places])


def _place_cells(place: PlaceData, fields: Iterable[str]) -> Sequence[object]:
    drivers = " / ".join(driver.name for driver in place.drivers)
    penalties = "; ".join(f"{penalty.penalty} {penalty.reason}" for penalty in place.penalties)
    return [*(getattr(place, name) for name in fields), place.car.name, drivers, penalties]


def laps_csv(laps: Iterable[LapData]) -> bytes:
    """A row per lap; its sectors stand last."""
    fields = [name for name in LapData.__struct_fields__ if name != "sectors"]
    return to_csv([*fields, "sector_1", "sector_2", "sector_3"], [_lap_cells(lap, fields) for lap in laps])


def _lap_cells(lap: LapData, fields: Iterable[str]) -> Sequence[object]:
    return [*(getattr(lap, name) for name in fields), *lap.sectors]
