"""Small made-up weekends of one championship, and a site in which they are all there is."""

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec

from sitegen.league.championship.models import Championship, Standings
from sitegen.league.session.events import group_events
from sitegen.league.session.models import Classification
from sitegen.site.driver_names import Directory
from sitegen.site.links import Atlas
from tests.league.readings import classified
from tests.payloads import driver, lap, line, result

EVENT = "championship:league:round-1"
JANE = driver("Jane Smith", "S76561190000000001", "JSM")
JOE = driver("Joe Black", "S76561190000000002", "JOE")
LONDON = ZoneInfo("Europe/London")


def events_of(*classifications):
    """The events of some sessions; they hold heads, as in a real league."""
    sessions = [classification.session for classification in classifications]
    return group_events([msgspec.structs.replace(session, penalties=(), notes=()) for session in sessions])


def championship_of(*classifications, standings=None):
    """A championship whose rounds are those sessions that belong to one."""
    events = [event for event in events_of(*classifications) if event.championship_id]
    return Championship("league", "The League", tuple(events), standings or Standings(), None)


def atlas_of(
    *classifications: Classification,
    standings: Standings | None = None,
    official_until: dict[str, dt.datetime] | None = None,
) -> Atlas:
    """The rest of the site; everybody's public id is their first name."""
    people = {
        driver.key: driver.first.lower()
        for classification in classifications
        for place in classification.places
        for driver in place.entry.drivers
    }
    rounds = {f"league/round-{number}": f"round-{number}" for number in range(1, 10)}
    return Atlas(
        events=events_of(*classifications),
        championships=[championship_of(*classifications, standings=standings)],
        slugs={"league": "league", "track:spa": "spa", **rounds},
        directory=Directory(people, initials=False, hidden=frozenset()),
        zone=LONDON,
        official_until=official_until,
    )


def session(session_type="R", *, file="one", date="2024-09-03T22:54:42Z", meta=EVENT, **payload) -> Classification:
    return classified(result(session_type, metaData=meta, SessionFile=file, Date=date, **payload))


def race(*, penalties=(), file="one", date="2024-09-03T22:54:42Z", meta=EVENT) -> Classification:
    """Jane leads lap 1, Joe wins."""
    laps = [lap(1, 100_000), lap(2, 100_500), lap(2, 99_000), lap(1, 100_500), lap(2, 99_000), lap(1, 101_000)]
    lines = [line(2, JOE, laps=3, total=298_500), line(1, JANE, laps=3, total=301_500)]
    return session(lines=lines, laps=laps, penalties=list(penalties), file=file, date=date, meta=meta)
