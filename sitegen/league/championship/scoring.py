"""Scores races and seasons: from results and a points table to everybody's points, race by race.

The share of a race that scores follows the Server Manager's own words:
https://wiki.emperorservers.com/assetto-corsa-competizione-server-manager/championships
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import msgspec

from sitegen.league.championship.points import (
    PointsTable,
    RacePoints,
    RoundPoints,
    SeasonScore,
    dropped_rounds,
)
from sitegen.league.championship.race_results import RaceResult, driven_rounds
from sitegen.league.game.people import Person
from sitegen.league.session.models import Event, Place, Status

ClassesOfDriver = Mapping[str, Sequence[str]]
"""Person key → classes in the standings, as in `Standings.classes_of_driver`."""

RoundScores = Mapping[str, tuple[RacePoints, ...]]
"""Person key → what they scored in each race of an event."""


def score_race(
    result: RaceResult,
    table: PointsTable,
    *,
    class_name: str = "",
    classes_of_driver: ClassesOfDriver | None = None,
    sprint: bool = False,
    with_pole: bool = True,
) -> dict[str, RacePoints]:
    """Person key → what they scored in a class; everybody who drove in it or took its pole.

    `class_name` "": a championship without classes, in which the place in the whole field counts. Drivers who share
    a car score each; somebody in two cars scores with the better one.
    """
    listed = classes_of_driver or {}
    scores = {}
    for key, places in result.places.items():
        cars = _cars_in_class(places, class_name, listed.get(key, ()))
        if cars:
            points = [_score_car(result.session_id, car, table, class_name=class_name, sprint=sprint) for car in cars]
            best = max(points, key=lambda race_points: race_points.for_place)
            fastest_lap = _fastest_lap_points(key, cars, result, table, class_name)
            scores[key] = msgspec.structs.replace(best, fastest_lap=fastest_lap)
    if with_pole and table.pole:
        for key in _pole_sitters(result, class_name, listed):
            # Who took the pole and did not race has the points for the pole alone.
            race_points = scores.get(key, RacePoints(result.session_id, None, None, 0, 0, 0, 0))
            scores[key] = msgspec.structs.replace(race_points, pole=table.pole)
    return scores


def _cars_in_class(places: Iterable[Place], class_name: str, listed: Sequence[str]) -> list[Place]:
    """The cars with which a driver scores in a class. `listed`: the driver's classes in the standings."""
    return [place for place in places if not class_name or _class_of(place, listed) == class_name]


def _class_of(place: Place, listed: Sequence[str]) -> str | None:
    """Where a driver scores: in the car's class, unless the standings list the driver only elsewhere."""
    if not listed or place.car_class in listed:
        return place.car_class
    return listed[0]


def _score_car(session_id: str, place: Place, table: PointsTable, *, class_name: str, sprint: bool) -> RacePoints:
    """What the place of a car brings, without pole and fastest lap."""
    position = place.class_position
    if not class_name:
        position = place.position
    worth = table.of_place(position, sprint=sprint)
    for_place: float = 0
    withheld: float = 0
    if table.counts(place.status):
        for_place = worth
    elif place.status is Status.NOT_CLASSIFIED:
        withheld = worth
    return RacePoints(session_id, position, place.status, for_place, 0, 0, withheld)


def _fastest_lap_points(
    key: str, cars: Iterable[Place], result: RaceResult, table: PointsTable, class_name: str
) -> float:
    """The points for the fastest lap; 0 for everybody else, and for who drove it in a car that does not score."""
    if key not in result.fastest.get(class_name, ()):
        return 0
    if not any(table.counts(place.status) for place in cars):
        return 0
    return table.fastest_lap


def _pole_sitters(result: RaceResult, class_name: str, listed: ClassesOfDriver) -> list[str]:
    """The person keys of the car on pole, without drivers whom the standings list only in other classes."""
    sitters = sorted(result.poles.get(class_name, ()))
    return [key for key in sitters if class_name in listed.get(key, (class_name,))]


def score_season(
    events: Iterable[Event],
    results: Mapping[str, RaceResult],
    *,
    tables: Mapping[str, PointsTable],
    classes_of_driver: ClassesOfDriver | None = None,
) -> dict[str, dict[str, SeasonScore]]:
    """Class → person key → score, from the races that were driven.

    `results`: session id → race. `tables`: class → points; the key "" is a championship without classes.
    """
    driven = driven_rounds(events, results)
    people = _people(driven)
    listed = classes_of_driver or {}
    seasons = {}
    for class_name, table in tables.items():
        rounds = [_score_round(event, results, table, class_name, listed) for event in driven]
        seasons[class_name] = _season_scores(driven, rounds, table, people)
    return seasons


def _people(events: Iterable[Event]) -> dict[str, Person]:
    """Person key → person, as the newest session names them."""
    people = {}
    for session in chain.from_iterable(event.sessions for event in events):
        for entry in session.entries:
            people.update({driver.key: driver for driver in entry.drivers})
    return people


def _score_round(
    event: Event,
    results: Mapping[str, RaceResult],
    table: PointsTable,
    class_name: str,
    classes_of_driver: ClassesOfDriver,
) -> RoundScores:
    """What everybody scored in the races of an event that are there."""
    scores: dict[str, tuple[RacePoints, ...]] = {}
    races = event.races
    with_pole = True
    for race in races:
        result = results.get(race.id)
        if result is None:
            continue
        race_scores = score_race(
            result,
            table,
            class_name=class_name,
            classes_of_driver=classes_of_driver,
            sprint=race.id != races[-1].id,
            with_pole=with_pole,
        )
        # One pole per event: a second race from the same qualifying brings no more points for it.
        with_pole = with_pole and not result.poles
        for key, race_points in race_scores.items():
            scores[key] = (*scores.get(key, ()), race_points)
    return scores


def _season_scores(
    events: Sequence[Event], rounds: Sequence[RoundScores], table: PointsTable, people: Mapping[str, Person]
) -> dict[str, SeasonScore]:
    """Person key → score of a class, who scored first comes first. `rounds`: one for every event."""
    scores = {}
    for key in dict.fromkeys(chain.from_iterable(rounds)):
        races = [round_scores.get(key, ()) for round_scores in rounds]
        scores[key] = SeasonScore(people[key], _round_points(events, races, table.drop_worst))
    return scores


def _round_points(
    events: Sequence[Event], races: Sequence[tuple[RacePoints, ...]], drop_worst: int
) -> tuple[RoundPoints, ...]:
    """Somebody's points by round; a round they missed is one of the worst. `races`: their races of every event."""
    rounds = [
        RoundPoints(event.id or "", of_event, dropped=False) for event, of_event in zip(events, races, strict=True)
    ]
    for index in dropped_rounds([round_points.points for round_points in rounds], drop_worst):
        rounds[index] = msgspec.structs.replace(rounds[index], dropped=True)
    return tuple(rounds)
