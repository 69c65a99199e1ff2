"""A championship as a whole: what the server says, what its races give, how it came about, what is still open."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from sitegen.league.championship.models import Championship, Standings, StandingsRow
from sitegen.league.championship.points import PointsTable, SeasonScore
from sitegen.league.championship.progression import (
    Entrant,
    ProgressionLine,
    entrants_of,
    progression,
    progression_by_date,
)
from sitegen.league.championship.race_results import RaceResult, driven_rounds
from sitegen.league.championship.reconciliation import Difference, reconcile
from sitegen.league.championship.scoring import score_season
from sitegen.league.championship.standings import intervals, places_by_points
from sitegen.league.championship.title_fight import Contender, TitleFight, title_fight
from sitegen.league.session.models import Event

ArchivedStandings = Sequence[tuple[dt.datetime, Standings]]
"""Every copy of the standings with the date at which it was fetched, oldest first."""


class ClassSeason(msgspec.Struct, frozen=True):
    """A class of a championship; the name is empty where there are none."""

    name: str
    rows: tuple[StandingsRow, ...]
    computed: Mapping[str, SeasonScore]
    """Person key → what the configured points give; empty without any."""
    lines: tuple[ProgressionLine, ...]
    """Round by round, in the order of the rows; empty where nobody knows what rounds gave."""
    lines_by_date: tuple[ProgressionLine, ...]
    """Date by date, from archived standings; empty where there is only one copy."""
    title_fight: TitleFight | None
    """None without configured points or without a calendar."""


class Season(msgspec.Struct, frozen=True):
    """A championship with everything that was computed of it."""

    championship: Championship
    """Its standings are computed ones where the server says none and points are configured."""
    rounds: tuple[Event, ...]
    """Those with a race, by date."""
    classes: tuple[ClassSeason, ...]
    dates: tuple[dt.datetime, ...]
    """Of archived standings, oldest first."""
    differences: tuple[Difference, ...]
    """Where server and configured points disagree."""
    is_computed: bool
    """The server says no standings: these come from the configured points."""

    def of_class(self, name: str) -> ClassSeason | None:
        """A class by its name."""
        return next((class_season for class_season in self.classes if class_season.name == name), None)


class _Sources(msgspec.Struct, frozen=True):
    """What every class of a championship is computed from."""

    rounds: tuple[Event, ...]
    scores: Mapping[str, Mapping[str, SeasonScore]]
    """Class → person key → what the configured points give."""
    tables: Mapping[str, PointsTable]
    """Class → points."""
    coming_races: Sequence[int] | None
    archived_standings: ArchivedStandings


def compute_season(
    championship: Championship,
    results: Mapping[str, RaceResult],
    *,
    tables: Mapping[str, PointsTable],
    coming_races: Sequence[int] | None,
    archived_standings: ArchivedStandings,
) -> Season:
    """A championship with all that follows from its results and its standings.

    `results`: session id → race. `tables`: class → points, the key "" for all others; empty when not configured.
    `coming_races`: the races of every round to come, None without a calendar.
    """
    standings = championship.standings
    rounds = driven_rounds(championship.events, results)
    class_tables = _tables_by_class(standings, tables)
    scores = score_season(rounds, results, tables=class_tables, classes_of_driver=standings.classes_of_driver)
    # Before the standings of a server without any are computed: those would agree with themselves.
    differences = reconcile(standings, scores)
    is_computed = bool(scores) and not any(standings.drivers.values())
    if is_computed:
        standings = _standings_from(scores)
        championship = msgspec.structs.replace(championship, standings=standings)
    sources = _Sources(rounds, scores, class_tables, coming_races, archived_standings)
    return Season(
        championship=championship,
        rounds=rounds,
        classes=tuple(_class_season(name, rows, sources) for name, rows in standings.drivers.items() if rows),
        dates=tuple(date for date, _ in archived_standings),
        differences=differences,
        is_computed=is_computed,
    )


def _tables_by_class(standings: Standings, tables: Mapping[str, PointsTable]) -> dict[str, PointsTable]:
    """The points of every class that has some. Without standings the classes are those that the league configured."""
    class_names = [name for name, rows in standings.drivers.items() if rows]
    if not class_names:
        class_names = ["", *filter(None, tables)]
    by_class = {}
    for name in class_names:
        table = tables.get(name) or tables.get("")
        if table:
            by_class[name] = table
    return by_class


def _class_season(name: str, rows: tuple[StandingsRow, ...], sources: _Sources) -> ClassSeason:
    table = sources.tables.get(name)
    computed = sources.scores.get(name, {})
    entrants = entrants_of(rows, [event.id or "" for event in sources.rounds], computed=computed)
    return ClassSeason(
        name=name,
        rows=rows,
        computed=computed,
        lines=_lines(entrants, table),
        lines_by_date=_lines_by_date(sources.archived_standings, name),
        title_fight=_title_fight(entrants, table, sources),
    )


def _lines(entrants: Sequence[Entrant], table: PointsTable | None) -> tuple[ProgressionLine, ...]:
    if not any(_has_points(entrant) for entrant in entrants):
        return ()
    if table is None:
        return progression(entrants)
    return progression(entrants, drop_worst=table.drop_worst)


def _has_points(entrant: Entrant) -> bool:
    """Whether anybody says what a round brought them."""
    return any(points is not None for points in entrant.round_points)


def _lines_by_date(archived_standings: ArchivedStandings, name: str) -> tuple[ProgressionLine, ...]:
    if len(archived_standings) < 2:
        return ()
    return progression_by_date(archived_standings, name)


def _title_fight(entrants: Sequence[Entrant], table: PointsTable | None, sources: _Sources) -> TitleFight | None:
    if table is None or sources.coming_races is None or not entrants:
        return None
    return title_fight(
        [_contender(entrant) for entrant in entrants],
        table=table,
        remaining_races=sources.coming_races,
        rounds_driven=len(sources.rounds),
    )


def _contender(entrant: Entrant) -> Contender:
    return Contender(entrant.person, entrant.final_points, tuple(points or 0 for points in entrant.round_points))


def _standings_from(scores: Mapping[str, Mapping[str, SeasonScore]]) -> Standings:
    """Standings from computed points, for a championship of which no server says any."""
    return Standings(drivers={name: _rows_from(of_class) for name, of_class in scores.items() if of_class})


def _rows_from(scores: Mapping[str, SeasonScore]) -> tuple[StandingsRow, ...]:
    ordered = sorted(scores.values(), key=lambda score: (-score.total, score.person.name, score.person.key))
    totals = [score.total for score in ordered]
    places = places_by_points(totals)
    drivers_on = Counter(places)
    return tuple(
        StandingsRow(
            position=place,
            tied=drivers_on[place] > 1,
            driver=score.person,
            car=None,
            team=None,
            points=score.total,
            penalty=0,
            gap=totals[0] - score.total,
            interval=interval,
            rounds=(),
        )
        for score, place, interval in zip(ordered, places, intervals(totals), strict=True)
    )
