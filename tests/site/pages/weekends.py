"""Small made-up weekends of one championship, as their result files say them."""

from zoneinfo import ZoneInfo

from sitegen.league.championship.models import Championship, Standings
from tests.league.readings import classified
from tests.payloads import driver, lap, line, result
from tests.site.pages.small_league import events_of, links_around, scope_of

EVENT = "championship:league:round-1"
LONDON = ZoneInfo("Europe/London")
JANE = driver("Jane Smith", "S76561190000000001", "JSM")
JOE = driver("Joe Black", "S76561190000000002", "JOE")


def championship_of(*classifications, standings=None):
    """A championship whose rounds are those events that belong to one."""
    events = tuple(event for event in events_of(*classifications) if event.championship_id)
    return Championship("league", "The League", events, standings or Standings())


def links_of(*classifications):
    """A site in London in which these sessions are all there is."""
    return links_around(classifications, [championship_of(*classifications)], zone=LONDON)


def scope_in(classification, *others, standings=None, official=None):
    """What the pages of a session's event may see."""
    championship = championship_of(classification, *others, standings=standings)
    return scope_of(classification, *others, championship=championship, official=official, zone=LONDON)


def session(session_type="R", *, file="one", date="2024-09-03T22:54:42Z", meta=EVENT, **payload):
    """A session of the first round, if nothing else is said."""
    return classified(result(session_type, metaData=meta, SessionFile=file, Date=date, **payload))


def race(*, penalties=(), file="one", date="2024-09-03T22:54:42Z", meta=EVENT):
    """Jane leads lap 1, Joe wins."""
    laps = [lap(1, 100_000), lap(2, 100_500), lap(2, 99_000), lap(1, 100_500), lap(2, 99_000), lap(1, 101_000)]
    lines = [line(2, JOE, laps=3, total=298_500), line(1, JANE, laps=3, total=301_500)]
    return session(lines=lines, laps=laps, penalties=list(penalties), file=file, date=date, meta=meta)
