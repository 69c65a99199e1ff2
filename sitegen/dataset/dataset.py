"""Index + summaries → dataset: the whole league computed, with what it has configured of its championships."""

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

import msgspec

from sitegen.config import Config, ConfiguredChampionship, ConfiguredRound
from sitegen.dataset.histories import compute_histories, deeds_of
from sitegen.dataset.load import Index
from sitegen.dataset.scopes import Histories, Settings, settings_of
from sitegen.dataset.sessions import SessionSummary
from sitegen.league.championship.calendar import CalendarRound, Calendars, PlannedRound, calendar_of
from sitegen.league.championship.race_results import RaceResult, race_result
from sitegen.league.championship.running import running_seasons
from sitegen.league.championship.season import Season, compute_season
from sitegen.league.game.reference import track_named
from sitegen.league.session.classification import pole_of
from sitegen.league.session.models import Classification, Place


class Dataset(msgspec.Struct, frozen=True):
    """Everything that is known of a league, computed; laps are not in it."""

    index: Index
    classifications: dict[str, Classification]
    """Session id → every session, by date."""
    results: dict[str, RaceResult]
    """Session id → every race as standings look at it."""
    poles: dict[str, Place]
    """Session id → who was first in the qualifying from which a race started."""
    reports: dict[str, tuple[str, ...]]
    """Session id → the race in sentences."""
    seasons: tuple[Season, ...]
    """The newest first."""
    running: tuple[Season, ...]
    """Those that are still being driven."""
    calendars: Calendars
    histories: Histories
    settings: Settings


def compute_dataset(index: Index, summaries: Mapping[str, SessionSummary], config: Config) -> Dataset:
    """The index with a summary of every session, and all that they say together. `summaries`: by session id."""
    classifications = {head.id: summaries[head.id].classification(head) for head in index.sessions}
    results, poles = _races(classifications, summaries)
    configured = _configured_championships(index, config)
    calendars = _calendars(index, configured, config.site.zone)
    seasons = _seasons(index, configured, results, calendars)
    ordered = tuple(classifications.values())
    return Dataset(
        index=index,
        classifications=classifications,
        results=results,
        poles=poles,
        reports={session_id: summary.report for session_id, summary in summaries.items() if summary.report},
        seasons=seasons,
        running=running_seasons(seasons, {key: championship.running for key, championship in configured.items()}),
        calendars=calendars,
        histories=compute_histories(
            ordered,
            deeds_of(ordered, summaries),
            index.championships,
            index.people,
            driver_ids=index.identities.driver_ids,
            hidden=config.privacy.hide,
        ),
        settings=settings_of(config),
    )


def _races(
    classifications: Mapping[str, Classification], summaries: Mapping[str, SessionSummary]
) -> tuple[dict[str, RaceResult], dict[str, Place]]:
    """Session id → every race as standings look at it, and its pole where it started from a qualifying."""
    results, poles = {}, {}
    for session_id, classification in classifications.items():
        if not classification.session.is_race:
            continue
        summary = summaries[session_id]
        qualifying = classifications[summary.qualifying_id] if summary.qualifying_id else None
        results[session_id] = race_result(classification, qualifying=qualifying, fastest_laps=summary.fastest_laps)
        pole = pole_of(qualifying)
        if pole:
            poles[session_id] = pole
    return results, poles


def _configured_championships(index: Index, config: Config) -> dict[str, ConfiguredChampionship]:
    """Championship id → its table in `sitegen.toml`, an empty one for a championship that is not in it."""
    empty = {championship.id: ConfiguredChampionship(id=championship.id) for championship in index.championships}
    return empty | {configured.id: configured for configured in config.championship}


def _calendars(index: Index, configured: Mapping[str, ConfiguredChampionship], zone: ZoneInfo) -> Calendars:
    """The rounds of every championship, driven and to come. `zone`: the league's clock."""
    calendars = {}
    for championship in index.championships:
        planned = [_planned_round(configured_round) for configured_round in configured[championship.id].round]
        calendars[championship.id] = calendar_of(championship, planned, zone=zone)
    return calendars


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


def _seasons(
    index: Index,
    configured: Mapping[str, ConfiguredChampionship],
    results: Mapping[str, RaceResult],
    calendars: Calendars,
) -> tuple[Season, ...]:
    """Every championship computed, the newest first. `results`: session id → race."""
    seasons = []
    for championship in reversed(index.championships):
        points = configured[championship.id].points
        season = compute_season(
            championship,
            results,
            tables={class_points.class_name or "": class_points.table for class_points in points},
            coming_races=_coming_races(configured[championship.id], calendars[championship.id]),
            archived_standings=index.archived_standings.get(championship.id, ()),
        )
        seasons.append(season)
    return tuple(seasons)


def _coming_races(configured: ConfiguredChampionship, calendar: Iterable[CalendarRound]) -> list[int] | None:
    """The races of every round to come; None for a championship without a calendar."""
    if not configured.round:
        return None
    return [each.planned.races for each in calendar if each.event is None and each.planned]
