import json

import pytest

from sitegen.errors import ResultRefused
from sitegen.league.championship.standings import (
    intervals,
    parse_standings,
    places_by_points,
    with_driver_identities,
    with_known_names,
)
from sitegen.league.game.people import Person


def standings(drivers, teams=None):
    return parse_standings(
        json.dumps({"DriverStandings": drivers, "TeamStandings": teams}).encode(), event_order=["e1", "e2"]
    )


def row(name="Jane Smith", guid="S76561190000000001", points=0, **more):
    return {"DriverName": name, "DriverGUID": guid, "CarModel": "Model 32", "Points": points, "PointsPenalty": 0} | more


def test_places_are_one_more_than_rows_with_more_points():
    assert places_by_points([25, 18, 18, 15]) == [1, 2, 2, 4]


def test_the_servers_place_stands_where_it_gives_one():
    rows = standings({"": [row(points=10, Position=1), row(points=10, Position=2)]}).drivers[""]
    assert [(each.position, each.tied) for each in rows] == [(1, False), (2, False)]


def test_rows_of_equal_points_are_tied_on_servers_that_give_no_place():
    rows = standings({"": [row(points=10), row(points=10), row(points=3)]}).drivers[""]
    assert [(each.position, each.tied) for each in rows] == [(1, True), (1, True), (3, False)]


def test_gaps_are_to_the_leader_and_to_the_row_above():
    rows = standings({"": [row(points=25), row(points=18), row(points=12.5)]}).drivers[""]
    assert [(each.gap, each.interval) for each in rows] == [(0, None), (7, 7), (12.5, 5.5)]


def test_the_order_is_the_servers_even_when_points_say_otherwise():
    rows = standings({"": [row("A A", points=10), row("B B", points=12)]}).drivers[""]
    assert [each.driver.name for each in rows] == ["A A", "B B"]


def test_points_of_rounds_are_added_over_teams_and_drops_are_known():
    teams = {
        "Red": {"EventIDs": {"e1": {"Points": 5}}},
        "Blue": {"EventIDs": {"e2": {"Points": 8}, "e1": {"Points": 1}}},
    }
    (jane,) = standings({"": [row(points=9, Teams=teams, IgnoredEventIDs={"e2": {}})]}).drivers[""]
    assert [(score.event_id, score.points, score.dropped) for score in jane.rounds] == [
        ("e1", 6, False),
        ("e2", 8, True),
    ]


def test_the_team_is_the_one_of_the_latest_event():
    teams = {"Red": {"EventIDs": {"e2": {"Points": 5}}}, "Blue": {"EventIDs": {"e1": {"Points": 8}}}}
    (jane,) = standings({"": [row(Teams=teams)]}).drivers[""]
    assert jane.team == "Red"


def test_old_servers_name_only_the_team():
    (jane,) = standings({"": [row(TeamPoints={"Red": 5})]}).drivers[""]
    assert (jane.team, jane.rounds) == ("Red", ())


def test_a_penalty_is_never_negative():
    (jane,) = standings({"": [row(PointsPenalty=-5)]}).drivers[""]
    assert jane.penalty == 5


def test_the_first_row_has_no_interval_and_an_empty_table_has_none_at_all():
    assert intervals([25, 18, 12.5]) == [None, 7, 5.5]
    assert intervals([]) == []


def test_a_class_without_teams_is_an_empty_table():
    parsed = standings({"Pro": [row()], "Am": None}, {"Pro": [{"TeamName": "Red", "Points": 5}], "Am": None})
    (team,) = parsed.teams["Pro"]
    assert (team.team, parsed.teams["Am"], parsed.drivers["Am"]) == ("Red", (), ())


def test_the_class_of_a_driver_is_known_only_where_there_are_classes():
    assert standings({"Pro": [row()]}).classes_of_driver == {"S76561190000000001": ("Pro",)}
    assert standings({"": [row()]}).classes_of_driver == {}


@pytest.mark.parametrize("bad", [b"", b"<html>", b'{"DriverStandings": [1]}'])
def test_what_is_no_standings_file_is_refused(bad):
    with pytest.raises(ResultRefused, match="cannot be read as standings"):
        parse_standings(bad)


def test_a_driver_under_a_second_id_is_the_person_that_they_are():
    table = standings({"": [row("Ann One", "S76561190000000011"), row("Bob Two", "S76561190000000012")]})
    joined = with_driver_identities(table, {"S76561190000000012": "main"}).drivers[""]
    assert [(each.driver.key, each.driver.name) for each in joined] == [
        ("S76561190000000011", "Ann One"),
        ("main", "Bob Two"),
    ]


def test_results_say_where_the_first_name_ends_and_change_no_name():
    table = standings({"": [row("Ana de la Cruz", "S76561190000000011"), row("Bob Two", "S76561190000000012")]})
    known = {
        "S76561190000000011": Person("S76561190000000011", "Ana", "de la Cruz", "CRU"),
        "S76561190000000012": Person("S76561190000000012", "Robert", "Two", "TWO"),
    }
    drivers = [each.driver for each in with_known_names(table, known).drivers[""]]
    assert [(driver.first, driver.last) for driver in drivers] == [("Ana", "de la Cruz"), ("Bob", "Two")]


def test_a_row_of_nobody_stays_a_row_of_nobody():
    table = standings({"": [row("", "")]})
    assert with_known_names(with_driver_identities(table, {}), {}) == table
