import datetime as dt
import json

from sitegen.league.championship.models import Championship, Standings
from sitegen.league.championship.points import PointsTable
from sitegen.league.championship.season import compute_season
from sitegen.league.championship.standings import parse_standings
from sitegen.league.session.events import group_events
from tests.league.readings import classified, race_result_of
from tests.payloads import driver, line, result

ANN, BOB = driver("Ann One", "S76561190000000011"), driver("Bob Two", "S76561190000000012")
TABLE = PointsTable(places=(10, 6))


def standings(**points):
    """`ann=16`: rows by points, most first."""
    people = {"ann": ANN, "bob": BOB}
    rows = [
        {
            "DriverName": f"{people[name]['firstName']} {people[name]['lastName']}",
            "DriverGUID": people[name]["playerId"],
            "Points": value,
        }
        for name, value in sorted(points.items(), key=lambda item: -item[1])
    ]
    return parse_standings(json.dumps({"DriverStandings": {"": rows}}).encode())


def season(by_server=None, *, tables=None, coming=None, copies=(), races=(("ann", "bob"), ("ann", "bob"))):
    """Races are the names of the drivers in the order of the finish."""
    people = {"ann": ANN, "bob": BOB}
    classifications = [
        classified(
            result(
                lines=[line(at, people[name], laps=9, total=1000 + at) for at, name in enumerate(names, start=1)],
                metaData=f"championship:c:e{number}",
                SessionFile=f"{number}_R",
                Date=f"2026-05-{number + 1:02}T20:00:00Z",
            )
        )
        for number, names in enumerate(races)
    ]
    events = tuple(group_events([race.session for race in classifications]))
    championship = Championship("c", "Cup", events, by_server or Standings())
    results = {race.session.id: race_result_of(race) for race in classifications}
    return compute_season(
        championship, results, tables=tables or {}, coming_races=coming, archived_standings=list(copies)
    )


def test_without_points_and_without_rounds_of_the_server_there_is_no_progression():
    (whole,) = season(standings(ann=20, bob=12)).classes
    assert (whole.lines, whole.title_fight, whole.computed) == ((), None, {})


def test_configured_points_show_how_the_standings_came_about():
    (whole,) = season(standings(ann=20, bob=12), tables={"": TABLE}).classes
    assert [(line.person.last, line.points, line.places) for line in whole.lines] == [
        ("One", (10, 20), (1, 1)),
        ("Two", (6, 12), (2, 2)),
    ]


def test_a_disagreement_is_named_and_the_server_stays_the_authority():
    disagreed = season(standings(ann=20, bob=15), tables={"": TABLE})
    (difference,) = disagreed.differences
    assert (difference.row.driver.last, difference.server, difference.computed) == ("Two", 15, 12)
    assert [row.points for row in disagreed.classes[0].rows] == [20, 15]


def test_a_championship_without_standings_gets_computed_ones():
    computed = season(tables={"": TABLE}, races=(("ann", "bob"), ("bob", "ann")))
    assert (computed.is_computed, computed.differences) == (True, ())
    assert [(row.position, row.tied, row.points, row.gap) for row in computed.classes[0].rows] == [
        (1, True, 16, 0),
        (1, True, 16, 0),
    ]


def test_nothing_is_made_up_without_standings_and_without_points():
    empty = season()
    assert (empty.classes, empty.is_computed) == ((), False)


def test_the_title_fight_needs_points_and_a_calendar():
    by_server = standings(ann=20, bob=12)
    assert season(by_server, tables={"": TABLE}).classes[0].title_fight is None
    assert season(by_server, coming=[1]).classes[0].title_fight is None
    fight = season(by_server, tables={"": TABLE}, coming=[1]).classes[0].title_fight
    assert [(chance.person.last, chance.can_win, chance.needs) for chance in fight.chances] == [
        ("One", True, None),
        ("Two", True, 8),
    ]
    assert season(by_server, tables={"": TABLE}, coming=[]).classes[0].title_fight.champion.last == "One"


def test_archived_standings_show_the_way_where_rounds_are_not_known():
    days = [dt.datetime(2026, 5, day, tzinfo=dt.UTC) for day in (1, 8)]
    copies = [(days[0], standings(ann=6, bob=10)), (days[1], standings(ann=20, bob=12))]
    archived = season(copies[1][1], copies=copies)
    assert [(line.person.last, line.points, line.places) for line in archived.classes[0].lines_by_date] == [
        ("One", (6, 20), (2, 1)),
        ("Two", (10, 12), (1, 2)),
    ]
    assert archived.dates == tuple(days)
