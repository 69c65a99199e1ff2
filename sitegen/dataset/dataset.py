"""Index + summaries → dataset: the whole league, computed."""

from collections.abc import Mapping

import msgspec

from sitegen.config import Config
from sitegen.dataset.championships import compute_calendars, compute_seasons
from sitegen.dataset.histories import compute_histories, deeds_of
from sitegen.dataset.load import Index
from sitegen.dataset.scopes import Histories, Settings, settings_of
from sitegen.dataset.sessions import SessionSummary
from sitegen.league.championship.calendar import Calendars
from sitegen.league.championship.race_results import RaceResult, race_result
from sitegen.league.championship.running import running_seasons
from sitegen.league.championship.season import Season
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
    calendars = compute_calendars(index, config)
    seasons = compute_seasons(index, config, results, calendars=calendars)
    ordered = tuple(classifications.values())
    return Dataset(
        index=index,
        classifications=classifications,
        results=results,
        poles=poles,
        reports={session_id: summary.report for session_id, summary in summaries.items() if summary.report},
        seasons=seasons,
        running=running_seasons(seasons, {configured.id: configured.running for configured in config.championship}),
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
