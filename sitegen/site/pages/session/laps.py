"""The lap analysis of a session: every lap of every car with its sectors."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

import msgspec

from sitegen.league.session.laps import laps_by_car
from sitegen.league.session.models import Classification, Place, Sectors, TimedLap
from sitegen.league.session.stops import pit_laps
from sitegen.site import addresses
from sitegen.site.charts.base import CarSign
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Page, Tab, surnames
from sitegen.site.pages.session.lists import penalty_text
from sitegen.site.pages.session.page import downloads, section, session_band, session_title
from sitegen.site.pages.session.rows import LABELS, signs_of
from sitegen.site.pages.structured import session_event

MOST_LAPS = 5000
"""Laps on one page; a twelve-hour race is split by cars, so that a phone can open it."""


class LapRow(msgspec.Struct, frozen=True, gc=False):
    """A lap of a car."""

    lap: TimedLap
    driver: str
    """Last name; empty in cars with one driver."""
    ms: int | None
    """None where the repair leaves no time that a lap could take."""
    delta_ms: int | None
    """To the car's own best lap."""
    mark: str
    """`sb` best of the session, `pb` own best, empty else."""
    sector_marks: tuple[str, str, str]
    note: str


class CarLaps(msgspec.Struct, frozen=True):
    """A car with its laps."""

    sign: CarSign
    label: str
    """The place, NC or DSQ."""
    place: Place
    crew: tuple[PublicDriver, ...]
    swaps: bool
    """Several drivers drove."""
    rows: tuple[LapRow, ...]


class LapsPage(Page, frozen=True):
    """Lap analysis, car by car in the order of the classification."""

    template: ClassVar[str] = "laps.html"
    is_race: bool
    cars: tuple[CarLaps, ...]
    side_url: str
    parts: tuple[Tab, ...]
    """The pages of a session that does not fit on one; empty when it does."""


def laps_pages(found: Classification, atlas: Atlas) -> Iterable[LapsPage]:
    """The lap analysis of a session, on as many pages as its laps need."""
    session = found.session
    by_car = laps_by_car(found.laps)
    signs = signs_of(found, atlas)
    parts = _split([(place, by_car.get(place.entry.car_id, ())) for place in found.places])
    urls = [addresses.laps(session.id, part) for part in range(1, len(parts) + 1)]
    title = session_title(session, atlas)
    for url, part in zip(urls, parts, strict=True):
        yield LapsPage(
            url=url,
            title=f"Lap analysis: {title}",
            description=f"Every lap with its sectors: {title}, {counted(len(found.laps), 'lap')}.",
            band=session_band(found, atlas, open_url=urls[0]),
            section=section(session),
            downloads=downloads(session),
            structured=session_event(session, title),
            is_race=session.is_race,
            cars=tuple(_car(place, laps, signs(place), found, atlas) for place, laps in part),
            side_url=addresses.laps_side_by_side(session.id),
            parts=part_tabs(urls, [[place for place, _ in one] for one in parts], open_url=url),
        )


def part_tabs(urls: Sequence[str], parts: Sequence[Sequence[Place]], *, open_url: str) -> tuple[Tab, ...]:
    """`P1–P20`, `P21–P41`: the pages of a session that does not fit on one; nothing when it does."""
    if len(parts) < 2:
        return ()
    return tuple(
        Tab(f"P{part[0].position}–P{part[-1].position}", url, current=url == open_url)
        for url, part in zip(urls, parts, strict=True)
    )


def _split(cars: Sequence[tuple[Place, Sequence[TimedLap]]]) -> list[list[tuple[Place, Sequence[TimedLap]]]]:
    """Cars in their order, in parts of not too many laps; one empty part when there is no car."""
    parts: list[list[tuple[Place, Sequence[TimedLap]]]] = [[]]
    laps_in_part = 0
    for place, laps in cars:
        if parts[-1] and laps_in_part + len(laps) > MOST_LAPS:
            parts.append([])
            laps_in_part = 0
        parts[-1].append((place, laps))
        laps_in_part += len(laps)
    return parts


def _car(place: Place, laps: Sequence[TimedLap], sign: CarSign, found: Classification, atlas: Atlas) -> CarLaps:
    stops = pit_laps(laps) if found.session.is_race else frozenset()
    swaps = len({lap.driver.key for lap in laps if lap.driver}) > 1
    return CarLaps(
        sign=sign,
        label=LABELS.get(place.status, str(place.position)),
        place=place,
        crew=atlas.crew(place.entry),
        swaps=swaps,
        rows=tuple(_lap(lap, place, found, atlas, stops=stops, swaps=swaps) for lap in laps),
    )


def _lap(
    lap: TimedLap, place: Place, found: Classification, atlas: Atlas, *, stops: frozenset[int], swaps: bool
) -> LapRow:
    ms = lap.ms if lap.ms is not None and lap.ms > 0 else None
    best_ms = place.pace.best_ms
    return LapRow(
        lap=lap,
        ms=ms,
        driver=surnames([atlas.shown(lap.driver)]) if swaps and lap.driver else "",
        delta_ms=ms - best_ms if ms is not None and best_ms is not None else None,
        mark=lap_mark(lap, place, found),
        sector_marks=_sector_marks(lap, place.pace.best_sectors, found.best_sectors),
        note="; ".join(_notes(lap, place, stops=stops, is_race=found.session.is_race)),
    )


def lap_mark(lap: TimedLap, place: Place, found: Classification) -> str:
    """`sb` best of the session, `pb` own best, empty else."""
    best = found.best_lap
    if best and (best.car_id, best.number) == (lap.car_id, lap.number):
        return "sb"
    return "pb" if lap.number == place.pace.best_lap else ""


def _sector_marks(lap: TimedLap, own: Sectors, session: Sectors) -> tuple[str, str, str]:
    """A sector of a lap that does not count can be nobody's best."""
    if not lap.valid or lap.recorded_ms is None:
        return "", "", ""
    first, second, third = (
        "" if ms is None else "sb" if ms == fastest else "pb" if ms == best else ""
        for ms, best, fastest in zip(lap.sectors, own, session, strict=True)
    )
    return first, second, third


def _notes(lap: TimedLap, place: Place, *, stops: frozenset[int], is_race: bool) -> Iterable[str]:
    if lap.ms is None:
        yield "not finished"
    elif not lap.valid:
        yield "invalid"
    if is_race and lap.number == 1 and lap.ms != lap.recorded_ms:
        yield "repaired"
    if lap.number in stops:
        yield "likely pit stop"
    if lap.number - 1 in stops:
        yield "out lap"
    yield from (penalty_text(penalty, with_lap=False) for penalty in place.penalties if penalty.lap == lap.number)
