from sitegen.league.championship.points import PointsTable
from sitegen.league.championship.reconciliation import Cause, reconcile
from tests.league.championship.scored import GUIDS, car, scored_season


def row(name, points, *, rounds=None, dropped=(), penalty_points=0):
    events = {event: {"RaceNumber": 1, "Points": scored} for event, scored in (rounds or {}).items()}
    return {
        "DriverName": name,
        "DriverGUID": GUIDS[name],
        "Points": points,
        "PointsPenalty": penalty_points,
        "IgnoredEventIDs": {event: {} for event in dropped},
        "Teams": {"Team": {"EventIDs": events}} if rounds else {},
    }


def differences(rows, *events, tables=None):
    scores, standings = scored_season(*events, tables=tables, standings={"": rows})
    return [
        (difference.row.driver.name, difference.event_id, difference.server, difference.computed, difference.cause)
        for difference in reconcile(standings, scores)
    ]


def test_standings_that_agree_have_no_differences():
    rows = [row("Ann", 10, rounds={"e0": 10}), row("Bob", 1, rounds={"e0": 6}, penalty_points=5), row("Cat", 0)]
    assert differences(rows, {"R": [car(1, "Ann"), car(2, "Bob")]}) == []


def test_a_decision_of_the_stewards_is_a_difference_that_no_file_explains():
    assert differences([row("Ann", 6)], {"R": [car(1, "Ann")]}) == [("Ann", None, 6, 10, None)]


def test_a_round_that_differs_is_named_and_explains_the_total():
    assert differences([row("Ann", 6, rounds={"e0": 6})], {"R": [car(1, "Ann")]}) == [
        ("Ann", "e0", 6, 10, None),
        ("Ann", None, 6, 10, Cause.ROUNDS),
    ]


def test_points_for_cars_that_are_not_classified_are_a_named_cause():
    rows = [row("Ann", 10, rounds={"e0": 10}), row("Bob", 6, rounds={"e0": 6})]
    assert differences(rows, {"R": [car(1, "Ann"), car(2, "Bob", laps=2)]}) == [
        ("Bob", "e0", 6, 0, Cause.UNCLASSIFIED),
        ("Bob", None, 6, 0, Cause.UNCLASSIFIED),
    ]


TWO_ROUNDS = ({"R": [car(1, "Bob"), car(2, "Ann")]}, {"R": [car(2, "Ann"), car(1, "Bob")]})


def test_without_a_known_number_of_dropped_rounds_the_servers_are_dropped():
    assert differences([row("Ann", 10, dropped=["e0"])], *TWO_ROUNDS) == []


def test_the_rounds_that_the_server_names_as_dropped_are_dropped_whatever_the_rule_would_drop():
    table = PointsTable(places=(10, 6), drop_worst=1)
    assert differences([row("Ann", 6, dropped=["e1"])], *TWO_ROUNDS, tables={"": table}) == []


def test_rounds_that_only_the_configuration_drops_are_a_named_cause():
    table = PointsTable(places=(10, 6), drop_worst=1)
    assert differences([row("Ann", 16)], *TWO_ROUNDS, tables={"": table}) == [
        ("Ann", None, 16, 10, Cause.DROPPED_ROUNDS)
    ]


def test_classes_without_a_table_are_not_compared():
    scores, standings = scored_season({"R": [car(1, "Ann")]}, standings={"GT3": [row("Ann", 99)]})
    assert reconcile(standings, scores) == ()
