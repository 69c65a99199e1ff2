"""Qualifying in several parts: what everybody did in each."""

from collections.abc import Iterable, Sequence

import msgspec

from sitegen.league.session.models import Classification, Place
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Link


class PartCell(msgspec.Struct, frozen=True):
    """A car in one part."""

    position: int | None
    """None for a car that was not there."""
    best_ms: int | None
    fastest: bool
    """The best lap of this part."""


ABSENT = PartCell(None, None, fastest=False)


class PartLine(msgspec.Struct, frozen=True):
    """A crew over all parts."""

    crew: tuple[PublicDriver, ...]
    number: int | None
    cells: tuple[PartCell, ...]


class PartTable(msgspec.Struct, frozen=True):
    """All parts side by side, the fastest over all of them first."""

    heads: tuple[Link, ...]
    lines: tuple[PartLine, ...]


def part_table(parts: Sequence[Classification], atlas: Atlas) -> PartTable | None:
    """`parts`: the qualifying sessions of an event, by date; None when there is only one.

    A car is the same in two parts when the same person is its first driver.
    """
    if len(parts) < 2:
        return None
    cells = [dict(_cells(part)) for part in parts]
    places = {key: place for part in parts for key, place in _keyed(part)}
    best = {key: min((ms for own in cells if key in own and (ms := own[key].best_ms)), default=None) for key in places}
    order = sorted(places, key=lambda key: (best[key] is None, best[key] or 0))
    return PartTable(
        heads=tuple(Link(atlas.session_name(part.session), addresses.session(part.session.id)) for part in parts),
        lines=tuple(
            PartLine(
                crew=atlas.crew(places[key].entry),
                number=places[key].entry.number,
                cells=tuple(own.get(key, ABSENT) for own in cells),
            )
            for key in order
        ),
    )


def _cells(part: Classification) -> Iterable[tuple[str, PartCell]]:
    for key, place in _keyed(part):
        fastest = part.best_lap is not None and part.best_lap.car_id == place.entry.car_id
        yield key, PartCell(place.position, place.pace.best_ms, fastest)


def _keyed(part: Classification) -> Iterable[tuple[str, Place]]:
    """The better car of somebody who is first driver of two."""
    seen = set()
    for place in part.places:
        key = place.entry.drivers[0].key if place.entry.drivers else f"car {place.entry.car_id}"
        if key not in seen:
            seen.add(key)
            yield key, place
