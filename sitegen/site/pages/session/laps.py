"""The lap analysis of a session: every lap of every car with its sectors."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

import msgspec

from sitegen.dataset.scopes import EventScope
from sitegen.dataset.sessions import ComputedEvent
from sitegen.league.session.laps import laps_by_car
from sitegen.league.session.models import Classification, Place, Sectors, Session, TimedLap
from sitegen.league.session.stops import pit_laps
from sitegen.site import addresses
from sitegen.site.charts.base import CarSign, Signs
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted
from sitegen.site.links import Links
from sitegen.site.pages.base import Page, Tab, open_tab, surnames
from sitegen.site.pages.session.band import downloads, section, session_band, session_title
from sitegen.site.pages.session.lists import penalty_text
from sitegen.site.pages.session.rows import label_of, signs_of
from sitegen.site.pages.structured import session_event

MOST_LAPS = 5000
"""Laps on one page; a twelve-hour race is split by cars, so that a phone can open it."""

CarAndLaps = tuple[Place, Sequence[TimedLap]]
"""A car with its laps."""


class LapRow(msgspec.Struct, frozen=True, gc=False):
    """A lap of a car."""

    lap: TimedLap
    """The lap with what was computed of it."""
    driver: str
    """Last name; empty in cars with one driver."""
    ms: int | None
    """The lap time in ms; none where the repair of lap 1 leaves no time that a lap could take."""
    delta_ms: int | None
    """To the car's own best lap, in ms."""
    mark: str
    """`sb` best of the session, `pb` own best, empty else."""
    sector_marks: tuple[str, str, str]
    """The same of each sector."""
    note: str
    """What happened on the lap: invalid, pit stop, penalty; empty for most."""


class CarLaps(msgspec.Struct, frozen=True):
    """A car with its laps."""

    sign: CarSign
    """How the car is known on this page."""
    label: str
    """The place, NC or DSQ."""
    place: Place
    """The car's place with everything that was computed of it."""
    crew: tuple[PublicDriver, ...]
    """Everybody who drove the car."""
    swaps: bool
    """Several drivers drove."""
    rows: tuple[LapRow, ...]
    """Its laps in the order in which they were driven."""


class LapsPage(Page, frozen=True):
    """Lap analysis, car by car in the order of the classification."""

    template: ClassVar[str] = "laps.html"
    is_race: bool
    """Whether the session is a race."""
    cars: tuple[CarLaps, ...]
    """The cars of this page."""
    side_url: str
    """The page on which all cars stand side by side."""
    parts: tuple[Tab, ...]
    """The pages of a session that does not fit on one; empty when it does."""


def laps_pages(event: ComputedEvent, links: Links) -> Iterator[LapsPage]:
    """The lap analysis of every session of an event, on as many pages as its laps need."""
    for session in event.sessions:
        yield from _laps_pages(session.classification, event.scope, links)


def _laps_pages(classification: Classification, scope: EventScope, links: Links) -> Iterator[LapsPage]:
    """`scope`: of its event."""
    session = classification.session
    by_car = laps_by_car(classification.laps)
    signs = signs_of(classification.places, links)
    parts = _split([(place, by_car.get(place.entry.car_id, ())) for place in classification.places])
    urls = [addresses.laps(session.id, number) for number in range(1, len(parts) + 1)]
    tabs = part_tabs(urls, [_places(part) for part in parts])
    title = session_title(session, links)
    for url, part in zip(urls, parts, strict=True):
        yield LapsPage(
            url=url,
            title=f"Lap analysis: {title}",
            description=f"Every lap with its sectors: {title}, {counted(len(classification.laps), 'lap')}.",
            band=session_band(classification, scope, links, open_url=urls[0]),
            section=section(session),
            downloads=downloads(session),
            structured=session_event(session, title),
            is_race=session.is_race,
            cars=tuple(_cars(part, classification, signs, links)),
            side_url=addresses.laps_side_by_side(session.id),
            parts=open_tab(tabs, url),
        )


def part_tabs(urls: Sequence[str], parts: Sequence[Sequence[Place]]) -> tuple[Tab, ...]:
    """`P1–P20`, `P21–P41`: the pages of a session that does not fit on one; nothing when it does."""
    if len(parts) < 2:
        return ()
    return tuple(
        Tab(f"P{places[0].position}–P{places[-1].position}", url) for url, places in zip(urls, parts, strict=True)
    )


def _split(cars: Iterable[CarAndLaps]) -> list[list[CarAndLaps]]:
    """Cars in their order, in parts of not too many laps; one empty part when there is no car."""
    parts: list[list[CarAndLaps]] = [[]]
    laps_in_part = 0
    for place, laps in cars:
        # A car is never torn apart: one that has more laps than a page may hold has a page for itself.
        if parts[-1] and laps_in_part + len(laps) > MOST_LAPS:
            parts.append([])
            laps_in_part = 0
        parts[-1].append((place, laps))
        laps_in_part += len(laps)
    return parts


def _places(part: Iterable[CarAndLaps]) -> list[Place]:
    return [place for place, _ in part]


def _cars(part: Iterable[CarAndLaps], classification: Classification, signs: Signs, links: Links) -> Iterable[CarLaps]:
    for place, laps in part:
        swaps = len({lap.driver.key for lap in laps if lap.driver}) > 1
        drivers = [_driver(lap, links) for lap in laps] if swaps else [""] * len(laps)
        rows = _lap_rows(place, laps, classification, drivers)
        yield CarLaps(signs(place), label_of(place), place, links.crew(place.entry), swaps, tuple(rows))


def _driver(lap: TimedLap, links: Links) -> str:
    """The last name; empty when the file does not say who drove the lap."""
    return surnames([links.shown(lap.driver)]) if lap.driver else ""


def _lap_rows(
    place: Place, laps: Sequence[TimedLap], classification: Classification, drivers: Iterable[str]
) -> Iterable[LapRow]:
    """`drivers`: what stands beside each of the laps."""
    session = classification.session
    stops = likely_stops(laps, session)
    for lap, driver in zip(laps, drivers, strict=True):
        ms = shown_ms(lap)
        yield LapRow(
            lap=lap,
            driver=driver,
            ms=ms,
            delta_ms=_delta_ms(ms, place.pace.best_ms),
            mark=lap_mark(lap, place, classification),
            sector_marks=_sector_marks(lap, place.pace.best_sectors, classification.best_sectors),
            note="; ".join(_notes(lap, place, stops=stops, is_race=session.is_race)),
        )


def likely_stops(laps: Sequence[TimedLap], session: Session) -> frozenset[int]:
    """The numbers of a car's laps that likely ended in the pit lane; none outside races."""
    # There cars go to their garage, which the table of runs shows.
    if not session.is_race:
        return frozenset()
    return pit_laps(laps)


def shown_ms(lap: TimedLap) -> int | None:
    """The time of a lap in ms; None where the repair of lap 1 leaves no time that a lap could take."""
    if lap.ms is None or lap.ms <= 0:
        return None
    return lap.ms


def _delta_ms(ms: int | None, best_ms: int | None) -> int | None:
    if ms is None or best_ms is None:
        return None
    return ms - best_ms


def lap_mark(lap: TimedLap, place: Place, classification: Classification) -> str:
    """`sb` best of the session, `pb` own best, empty else."""
    best = classification.best_lap
    if best and (best.car_id, best.number) == (lap.car_id, lap.number):
        return "sb"
    return "pb" if lap.number == place.pace.best_lap else ""


def _sector_marks(lap: TimedLap, car_bests: Sectors, session_bests: Sectors) -> tuple[str, str, str]:
    """A sector of a lap that does not count can be nobody's best."""
    if not lap.valid or lap.recorded_ms is None:
        return "", "", ""
    first, second, third = map(_sector_mark, lap.sectors, car_bests, session_bests)
    return first, second, third


def _sector_mark(ms: int | None, car_best_ms: int | None, session_best_ms: int | None) -> str:
    if ms is None:
        return ""
    if ms == session_best_ms:
        return "sb"
    return "pb" if ms == car_best_ms else ""


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
    for penalty in place.penalties:
        if penalty.lap == lap.number:
            yield penalty_text(penalty, with_lap=False)
