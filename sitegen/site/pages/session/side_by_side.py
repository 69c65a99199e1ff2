"""All cars of a session side by side: a row per lap, a column per car."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

import msgspec

from sitegen.league.session.laps import laps_by_car
from sitegen.league.session.models import Classification, Place, TimedLap
from sitegen.league.session.stops import pit_laps
from sitegen.site import addresses
from sitegen.site.charts.base import CarSign
from sitegen.site.formats import lap_time
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Page, Tab, crew_names
from sitegen.site.pages.session.laps import lap_mark, part_tabs
from sitegen.site.pages.session.page import downloads, section, session_band, session_title
from sitegen.site.pages.session.rows import LABELS, signs_of
from sitegen.site.pages.structured import session_event

MOST_CELLS = 12_000
"""Cells on one page; a long session with many cars is split by cars."""
MOST_CARS = 45
"""Columns on one page, so that they fit on paper."""


class SideCell(msgspec.Struct, frozen=True, gc=False):
    """A lap of a car; the empty one stands where a car had no such lap."""

    text: str = ""
    kind: str = ""
    """`sb` best of the session, `pb` own best, `inv` does not count, `pit` likely pit stop."""


EMPTY = SideCell()


class SideHead(msgspec.Struct, frozen=True):
    """The head of a car's column."""

    sign: CarSign
    label: str
    """The place, NC or DSQ."""
    number: int | None
    name: str


class SideRow(msgspec.Struct, frozen=True):
    """A lap of everybody."""

    number: int
    cells: tuple[SideCell, ...]


class SidePage(Page, frozen=True):
    """Lap times of all cars, in the order of the classification."""

    template: ClassVar[str] = "side.html"
    heads: tuple[SideHead, ...]
    rows: tuple[SideRow, ...]
    laps_url: str
    parts: tuple[Tab, ...]
    """The pages of a session that does not fit on one; empty when it does."""


def side_pages(found: Classification, atlas: Atlas) -> Iterable[SidePage]:
    """All cars side by side, on as many pages as their laps need."""
    session, by_car, signs = found.session, laps_by_car(found.laps), signs_of(found, atlas)
    driven = [place for place in found.places if by_car.get(place.entry.car_id)]
    last = max((len(by_car[place.entry.car_id]) for place in driven), default=0)
    parts = list(_parts(driven, min(MOST_CARS, max(1, MOST_CELLS // max(1, last))))) or [()]
    urls = [addresses.laps_side_by_side(session.id, part) for part in range(1, len(parts) + 1)]
    title = session_title(session, atlas)
    for url, part in zip(urls, parts, strict=True):
        columns = [_column(place, by_car[place.entry.car_id], found) for place in part]
        yield SidePage(
            url=url,
            title=f"All laps side by side: {title}",
            description=f"The lap times of all cars side by side: {title}.",
            band=session_band(found, atlas, open_url=addresses.laps(session.id)),
            section=section(session),
            downloads=downloads(session),
            structured=session_event(session, title),
            heads=tuple(_head(place, signs(place), atlas) for place in part),
            rows=tuple(
                SideRow(number, tuple(column.get(number, EMPTY) for column in columns)) for number in range(1, last + 1)
            ),
            laps_url=addresses.laps(session.id),
            parts=part_tabs(urls, parts, open_url=url),
        )


def _parts(places: Sequence[Place], size: int) -> Iterable[Sequence[Place]]:
    return (places[start : start + size] for start in range(0, len(places), size))


def _head(place: Place, sign: CarSign, atlas: Atlas) -> SideHead:
    return SideHead(
        sign, LABELS.get(place.status, str(place.position)), place.entry.number, crew_names(atlas.crew(place.entry))
    )


def _column(place: Place, laps: Sequence[TimedLap], found: Classification) -> Mapping[int, SideCell]:
    stops = pit_laps(laps) if found.session.is_race else frozenset()
    return {lap.number: _cell(lap, place, found, stops) for lap in laps}


def _cell(lap: TimedLap, place: Place, found: Classification, stops: frozenset[int]) -> SideCell:
    shown_ms = lap.ms if lap.ms is not None and lap.ms > 0 else None
    kind = lap_mark(lap, place, found) or ("" if lap.valid else "inv")
    return SideCell(lap_time(shown_ms), "pit" if lap.number in stops and not kind else kind)
