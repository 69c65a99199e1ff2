from sitegen.league.championship.points import PointsTable, RacePoints
from sitegen.league.championship.scoring import score_race
from tests.league.championship.scored import ANN, BOB, CAT, TABLE, car, scored_season
from tests.league.readings import classified, race_result_of
from tests.payloads import lap, penalty, result


def raced(lines, *, qualifying=None, classes=None, **more):
    """A race result; `qualifying`: the laps of the session from which it started, in order of its cars."""
    classes = classes or {}
    start = qualifying and classified(
        result("Q", lines=lines, laps=[lap(car_id, ms) for car_id, ms in qualifying]), classes_of_driver=classes
    )
    return race_result_of(classified(result(lines=lines, **more), classes_of_driver=classes), qualifying=start)


def totals(scores):
    return {key: points.total for key, points in scores.items()}


def test_a_place_brings_its_points_and_one_beyond_the_table_none():
    race = raced([car(1, "Bob"), car(2, "Ann"), car(3, "Cat")])
    assert totals(score_race(race, PointsTable(places=(10, 6)))) == {BOB: 10, ANN: 6, CAT: 0}


def test_not_classified_brings_nothing_but_what_was_withheld_is_said():
    race = raced([car(1, "Ann"), car(2, "Bob", laps=3)])
    assert [(points.for_place, points.withheld) for points in score_race(race, TABLE).values()] == [(10, 0), (0, 6)]


def test_cars_that_are_not_classified_score_where_the_table_says_so():
    race = raced([car(1, "Ann"), car(2, "Bob", laps=3)])
    scored = score_race(race, PointsTable(places=(10, 6), score_unclassified=True))
    assert [(points.for_place, points.withheld) for points in scored.values()] == [(10, 0), (6, 0)]


def test_a_disqualified_car_never_scores_nor_holds_the_fastest_lap():
    lines = [car(1, "Ann"), car(2, "Bob")]
    laps = [lap(1, 100_000), lap(2, 99_000)]
    race = raced(lines, laps=laps, penalties=[penalty(2, "Disqualified")])
    table = PointsTable(places=(10, 6), fastest_lap=1, score_unclassified=True)
    assert totals(score_race(race, table)) == {ANN: 11, BOB: 0}


def test_the_arithmetic_of_a_race_stays_with_its_points():
    race = raced([car(1, "Ann"), car(2, "Bob")], qualifying=[(1, 101_000), (2, 102_000)], laps=[lap(2, 99_000)])
    bob = score_race(race, PointsTable(places=(10, 6), pole=2, fastest_lap=1))[BOB]
    assert (bob.position, bob.for_place, bob.pole, bob.fastest_lap, bob.total) == (2, 6, 0, 1, 7)


def test_the_fastest_lap_counts_only_in_a_car_that_scores():
    race = raced([car(1, "Ann"), car(2, "Bob", laps=3)], laps=[lap(1, 100_000), lap(2, 99_000)])
    assert totals(score_race(race, PointsTable(places=(10, 6), fastest_lap=1))) == {ANN: 10, BOB: 0}


def test_every_class_has_its_own_places_pole_and_fastest_lap():
    lines = [car(1, "Ann"), car(2, "Bob", model=61), car(3, "Cat", model=61)]
    qualifying = [(1, 100_000), (2, 110_000), (3, 111_000)]
    race = raced(lines, qualifying=qualifying, laps=[lap(1, 100_000), lap(2, 111_000), lap(3, 110_000)])
    table = PointsTable(places=(10, 6), pole=2, fastest_lap=1)
    assert totals(score_race(race, table, class_name="GT4")) == {BOB: 12, CAT: 7}
    assert totals(score_race(race, table, class_name="GT3")) == {ANN: 13}


def test_without_classes_the_place_in_the_whole_field_counts():
    race = raced([car(1, "Bob", model=61), car(2, "Ann", model=32), car(3, "Cat", model=99)])
    assert totals(score_race(race, TABLE)) == {BOB: 10, ANN: 6, CAT: 3}


def test_drivers_who_share_a_car_score_each_and_share_its_pole():
    race = raced([car(1, "Ann", "Bob")], qualifying=[(1, 100_000)])
    assert totals(score_race(race, PointsTable(places=(10,), pole=1))) == {ANN: 11, BOB: 11}


def test_the_fastest_lap_belongs_to_the_one_who_drove_it():
    race = raced([car(1, "Ann", "Bob")], laps=[lap(1, 100_000, driver_index=1)])
    assert totals(score_race(race, PointsTable(places=(10,), fastest_lap=1))) == {ANN: 10, BOB: 11}


def test_without_laps_in_the_file_the_crew_of_the_fastest_car_holds_the_lap():
    race = raced([car(1, "Ann"), car(2, "Bob", "Cat")])
    assert race.fastest == {"": frozenset(), "GT3": frozenset()}
    lines = [car(1, "Ann"), car(2, "Bob", "Cat")]
    lines[1]["timing"]["bestLap"] = 99_000
    assert raced(lines).fastest[""] == {BOB, CAT}


def test_somebody_in_two_cars_scores_with_the_better_one_only():
    race = raced([car(1, "Bob"), car(2, "Ann"), car(3, "Ann")])
    assert totals(score_race(race, TABLE)) == {BOB: 10, ANN: 6}


def test_a_crew_of_two_classes_scores_for_both_of_its_drivers():
    classes = {ANN: ("Pro",), BOB: ("Am",)}
    race = raced([car(1, "Ann", "Bob")], qualifying=[(1, 100_000)], classes=classes)
    table = PointsTable(places=(10,), pole=1)
    assert totals(score_race(race, table, class_name="Pro", classes_of_driver=classes)) == {ANN: 11}
    assert totals(score_race(race, table, class_name="Am", classes_of_driver=classes)) == {BOB: 10}


def test_somebody_who_only_qualified_keeps_the_pole():
    lines = [car(1, "Ann"), car(2, "Bob")]
    start = classified(result("Q", lines=lines, laps=[lap(1, 100_000), lap(2, 101_000)]))
    race = race_result_of(classified(result(lines=[car(2, "Bob")])), qualifying=start)
    scored = score_race(race, PointsTable(places=(10,), pole=1))
    assert scored[ANN] == RacePoints("main/240903_225442_R", None, None, 0, 1, 0, 0)


def test_a_qualifying_without_a_time_has_no_pole():
    start = classified(result("Q", lines=[car(1, "Ann")]))
    assert race_result_of(classified(result(lines=[car(1, "Ann")])), qualifying=start).poles == {}


def by_round(score):
    return [(round_points.points, round_points.dropped) for round_points in score.rounds]


def test_a_dropped_round_counts_nothing_and_an_absence_is_a_worst_round():
    both, alone = [car(1, "Ann"), car(2, "Bob")], [car(2, "Bob")]
    scores, _ = scored_season(
        {"R": both}, {"R": alone}, {"R": both}, tables={"": PointsTable(places=(10, 6), drop_worst=1)}
    )
    ann, bob = scores[""][ANN], scores[""][BOB]
    assert (by_round(ann), ann.total) == ([(10, False), (0, True), (10, False)], 20)
    assert (by_round(bob), bob.total) == ([(6, True), (10, False), (6, False)], 16)


def test_an_event_without_a_race_is_no_round_yet():
    scores, _ = scored_season({"R": [car(1, "Ann")]}, {"Q": [car(1, "Ann")]})
    assert by_round(scores[""][ANN]) == [(10, False)]


def test_races_before_the_last_of_an_event_have_the_sprint_table():
    table = PointsTable(places=(10, 6), sprint=(4, 2))
    scores, _ = scored_season(
        {"R1": [car(1, "Ann"), car(2, "Bob")], "R2": [car(2, "Bob"), car(1, "Ann")]}, tables={"": table}
    )
    assert [race.for_place for race in scores[""][ANN].rounds[0].races] == [4, 6]


def test_only_the_first_race_that_started_from_a_qualifying_gives_points_for_the_pole():
    cars = [car(1, "Ann")]
    table = PointsTable(places=(10,), pole=1)
    scores, _ = scored_season({"R1": cars, "Q": cars, "R2": cars, "R3": cars}, tables={"": table})
    assert [race.pole for race in scores[""][ANN].rounds[0].races] == [0, 1, 0]


def test_every_class_has_its_table():
    cars = [car(1, "Ann"), car(2, "Bob", model=61)]
    scores, _ = scored_season({"R": cars}, tables={"GT3": TABLE, "GT4": PointsTable(places=(1,))})
    assert {name: totals(by_driver) for name, by_driver in scores.items()} == {
        "GT3": {ANN: 10},
        "GT4": {BOB: 1},
    }
