"""Index + summaries → dataset: the whole league, computed; and the scopes of its championships and of itself."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from sitegen.config import Config
from sitegen.dataset.championships import Calendars, compute_calendars, compute_seasons
from sitegen.dataset.histories import Deeds, Histories, compute_histories
from sitegen.dataset.identities import only, round_key, team_key, track_key
from sitegen.dataset.load import Index
from sitegen.dataset.scopes import LeagueScope, SeasonScope
from sitegen.dataset.sessions import SessionSummary, pole_of
from sitegen.dataset.settings import Settings, settings_of
from sitegen.league.championship.race_results import RaceResult, race_result
from sitegen.league.championship.running import running_seasons
from sitegen.league.championship.season import Season
from sitegen.league.history.careers import Appearance, appearances_of
from sitegen.league.history.personal_bests import LapsDriven, PersonalBest
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
    results = _race_results(classifications, summaries)
    calendars = compute_calendars(index, config)
    seasons = compute_seasons(index, config, results, calendars=calendars)
    ordered = tuple(classifications.values())
    return Dataset(
        index=index,
        classifications=classifications,
        results=results,
        poles=_poles(classifications, summaries),
        reports={session_id: summary.report for session_id, summary in summaries.items() if summary.report},
        seasons=seasons,
        running=running_seasons(seasons, {configured.id: configured.running for configured in config.championship}),
        calendars=calendars,
        histories=compute_histories(
            ordered,
            _deeds(ordered, summaries),
            index.championships,
            index.people,
            driver_ids=index.identities.driver_ids,
            hidden=config.privacy.hide,
        ),
        settings=settings_of(config),
    )


def _qualifying_of(summary: SessionSummary, classifications: Mapping[str, Classification]) -> Classification | None:
    return classifications[summary.qualifying_id] if summary.qualifying_id else None


def _race_results(
    classifications: Mapping[str, Classification], summaries: Mapping[str, SessionSummary]
) -> dict[str, RaceResult]:
    results = {}
    for session_id, classification in classifications.items():
        if classification.session.is_race:
            summary = summaries[session_id]
            qualifying = _qualifying_of(summary, classifications)
            results[session_id] = race_result(classification, qualifying=qualifying, fastest_laps=summary.fastest_laps)
    return results


def _poles(classifications: Mapping[str, Classification], summaries: Mapping[str, SessionSummary]) -> dict[str, Place]:
    poles = {}
    for session_id in classifications:
        pole = pole_of(_qualifying_of(summaries[session_id], classifications))
        if pole:
            poles[session_id] = pole
    return poles


def _deeds(classifications: Sequence[Classification], summaries: Mapping[str, SessionSummary]) -> Deeds:
    appearances: list[Appearance] = []
    personal_bests: list[PersonalBest] = []
    laps_driven: list[LapsDriven] = []
    for classification in classifications:
        head = classification.session
        summary = summaries[head.id]
        appearances += appearances_of(classification, is_pole=summary.gave_grid)
        personal_bests += summary.personal_bests(head)
        laps_driven += summary.laps_driven(head)
    return Deeds(appearances, personal_bests, laps_driven)


def season_scopes(dataset: Dataset) -> Iterator[SeasonScope]:
    """The scope of every championship, the newest first, made when it is asked for."""
    for season in dataset.seasons:
        yield season_scope(season, dataset)


def season_scope(season: Season, dataset: Dataset) -> SeasonScope:
    """What the pages of a championship may see."""
    championship = season.championship
    ids = [session.id for event in championship.events for session in event.sessions]
    slugs = set(_slug_keys(season))
    return SeasonScope(
        season=season,
        classifications=only(dataset.classifications, ids),
        results=only(dataset.results, ids),
        poles=only(dataset.poles, ids),
        reports=only(dataset.reports, ids),
        calendar=dataset.calendars[championship.id],
        identities=dataset.index.identities.narrowed(_people(season), slugs=slugs),
        settings=dataset.settings,
    )


def _people(season: Season) -> set[str]:
    """The keys of everybody in its results and in its standings, those of earlier dates too."""
    keys: set[str] = set()
    for event in season.championship.events:
        for session in event.sessions:
            for entry in session.entries:
                keys.update(driver.key for driver in entry.drivers)
    for rows in season.championship.standings.drivers.values():
        keys.update(row.driver.key for row in rows if row.driver)
    for class_season in season.classes:
        keys.update(line.person.key for line in (*class_season.lines, *class_season.lines_by_date))
    return keys


def _slug_keys(season: Season) -> Iterator[str]:
    """The slugs of everything to which the pages of a championship link."""
    championship = season.championship
    yield championship.id
    for event in championship.events:
        yield round_key(championship.id, event.id)
        yield track_key(event.track)
    for name in championship.standings.team_names:
        yield team_key(name)


def league_scope(dataset: Dataset) -> LeagueScope:
    """What the pages of the whole league may see."""
    return LeagueScope(
        events=dataset.index.events,
        championships={championship.id: championship for championship in dataset.index.championships},
        seasons=dataset.seasons,
        running=dataset.running,
        calendars=dataset.calendars,
        classifications=dataset.classifications,
        results=dataset.results,
        reports=dataset.reports,
        histories=dataset.histories,
        identities=dataset.index.identities,
        moved=dataset.index.moved,
        settings=dataset.settings,
    )
