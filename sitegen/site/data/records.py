"""`data/records.json`, `data/tracks/`, `data/cars/`, `data/teams/`: what came of all sessions together."""

from collections.abc import Iterable

from sitegen.league.circuits import TrackPast
from sitegen.league.models import Place
from sitegen.league.records import AllTimeList, LapRecord, Mark
from sitegen.league.tallies import Tallies, TallyRow
from sitegen.league.teams import TeamPast, TeamSeason
from sitegen.league.winners import CarPast, RaceFact, RaceFacts, RaceWon
from sitegen.site.atlas import Atlas
from sitegen.site.data.base import (
    CarData,
    Exported,
    NamedDriver,
    TrackData,
    car_data,
    named,
    to_json,
    track_data,
)


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


class FastData(Exported, frozen=True):
    """A driver's best lap on a track."""

    driver: NamedDriver
    car: CarData
    ms: int
    session: str


class FastListData(Exported, frozen=True, rename={"car_class": "class"}):
    """The fastest drivers of a track and class; kind is null for any session."""

    car_class: str | None
    kind: str | None
    drivers: list[FastData]


class WinnerData(Exported, frozen=True, rename={"car_class": "class"}):
    """The first of a class in a race."""

    car_class: str | None
    position: int
    drivers: list[NamedDriver]
    car: CarData


class RaceWonData(Exported, frozen=True):
    """A race and its winners by class."""

    session: str
    winners: list[WinnerData]


class TrackFile(Exported, frozen=True):
    """A circuit."""

    id: str
    name: str
    sessions: list[str]
    """Newest first, as all lists here."""
    records: list[RecordData]
    fastest: list[FastListData]
    races: list[RaceWonData]


class WonAtData(Exported, frozen=True):
    """Overall wins on a track."""

    track: TrackData
    wins: int


class RacedData(Exported, frozen=True):
    """Somebody's races in a car."""

    driver: NamedDriver
    races: int


class CarFile(Exported, frozen=True, rename={"car_class": "class"}):
    """A car model in races."""

    id: int | None
    name: str
    car_class: str | None
    starts: int
    wins: int
    class_wins: int
    podiums: int
    poles: int
    won_at: list[WonAtData]
    drivers: list[RacedData]


class TeamDriverData(Exported, frozen=True):
    """A driver of a team in the standings."""

    driver: NamedDriver
    position: int
    points: float | int


class TeamSeasonData(Exported, frozen=True, rename={"class_name": "class"}):
    """A team in a class of a championship."""

    championship: str
    class_name: str
    position: int | None
    points: float | int | None
    drivers: list[TeamDriverData]


class TeamRaceData(Exported, frozen=True):
    """Class places of a team's cars in a race, null for cars without a class."""

    session: str
    positions: list[int | None]


class TeamFile(Exported, frozen=True):
    """A team; wins and podiums are in class."""

    name: str
    wins: int
    podiums: int
    seasons: list[TeamSeasonData]
    races: list[TeamRaceData]


def records_file(records: Iterable[LapRecord], tallies: Tallies, facts: RaceFacts, atlas: Atlas) -> tuple[str, bytes]:
    """`data/records.json`."""
    data = RecordsFile(
        laps=[_record(record, atlas) for record in records],
        drivers={name: [_tally(row, atlas) for row in getattr(tallies, name)] for name in Tallies.__struct_fields__},
        races={name: [_fact(row, atlas) for row in getattr(facts, name)] for name in RaceFacts.__struct_fields__},
    )
    return "data/records.json", to_json(data)


def track_file(past: TrackPast, atlas: Atlas) -> tuple[str, bytes]:
    """The data of a circuit, named as its page."""
    data = TrackFile(
        id=past.track.id,
        name=past.track.name,
        sessions=[session.id for session in reversed(past.sessions)],
        records=[_record(record, atlas) for record in past.records],
        fastest=[_fast_list(one, atlas) for one in past.fastest],
        races=[_won(one, atlas) for one in reversed(past.won)],
    )
    return f"data/{atlas.track_url(past.track)[:-1]}.json", to_json(data)


def car_file(past: CarPast, atlas: Atlas) -> tuple[str, bytes]:
    """The data of a car model, named as its page."""
    data = CarFile(
        id=past.car.id,
        name=past.car.name,
        car_class=past.car.car_class,
        starts=past.starts,
        wins=past.wins,
        class_wins=past.class_wins,
        podiums=past.podiums,
        poles=past.poles,
        won_at=[WonAtData(track=track_data(track), wins=wins) for track, wins in past.won_at],
        drivers=[RacedData(driver=named(atlas.shown(person)), races=races) for person, races in past.drivers],
    )
    return f"data/{atlas.car_url(past.car)[:-1]}.json", to_json(data)


def team_file(past: TeamPast, atlas: Atlas) -> tuple[str, bytes]:
    """The data of a team, named as its page."""
    data = TeamFile(
        name=past.name,
        wins=past.wins,
        podiums=past.podiums,
        seasons=[_season(season, atlas) for season in past.seasons],
        races=[
            TeamRaceData(session=race.session.id, positions=[car.place.class_position for car in race.cars])
            for race in past.races
        ],
    )
    return f"data/{atlas.team_url(past.name)[:-1]}.json", to_json(data)


def _record(record: LapRecord, atlas: Atlas) -> RecordData:
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
        driver=named(atlas.shown(best.person)),
        car=car_data(best.car),
        ms=best.ms,
        lap=best.lap,
        improved_ms=mark.improved_ms,
        session=best.session.id,
    )


def _tally(row: TallyRow, atlas: Atlas) -> TallyData:
    return TallyData(
        position=row.position,
        driver=named(atlas.shown(row.person)),
        value=row.value,
        first=row.first.id,
        last=row.last.id,
    )


def _fact(row: RaceFact, atlas: Atlas) -> RaceFactData:
    return RaceFactData(position=row.position, session=row.session.id, drivers=_crew(row.place, atlas), value=row.value)


def _crew(place: Place, atlas: Atlas) -> list[NamedDriver]:
    return [named(shown) for shown in atlas.crew(place.entry)]


def _fast_list(one: AllTimeList, atlas: Atlas) -> FastListData:
    return FastListData(
        car_class=one.car_class,
        kind=one.kind,
        drivers=[
            FastData(
                driver=named(atlas.shown(best.person)), car=car_data(best.car), ms=best.ms, session=best.session.id
            )
            for best in one.bests
        ],
    )


def _won(one: RaceWon, atlas: Atlas) -> RaceWonData:
    return RaceWonData(
        session=one.session.id,
        winners=[
            WinnerData(
                car_class=place.car_class,
                position=place.position,
                drivers=_crew(place, atlas),
                car=car_data(place.entry.car),
            )
            for place in one.class_winners
        ],
    )


def _season(season: TeamSeason, atlas: Atlas) -> TeamSeasonData:
    return TeamSeasonData(
        championship=season.championship.id,
        class_name=season.class_name,
        position=season.row.position if season.row else None,
        points=season.row.points if season.row else None,
        drivers=[
            TeamDriverData(driver=named(atlas.shown(row.driver)), position=row.position, points=row.points)
            for row in season.drivers
            if row.driver
        ],
    )
