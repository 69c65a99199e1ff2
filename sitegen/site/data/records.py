"""`data/records.json`: lap records, all-time tables, the closest and longest races."""

from collections.abc import Iterable
from typing import Annotated

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.history.all_time_tables import AllTimeRow, AllTimeTables
from sitegen.league.history.records import LapRecord, Mark
from sitegen.league.history.winners import RaceRecords, RankedRace
from sitegen.league.session.models import Place
from sitegen.site import addresses
from sitegen.site.data.base import (
    CarData,
    Exported,
    NamedDriver,
    TrackData,
    car_data,
    means,
    named_driver,
    to_json,
    track_data,
)
from sitegen.site.links import Links


class MarkData(Exported, frozen=True):
    """A lap that was a record; `improved_ms` is null for the first."""

    driver: Annotated[NamedDriver, means("Who drove the lap.")]
    car: Annotated[CarData, means("The car in which it was driven.")]
    ms: Annotated[int, means("Lap time as recorded, in milliseconds.")]
    lap: Annotated[
        int | None,
        means(
            "Number of the lap, counted from 1 for every car of a session; null when the file leaves out the "
            "car's laps."
        ),
    ]
    improved_ms: Annotated[int | None, means("Milliseconds by which it beat the record before; null for the first.")]
    session: Annotated[str, means("Id of the session, `<server>/<SessionFile>`.")]


class RecordData(Exported, frozen=True, rename={"car_class": "class"}):
    """The record of a track and class; kind and wet are null for the outright record, of any session."""

    track: Annotated[TrackData, means("Where the record is held.")]
    car_class: Annotated[str | None, means("Class of the cars; null for unknown ones.")]
    kind: Annotated[
        str | None, means("Kind of session: `race` or `qualifying`; null for the outright record, of any session.")
    ]
    wet: Annotated[bool | None, means("Whether the sessions were wet; null for the outright record, in any weather.")]
    marks: Annotated[list[MarkData], means("The laps that were the record, the oldest first; the last one stands.")]


class TallyData(Exported, frozen=True):
    """Somebody in an all-time table."""

    position: Annotated[int, means("Place in the table, from 1 on; equal values share one.")]
    driver: Annotated[NamedDriver, means("Who it is.")]
    value: Annotated[
        float | int,
        means(
            "What the table counts, in races or laps; in `win_rates` the wins as a share of the starts, from 0 to 1."
        ),
    ]
    first: Annotated[
        str,
        means(
            "Id of the session, `<server>/<SessionFile>`, of the first session that counted, or with which a "
            "streak began."
        ),
    ]
    last: Annotated[
        str,
        means(
            "Id of the session, `<server>/<SessionFile>`, of the last session that counted, or with which a "
            "streak ended."
        ),
    ]


class RaceFactData(Exported, frozen=True):
    """A race in a list of extremes."""

    position: Annotated[int, means("Place in the list, from 1 on; equal values share one.")]
    session: Annotated[str, means("Id of the session, `<server>/<SessionFile>` of the race.")]
    drivers: Annotated[list[NamedDriver], means("The crew of the car that the value is of.")]
    value: Annotated[
        int,
        means(
            "Milliseconds in `closest_finishes` and `longest_by_time`, places gained in `biggest_climbs`, place "
            "on the grid in `wins_from_furthest`, laps in `longest_by_laps`."
        ),
    ]


class RecordsFile(Exported, frozen=True):
    """All records of the league."""

    laps: Annotated[list[RecordData], means("Lap records by track, class and kind of session.")]
    drivers: Annotated[
        dict[str, list[TallyData]],
        means("Name of an all-time table (`starts`, `wins` …) → its rows, the first place first."),
    ]
    races: Annotated[
        dict[str, list[RaceFactData]],
        means("Name of a list of extremes (`closest_finishes`, `biggest_climbs` …) → its rows, the first place first."),
    ]


def records_file(league: LeagueScope, links: Links) -> tuple[str, bytes]:
    """`data/records.json`."""
    histories = league.histories
    tables, races = histories.all_time_tables, histories.race_records
    data = RecordsFile(
        laps=[record_data(record, links) for record in histories.records],
        # Named as in the league's own models, so that a new table is in the file as soon as it exists.
        drivers={name: _table(getattr(tables, name), links) for name in AllTimeTables.__struct_fields__},
        races={name: _races(getattr(races, name), links) for name in RaceRecords.__struct_fields__},
    )
    return addresses.RECORDS_DATA, to_json(data)


def record_data(record: LapRecord, links: Links) -> RecordData:
    """A lap record with those that it beat."""
    return RecordData(
        track=track_data(record.track),
        car_class=record.car_class,
        kind=record.kind,
        wet=record.wet,
        marks=[_mark(mark, links) for mark in record.marks],
    )


def _mark(mark: Mark, links: Links) -> MarkData:
    best = mark.best
    return MarkData(
        driver=named_driver(links.shown(best.person)),
        car=car_data(best.car),
        ms=best.ms,
        lap=best.lap,
        improved_ms=mark.improved_ms,
        session=best.session.id,
    )


def _table(rows: Iterable[AllTimeRow], links: Links) -> list[TallyData]:
    return [
        TallyData(
            position=row.position,
            driver=named_driver(links.shown(row.person)),
            value=row.value,
            first=row.first.id,
            last=row.last.id,
        )
        for row in rows
    ]


def _races(rows: Iterable[RankedRace], links: Links) -> list[RaceFactData]:
    return [
        RaceFactData(
            position=row.position, session=row.session.id, drivers=crew_data(row.place, links), value=row.value
        )
        for row in rows
    ]


def crew_data(place: Place, links: Links) -> list[NamedDriver]:
    """Everybody in a car."""
    return [named_driver(driver) for driver in links.crew(place.entry)]
