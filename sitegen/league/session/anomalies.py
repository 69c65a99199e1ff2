"""What is odd in a session, a sentence each, so that its numbers can be trusted. Cars go by their numbers here."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from sitegen.league.session.models import Classification, Place, Session, Status, TimedLap

MOST_NAMED = 8
"""Cases that a note names one by one; of more it says the number."""


def oddities(
    session: Session, places: Sequence[Place], laps: Sequence[TimedLap], *, classified_share: float
) -> Iterable[str]:
    """Everything that a reader who adds up the numbers would stumble over."""
    if session.is_race:
        yield from _derived_status(places, classified_share)
        yield from _unexplained_order(places)
        yield from _unexplained_finish(places, laps)
    yield from _several_cars(places)
    yield from _broken_sectors(places, laps)


def name_repeats(founds: Sequence[Classification]) -> list[Classification]:
    """The sessions of an event with a note on each that the server wrote twice: same type, same laps."""
    return [
        msgspec.structs.replace(
            one,
            notes=one.notes
            + tuple(
                f"The server wrote this session twice: {other.session.id} has the same laps."
                for other in founds
                if other is not one and one.laps and (one.session.type, one.laps) == (other.session.type, other.laps)
            ),
        )
        for one in founds
    ]


def _derived_status(places: Iterable[Place], classified_share: float) -> Iterable[str]:
    if any(place.status is Status.NOT_CLASSIFIED for place in places):
        yield (
            f"The game records no retirements: a car with fewer than {classified_share * 100:g} % of the winner's laps "
            "counts as not classified."
        )


def _unexplained_order(places: Iterable[Place]) -> Iterable[str]:
    """The file's order is final; a car with more laps or less time behind another is there by decision."""
    counting = [place for place in places if place.status is not Status.DISQUALIFIED]
    cases = [
        f"{_number(behind)} behind {_number(ahead)}"
        for ahead, behind in pairwise(counting)
        if _is_further(behind, ahead)
    ]
    if cases:
        yield f"The order is the server's; laps and times alone do not explain {_listed(cases)}."


def _unexplained_finish(places: Sequence[Place], laps: Iterable[TimedLap]) -> Iterable[str]:
    """Cars on the winner's lap that crossed the line in another order than they are classified, without added time."""
    at_line = {lap.car_id: lap.position for lap in laps}
    on_lead_lap = [
        place
        for place in places
        if place.status is Status.CLASSIFIED and place.laps_down == 0 and place.entry.car_id in at_line
    ]
    cases = [
        f"{_number(behind)} before {_number(ahead)}"
        for ahead, behind in pairwise(on_lead_lap)
        if at_line[behind.entry.car_id] < at_line[ahead.entry.car_id]
        and not any(penalty.seconds for penalty in (*ahead.penalties, *behind.penalties))
    ]
    if cases:
        yield f"On the last lap the file has {_listed(cases)} over the line; no penalty explains the result."


def _is_further(one: Place, other: Place) -> bool:
    """More laps, or as many in less time where both times are known."""
    own, others = one.entry, other.entry
    if own.lap_count != others.lap_count:
        return own.lap_count > others.lap_count
    return own.total_ms is not None and others.total_ms is not None and own.total_ms < others.total_ms


def _several_cars(places: Iterable[Place]) -> Iterable[str]:
    """Somebody who lost the connection comes back in another car, and both are in the file."""
    cars: dict[str, list[str]] = defaultdict(list)
    for place in places:
        for driver in place.entry.drivers:
            cars[driver.key].append(_number(place))
    cases = list(dict.fromkeys(" and ".join(numbers) for numbers in cars.values() if len(numbers) > 1))
    if cases:
        yield f"Somebody sat in several cars: {_listed(cases)}."


def _broken_sectors(places: Iterable[Place], laps: Iterable[TimedLap]) -> Iterable[str]:
    numbers = {place.entry.car_id: _number(place) for place in places}
    cases = [
        f"lap {lap.number} of {numbers.get(lap.car_id, f'car {lap.car_id}')}"
        for lap in laps
        if lap.recorded_ms is not None
        and None not in lap.sectors
        and abs(sum(ms or 0 for ms in lap.sectors) - lap.recorded_ms) > 1
    ]
    if cases:
        yield f"The sectors do not add up to the lap time: {_listed(cases)}."


def _number(place: Place) -> str:
    return f"#{place.entry.number}" if place.entry.number is not None else f"car {place.entry.car_id}"


def _listed(cases: Sequence[str]) -> str:
    more = len(cases) - MOST_NAMED
    return ", ".join(cases[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
