"""Index → the scopes of events; dataset → the scopes of championships and of the league."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from sitegen.archive.store import Archive
from sitegen.dataset.dataset import Dataset
from sitegen.dataset.identities import car_key, only, round_key, team_key, track_key
from sitegen.dataset.load import Index
from sitegen.dataset.scopes import (
    DriverInRound,
    EventScope,
    LeagueScope,
    Neighbour,
    RoundContext,
    SeasonScope,
    Settings,
)
from sitegen.league.championship.models import Championship, StandingsRow
from sitegen.league.championship.season import Season
from sitegen.league.session.events import people_in
from sitegen.league.session.models import Event, Session


def event_scopes(
    index: Index, archive: Archive, settings: Settings, *, official_until: Mapping[str, dt.datetime] | None
) -> Iterator[EventScope]:
    """The scope of every event, oldest first, made when it is asked for.

    `official_until`: server → the end of the youngest results against which nobody can protest any more; None in a
    league without protests.
    """
    championships = {championship.id: championship for championship in index.championships}
    for event in index.events:
        championship = championships.get(event.championship_id or "")
        yield _event_scope(event, index, archive, settings, championship=championship, official_until=official_until)


def _event_scope(
    event: Event,
    index: Index,
    archive: Archive,
    settings: Settings,
    *,
    championship: Championship | None,
    official_until: Mapping[str, dt.datetime] | None,
) -> EventScope:
    context = round_context(event, championship) if championship else None
    revised = {session.id: tuple(archive.revision_dates(session.server, session.file)) for session in event.sessions}
    return EventScope(
        event=event,
        round=context,
        identities=index.identities.narrowed(people_in(event.sessions), slugs=set(_links_of_event(event, context))),
        official=_official(event, official_until),
        revised={session_id: dates for session_id, dates in revised.items() if dates},
        digests=tuple(index.digests[session.id] for session in event.sessions),
        settings=settings,
    )


def round_context(event: Event, championship: Championship) -> RoundContext:
    """Where an event stands in its championship. The championship has it among its events."""
    rounds = championship.events
    at = [each.id for each in rounds].index(event.id)
    races = event.races
    rows_of_driver = championship.standings.rows_of_driver
    with_rows = sorted(rows_of_driver.keys() & people_in(event.sessions).keys())
    return RoundContext(
        championship_id=championship.id,
        championship_name=championship.name,
        event_id=event.id,
        number=at + 1,
        count=len(rounds),
        before=_neighbour(rounds, at - 1),
        after=_neighbour(rounds, at + 1),
        only_race=races[0].id if len(races) == 1 else None,
        drivers={key: _in_round(rows_of_driver[key], event) for key in with_rows},
    )


def _neighbour(rounds: Sequence[Event], at: int) -> Neighbour | None:
    if not 0 <= at < len(rounds):
        return None
    return Neighbour(rounds[at].id, rounds[at].track)


def _in_round(rows: Mapping[str, StandingsRow], event: Event) -> dict[str, DriverInRound]:
    """By class."""
    in_round = {}
    for class_name, row in rows.items():
        scores = [score.points for score in row.rounds if score.event_id == event.id]
        in_round[class_name] = DriverInRound(row.team, next(iter(scores), None))
    return in_round


def _links_of_event(event: Event, context: RoundContext | None) -> Iterator[str]:
    """The keys of the slugs of everything to which the pages of an event link."""
    for session in event.sessions:
        yield track_key(session.track)
        yield from (car_key(entry.car) for entry in session.entries)
    if context is None:
        return
    yield context.championship_id
    neighbours = [neighbour.event_id for neighbour in (context.before, context.after) if neighbour]
    yield from (round_key(context.championship_id, event_id) for event_id in (event.id, *neighbours))
    for rows in context.drivers.values():
        yield from (team_key(row.team) for row in rows.values() if row.team)


def _official(event: Event, until: Mapping[str, dt.datetime] | None) -> frozenset[str] | None:
    if until is None:
        return None
    return frozenset(session.id for session in event.sessions if _is_official(session, until))


def _is_official(session: Session, until: Mapping[str, dt.datetime]) -> bool:
    if session.date is None:
        return True
    return session.server in until and session.date <= until[session.server]


def season_scopes(dataset: Dataset) -> Iterator[SeasonScope]:
    """The scope of every championship, the newest first, made when it is asked for."""
    for season in dataset.seasons:
        yield season_scope(season, dataset)


def season_scope(season: Season, dataset: Dataset) -> SeasonScope:
    """What the pages of a championship may see."""
    championship = season.championship
    sessions = list(chain.from_iterable(event.sessions for event in championship.events))
    ids = [session.id for session in sessions]
    people = {*people_in(sessions), *_people_in_standings(season)}
    return SeasonScope(
        season=season,
        classifications=only(dataset.classifications, ids),
        results=only(dataset.results, ids),
        poles=only(dataset.poles, ids),
        reports=only(dataset.reports, ids),
        calendar=dataset.calendars[championship.id],
        identities=dataset.index.identities.narrowed(people, slugs=set(_links_of_championship(championship))),
        settings=dataset.settings,
    )


def _people_in_standings(season: Season) -> Iterator[str]:
    """The keys of everybody in the standings of a championship, those of earlier dates too."""
    yield from season.championship.standings.rows_of_driver
    for class_season in season.classes:
        yield from (line.person.key for line in (*class_season.lines, *class_season.lines_by_date))


def _links_of_championship(championship: Championship) -> Iterator[str]:
    """The keys of the slugs of everything to which the pages of a championship link."""
    yield championship.id
    for event in championship.events:
        yield round_key(championship.id, event.id)
        yield track_key(event.track)
    yield from map(team_key, championship.standings.team_names)


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
