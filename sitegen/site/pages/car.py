"""The page of a car model: what it won, where, and with whom; and the list of all models."""

from collections.abc import Sequence
from typing import ClassVar

import msgspec

from sitegen.league.history.records import LapRecord
from sitegen.league.history.winners import CarHistory
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Band, Figure, Link, Page
from sitegen.site.pages.records import RecordLine, record_lines

DRIVERS_LISTED = 20
"""Drivers who started most races in it."""


class CarPage(Page, frozen=True):
    """A car model on one page."""

    template: ClassVar[str] = "car.html"
    figures: tuple[Figure, ...]
    won_at: tuple[tuple[Link, int], ...]
    drivers: tuple[tuple[PublicDriver, int], ...]
    records: tuple[RecordLine, ...]
    """Lap records that it holds."""


class CarLine(msgspec.Struct, frozen=True):
    """A model in the list of all."""

    car: Link
    past: CarHistory


class CarsPage(Page, frozen=True):
    """All models, those that started most first."""

    template: ClassVar[str] = "cars.html"
    lines: tuple[CarLine, ...]


def car_page(past: CarHistory, atlas: Atlas, *, records: Sequence[LapRecord]) -> CarPage:
    """Everything that the page of a car model shows. `records`: all of the league."""
    car = past.car
    held = [one for one in records if one.kind is not None and one.current.best.car.name == car.name]
    return CarPage(
        url=atlas.car_url(car),
        title=car.name,
        description=f"{car.name}: {counted(past.starts, 'start')}, {counted(past.wins, 'win')}, "
        f"{counted(len(held), 'lap record')}.",
        band=Band(
            title=car.name,
            crumbs=(Link("Cars", addresses.CARS),),
            facts=tuple(filter(None, (car.maker, car.car_class, counted(len(past.drivers), "driver")))),
        ),
        section=addresses.CARS,
        figures=(
            Figure("Starts", f"{past.starts:,}"),
            Figure("Wins", str(past.wins), f"{past.class_wins} in class" if past.class_wins != past.wins else ""),
            Figure("Podiums", str(past.podiums)),
            Figure("Poles", str(past.poles)),
            Figure("Lap records", str(len(held))),
        ),
        won_at=tuple((Link(track.name, atlas.track_url(track)), count) for track, count in past.won_at),
        drivers=tuple((atlas.shown(person), count) for person, count in past.drivers[:DRIVERS_LISTED]),
        records=record_lines(held, atlas),
    )


def cars_page(pasts: Sequence[CarHistory], atlas: Atlas) -> CarsPage:
    """The list of all models."""
    lines = [CarLine(Link(past.car.name, atlas.car_url(past.car)), past) for past in pasts]
    lines.sort(key=lambda line: (-line.past.starts, line.car.text))
    return CarsPage(
        url=addresses.CARS,
        title="Cars",
        description=f"All {counted(len(lines), 'car model')} with their starts, wins and poles.",
        band=Band(title="Cars", facts=(counted(len(lines), "model"),)),
        section=addresses.CARS,
        lines=tuple(lines),
    )
