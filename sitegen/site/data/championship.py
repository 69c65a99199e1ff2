"""`data/championships/`: a championship with its rounds and standings."""

from collections.abc import Iterable, Iterator
from typing import Annotated
from zoneinfo import ZoneInfo

from sitegen.dataset.scopes import SeasonScope
from sitegen.league.championship.calendar import CalendarRound, PlannedRound
from sitegen.league.championship.progression import ProgressionLine
from sitegen.league.championship.reconciliation import Difference
from sitegen.league.championship.season import ClassSeason
from sitegen.league.championship.title_fight import Chance
from sitegen.league.session.models import Event
from sitegen.site import addresses
from sitegen.site.data.base import Exported, NamedDriver, TrackData, date_text, means, named_driver, to_json, track_data
from sitegen.site.data.standings import (
    StandingData,
    TeamData,
    driver_of,
    standings_csv,
    standings_data,
    team_standings_data,
    teams_csv,
)
from sitegen.site.links import Links


class EventData(Exported, frozen=True):
    """A round of a championship."""

    id: Annotated[str | None, means("The server's id of the event; null where no file says it.")]
    name: Annotated[str, means("Name of the track, which is that of the round.")]
    track: Annotated[TrackData, means("Where the round was driven.")]
    date: Annotated[
        str | None,
        means(
            "When its last race ended, as ISO 8601 with the offset of the server's clock; null when the file has "
            "no date."
        ),
    ]
    sessions: Annotated[list[str], means("Ids of its sessions, `<server>/<SessionFile>`, by date.")]


class ProgressData(Exported, frozen=True):
    """Points and places after each round with a race; null before somebody's first round."""

    driver: Annotated[NamedDriver, means("Whose progress it is.")]
    points: Annotated[
        list[float | int | None],
        means("Total points after every round with a race, by date; null before the driver's first round."),
    ]
    places: Annotated[
        list[int | None],
        means(
            "Place in the standings of the class after every round with a race, by date; null before the driver's "
            "first round."
        ),
    ]


class DifferenceData(Exported, frozen=True, rename={"class_name": "class"}):
    """Points of the server that are not those of the configured table; of a round, or, with null, in total."""

    class_name: Annotated[str, means("Name of the class; empty in a championship without classes.")]
    driver: Annotated[NamedDriver | None, means("Whose points they are; null where the server names nobody.")]
    event: Annotated[str | None, means("The server's id of the round; null for the total of the season.")]
    server: Annotated[float | int, means("Points as the server says, which count.")]
    computed: Annotated[float | int, means("Points that the configured table gives.")]


class CalendarData(Exported, frozen=True):
    """A round of the calendar; `event` is null for one to come."""

    number: Annotated[int, means("Number of the round in the championship, counted from 1.")]
    name: Annotated[str, means("What the league calls the round, else the name of its track.")]
    track: Annotated[TrackData, means("Where it is driven.")]
    date: Annotated[str, means("Day of the round on the league's clock, as ISO 8601.")]
    start: Annotated[
        str | None,
        means(
            "When it begins as planned, as ISO 8601 with the offset of the league's clock; null where the league "
            "said no time."
        ),
    ]
    event: Annotated[str | None, means("The server's id of the event that was driven; null for a round to come.")]


class ContenderData(Exported, frozen=True):
    """Somebody who can still win: the final points in the best and in the worst case."""

    driver: Annotated[NamedDriver, means("Who can still win.")]
    points: Annotated[float | int, means("Total points now.")]
    best: Annotated[float | int, means("Total points at the end after winning everything that is left.")]
    worst: Annotated[float | int, means("Total points at the end after scoring nothing more.")]


class ChampionshipData(Exported, frozen=True):
    """A championship with its rounds and its standings by class; without classes the key is empty."""

    id: Annotated[str, means("The server's id of the championship.")]
    name: Annotated[str, means("Name of the championship.")]
    events: Annotated[list[EventData], means("The rounds that were driven, by date.")]
    drivers: Annotated[dict[str, list[StandingData]], means("Class → the drivers' standings, in the server's order.")]
    teams: Annotated[dict[str, list[TeamData]], means("Class → the teams' standings, in the server's order.")]
    progression: Annotated[
        dict[str, list[ProgressData]],
        means(
            "Class → how the standings came about, a row per driver in their order; classes without points of "
            "rounds are left out."
        ),
    ]
    contenders: Annotated[
        dict[str, list[ContenderData]],
        means("Class → who can still win; classes without configured points or a calendar are left out."),
    ]
    differences: Annotated[
        list[DifferenceData],
        means("Where the server's points are not those of the configured table, in the order of the standings."),
    ]
    calendar: Annotated[list[CalendarData], means("All rounds, driven and to come, by date.")]


def championship_files(scope: SeasonScope, links: Links) -> Iterator[tuple[str, bytes]]:
    """Paths and data of a championship: JSON, the drivers' standings and the teams' as CSV."""
    data = _championship(scope, links)
    yield addresses.championship_data(data.id), to_json(data)
    rounds = [event.name for event in data.events]
    yield addresses.championship_data(data.id, "csv"), standings_csv(data.drivers, rounds)
    # Without teams the table would be heads and nothing else.
    if any(data.teams.values()):
        yield addresses.championship_data(data.id, "teams.csv"), teams_csv(data.teams)


def _championship(scope: SeasonScope, links: Links) -> ChampionshipData:
    season, championship = scope.season, scope.championship
    standings = championship.standings
    drivers = {
        name: standings_data(rows, name, season, links, scope.results) for name, rows in standings.drivers.items()
    }
    return ChampionshipData(
        id=championship.id,
        name=championship.name,
        events=[_event(event) for event in championship.events],
        drivers=drivers,
        teams={name: team_standings_data(rows) for name, rows in standings.teams.items()},
        progression=_progression(season.classes, links),
        contenders=_contenders(season.classes, links),
        differences=[_difference(difference, links) for difference in season.differences],
        calendar=[_calendar_round(league_round, links) for league_round in scope.calendar],
    )


def _event(event: Event) -> EventData:
    return EventData(
        id=event.id,
        name=event.track.name,
        track=track_data(event.track),
        date=date_text(event),
        sessions=[session.id for session in event.sessions],
    )


def _progression(classes: Iterable[ClassSeason], links: Links) -> dict[str, list[ProgressData]]:
    progression = {}
    for class_season in classes:
        if class_season.lines:
            progression[class_season.name] = [_progress(line, links) for line in class_season.lines]
    return progression


def _progress(line: ProgressionLine, links: Links) -> ProgressData:
    driver = named_driver(links.shown(line.person))
    return ProgressData(driver=driver, points=list(line.points), places=list(line.places))


def _contenders(classes: Iterable[ClassSeason], links: Links) -> dict[str, list[ContenderData]]:
    contenders = {}
    for class_season in classes:
        if class_season.title_fight:
            chances = class_season.title_fight.in_contention
            contenders[class_season.name] = [_contender(chance, links) for chance in chances]
    return contenders


def _contender(chance: Chance, links: Links) -> ContenderData:
    driver = named_driver(links.shown(chance.person))
    return ContenderData(driver=driver, points=chance.points, best=chance.best, worst=chance.worst)


def _difference(difference: Difference, links: Links) -> DifferenceData:
    return DifferenceData(
        class_name=difference.class_name,
        driver=driver_of(difference.row, links),
        event=difference.event_id,
        server=difference.server,
        computed=difference.computed,
    )


def _calendar_round(league_round: CalendarRound, links: Links) -> CalendarData:
    event = league_round.event.id if league_round.event else None
    return CalendarData(
        number=league_round.number,
        name=league_round.name,
        track=track_data(league_round.track),
        date=league_round.day.isoformat(),
        start=_start_text(league_round.planned, links.zone),
        event=event,
    )


def _start_text(planned: PlannedRound | None, zone: ZoneInfo) -> str | None:
    """When a round begins as planned; None where the league said no time."""
    if planned is None:
        return None
    start = planned.start(zone)
    return start.isoformat() if start else None
