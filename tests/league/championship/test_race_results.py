from sitegen.league.championship.race_results import driven_rounds
from sitegen.league.session.events import group_events
from tests.league.readings import classified, race_result_of
from tests.payloads import driver, lap, line, penalty, result

ANN, BOB = driver("Ann One", "S76561190000000011"), driver("Bob Two", "S76561190000000012")
ANN_KEY, BOB_KEY = ANN["playerId"], BOB["playerId"]


def race(*lines, **more):
    return classified(result(lines=list(lines), **more))


def test_somebody_in_two_cars_has_both_places_the_better_one_first():
    places = race_result_of(race(line(1, ANN, laps=9), line(2, BOB, laps=9), line(3, ANN, laps=9))).places
    assert [place.position for place in places[ANN_KEY]] == [1, 3]


def test_the_pole_is_that_of_the_class_and_of_the_whole_field():
    lines = [line(1, ANN), line(2, BOB, model=61)]
    qualifying = classified(result("Q", lines=lines, laps=[lap(1, 100_000), lap(2, 110_000)]))
    assert race_result_of(race(*lines), qualifying=qualifying).poles == {
        "": {ANN_KEY},
        "GT3": {ANN_KEY},
        "GT4": {BOB_KEY},
    }


def test_a_car_of_an_unknown_model_is_only_in_the_whole_field():
    fastest = race_result_of(race(line(1, ANN, model=99), laps=[lap(1, 100_000)])).fastest
    assert fastest == {"": {ANN_KEY}}


def test_of_equal_laps_the_one_driven_first_is_the_fastest():
    laps = [lap(2, 100_000), lap(1, 100_000)]
    fastest = race_result_of(race(line(1, ANN, laps=1), line(2, BOB, laps=1), laps=laps)).fastest
    assert fastest[""] == {BOB_KEY}


def test_the_lap_of_a_disqualified_car_is_not_the_fastest():
    laps = [lap(1, 100_000), lap(2, 99_000)]
    lines = line(1, ANN, laps=1), line(2, BOB, laps=1)
    disqualified = race(*lines, laps=laps, penalties=[penalty(2, "Disqualified")])
    assert race_result_of(disqualified).fastest[""] == {ANN_KEY}


def test_an_event_is_a_driven_round_when_one_of_its_races_is_there():
    there, missing = (
        race(line(1, ANN), metaData=f"championship:c:e{number}", SessionFile=f"{number}_R") for number in (0, 1)
    )
    events = group_events([there.session, missing.session])
    results = {there.session.id: race_result_of(there)}
    assert [event.id for event in driven_rounds(events, results)] == ["e0"]
