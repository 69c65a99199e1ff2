"""`data/records.json`: lap records, all-time tables, the closest and longest races."""

from collections.abc import Iterable

from sitegen.league.history.all_time_tables import AllTimeRow, AllTimeTables
from sitegen.league.history.records import LapRecord, Mark
from sitegen.league.history.winners import RaceRecords, RankedRace
from sitegen.league.session.models import Place
from sitegen.site.data.base import (
    CarData,
    Exported,
    NamedDriver,
    TrackData,
    car_data,
    named_driver,
    to_json,
    track_data,
)
from sitegen.site.links import Atlas


class MarkData(Exported, frozen=True):
    """A lap that was a record; `improved_ms` is null for the first."""

    driver: NamedDriver
    car: CarData
    ms: int
    lap: int | None
    improved_ms: int | None
    session: str


class RecordData(Exported, frozen=True, rename={"car_class": "class"}):
    """The record of a track and class; kind and wet are null for the outright record, of any session."""

    track: TrackData
    car_class: str | None
    kind: str | None
    wet: bool | None
    marks: list[MarkData]
    """Oldest first; the last one stands."""


class TallyData(Exported, frozen=True):
    """Somebody in an all-time table."""

    position: int
    driver: NamedDriver
    value: float | int
    first: str
    last: str
    """The sessions with which it began and ended."""


class RaceFactData(Exported, frozen=True):
    """A race in a list of extremes."""

    position: int
    session: str
    drivers: list[NamedDriver]
    value: int


class RecordsFile(Exported, frozen=True):
    """All records of the league."""

    laps: list[RecordData]
    drivers: dict[str, list[TallyData]]
    races: dict[str, list[RaceFactData]]


def records_file(
    records: Iterable[LapRecord], tables: AllTimeTables, races: RaceRecords, atlas: Atlas
) -> tuple[str, bytes]:
    """`data/records.json`."""
    data = RecordsFile(
        laps=[record_data(record, atlas) for record in records],
        drivers={name: _table(getattr(tables, name), atlas) for name in AllTimeTables.__struct_fields__},
        races={name: _races(getattr(races, name), atlas) for name in RaceRecords.__struct_fields__},
    )
    return "data/records.json", to_json(data)


def record_data(record: LapRecord, atlas: Atlas) -> RecordData:
    """A lap record with those that it beat."""
    return RecordData(
        track=track_data(record.track),
        car_class=record.car_class,
        kind=record.kind,
        wet=record.wet,
        marks=[_mark(mark, atlas) for mark in record.marks],
    )


def _mark(mark: Mark, atlas: Atlas) -> MarkData:
    best = mark.best
    return MarkData(
        driver=named_driver(atlas.shown(best.person)),
        car=car_data(best.car),
        ms=best.ms,
        lap=best.lap,
        improved_ms=mark.improved_ms,
        session=best.session.id,
    )


def _table(rows: Iterable[AllTimeRow], atlas: Atlas) -> list[TallyData]:
    return [
        TallyData(
            position=row.position,
            driver=named_driver(atlas.shown(row.person)),
            value=row.value,
            first=row.first.id,
            last=row.last.id,
        )
        for row in rows
    ]


def _races(rows: Iterable[RankedRace], atlas: Atlas) -> list[RaceFactData]:
    return [
        RaceFactData(
            position=row.position, session=row.session.id, drivers=crew_data(row.place, atlas), value=row.value
        )
        for row in rows
    ]


def crew_data(place: Place, atlas: Atlas) -> list[NamedDriver]:
    """Everybody in a car."""
    return [named_driver(driver) for driver in atlas.crew(place.entry)]
