import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.league.championship.points import (
    TEMPLATES,
    PointsTable,
    RacePoints,
    added,
    counted,
    dropped_rounds,
    score_race,
    score_season,
)
from sitegen.league.championship.race_results import race_result
from sitegen.league.championship.reconciliation import Cause, reconcile
from sitegen.league.championship.standings import parse_standings
from sitegen.league.session.events import group_events, qualifying_of
from tests.league.readings import classified
from tests.payloads import driver, lap, line, penalty, result

ANN, BOB, CAT = "S76561190000000011", "S76561190000000012", "S76561190000000013"
GUIDS = {"Ann": ANN, "Bob": BOB, "Cat": CAT}
TABLE = PointsTable(places=(10, 6, 3))


def car(car_id, *names, laps=10, **more):
    return line(car_id, *(driver(name, GUIDS[name]) for name in names), laps=laps, total=1000 + car_id, **more)


def raced(lines, *, qualifying=None, classes=None, **more):
    """A race result; `qualifying`: the laps of the session from which it started, in order of its cars."""
    classes = classes or {}
    start = qualifying and classified(
        result("Q", lines=lines, laps=[lap(car_id, ms) for car_id, ms in qualifying]), classes_of_driver=classes
    )
    return race_result(classified(result(lines=lines, **more), classes_of_driver=classes), qualifying=start)


def totals(scored):
    return {key: one.total for key, one in scored.items()}


def test_a_place_brings_its_points_and_one_beyond_the_table_none():
    found = raced([car(1, "Bob"), car(2, "Ann"), car(3, "Cat")])
    assert totals(score_race(found, PointsTable(places=(10, 6)))) == {BOB: 10, ANN: 6, CAT: 0}


def test_not_classified_brings_nothing_but_what_was_withheld_is_said():
    found = raced([car(1, "Ann"), car(2, "Bob", laps=3)])
    assert [(one.for_place, one.withheld) for one in score_race(found, TABLE).values()] == [(10, 0), (0, 6)]


def test_cars_that_are_not_classified_score_where_the_table_says_so():
    found = raced([car(1, "Ann"), car(2, "Bob", laps=3)])
    scored = score_race(found, PointsTable(places=(10, 6), score_unclassified=True))
    assert [(one.for_place, one.withheld) for one in scored.values()] == [(10, 0), (6, 0)]


def test_a_disqualified_car_never_scores_nor_holds_the_fastest_lap():
    lines = [car(1, "Ann"), car(2, "Bob")]
    laps = [lap(1, 100_000), lap(2, 99_000)]
    found = raced(lines, laps=laps, penalties=[penalty(2, "Disqualified")])
    table = PointsTable(places=(10, 6), fastest_lap=1, score_unclassified=True)
    assert totals(score_race(found, table)) == {ANN: 11, BOB: 0}


def test_the_arithmetic_of_a_race_is_kept():
    found = raced([car(1, "Ann"), car(2, "Bob")], qualifying=[(1, 101_000), (2, 102_000)], laps=[lap(2, 99_000)])
    one = score_race(found, PointsTable(places=(10, 6), pole=2, fastest_lap=1))[BOB]
    assert (one.position, one.for_place, one.pole, one.fastest_lap, one.total) == (2, 6, 0, 1, 7)


def test_the_fastest_lap_counts_only_in_a_car_that_scores():
    found = raced([car(1, "Ann"), car(2, "Bob", laps=3)], laps=[lap(1, 100_000), lap(2, 99_000)])
    assert totals(score_race(found, PointsTable(places=(10, 6), fastest_lap=1))) == {ANN: 10, BOB: 0}


def test_every_class_has_its_own_places_pole_and_fastest_lap():
    lines = [car(1, "Ann"), car(2, "Bob", model=61), car(3, "Cat", model=61)]
    qualifying = [(1, 100_000), (2, 110_000), (3, 111_000)]
    found = raced(lines, qualifying=qualifying, laps=[lap(1, 100_000), lap(2, 111_000), lap(3, 110_000)])
    table = PointsTable(places=(10, 6), pole=2, fastest_lap=1)
    assert totals(score_race(found, table, class_name="GT4")) == {BOB: 12, CAT: 7}
    assert totals(score_race(found, table, class_name="GT3")) == {ANN: 13}


def test_without_classes_the_place_in_the_whole_field_counts():
    found = raced([car(1, "Bob", model=61), car(2, "Ann", model=32), car(3, "Cat", model=99)])
    assert totals(score_race(found, TABLE)) == {BOB: 10, ANN: 6, CAT: 3}


def test_drivers_who_share_a_car_score_each_and_share_its_pole():
    found = raced([car(1, "Ann", "Bob")], qualifying=[(1, 100_000)])
    assert totals(score_race(found, PointsTable(places=(10,), pole=1))) == {ANN: 11, BOB: 11}


def test_the_fastest_lap_belongs_to_the_one_who_drove_it():
    found = raced([car(1, "Ann", "Bob")], laps=[lap(1, 100_000, driver_index=1)])
    assert totals(score_race(found, PointsTable(places=(10,), fastest_lap=1))) == {ANN: 10, BOB: 11}


def test_without_laps_in_the_file_the_crew_of_the_fastest_car_holds_the_lap():
    found = raced([car(1, "Ann"), car(2, "Bob", "Cat")])
    assert found.fastest == {"": frozenset(), "GT3": frozenset()}
    lines = [car(1, "Ann"), car(2, "Bob", "Cat")]
    lines[1]["timing"]["bestLap"] = 99_000
    assert raced(lines).fastest[""] == {BOB, CAT}


def test_somebody_in_two_cars_scores_with_the_better_one_only():
    found = raced([car(1, "Bob"), car(2, "Ann"), car(3, "Ann")])
    assert totals(score_race(found, TABLE)) == {BOB: 10, ANN: 6}


def test_a_crew_of_two_classes_scores_for_both_of_its_drivers():
    classes = {ANN: ("Pro",), BOB: ("Am",)}
    found = raced([car(1, "Ann", "Bob")], qualifying=[(1, 100_000)], classes=classes)
    table = PointsTable(places=(10,), pole=1)
    assert totals(score_race(found, table, class_name="Pro", classes_of_driver=classes)) == {ANN: 11}
    assert totals(score_race(found, table, class_name="Am", classes_of_driver=classes)) == {BOB: 10}


def test_somebody_who_only_qualified_keeps_the_pole():
    lines = [car(1, "Ann"), car(2, "Bob")]
    start = classified(result("Q", lines=lines, laps=[lap(1, 100_000), lap(2, 101_000)]))
    found = race_result(classified(result(lines=[car(2, "Bob")])), qualifying=start)
    scored = score_race(found, PointsTable(places=(10,), pole=1))
    assert scored[ANN] == RacePoints("main/240903_225442_R", None, None, 0, 1, 0, 0)


def test_a_qualifying_without_a_time_has_no_pole():
    start = classified(result("Q", lines=[car(1, "Ann")]))
    assert race_result(classified(result(lines=[car(1, "Ann")])), qualifying=start).poles == {}


def season(*events, tables=None, standings=None):
    """Scores and standings; an event is a dict: session type → its lines in order of result."""
    found = parse_standings(json.dumps({"DriverStandings": standings or {}}).encode())
    readings = {}
    for number, event in enumerate(events):
        for order, (kind, lines) in enumerate(event.items()):
            file = f"2409{number + 1:02}_2254{order:02}_{kind}"
            payload = result(kind, lines=lines, metaData=f"championship:c:e{number}", SessionFile=file)
            payload["laps"] = [lap(one["car"]["carId"], 100_000) for one in lines] if kind == "Q" else []
            payload["Date"] = f"2024-09-{number + 1:02}T22:54:{order:02}Z"
            one = classified(payload, classes_of_driver=found.classes_of_driver)
            readings[one.session.id] = one
    rounds = group_events(one.session for one in readings.values())
    results = {}
    for event in rounds:
        for race in event.races:
            start = qualifying_of(race, event)
            results[race.id] = race_result(readings[race.id], qualifying=readings[start.id] if start else None)
    scores = score_season(rounds, results, tables=tables or {"": TABLE}, classes_of_driver=found.classes_of_driver)
    return scores, found


def by_round(score):
    return [(one.points, one.dropped) for one in score.rounds]


def test_a_dropped_round_counts_nothing_and_an_absence_is_a_worst_round():
    both, alone = [car(1, "Ann"), car(2, "Bob")], [car(2, "Bob")]
    scores, _ = season({"R": both}, {"R": alone}, {"R": both}, tables={"": PointsTable(places=(10, 6), drop_worst=1)})
    ann, bob = scores[""][ANN], scores[""][BOB]
    assert (by_round(ann), ann.total) == ([(10, False), (0, True), (10, False)], 20)
    assert (by_round(bob), bob.total) == ([(6, True), (10, False), (6, False)], 16)


def test_an_event_without_a_race_is_no_round_yet():
    scores, _ = season({"R": [car(1, "Ann")]}, {"Q": [car(1, "Ann")]})
    assert by_round(scores[""][ANN]) == [(10, False)]


def test_races_before_the_last_of_an_event_have_the_sprint_table():
    table = PointsTable(places=(10, 6), sprint=(4, 2))
    scores, _ = season({"R1": [car(1, "Ann"), car(2, "Bob")], "R2": [car(2, "Bob"), car(1, "Ann")]}, tables={"": table})
    assert [race.for_place for race in scores[""][ANN].rounds[0].races] == [4, 6]


def test_only_the_first_race_that_started_from_a_qualifying_gives_points_for_the_pole():
    cars = [car(1, "Ann")]
    table = PointsTable(places=(10,), pole=1)
    scores, _ = season({"R1": cars, "Q": cars, "R2": cars, "R3": cars}, tables={"": table})
    assert [race.pole for race in scores[""][ANN].rounds[0].races] == [0, 1, 0]


def test_every_class_has_its_table():
    cars = [car(1, "Ann"), car(2, "Bob", model=61)]
    scores, _ = season({"R": cars}, tables={"GT3": TABLE, "GT4": PointsTable(places=(1,))})
    assert {name: {key: one.total for key, one in own.items()} for name, own in scores.items()} == {
        "GT3": {ANN: 10},
        "GT4": {BOB: 1},
    }


def row(name, points, *, rounds=None, dropped=(), penalty_points=0):
    events = {event: {"RaceNumber": 1, "Points": own} for event, own in (rounds or {}).items()}
    return {
        "DriverName": name,
        "DriverGUID": GUIDS[name],
        "Points": points,
        "PointsPenalty": penalty_points,
        "IgnoredEventIDs": {event: {} for event in dropped},
        "Teams": {"Team": {"EventIDs": events}} if rounds else {},
    }


def differences(rows, *events, tables=None):
    scores, standings = season(*events, tables=tables, standings={"": rows})
    return [
        (one.row.driver.name, one.event_id, one.server, one.computed, one.cause) for one in reconcile(standings, scores)
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
    found = differences([row("Ann", 16)], *TWO_ROUNDS, tables={"": table})
    assert found == [("Ann", None, 16, 10, Cause.DROPPED_ROUNDS)]


def test_classes_without_a_table_are_not_compared():
    scores, standings = season({"R": [car(1, "Ann")]}, standings={"GT3": [row("Ann", 99)]})
    assert reconcile(standings, scores) == ()


@pytest.mark.parametrize(
    ("points", "drop_worst", "dropped"),
    [
        ([5, 5, 9], 1, {0}),
        ([9, 5, 5], 2, {1, 2}),
        ([3, 4], 2, set()),
        ([3], 1, set()),
        ([], 1, set()),
        ([1, 2], 0, set()),
    ],
)
def test_of_equal_rounds_the_earlier_is_dropped_and_none_before_there_are_more(points, drop_worst, dropped):
    assert dropped_rounds(points, drop_worst) == dropped


@given(st.lists(st.integers(0, 400).map(lambda quarter: quarter / 4), max_size=6), st.integers(0, 4))
def test_the_rounds_that_count_are_the_best_ones(points, drop_worst):
    kept = len(points) - drop_worst if len(points) > drop_worst else len(points)
    assert counted(points, drop_worst) == added(sorted(points, reverse=True)[:kept])


def test_sums_of_points_can_be_compared():
    assert added([0.1, 0.2]) == 0.3


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_gives_a_better_place_more_points(name):
    table = TEMPLATES[name]
    assert list(table.places) == sorted(set(table.places), reverse=True)
    assert list(table.sprint) == sorted(set(table.sprint), reverse=True)
