"""`data/cars/`: a car model in races."""

from sitegen.league.history.winners import CarHistory
from sitegen.site.data.base import Exported, NamedDriver, TrackData, named, to_json, track_data
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


def car_file(past: CarHistory, atlas: Atlas) -> tuple[str, bytes]:
    """The data of a car model, named as its page."""
    data = CarFile(
        id=past.car.id,
        name=past.car.name,
        car_class=past.car.car_class,
        starts=past.starts,
        wins=past.wins,
        class_wins=past.class_wins,
        podiums=past.podiums,
        poles=past.poles,
        won_at=[WonAtData(track=track_data(track), wins=wins) for track, wins in past.won_at],
        drivers=[RacedData(driver=named(atlas.shown(person)), races=races) for person, races in past.drivers],
    )
    return f"data/{atlas.car_url(past.car)[:-1]}.json", to_json(data)
