"""All cars of a session side by side: a row per lap, a column per car."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

import msgspec

from sitegen.dataset.scopes import EventScope
from sitegen.dataset.sessions import ComputedEvent
from sitegen.league.session.laps import laps_by_car
from sitegen.league.session.models import Classification, Place, TimedLap
from sitegen.site import addresses
from sitegen.site.charts.base import CarSign, Signs
from sitegen.site.formats import lap_time
from sitegen.site.links import Links
from sitegen.site.pages.base import Page, Tab, crew_names, open_tab
from sitegen.site.pages.session.band import downloads, section, session_band, session_title
from sitegen.site.pages.session.laps import lap_mark, likely_stops, part_tabs, shown_ms
from sitegen.site.pages.session.rows import label_of, signs_of
from sitegen.site.pages.structured import session_event

MOST_CELLS = 12_000
"""Cells on one page; a long session with many cars is split by cars."""
MOST_CARS = 45
"""Columns on one page, so that they fit on paper."""


class SideCell(msgspec.Struct, frozen=True, gc=False):
    """A lap of a car; the empty one stands where a car had no such lap."""

    text: str = ""
    """The lap time, ready for show."""
    kind: str = ""
    """`sb` best of the session, `pb` own best, `inv` does not count, `pit` likely pit stop."""


EMPTY = SideCell()


class SideHead(msgspec.Struct, frozen=True):
    """The head of a car's column."""

    sign: CarSign
    """How the car is known on this page."""
    label: str
    """The place, NC or DSQ."""
    number: int | None
    """The number on the car."""
    name: str
    """Everybody who drove the car."""


class SideRow(msgspec.Struct, frozen=True):
    """A lap of everybody."""

    number: int
    """Counts the laps from 1."""
    cells: tuple[SideCell, ...]
    """A cell per car, in the order of the heads."""


class SidePage(Page, frozen=True):
    """Lap times of all cars, in the order of the classification."""

    template: ClassVar[str] = "side.html"
    heads: tuple[SideHead, ...]
    """The cars of this page; those that drove no lap are left out."""
    rows: tuple[SideRow, ...]
    """A row per lap of the session."""
    laps_url: str
    """The lap analysis, car by car."""
    parts: tuple[Tab, ...]
    """The pages of a session that does not fit on one; empty when it does."""


def side_pages(event: ComputedEvent, links: Links) -> Iterator[SidePage]:
    """All cars of every session of an event side by side, on as many pages as their laps need."""
    for session in event.sessions:
        yield from _side_pages(session.classification, event.scope, links)


def _side_pages(classification: Classification, scope: EventScope, links: Links) -> Iterator[SidePage]:
    """`scope`: of its event."""
    session, by_car = classification.session, laps_by_car(classification.laps)
    signs = signs_of(classification.places, links)
    driven = [place for place in classification.places if by_car.get(place.entry.car_id)]
    last = max((len(by_car[place.entry.car_id]) for place in driven), default=0)
    parts = _parts(driven, last)
    urls = [addresses.laps_side_by_side(session.id, number) for number in range(1, len(parts) + 1)]
    tabs = part_tabs(urls, parts)
    title = session_title(session, links)
    for url, places in zip(urls, parts, strict=True):
        columns = [_column(place, by_car[place.entry.car_id], classification) for place in places]
        yield SidePage(
            url=url,
            title=f"All laps side by side: {title}",
            description=f"The lap times of all cars side by side: {title}.",
            band=session_band(classification, scope, links, open_url=addresses.laps(session.id)),
            section=section(session),
            downloads=downloads(session),
            structured=session_event(session, title),
            heads=tuple(_head(place, signs, links) for place in places),
            rows=tuple(_row(number, columns) for number in range(1, last + 1)),
            laps_url=addresses.laps(session.id),
            parts=open_tab(tabs, url),
        )


def _parts(places: Sequence[Place], laps: int) -> list[Sequence[Place]]:
    """The cars of each page; one page without cars when nobody drove. `laps`: rows of each page."""
    # A page has a cell for every car and every lap, so the longer a session, the fewer cars fit on one.
    cars_of_page = max(1, MOST_CELLS // max(1, laps))
    size = min(MOST_CARS, cars_of_page)
    return [places[start : start + size] for start in range(0, len(places), size)] or [()]


def _head(place: Place, signs: Signs, links: Links) -> SideHead:
    return SideHead(signs(place), label_of(place), place.entry.number, crew_names(links.crew(place.entry)))


def _row(number: int, columns: Iterable[Mapping[int, SideCell]]) -> SideRow:
    return SideRow(number, tuple(column.get(number, EMPTY) for column in columns))


def _column(place: Place, laps: Sequence[TimedLap], classification: Classification) -> Mapping[int, SideCell]:
    """Lap number → cell."""
    stops = likely_stops(laps, classification.session)
    return {lap.number: SideCell(lap_time(shown_ms(lap)), _kind(lap, place, classification, stops)) for lap in laps}


def _kind(lap: TimedLap, place: Place, classification: Classification, stops: frozenset[int]) -> str:
    """The one mark of a cell: a best lap says more than that it does not count, and this more than a stop."""
    mark = lap_mark(lap, place, classification)
    if mark:
        return mark
    if not lap.valid:
        return "inv"
    return "pit" if lap.number in stops else ""
