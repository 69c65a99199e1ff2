"""The chart of stints: who drove when in the cars of several drivers."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

import msgspec

from sitegen.league.game.people import Person
from sitegen.league.session.laps import laps_by_car
from sitegen.league.session.models import Classification, Place, TimedLap
from sitegen.site.charts.bars import Bar, BarChart, BarRow, bar_chart, row_y
from sitegen.site.charts.base import LapScale, NumberRow, Numbers, Signs, lap_ticks
from sitegen.site.formats import counted, lap_time

ROOM_FOR_LETTERS = 30

Called = Callable[[Person], tuple[str, str]]
"""From somebody to their name and their three letters."""


class Stint(msgspec.Struct, frozen=True):
    """Laps that one driver drove without a swap."""

    driver: Person
    laps: tuple[TimedLap, ...]


def stint_chart(found: Classification, *, signs: Signs, called: Called) -> BarChart | None:
    """Who drove when in the cars of several drivers; None when nobody shared a car."""
    laps = laps_by_car(found.laps)
    stints = [(place, _stints(laps.get(place.entry.car_id, ()))) for place in found.places]
    shared = [(place, own) for place, own in stints if len({stint.driver.key for stint in own}) > 1]
    if not shared:
        return None
    scale = LapScale(0, max(own[-1].laps[-1].number for _, own in shared))
    rows = [
        BarRow(signs(place), signs(place).name, row_y(number), tuple(_bars(place, own, scale, called)), "")
        for number, (place, own) in enumerate(shared)
    ]
    chart = bar_chart(
        "stint-chart", "Stints", f"Who drove when: {counted(len(rows), 'car')} with several drivers.", rows
    )
    return msgspec.structs.replace(
        chart, x_ticks=tuple(lap_ticks(scale, with_grid=False)), numbers=_numbers(shared, signs, called)
    )


def _stints(laps: Iterable[TimedLap]) -> tuple[Stint, ...]:
    return tuple(
        Stint(driver, tuple(own)) for driver, own in groupby(laps, key=lambda lap: lap.driver) if driver is not None
    )


def _bars(place: Place, stints: Iterable[Stint], scale: LapScale, called: Called) -> Iterable[Bar]:
    seats = {driver.key: seat for seat, driver in enumerate(place.entry.drivers)}
    for stint in stints:
        first, last = stint.laps[0].number, stint.laps[-1].number
        start, end = scale.x(first - 1), scale.x(last)
        width = round(end - start - 1.5, 1)
        name, letters = called(stint.driver)
        text = letters if width >= ROOM_FOR_LETTERS else ""
        yield Bar(round(start, 1), width, f"s{seats[stint.driver.key] % 4}", f"{name}, laps {first}–{last}", text)


def _numbers(shared: Iterable[tuple[Place, Sequence[Stint]]], signs: Signs, called: Called) -> Numbers:
    return Numbers(
        heads=("Driver", "Laps", "Count", "Best", "Total"),
        rows=tuple(NumberRow(signs(place), _cells(stint, called)) for place, own in shared for stint in own),
    )


def _cells(stint: Stint, called: Called) -> tuple[str, ...]:
    valid = (lap.recorded_ms for lap in stint.laps if lap.valid)
    total = [lap.ms for lap in stint.laps]
    return (
        called(stint.driver)[0],
        f"{stint.laps[0].number}–{stint.laps[-1].number}",
        str(len(stint.laps)),
        lap_time(min((ms for ms in valid if ms is not None), default=None)),
        lap_time(None if None in total else sum(ms or 0 for ms in total)),
    )
