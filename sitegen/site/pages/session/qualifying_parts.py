"""Qualifying in several parts: what everybody did in each."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen.league.session.models import Classification, Place
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.links import Links
from sitegen.site.pages.base import Link


class PartCell(msgspec.Struct, frozen=True):
    """A car in one part."""

    position: int | None
    """The place in this part; none for a car that was not there."""
    best_ms: int | None
    """The best lap of the car in this part, in ms."""
    fastest: bool
    """The best lap of this part."""


ABSENT = PartCell(None, None, fastest=False)


class PartLine(msgspec.Struct, frozen=True):
    """A crew over all parts."""

    crew: tuple[PublicDriver, ...]
    """Who drove the car in the last part in which it was."""
    number: int | None
    """The number on the car."""
    cells: tuple[PartCell, ...]
    """A cell per part."""


class PartTable(msgspec.Struct, frozen=True):
    """All parts side by side, the fastest over all of them first."""

    heads: tuple[Link, ...]
    """The parts, by date, each with its page."""
    lines: tuple[PartLine, ...]
    """The crews, the fastest over all parts first."""


def part_table(parts: Sequence[Classification], links: Links) -> PartTable | None:
    """`parts`: the qualifying sessions of an event, by date; None when there is only one.

    A car is the same in two parts when the same person is its first driver.
    """
    if len(parts) < 2:
        return None
    places: dict[str, Place] = {}
    cells: list[dict[str, PartCell]] = []
    for part in parts:
        places_of_part = _places_by_key(part)
        places |= places_of_part
        cells.append({key: _cell(part, place) for key, place in places_of_part.items()})
    lines = [_line(key, place, cells, links) for key, place in places.items()]
    lines.sort(key=_speed)
    return PartTable(heads=tuple(_head(part, links) for part in parts), lines=tuple(lines))


def _places_by_key(part: Classification) -> Mapping[str, Place]:
    """Who a car belongs to → the car; the better one of somebody who is first driver of two."""
    places: dict[str, Place] = {}
    for place in part.places:
        places.setdefault(_key(place), place)
    return places


def _key(place: Place) -> str:
    # Car ids are given anew in every session, so the first driver is all that joins two of them.
    if place.entry.drivers:
        return place.entry.drivers[0].key
    return f"car {place.entry.car_id}"


def _cell(part: Classification, place: Place) -> PartCell:
    fastest = part.best_lap is not None and part.best_lap.car_id == place.entry.car_id
    return PartCell(place.position, place.pace.best_ms, fastest)


def _line(key: str, place: Place, cells: Iterable[Mapping[str, PartCell]], links: Links) -> PartLine:
    """`cells`: of each part by key; a car that was not in a part is absent there."""
    cells_of_car = tuple(cells_of_part.get(key, ABSENT) for cells_of_part in cells)
    return PartLine(links.crew(place.entry), place.entry.number, cells_of_car)


def _speed(line: PartLine) -> tuple[bool, int]:
    """The best lap over all parts; a car without one comes last."""
    times = [cell.best_ms for cell in line.cells if cell.best_ms]
    return not times, min(times, default=0)


def _head(part: Classification, links: Links) -> Link:
    return Link(links.session_name(part.session), addresses.session(part.session.id))
