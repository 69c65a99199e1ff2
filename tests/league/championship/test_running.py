import datetime as dt

from sitegen.league.championship.models import Championship, Standings, StandingsRow
from sitegen.league.championship.running import is_running, running_seasons
from sitegen.league.championship.season import compute_season
from sitegen.league.game.people import Person
from sitegen.league.session.events import group_events
from tests.league.readings import parsed
from tests.payloads import driver, line, result

TODAY = dt.date(2026, 5, 20)
LEADER = StandingsRow(1, False, Person("ann", "Ann", "One", ""), None, None, 9, 0, 0, None, ())
TABLE = Standings(drivers={"": (LEADER,)})


def season(name, date, *, standings=TABLE):
    """A championship with one race, at this date."""
    race = parsed(result(lines=[line(1, driver("Ann One"))], Date=date, metaData=f"championship:{name}:e1"))
    championship = Championship(name, name, tuple(group_events([race])), standings)
    return compute_season(championship, {}, tables={}, coming_races=None, archived_standings=[])


NEW, YOUNG, OLD = (
    season("new", "2026-05-20T20:00:00Z"),
    season("young", "2026-04-20T20:00:00Z"),
    season("old", "2026-04-20T19:59:59Z"),
)


def ids(seasons):
    return [each.championship.id for each in seasons]


def test_a_championship_runs_until_30_days_after_its_last_result():
    days = [TODAY, TODAY - dt.timedelta(days=30), TODAY - dt.timedelta(days=31), None]
    assert [is_running(configured=None, last=day, now=TODAY) for day in days] == [True, True, False, False]


def test_what_the_league_says_goes_before_any_date():
    assert is_running(configured=True, last=None, now=TODAY)
    assert not is_running(configured=False, last=TODAY, now=TODAY)


def test_on_a_site_the_newest_result_is_the_clock():
    assert ids(running_seasons([NEW, YOUNG, OLD], {})) == ["new", "young"]
    assert ids(running_seasons([YOUNG, OLD], {})) == ["young", "old"]


def test_a_championship_without_standings_is_not_shown_as_running_and_is_no_clock():
    bare = season("bare", "2027-01-01T20:00:00Z", standings=Standings())
    assert ids(running_seasons([bare, NEW, OLD], {})) == ["new"]


def test_where_none_runs_the_newest_one_is_shown():
    assert ids(running_seasons([NEW, OLD], {"new": False})) == ["new"]
    assert running_seasons([], {}) == ()
