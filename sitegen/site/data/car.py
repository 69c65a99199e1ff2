"""`data/cars/`: a car model in races."""

from collections.abc import Iterator
from typing import Annotated

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.history.winners import CarHistory
from sitegen.site import addresses
from sitegen.site.data.base import Exported, NamedDriver, TrackData, means, named_driver, to_json, track_data
from sitegen.site.links import Links


class WonAtData(Exported, frozen=True):
    """Overall wins on a track."""

    track: Annotated[TrackData, means("The track of the races.")]
    wins: Annotated[int, means("Overall wins of the model there, in races.")]


class RacedData(Exported, frozen=True):
    """Somebody's races in a car."""

    driver: Annotated[NamedDriver, means("Who started races in the model.")]
    races: Annotated[int, means("How many races they started in it.")]


class CarFile(Exported, frozen=True, rename={"car_class": "class"}):
    """A car model in races."""

    id: Annotated[int | None, means("The game's number of the car model; null when the files have none.")]
    name: Annotated[str, means("Full name of the car model, such as `Ferrari 296 GT3`.")]
    car_class: Annotated[
        str | None,
        means("Class of the model in the game: GT3, GT4, GT2, CUP, ST, CHL or TCX; null for an unknown car."),
    ]
    starts: Annotated[int, means("Starts in races, every car of the model counted.")]
    wins: Annotated[int, means("Overall wins, in races.")]
    class_wins: Annotated[int, means("First places of a class, in races.")]
    podiums: Annotated[int, means("Overall places from 1 to 3, every car counted.")]
    poles: Annotated[int, means("First places in the qualifying from which a race started.")]
    won_at: Annotated[list[WonAtData], means("Overall wins by track, the most first.")]
    drivers: Annotated[list[RacedData], means("Everybody who started a race in the model, the most races first.")]


def car_files(league: LeagueScope, links: Links) -> Iterator[tuple[str, bytes]]:
    """A file for every car model that was driven."""
    return (car_file(history, links) for history in league.histories.cars)


def car_file(history: CarHistory, links: Links) -> tuple[str, bytes]:
    """Path and data of a car model, named as its page."""
    car = history.car
    data = CarFile(
        id=car.id,
        name=car.name,
        car_class=car.car_class,
        starts=history.starts,
        wins=history.wins,
        class_wins=history.class_wins,
        podiums=history.podiums,
        poles=history.poles,
        won_at=[WonAtData(track=track_data(track), wins=wins) for track, wins in history.won_at],
        drivers=[RacedData(driver=named_driver(links.shown(driver)), races=races) for driver, races in history.drivers],
    )
    return addresses.data_of(links.car_url(car)), to_json(data)
