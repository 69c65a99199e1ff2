"""A championship as a whole: what the server says, what its races give, how it came about, what is still open."""

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from sitegen.league.championship.models import Championship, Standings, StandingsRow
from sitegen.league.championship.points import PointsTable, SeasonScore, score_season
from sitegen.league.championship.progression import Entrant, ProgressionLine, entrants, progression, progression_by_date
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.reconciliation import Difference, reconcile
from sitegen.league.championship.standings import places_by_points
from sitegen.league.championship.title_fight import Contender, TitleFight, title_fight
from sitegen.league.session.models import Event


class ClassSeason(msgspec.Struct, frozen=True):
    """A class of a championship; the name is empty where there are none."""

    name: str
    rows: tuple[StandingsRow, ...]
    computed: dict[str, SeasonScore]
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
        return next((one for one in self.classes if one.name == name), None)


def compute_season(
    championship: Championship,
    results: Mapping[str, RaceResult],
    *,
    tables: Mapping[str, PointsTable],
    coming_races: Sequence[int] | None,
    archived_standings: Sequence[tuple[dt.datetime, Standings]],
) -> Season:
    """`results`: session id → race. `tables`: class → points, the key "" for all others; empty when not configured.

    `coming_races`: the races of every round to come, None without a calendar. `archived_standings`: every copy with
    its date, oldest first.
    """
    rounds = tuple(event for event in championship.events if any(race.id in results for race in event.races))
    names = [name for name, rows in championship.standings.drivers.items() if rows] or ["", *filter(None, tables)]
    of_class = {name: table for name in names if (table := tables.get(name) or tables.get(""))}
    listed = championship.standings.classes_of_driver
    scores = score_season(rounds, results, tables=of_class, classes_of_driver=listed)
    is_computed = not any(championship.standings.drivers.values()) and bool(scores)
    if is_computed:
        championship = msgspec.structs.replace(championship, standings=_standings_from(scores))
    return Season(
        championship=championship,
        rounds=rounds,
        classes=tuple(
            _class_season(
                name, rows, rounds, scores.get(name, {}), of_class.get(name), coming_races, archived_standings
            )
            for name, rows in championship.standings.drivers.items()
            if rows
        ),
        dates=tuple(date for date, _ in archived_standings),
        differences=() if is_computed else reconcile(championship.standings, scores),
        is_computed=is_computed,
    )


def _class_season(  # noqa: PLR0913, PLR0917 - what compute_season knows of the whole championship
    name: str,
    rows: Sequence[StandingsRow],
    rounds: Sequence[Event],
    computed: Mapping[str, SeasonScore],
    table: PointsTable | None,
    coming_races: Sequence[int] | None,
    archived_standings: Sequence[tuple[dt.datetime, Standings]],
) -> ClassSeason:
    known = entrants(rows, [event.id or "" for event in rounds], computed=computed)
    drop_worst = table.drop_worst if table else 0
    lines = progression(known, drop_worst=drop_worst) if _says_rounds(known) else ()
    return ClassSeason(
        name=name,
        rows=tuple(rows),
        computed=dict(computed),
        lines=lines,
        lines_by_date=progression_by_date(archived_standings, name) if len(archived_standings) > 1 else (),
        title_fight=title_fight(
            [_contender(one) for one in known],
            table=table,
            remaining_races=coming_races,
            drop_worst=drop_worst,
            rounds_driven=len(rounds),
        )
        if table and coming_races is not None and known
        else None,
    )


def _says_rounds(known: Sequence[Entrant]) -> bool:
    return any(points is not None for one in known for points in one.round_points)


def _contender(one: Entrant) -> Contender:
    return Contender(one.person, one.final_points, tuple(points or 0 for points in one.round_points))


def _standings_from(scores: Mapping[str, Mapping[str, SeasonScore]]) -> Standings:
    """Standings from computed points, for a championship of which no server says any."""
    return Standings(drivers={name: _rows_from(own) for name, own in scores.items() if own})


def _rows_from(scores: Mapping[str, SeasonScore]) -> tuple[StandingsRow, ...]:
    ordered = sorted(scores.values(), key=lambda score: (-score.total, score.person.name, score.person.key))
    totals = [score.total for score in ordered]
    places = places_by_points(totals)
    return tuple(
        StandingsRow(
            position=place,
            tied=places.count(place) > 1,
            driver=score.person,
            car=None,
            team=None,
            points=score.total,
            penalty=0,
            gap=totals[0] - score.total,
            interval=totals[index - 1] - score.total if index else None,
            rounds=(),
        )
        for index, (score, place) in enumerate(zip(ordered, places, strict=True))
    )
