"""A league of two drivers, small enough to know all its numbers: what pages are made from in tests."""

from zoneinfo import ZoneInfo

import msgspec

from sitegen.dataset.histories import Deeds, compute_histories
from sitegen.dataset.identities import Identities, round_key
from sitegen.dataset.load import Index
from sitegen.dataset.scope_makers import round_context
from sitegen.dataset.scopes import EventScope, LeagueScope, SeasonScope, Settings
from sitegen.dataset.sessions import ComputedEvent, ComputedSession
from sitegen.league.championship.calendar import calendar_of
from sitegen.league.championship.models import Championship, RoundScore, Standings, StandingsRow
from sitegen.league.championship.season import compute_season
from sitegen.league.history.careers import appearances_of
from sitegen.league.history.personal_bests import laps_driven_of, personal_bests_of
from sitegen.league.session.events import group_events
from sitegen.site.content import Content
from sitegen.site.links import Links
from sitegen.site.pages.content.embeds import content_scope
from tests.league.readings import classified, race_result_of
from tests.payloads import driver, lap, line, result

ANN = driver("Ann One", "S76561190000000011", "ANN")
BOB = driver("Bob Two", "S76561190000000012", "BOB")

UTC = ZoneInfo("UTC")


class Slugs(dict):
    """Whatever is asked for has its own name as its slug."""

    def __missing__(self, key):
        return key.rpartition(":")[2].rpartition("/")[2].lower().replace(" ", "-")


def race(*drivers, number=1, track="spa", session_type="R", models=(32, 32), ms=100_000, championship=True, **top):
    """A race of three laps in round `number`, with the drivers in the order of the finish."""
    laps, lines = [], []
    for car, who in enumerate(drivers, start=1):
        laps += [lap(car, ms + car)] * 3
        lines.append(line(car, who, laps=3, total=3 * (ms + car), best=ms + car, model=models[car - 1]))
    meta = f"championship:cup:e{number}" if championship else ""
    return classified(
        result(
            session_type,
            lines=lines,
            laps=laps,
            metaData=meta,
            trackName=track,
            SessionFile=f"26050{number}_200000_{session_type}",
            Date=f"2026-05-0{number}T20:00:00Z",
            **top,
        )
    )


def by_id(*races):
    """Session id → race, as pages are given them."""
    return {classification.session.id: classification for classification in races}


def results_of(*races):
    """Session id → race as points look at it."""
    return {session_id: race_result_of(classification) for session_id, classification in by_id(*races).items()}


def season_of(*races, standings=None, tables=None, coming_races=None, copies=()):
    """The championship of these races."""
    events = tuple(group_events([classification.session for classification in races]))
    return compute_season(
        Championship("cup", "Cup", events, standings or Standings()),
        results_of(*races),
        tables=tables or {},
        coming_races=coming_races,
        archived_standings=list(copies),
    )


def championship_of(*races, standings=None):
    """The championship of these races."""
    return Championship("cup", "Cup", events_of(*races), standings or Standings())


def links_of(*races, hidden=()):
    """The site of a league that has driven these races and no others; the public id of Ann One is `ann`."""
    return links_around(races, [championship_of(*races)], hidden=hidden)


def events_of(*classifications):
    """The events of these sessions. As in a real league they hold heads, which have no penalties and no notes."""
    sessions = [classification.session for classification in classifications]
    return tuple(group_events([msgspec.structs.replace(session, penalties=(), notes=()) for session in sessions]))


def links_around(classifications, championships, *, hidden=(), zone=UTC):
    """Where everything is in a league of these sessions and championships."""
    numbers = {
        round_key(championship.id, event.id): number
        for championship in championships
        for number, event in enumerate(championship.events, start=1)
    }
    return Links(
        identities_of(classifications),
        settings_with(hidden=hidden, zone=zone),
        events=events_of(*classifications),
        championship_names={championship.id: championship.name for championship in championships},
        round_numbers=numbers,
    )


def identities_of(classifications):
    """The public id of everybody is their first name."""
    people = [person for classification in classifications for person in people_of(classification)]
    return Identities(driver_ids={person.key: person.first.lower() for person in people}, slugs=Slugs())


def settings_with(*, hidden=(), zone=UTC, public_url="", initials=False):
    return Settings(
        title="Small League",
        public_url=public_url,
        timezone=zone.key,
        server_timezones={},
        classified_share=0.75,
        initials=initials,
        hidden=tuple(hidden),
    )


def scope_of(classification, *others, championship=None, official=None, zone=UTC):
    """What the pages of a session's event may see. `others`: of the same event or of other rounds."""
    sessions = (classification, *others)
    (event,) = [
        each for each in events_of(*sessions) if classification.session.id in {session.id for session in each.sessions}
    ]
    return EventScope(
        event=event,
        round=round_context(event, championship) if championship and event.championship_id else None,
        identities=identities_of(sessions),
        official=official,
        revised={},
        digests=(),
        settings=settings_with(zone=zone),
    )


def season_scope_of(season, *classifications):
    """What the pages of a championship may see, whose sessions these are."""
    championship = season.championship
    return SeasonScope(
        season=season,
        classifications=by_id(*classifications),
        results=results_of(*classifications),
        poles={},
        reports={},
        calendar=calendar_of(championship, [], zone=UTC),
        identities=identities_of(classifications),
        settings=settings_with(),
    )


def league_of(*classifications, seasons=(), running=(), moved=None, hidden=(), **settings):
    """The whole league in which these sessions are all there is, the oldest first."""
    championships = {season.championship.id: season.championship for season in seasons}
    races = [classification for classification in classifications if classification.session.is_race]
    return LeagueScope(
        events=events_of(*classifications),
        championships=championships,
        seasons=tuple(seasons),
        running=tuple(running),
        calendars={key: calendar_of(each, [], zone=UTC) for key, each in championships.items()},
        classifications=by_id(*classifications),
        results=results_of(*races),
        reports={},
        histories=histories_of(classifications, tuple(championships.values()), hidden=hidden),
        identities=identities_of(classifications),
        moved=moved or {},
        settings=settings_with(hidden=hidden, **settings),
    )


def league_with(**histories):
    """A league without sessions whose histories are these."""
    league = league_of()
    return msgspec.structs.replace(league, histories=msgspec.structs.replace(league.histories, **histories))


def histories_of(classifications, championships=(), *, hidden=()):
    """What these sessions say together."""
    identities = identities_of(classifications)
    deeds = Deeds(
        appearances(*classifications),
        [best for classification in classifications for best in personal_bests_of(classification)],
        [driven for classification in classifications for driven in laps_driven_of(classification)],
    )
    people = {person.key: person for classification in classifications for person in people_of(classification)}
    return compute_histories(
        classifications, deeds, championships, tuple(people.values()), driver_ids=identities.driver_ids, hidden=hidden
    )


def content_of(league, *documents, files=None):
    """What the league wrote itself, with what its pages show of the results."""
    scope, errors = content_scope(league, Content(documents=documents, files=files or {}))
    assert errors == ()
    return scope


def index_of(*classifications, championships=()):
    """The heads of these sessions, as an archive has them."""
    events = events_of(*classifications)
    heads = tuple(session for event in events for session in event.sessions)
    return Index(
        sessions=heads,
        events=events,
        championships=tuple(championships),
        archived_standings={},
        people=tuple(person for classification in classifications for person in people_of(classification)),
        identities=identities_of(classifications),
        moved={},
        digests={head.id: b"" for head in heads},
        warnings=(),
    )


def computed(classification, *, qualifying=None, parts=(), revised=()):
    """A session as the pages of its event are given it."""
    return ComputedSession(
        classification=classification,
        body=b"{}",
        qualifying=qualifying,
        qualifying_parts=tuple(parts),
        gave_grid=False,
        story=None,
        revised=tuple(revised),
    )


def event_of(classification, scope=None):
    """An event of one session, computed."""
    return ComputedEvent(scope or scope_of(classification), (computed(classification),))


def appearances(*races):
    """Who sat in which car of which race."""
    return [appearance for classification in races for appearance in appearances_of(classification, is_pole=False)]


def people_of(classification):
    """Everybody who sat in a car, in the order of the finish."""
    return [person for place in classification.places for person in place.entry.drivers]


def drivers_of(classification):
    """The drivers in the order of the finish."""
    return [place.entry.drivers[0] for place in classification.places]


def row(person, points, position=1, *, gap=0, team=None, tied=False, scores=()):
    """A row of the server's standings; `scores`: event id → points."""
    rounds = tuple(RoundScore(event_id, given, dropped=False) for event_id, given in dict(scores).items())
    return StandingsRow(position, tied, person, None, team, points, 0, gap, None, rounds)
