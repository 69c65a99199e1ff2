"""`data/championships/`: a championship with its rounds and standings."""

from collections.abc import Iterable, Mapping

from sitegen.league.championship.calendar import CalendarRound
from sitegen.league.championship.models import StandingsRow
from sitegen.league.championship.progression import ProgressionLine
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.reconciliation import Difference
from sitegen.league.championship.rounds import rounds_of
from sitegen.league.championship.season import Season
from sitegen.league.championship.title_fight import Chance
from sitegen.league.session.models import Event
from sitegen.site.data.base import Exported, NamedDriver, TrackData, date_text, named, to_json, track_data
from sitegen.site.data.tables import to_csv
from sitegen.site.links import Atlas


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


class ProgressData(Exported, frozen=True):
    """Points and places after each round with a race; null before somebody's first round."""

    driver: NamedDriver
    points: list[float | int | None]
    places: list[int | None]


class DifferenceData(Exported, frozen=True, rename={"class_name": "class"}):
    """Points of the server that are not those of the configured table; of a round, or, with null, in total."""

    class_name: str
    driver: NamedDriver | None
    event: str | None
    server: float | int
    computed: float | int


class CalendarData(Exported, frozen=True):
    """A round of the calendar; `event` is null for one to come."""

    number: int
    name: str
    track: TrackData
    date: str
    start: str | None
    event: str | None


class ContenderData(Exported, frozen=True):
    """Somebody who can still win: the final points in the best and in the worst case."""

    driver: NamedDriver
    points: float | int
    best: float | int
    worst: float | int


class ChampionshipData(Exported, frozen=True):
    """A championship with its rounds and its standings by class; without classes the key is empty."""

    id: str
    name: str
    events: list[EventData]
    drivers: dict[str, list[StandingData]]
    teams: dict[str, list[TeamData]]
    progression: dict[str, list[ProgressData]]
    contenders: dict[str, list[ContenderData]]
    differences: list[DifferenceData]
    calendar: list[CalendarData]


def championship_files(
    season: Season, atlas: Atlas, *, results: Mapping[str, RaceResult], calendar: Iterable[CalendarRound]
) -> Iterable[tuple[str, bytes]]:
    """The data of a championship: JSON, the drivers' standings and the teams' as CSV."""
    championship = season.championship
    standings = championship.standings
    data = ChampionshipData(
        id=championship.id,
        name=championship.name,
        events=[_event(event) for event in championship.events],
        drivers={
            name: [_standing(row, name, season, atlas, results) for row in rows]
            for name, rows in standings.drivers.items()
        },
        teams={
            name: [
                TeamData(position=row.position, team=row.team, points=row.points, penalty=row.penalty) for row in rows
            ]
            for name, rows in standings.teams.items()
        },
        progression={one.name: [_progress(line, atlas) for line in one.lines] for one in season.classes if one.lines},
        contenders={
            one.name: [_contender(chance, atlas) for chance in one.title_fight.in_contention]
            for one in season.classes
            if one.title_fight
        },
        differences=[_difference(one, atlas) for one in season.differences],
        calendar=[_calendar_round(one, atlas) for one in calendar],
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
    row: StandingsRow, class_name: str, season: Season, atlas: Atlas, results: Mapping[str, RaceResult]
) -> StandingData:
    shown = atlas.shown(row.driver) if row.driver else None
    one = season.of_class(class_name)
    computed = one.computed.get(row.driver.key) if one and row.driver else None
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
            for one in rounds_of(row, class_name, season.championship, results, computed=computed)
        ],
        gap=row.gap,
        interval=row.interval,
    )


def _progress(line: ProgressionLine, atlas: Atlas) -> ProgressData:
    return ProgressData(driver=named(atlas.shown(line.person)), points=list(line.points), places=list(line.places))


def _contender(chance: Chance, atlas: Atlas) -> ContenderData:
    return ContenderData(
        driver=named(atlas.shown(chance.person)), points=chance.points, best=chance.best, worst=chance.worst
    )


def _difference(one: Difference, atlas: Atlas) -> DifferenceData:
    return DifferenceData(
        class_name=one.class_name,
        driver=named(atlas.shown(one.row.driver)) if one.row.driver else None,
        event=one.event_id,
        server=one.server,
        computed=one.computed,
    )


def _calendar_round(one: CalendarRound, atlas: Atlas) -> CalendarData:
    start = one.planned.start(atlas.zone) if one.planned else None
    return CalendarData(
        number=one.number,
        name=one.name,
        track=track_data(one.track),
        date=one.day.isoformat(),
        start=start.isoformat() if start else None,
        event=one.event.id if one.event else None,
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
