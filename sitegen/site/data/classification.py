"""The classification of a session for programs: a row per car, with everything that was computed for it."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from sitegen.league.session.models import Penalty, Place, Status
from sitegen.site.data.base import CarData, Exported, NamedDriver, car_data, means, to_csv
from sitegen.site.driver_names import PublicDriver
from sitegen.site.links import Links


class DriverData(NamedDriver, frozen=True):
    """A driver in a car; `id` is null for somebody who is hidden."""

    short: Annotated[str, means("Three letters of the driver as the game has them; may be empty.")]


class PenaltyData(Exported, frozen=True):
    """A penalty that was given; seconds are said by PostRaceTime alone."""

    reason: Annotated[
        str, means("Why it was given, in the file's own word: Cutting, PitSpeeding …; `None` is race control.")
    ]
    penalty: Annotated[
        str, means("Kind of the penalty in the file's own word: DriveThrough, StopAndGo_30, PostRaceTime and so on.")
    ]
    seconds: Annotated[int | None, means("Seconds added to the race time; null for every penalty but PostRaceTime.")]
    lap: Annotated[int | None, means("Number of the lap of the offence; null when the file does not say.")]


class PlaceData(Exported, frozen=True, rename={"car_class": "class"}):
    """A car of the classification."""

    position: Annotated[int, means("Place in the file's own order, which is final, from 1 on.")]
    car_class: Annotated[
        str | None,
        means(
            "Class in which one of the drivers is listed in the championship's standings, else that of the car "
            "model: GT3, GT4, GT2, CUP, ST, CHL or TCX; null for an unknown car."
        ),
    ]
    class_position: Annotated[int | None, means("Place within the class, from 1 on; null for a car without a class.")]
    car_id: Annotated[
        int | None,
        means("The game's id of the car in this session, by which laps name it; null when the file has none."),
    ]
    number: Annotated[int | None, means("Race number on the car; null when the file has none.")]
    car: Annotated[CarData, means("Model of the car.")]
    drivers: Annotated[list[DriverData], means("Everybody who sat in the car, in the file's order.")]
    status: Annotated[
        Status,
        means(
            "In races `not_classified` without enough laps of the winner's, elsewhere without a valid lap; "
            "`disqualified` by a penalty that was not lifted; else `classified`."
        ),
    ]
    laps: Annotated[int, means("Laps as the file counts them.")]
    laps_down: Annotated[int, means("Laps fewer than the leader's in a race, never below 0; 0 elsewhere.")]
    total_ms: Annotated[
        int | None, means("Race time with penalties in milliseconds; null outside races and without a time.")
    ]
    gap_ms: Annotated[
        int | None,
        means(
            "Milliseconds behind the leader: of race time on the leader's lap, of the best lap outside races; "
            "null on another lap or without a time."
        ),
    ]
    interval_ms: Annotated[
        int | None,
        means(
            "The same in milliseconds to the car ahead in the list; null for the leader, and in races when that "
            "car has another number of laps."
        ),
    ]
    best_ms: Annotated[int | None, means("Fastest valid lap in milliseconds; null without one.")]
    best_lap: Annotated[
        int | None, means("Number of the first lap that set the best, counted from 1; null without one.")
    ]
    theoretical_ms: Annotated[
        int | None,
        means("The fastest sectors of valid laps added up, in milliseconds; null unless all three are known."),
    ]
    average_ms: Annotated[
        int | None,
        means(
            "Mean of the clean laps in milliseconds: valid ones within 107 % of the car's best, without lap 1 of "
            "a race; null without any."
        ),
    ]
    consistency_ms: Annotated[
        int | None, means("Population standard deviation of the clean laps in milliseconds; null below three of them.")
    ]
    laps_led: Annotated[int | None, means("Laps that the car completed first in a race; null elsewhere.")]
    grid: Annotated[
        int | None,
        means("Place of the car's drivers in the last qualifying of the event before it, from 1 on; null without one."),
    ]
    gained: Annotated[int | None, means("Places gained since the grid, negative for places lost; null without a grid.")]
    penalties: Annotated[
        list[PenaltyData], means("Penalties that were given, without warnings and those that were lifted.")
    ]


def place_data(place: Place, links: Links) -> PlaceData:
    """A row of the classification."""
    entry, pace = place.entry, place.pace
    return PlaceData(
        position=place.position,
        car_class=place.car_class,
        class_position=place.class_position,
        car_id=entry.car_id,
        number=entry.number,
        car=car_data(entry.car),
        drivers=[_driver(driver) for driver in links.crew(entry)],
        status=place.status,
        laps=entry.lap_count,
        laps_down=place.laps_down,
        total_ms=entry.total_ms,
        gap_ms=place.gap_ms,
        interval_ms=place.interval_ms,
        best_ms=pace.best_ms,
        best_lap=pace.best_lap,
        theoretical_ms=pace.theoretical_ms,
        average_ms=pace.average_ms,
        consistency_ms=pace.consistency_ms,
        laps_led=place.laps_led,
        grid=place.grid,
        gained=place.gained,
        penalties=[_penalty(penalty) for penalty in place.penalties],
    )


def _driver(driver: PublicDriver) -> DriverData:
    return DriverData(id=driver.id, name=driver.name, short=driver.short)


def _penalty(penalty: Penalty) -> PenaltyData:
    return PenaltyData(reason=penalty.reason, penalty=penalty.penalty, seconds=penalty.seconds, lap=penalty.lap)


def classification_csv(places: Iterable[PlaceData]) -> bytes:
    """A row per car; its drivers and its penalties in one field each, which stand last."""
    # Columns go by the names of the JSON, `class` and not `car_class`.
    nested = ("car", "drivers", "penalties")
    fields = [name for name in PlaceData.__struct_fields__ if name not in nested]
    heads = [name for name in PlaceData.__struct_encode_fields__ if name not in nested]
    return to_csv([*heads, *nested], [_cells(place, fields) for place in places])


def _cells(place: PlaceData, fields: Iterable[str]) -> Sequence[object]:
    drivers = " / ".join(driver.name for driver in place.drivers)
    penalties = "; ".join(f"{penalty.penalty} {penalty.reason}" for penalty in place.penalties)
    return [*(getattr(place, name) for name in fields), place.car.name, drivers, penalties]
