"""The chart of stints: who drove when in the cars of several drivers."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import msgspec

from sitegen.league.game.people import Person
from sitegen.league.session.laps import laps_by_car
from sitegen.league.session.models import Classification, Place, TimedLap
from sitegen.site.charts.bars import Bar, BarChart, BarRow, bar_chart, row_y
from sitegen.site.charts.base import NumberRow, Numbers, Signs
from sitegen.site.charts.drawing import LapScale, lap_ticks
from sitegen.site.formats import counted, lap_time

ROOM_FOR_LETTERS = 30
"""Pixels of a bar in which three letters have room."""
BETWEEN_BARS = 1.5
"""Pixels between two stints, so that a change of drivers is seen where two colours are alike."""
SEAT_COLOURS = 4

NamesOf = Callable[[Person], tuple[str, str]]
"""From a driver to their name and their three letters, as they may be shown."""


class Stint(msgspec.Struct, frozen=True):
    """Laps that one driver drove without a swap."""

    driver: Person
    laps: tuple[TimedLap, ...]
    """In the order driven, at least one."""

    @property
    def first_lap(self) -> int:
        """The number of its first lap."""
        return self.laps[0].number

    @property
    def last_lap(self) -> int:
        """The number of its last lap."""
        return self.laps[-1].number


class _Car(msgspec.Struct, frozen=True):
    """A car with its stints."""

    place: Place
    stints: tuple[Stint, ...]
    """In the order driven."""

    @property
    def is_shared(self) -> bool:
        """Whether several drivers drove it."""
        return len({stint.driver.key for stint in self.stints}) > 1


def stint_chart(classification: Classification, *, signs: Signs, names_of: NamesOf) -> BarChart | None:
    """Who drove when in the cars of several drivers; None when nobody shared a car."""
    cars = _shared_cars(classification)
    if not cars:
        return None
    scale = LapScale(0, max(car.stints[-1].last_lap for car in cars))
    rows = []
    for number, car in enumerate(cars):
        sign = signs(car.place)
        rows.append(BarRow(sign, sign.name, row_y(number), tuple(_bars(car, scale, names_of)), ""))
    return bar_chart(
        "stint-chart",
        "Stints",
        f"Who drove when: {counted(len(rows), 'car')} with several drivers.",
        rows,
        x_ticks=lap_ticks(scale, with_grid=False),
        numbers=_numbers(cars, signs, names_of),
    )


def _shared_cars(classification: Classification) -> list[_Car]:
    laps = laps_by_car(classification.laps)
    cars = [_Car(place, _stints(laps.get(place.entry.car_id, ()))) for place in classification.places]
    return [car for car in cars if car.is_shared]


def _stints(laps: Iterable[TimedLap]) -> tuple[Stint, ...]:
    """The stints of a car; laps of which the file does not say who drove them belong to none."""
    runs = groupby(laps, key=lambda lap: lap.driver)
    return tuple(Stint(driver, tuple(run)) for driver, run in runs if driver is not None)


def _bars(car: _Car, scale: LapScale, names_of: NamesOf) -> Iterable[Bar]:
    seats = {driver.key: seat for seat, driver in enumerate(car.place.entry.drivers)}
    for stint in car.stints:
        # A bar begins where the lap before ended.
        start, end = scale.x(stint.first_lap - 1), scale.x(stint.last_lap)
        width = round(end - start - BETWEEN_BARS, 1)
        name, letters = names_of(stint.driver)
        text = letters if width >= ROOM_FOR_LETTERS else ""
        yield Bar(
            x=round(start, 1),
            width=width,
            kind=f"s{seats[stint.driver.key] % SEAT_COLOURS}",
            title=f"{name}, laps {_lap_numbers(stint)}",
            text=text,
        )


def _numbers(cars: Sequence[_Car], signs: Signs, names_of: NamesOf) -> Numbers:
    rows = []
    for car in cars:
        sign = signs(car.place)
        rows += [NumberRow(sign, _cells(stint, names_of)) for stint in car.stints]
    return Numbers(heads=("Driver", "Laps", "Count", "Best", "Total"), rows=tuple(rows))


def _cells(stint: Stint, names_of: NamesOf) -> tuple[str, ...]:
    name, _ = names_of(stint.driver)
    return (name, _lap_numbers(stint), str(len(stint.laps)), lap_time(_best_ms(stint)), lap_time(_total_ms(stint)))


def _lap_numbers(stint: Stint) -> str:
    """`12–24`."""
    return f"{stint.first_lap}–{stint.last_lap}"


def _best_ms(stint: Stint) -> int | None:
    """The fastest valid lap; None without one."""
    valid = [lap.recorded_ms for lap in stint.laps if lap.valid]
    return min((ms for ms in valid if ms is not None), default=None)


def _total_ms(stint: Stint) -> int | None:
    """The time of all laps together; None after an unfinished one."""
    times = [lap.ms for lap in stint.laps]
    known = [ms for ms in times if ms is not None]
    return sum(known) if len(known) == len(times) else None
