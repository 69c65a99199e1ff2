"""Every championship computed: its season and its calendar, with what the league has configured."""

from collections.abc import Iterable, Mapping

from sitegen.config import Config, ConfiguredChampionship, ConfiguredRound
from sitegen.dataset.load import Index
from sitegen.league.championship.calendar import CalendarRound, Calendars, PlannedRound, calendar_of
from sitegen.league.championship.points import PointsTable
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.season import Season, compute_season
from sitegen.league.game.reference import track_named


def compute_calendars(index: Index, config: Config) -> Calendars:
    """The rounds of every championship, driven and to come."""
    configured = _configured_by_id(config)
    calendars = {}
    for championship in index.championships:
        planned = _planned(configured.get(championship.id))
        calendars[championship.id] = calendar_of(championship, planned, zone=config.site.zone)
    return calendars


def compute_seasons(
    index: Index, config: Config, results: Mapping[str, RaceResult], *, calendars: Calendars
) -> tuple[Season, ...]:
    """Every championship computed, the newest first. `results`: session id → race."""
    configured = _configured_by_id(config)
    return tuple(
        compute_season(
            championship,
            results,
            tables=_points_tables(configured.get(championship.id)),
            coming_races=_coming_races(configured.get(championship.id), calendars[championship.id]),
            archived_standings=index.archived_standings.get(championship.id, ()),
        )
        for championship in reversed(index.championships)
    )


def _configured_by_id(config: Config) -> dict[str, ConfiguredChampionship]:
    return {configured.id: configured for configured in config.championship}


def _planned(configured: ConfiguredChampionship | None) -> list[PlannedRound]:
    return [_planned_round(configured_round) for configured_round in configured.round] if configured else []


def _planned_round(configured: ConfiguredRound) -> PlannedRound:
    return PlannedRound(
        date=configured.date,
        time=configured.time,
        track=track_named(configured.track),
        name=configured.name,
        laps=configured.laps,
        minutes=configured.minutes,
        races=configured.races,
    )


def _points_tables(configured: ConfiguredChampionship | None) -> dict[str, PointsTable]:
    """Class → what places are worth, the key "" for all others; empty when the league does not say."""
    if configured is None:
        return {}
    return {points.class_name or "": points.table for points in configured.points}


def _coming_races(configured: ConfiguredChampionship | None, calendar: Iterable[CalendarRound]) -> list[int] | None:
    """The races of every round to come; None for a championship without a calendar."""
    if configured is None or not configured.round:
        return None
    return [each.planned.races for each in calendar if each.event is None and each.planned]
