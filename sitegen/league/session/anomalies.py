"""What is odd in a session, a sentence each, so that its numbers can be trusted. Cars go by their numbers here."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from sitegen.league.session.models import Classification, Place, Session, Status, TimedLap

MOST_NAMED = 8
"""Cases that a note names one by one; of more it says the number."""


def anomalies(
    session: Session, places: Sequence[Place], laps: Sequence[TimedLap], *, classified_share: float
) -> Iterable[str]:
    """Everything that a reader who adds up the numbers would stumble over."""
    if session.is_race:
        yield from _derived_status(places, classified_share)
        yield from _unexplained_order(places)
        yield from _unexplained_finish(places, laps)
    yield from _several_cars(places)
    yield from _broken_sectors(places, laps)


def name_repeats(classifications: Sequence[Classification]) -> list[Classification]:
    """The sessions of an event with a note on each that the server wrote twice: same type, same laps."""
    return [_with_repeats_named(classification, classifications) for classification in classifications]


def _with_repeats_named(classification: Classification, event: Iterable[Classification]) -> Classification:
    notes = tuple(
        f"The server wrote this session twice: {other.session.id} has the same laps."
        for other in event
        if _is_repeat(other, classification)
    )
    return msgspec.structs.replace(classification, notes=classification.notes + notes)


def _is_repeat(other: Classification, classification: Classification) -> bool:
    if other.session.id == classification.session.id or not classification.laps:
        return False
    return other.session.type == classification.session.type and other.laps == classification.laps


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


def _is_further(place: Place, other: Place) -> bool:
    """More laps, or as many in less time where both times are known."""
    laps, other_laps = place.entry.lap_count, other.entry.lap_count
    ms, other_ms = place.entry.total_ms, other.entry.total_ms
    if laps != other_laps:
        return laps > other_laps
    return ms is not None and other_ms is not None and ms < other_ms


def _unexplained_finish(places: Iterable[Place], laps: Iterable[TimedLap]) -> Iterable[str]:
    """Cars on the winner's lap that crossed the line in another order than they are classified, without added time."""
    # Laps come in order, so what remains for a car is its place at the end of its last lap.
    at_line = {lap.car_id: lap.position for lap in laps}
    on_lead_lap = [place for place in places if _is_on_lead_lap(place) and place.car_id in at_line]
    cases = []
    for ahead, behind in pairwise(on_lead_lap):
        explained = _has_added_time(ahead) or _has_added_time(behind)
        if at_line[behind.car_id] < at_line[ahead.car_id] and not explained:
            cases.append(f"{_number(behind)} before {_number(ahead)}")
    if cases:
        yield f"On the last lap the file has {_listed(cases)} over the line; no penalty explains the result."


def _is_on_lead_lap(place: Place) -> bool:
    return place.status is Status.CLASSIFIED and place.laps_down == 0


def _has_added_time(place: Place) -> bool:
    return any(penalty.seconds for penalty in place.penalties)


def _several_cars(places: Iterable[Place]) -> Iterable[str]:
    """Somebody who lost the connection comes back in another car, and both are in the file."""
    cars: dict[str, list[str]] = defaultdict(list)
    for place in places:
        for driver in place.entry.drivers:
            cars[driver.key].append(_number(place))
    # A crew that changed cars together is one case, not one for each of its drivers.
    cases = list(dict.fromkeys(" and ".join(numbers) for numbers in cars.values() if len(numbers) > 1))
    if cases:
        yield f"Somebody sat in several cars: {_listed(cases)}."


def _broken_sectors(places: Iterable[Place], laps: Iterable[TimedLap]) -> Iterable[str]:
    numbers = {place.car_id: _number(place) for place in places}
    cases = [
        f"lap {lap.number} of {numbers.get(lap.car_id, f'car {lap.car_id}')}"
        for lap in laps
        if not _sectors_add_up(lap)
    ]
    if cases:
        yield f"The sectors do not add up to the lap time: {_listed(cases)}."


def _sectors_add_up(lap: TimedLap) -> bool:
    known = [ms for ms in lap.sectors if ms is not None]
    if lap.recorded_ms is None or len(known) < len(lap.sectors):
        return True
    # A difference of 1 ms is only rounding.
    return abs(sum(known) - lap.recorded_ms) <= 1


def _number(place: Place) -> str:
    if place.entry.number is None:
        return f"car {place.car_id}"
    return f"#{place.entry.number}"


def _listed(cases: Sequence[str]) -> str:
    listed = ", ".join(cases[:MOST_NAMED])
    more = len(cases) - MOST_NAMED
    if more > 0:
        listed += f" and {more} more"
    return listed
