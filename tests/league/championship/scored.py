"""Scored races and seasons for tests, from the lines of their results."""

import json

from sitegen.league.championship.points import PointsTable
from sitegen.league.championship.scoring import score_season
from sitegen.league.championship.standings import parse_standings
from sitegen.league.session.events import group_events, qualifying_of
from tests.league.readings import classified, race_result_of
from tests.payloads import driver, lap, line, result

ANN, BOB, CAT = "S76561190000000011", "S76561190000000012", "S76561190000000013"
GUIDS = {"Ann": ANN, "Bob": BOB, "Cat": CAT}
TABLE = PointsTable(places=(10, 6, 3))


def car(car_id, *names, laps=10, **more):
    """A line of a result; drivers are named by their first names."""
    return line(car_id, *(driver(name, GUIDS[name]) for name in names), laps=laps, total=1000 + car_id, **more)


def scored_season(*events, tables=None, standings=None):
    """Scores and standings; an event is a dict: session type → its lines in order of result."""
    parsed_standings = parse_standings(json.dumps({"DriverStandings": standings or {}}).encode())
    classes = parsed_standings.classes_of_driver
    classifications = {}
    for number, event in enumerate(events):
        for order, (session_type, lines) in enumerate(event.items()):
            file = f"2409{number + 1:02}_2254{order:02}_{session_type}"
            payload = result(session_type, lines=lines, metaData=f"championship:c:e{number}", SessionFile=file)
            if session_type == "Q":
                payload["laps"] = [lap(line["car"]["carId"], 100_000) for line in lines]
            payload["Date"] = f"2024-09-{number + 1:02}T22:54:{order:02}Z"
            classification = classified(payload, classes_of_driver=classes)
            classifications[classification.session.id] = classification
    rounds = group_events(classification.session for classification in classifications.values())
    results = {}
    for event in rounds:
        for race in event.races:
            start = qualifying_of(race, event)
            qualifying = classifications[start.id] if start else None
            results[race.id] = race_result_of(classifications[race.id], qualifying=qualifying)
    scores = score_season(rounds, results, tables=tables or {"": TABLE}, classes_of_driver=classes)
    return scores, parsed_standings
