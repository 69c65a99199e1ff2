import json

from sitegen.league.championship.models import Championship
from sitegen.league.championship.rounds import rounds_of
from sitegen.league.championship.standings import parse_standings
from sitegen.league.session.events import group_events
from tests.league.readings import classified, parsed, race_result_of
from tests.payloads import driver, line, result

ANN, BOB = "S76561190000000011", "S76561190000000012"


def season(standings, *races):
    """Championship and results; every race is an event of its own, given by its lines."""
    payloads = [
        result(lines=list(lines), metaData=f"championship:c:e{number}", SessionFile=f"240903_22544{number}_R")
        for number, lines in enumerate(races)
    ]
    parsed_standings = parse_standings(json.dumps({"DriverStandings": standings}).encode())
    championship = Championship("c", "Cup", tuple(group_events(map(parsed, payloads))), parsed_standings)
    classifications = [classified(race, classes_of_driver=parsed_standings.classes_of_driver) for race in payloads]
    return championship, {race.session.id: race_result_of(race) for race in classifications}


def row(name, guid, **more):
    return {"DriverName": name, "DriverGUID": guid, "Points": 0} | more


def positions(standings, *races):
    """(Class, driver) → place in every round."""
    championship, results = season(standings, *races)
    return {
        (name, row.driver.name): [each.position for each in rounds_of(row, name, championship, results)]
        for name, rows in championship.standings.drivers.items()
        for row in rows
    }


def ann(car_id=1, **more):
    return line(car_id, driver("Ann One", ANN), **({"laps": 10, "total": 1000 + car_id} | more))


def bob(car_id=2, **more):
    return line(car_id, driver("Bob Two", BOB), **({"laps": 10, "total": 1000 + car_id} | more))


def test_a_round_has_the_place_of_its_race_and_none_for_somebody_who_was_not_there():
    standings = {"": [row("Ann One", ANN), row("Bob Two", BOB)]}
    assert positions(standings, [bob(), ann()], [ann()]) == {("", "Ann One"): [2, 1], ("", "Bob Two"): [1, None]}


def test_somebody_listed_in_two_classes_is_where_the_car_was():
    standings = {"GT3": [row("Ann One", ANN)], "GT4": [row("Ann One", ANN)]}
    assert positions(standings, [bob(model=32), ann(model=61)], [ann(model=32)]) == {
        ("GT3", "Ann One"): [None, 1],
        ("GT4", "Ann One"): [1, None],
    }


def test_a_crew_of_two_classes_counts_for_both_of_its_drivers():
    crew = line(1, driver("Ann One", ANN), driver("Bob Two", BOB), laps=10, total=1000)
    standings = {"Pro": [row("Ann One", ANN)], "Am": [row("Bob Two", BOB)]}
    assert positions(standings, [crew]) == {("Pro", "Ann One"): [1], ("Am", "Bob Two"): [1]}


def test_somebody_in_two_cars_has_the_better_place():
    assert positions({"": [row("Ann One", ANN)]}, [bob(), ann(1), ann(3)]) == {("", "Ann One"): [2]}
