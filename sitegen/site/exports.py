"""The same as the pages for programs: what goes into `data/`, from the league to the shapes of its files."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen.league.history import Career
from sitegen.league.models import Championship, Classification, Event, Place, Session, StandingsRow, TimedLap
from sitegen.league.rounds import RaceSheet, rounds_of
from sitegen.site import addresses
from sitegen.site.atlas import Atlas
from sitegen.site.raw import published_result
from sitegen.site.shapes import (
    BestLapData,
    CarData,
    ChampionshipData,
    DriverData,
    DriverFile,
    EventData,
    FinishData,
    IndexData,
    LapData,
    NamedDriver,
    NamedEntry,
    PenaltyData,
    PlaceData,
    RaceData,
    RoundData,
    SessionData,
    SessionEntry,
    StandingData,
    TeamData,
    TrackData,
)
from sitegen.site.tables import classification_csv, laps_csv, standings_csv, teams_csv


def session_files(found: Classification, atlas: Atlas, *, served: bytes) -> Iterable[tuple[str, bytes]]:
    """The data of a session: all of it as JSON, its classification and its laps as CSV, and the file as served."""
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
    yield f"{path}.csv", classification_csv(places)
    yield f"{path}.laps.csv", laps_csv(laps)
    yield f"{path}.raw.json.gz", published_result(served, atlas.shown)


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
            name: [_standing(row, name, championship, atlas, sheets) for row in rows]
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
    yield f"{path}.csv", standings_csv(data)
    if any(data.teams.values()):
        yield f"{path}.teams.csv", teams_csv(data)


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
    row: StandingsRow, class_name: str, championship: Championship, atlas: Atlas, sheets: Mapping[str, RaceSheet]
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
            for one in rounds_of(row, class_name, championship, sheets)
        ],
        gap=row.gap,
        interval=row.interval,
    )
