"""A league of two drivers, small enough to know all its numbers: what pages are made from in tests."""

from zoneinfo import ZoneInfo

import msgspec

from sitegen.league.championship.models import Championship, RoundScore, Standings, StandingsRow
from sitegen.league.championship.race_results import race_result
from sitegen.league.championship.season import compute_season
from sitegen.league.history.careers import appearances_of
from sitegen.league.session.events import group_events
from sitegen.site.driver_names import Directory
from sitegen.site.links import Atlas
from tests.league.readings import classified
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
    return {
        session_id: race_result(classification, qualifying=None) for session_id, classification in by_id(*races).items()
    }


def season_of(*races, standings=None, tables=None, coming_races=None, copies=()):
    """The championship of these races."""
    events = tuple(group_events([classification.session for classification in races]))
    return compute_season(
        Championship("cup", "Cup", events, standings or Standings(), None),
        results_of(*races),
        tables=tables or {},
        coming_races=coming_races,
        archived_standings=list(copies),
    )


def atlas_of(*races, standings=None, hidden=()):
    """The site of a league that has driven these races and no others; the public id of Ann One is `ann`."""
    events = events_of(*races)
    championship = Championship("cup", "Cup", events, standings or Standings(), None)
    return atlas_around(races, events, championship, hidden=hidden)


def events_of(*classifications):
    """The events of these sessions. As in a real league they hold heads, which have no penalties and no notes."""
    sessions = [classification.session for classification in classifications]
    return tuple(group_events([msgspec.structs.replace(session, penalties=(), notes=()) for session in sessions]))


def atlas_around(classifications, events, championship, *, hidden=(), zone=UTC, official_until=None):
    """The site of one championship; the public id of everybody is their first name."""
    places = [place for classification in classifications for place in classification.places]
    people = [person for place in places for person in place.entry.drivers]
    return Atlas(
        events=events,
        championships=[championship],
        slugs=Slugs(),
        directory=Directory(
            {person.key: person.first.lower() for person in people}, initials=False, hidden=frozenset(hidden)
        ),
        zone=zone,
        official_until=official_until,
    )


def appearances(*races):
    """Who sat in which car of which race."""
    return [appearance for classification in races for appearance in appearances_of(classification, is_pole=False)]


def drivers_of(classification):
    """The drivers in the order of the finish."""
    return [place.entry.drivers[0] for place in classification.places]


def row(person, points, position=1, *, gap=0, team=None, tied=False, scores=()):
    """A row of the server's standings; `scores`: event id → points."""
    rounds = tuple(RoundScore(event_id, given, dropped=False) for event_id, given in dict(scores).items())
    return StandingsRow(position, tied, person, None, team, points, 0, gap, None, rounds)
