"""`data/championships/`: a championship with its rounds and standings."""

from collections.abc import Iterable, Mapping

from sitegen.league.models import Championship, Event, StandingsRow
from sitegen.league.race_results import RaceResult
from sitegen.league.rounds import rounds_of
from sitegen.site.atlas import Atlas
from sitegen.site.data.base import Exported, NamedDriver, TrackData, date_text, named, to_json, track_data
from sitegen.site.data.tables import to_csv


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


def championship_files(
    championship: Championship, atlas: Atlas, *, results: Mapping[str, RaceResult]
) -> Iterable[tuple[str, bytes]]:
    """The data of a championship: JSON, the drivers' standings and the teams' as CSV."""
    standings = championship.standings
    data = ChampionshipData(
        id=championship.id,
        name=championship.name,
        events=[_event(event) for event in championship.events],
        drivers={
            name: [_standing(row, name, championship, atlas, results) for row in rows]
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


def _event(event: Event) -> EventData:
    return EventData(
        id=event.id,
        name=event.track.name,
        track=track_data(event.track),
        date=date_text(event),
        sessions=[session.id for session in event.sessions],
    )


def _standing(
    row: StandingsRow, class_name: str, championship: Championship, atlas: Atlas, results: Mapping[str, RaceResult]
) -> StandingData:
    shown = atlas.shown(row.driver) if row.driver else None
    return StandingData(
        position=row.position,
        driver=named(shown) if shown else None,
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
            for one in rounds_of(row, class_name, championship, results)
        ],
        gap=row.gap,
        interval=row.interval,
    )


def standings_csv(data: ChampionshipData) -> bytes:
    """A row per driver; the rounds' points as columns named after their number and track."""
    fields = ("class", "position", "driver", "car", "team", "points", "penalty", "gap", "interval")
    rows = [
        [
            name, row.position, row.driver.name if row.driver else "", row.car, row.team, row.points, row.penalty,
            row.gap, row.interval, *(one.points for one in row.rounds),
        ]
        for name, table in data.drivers.items()
        for row in table
    ]  # fmt: skip
    return to_csv([*fields, *(f"R{number} {event.name}" for number, event in enumerate(data.events, start=1))], rows)


def teams_csv(data: ChampionshipData) -> bytes:
    """A row per team."""
    rows = [
        [name, row.position, row.team, row.points, row.penalty] for name, table in data.teams.items() for row in table
    ]
    return to_csv(["class", "position", "team", "points", "penalty"], rows)
