"""Races for tests, from the lap times of their cars, and their stories."""

from itertools import accumulate

from sitegen.league.race.story import race_story
from tests.league.readings import classified
from tests.payloads import NO_TIME, lap, line, penalty, result, unfinished_lap

LAP = 100_000


def race(times, *, order=None, post_race=(), penalties=(), models=None, drivers=None, **top):
    """A race of cars with their lap times in ms, None for an unfinished lap; in the order of totals unless said."""
    total = {car: sum(ms or 0 for ms in laps) for car, laps in times.items()}
    for given in post_race:
        if given["carId"] in total:
            total[given["carId"]] += given["penaltyValue"] * 1000
    crossings = []
    for car, laps in times.items():
        elapsed = accumulate(ms or 0 for ms in laps)
        crossings += [(clock, car, ms) for clock, ms in zip(elapsed, laps, strict=True)]
    crossings.sort(key=lambda crossing: crossing[:2])
    order = order or sorted(times, key=lambda car: (-len(times[car]), total[car]))
    return result(
        lines=[
            line(
                car,
                *(drivers or {}).get(car, ()),
                laps=len(times[car]),
                total=total[car] if times[car] else NO_TIME,
                model=(models or {}).get(car, 32),
            )
            for car in order
        ],
        laps=[unfinished_lap(car) if ms is None else lap(car, ms) for _, car, ms in crossings],
        post_race=list(post_race),
        penalties=list(penalties),
        **top,
    )


def post_race(car, seconds):
    return penalty(car, "PostRaceTime", value=seconds)


def story_of(payload, *, qualifying=None, **context):
    pole = classified(qualifying).places[0] if qualifying else None
    return race_story(classified(payload, **context), pole=pole)


def ids(facts):
    return [fact.place.car_id for fact in facts]


def steady(car_gaps, laps):
    """Cars with their gaps on lap 1 and the same pace afterwards."""
    return {car: [LAP + gap] + [LAP] * (laps - 1) for car, gap in car_gaps.items()}
