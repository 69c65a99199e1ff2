"""`data/cars/`: a car model in races."""

from sitegen.league.history.winners import CarHistory
from sitegen.site.data.base import Exported, NamedDriver, TrackData, named_driver, to_json, track_data
from sitegen.site.links import Atlas


class WonAtData(Exported, frozen=True):
    """Overall wins on a track."""

    track: TrackData
    wins: int


class RacedData(Exported, frozen=True):
    """Somebody's races in a car."""

    driver: NamedDriver
    races: int


class CarFile(Exported, frozen=True, rename={"car_class": "class"}):
    """A car model in races."""

    id: int | None
    name: str
    car_class: str | None
    starts: int
    wins: int
    class_wins: int
    podiums: int
    poles: int
    won_at: list[WonAtData]
    drivers: list[RacedData]


def car_file(history: CarHistory, atlas: Atlas) -> tuple[str, bytes]:
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
        drivers=[RacedData(driver=named_driver(atlas.shown(driver)), races=races) for driver, races in history.drivers],
    )
    return f"data/{atlas.car_url(car)[:-1]}.json", to_json(data)
