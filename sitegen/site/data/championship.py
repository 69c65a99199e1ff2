"""`data/championships/`: a championship with its rounds and standings."""

from collections.abc import Iterable, Mapping

from sitegen.league.championship.calendar import CalendarRound
from sitegen.league.championship.progression import ProgressionLine
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.reconciliation import Difference
from sitegen.league.championship.season import ClassSeason, Season
from sitegen.league.championship.title_fight import Chance
from sitegen.league.session.models import Event
from sitegen.site.data.base import Exported, NamedDriver, TrackData, date_text, named_driver, to_json, track_data
from sitegen.site.data.standings import (
    StandingData,
    TeamData,
    driver_of,
    standings_csv,
    standings_data,
    team_standings_data,
    teams_csv,
)
from sitegen.site.links import Atlas


class EventData(Exported, frozen=True):
    """A round of a championship."""

    id: str | None
    name: str
    track: TrackData
    date: str | None
    sessions: list[str]


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
    """Paths and data of a championship: JSON, the drivers' standings and the teams' as CSV.

    `results`: session id → race.
    """
    data = _championship(season, atlas, results, calendar)
    path = f"data/championships/{data.id}"
    yield f"{path}.json", to_json(data)
    yield f"{path}.csv", standings_csv(data.drivers, [event.name for event in data.events])
    if any(data.teams.values()):
        yield f"{path}.teams.csv", teams_csv(data.teams)


def _championship(
    season: Season, atlas: Atlas, results: Mapping[str, RaceResult], calendar: Iterable[CalendarRound]
) -> ChampionshipData:
    championship = season.championship
    standings = championship.standings
    return ChampionshipData(
        id=championship.id,
        name=championship.name,
        events=[_event(event) for event in championship.events],
        drivers={name: standings_data(rows, name, season, atlas, results) for name, rows in standings.drivers.items()},
        teams={name: team_standings_data(rows) for name, rows in standings.teams.items()},
        progression=_progression(season.classes, atlas),
        contenders=_contenders(season.classes, atlas),
        differences=[_difference(difference, atlas) for difference in season.differences],
        calendar=[_calendar_round(league_round, atlas) for league_round in calendar],
    )


def _event(event: Event) -> EventData:
    return EventData(
        id=event.id,
        name=event.track.name,
        track=track_data(event.track),
        date=date_text(event),
        sessions=[session.id for session in event.sessions],
    )


def _progression(classes: Iterable[ClassSeason], atlas: Atlas) -> dict[str, list[ProgressData]]:
    progression = {}
    for class_season in classes:
        if class_season.lines:
            progression[class_season.name] = [_progress(line, atlas) for line in class_season.lines]
    return progression


def _progress(line: ProgressionLine, atlas: Atlas) -> ProgressData:
    driver = named_driver(atlas.shown(line.person))
    return ProgressData(driver=driver, points=list(line.points), places=list(line.places))


def _contenders(classes: Iterable[ClassSeason], atlas: Atlas) -> dict[str, list[ContenderData]]:
    contenders = {}
    for class_season in classes:
        if class_season.title_fight:
            chances = class_season.title_fight.in_contention
            contenders[class_season.name] = [_contender(chance, atlas) for chance in chances]
    return contenders


def _contender(chance: Chance, atlas: Atlas) -> ContenderData:
    driver = named_driver(atlas.shown(chance.person))
    return ContenderData(driver=driver, points=chance.points, best=chance.best, worst=chance.worst)


def _difference(difference: Difference, atlas: Atlas) -> DifferenceData:
    return DifferenceData(
        class_name=difference.class_name,
        driver=driver_of(difference.row, atlas),
        event=difference.event_id,
        server=difference.server,
        computed=difference.computed,
    )


def _calendar_round(league_round: CalendarRound, atlas: Atlas) -> CalendarData:
    planned, event = league_round.planned, league_round.event
    start = planned.start(atlas.zone) if planned else None
    return CalendarData(
        number=league_round.number,
        name=league_round.name,
        track=track_data(league_round.track),
        date=league_round.day.isoformat(),
        start=start.isoformat() if start else None,
        event=event.id if event else None,
    )
