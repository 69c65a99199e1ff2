"""The page of a car model: what it won, where, and with whom; and the list of all models."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

import msgspec

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.history.records import LapRecord
from sitegen.league.history.winners import CarHistory
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted
from sitegen.site.links import Links
from sitegen.site.pages.base import Band, Figure, Link, Page
from sitegen.site.pages.driver.figures import in_class
from sitegen.site.pages.record_lines import RecordLine, record_lines

DRIVERS_LISTED = 20
"""Drivers who started most races in it."""


class CarPage(Page, frozen=True):
    """A car model on one page."""

    template: ClassVar[str] = "car.html"
    figures: tuple[Figure, ...]
    """The key figures: starts, wins, podiums, poles and lap records of all cars of the model."""
    won_at: tuple[tuple[Link, int], ...]
    """Track and number of overall wins there, most wins first."""
    drivers: tuple[tuple[PublicDriver, int], ...]
    """Driver and number of races started in it, most races first, twenty drivers at most."""
    records: tuple[RecordLine, ...]
    """Lap records that it holds."""


class CarLine(msgspec.Struct, frozen=True):
    """A model in the list of all."""

    car: Link
    """The name of the model and its page."""
    past: CarHistory
    """What all cars of the model did in races."""


class CarsPage(Page, frozen=True):
    """All models, those that started most first."""

    template: ClassVar[str] = "cars.html"
    lines: tuple[CarLine, ...]
    """A row per model, those that started most first."""


def car_pages(league: LeagueScope, links: Links) -> Iterator[CarPage]:
    """A page for every car model that was driven."""
    return (car_page(history, links, records=league.histories.records) for history in league.histories.cars)


def car_page(history: CarHistory, links: Links, *, records: Iterable[LapRecord]) -> CarPage:
    """Everything that the page of a car model shows. `records`: all of the league."""
    car = history.car
    held = [record for record in records if record.kind is not None and record.current.best.car.name == car.name]
    return CarPage(
        url=links.car_url(car),
        title=car.name,
        description=f"{car.name}: {counted(history.starts, 'start')}, {counted(history.wins, 'win')}, "
        f"{counted(len(held), 'lap record')}.",
        band=Band(
            title=car.name,
            crumbs=(Link("Cars", addresses.CARS),),
            facts=tuple(filter(None, (car.maker, car.car_class, counted(len(history.drivers), "driver")))),
        ),
        section=addresses.CARS,
        figures=(
            Figure("Starts", f"{history.starts:,}"),
            Figure("Wins", str(history.wins), in_class(history.class_wins, history.wins)),
            Figure("Podiums", str(history.podiums)),
            Figure("Poles", str(history.poles)),
            Figure("Lap records", str(len(held))),
        ),
        won_at=tuple((Link(track.name, links.track_url(track)), wins) for track, wins in history.won_at),
        drivers=tuple((links.shown(person), races) for person, races in history.drivers[:DRIVERS_LISTED]),
        records=record_lines(held, links),
    )


def cars_page(league: LeagueScope, links: Links) -> CarsPage:
    """The list of all models."""
    histories = league.histories.cars
    lines = [CarLine(Link(history.car.name, links.car_url(history.car)), history) for history in histories]
    lines.sort(key=lambda line: (-line.past.starts, line.car.text))
    return CarsPage(
        url=addresses.CARS,
        title="Cars",
        description=f"All {counted(len(lines), 'car model')} with their starts, wins and poles.",
        band=Band(title="Cars", facts=(counted(len(lines), "model"),)),
        section=addresses.CARS,
        lines=tuple(lines),
    )
