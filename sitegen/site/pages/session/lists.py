"""The lists around a classification: fastest laps, best sectors, laps led, penalties, retirements."""

from collections.abc import Iterable, Sequence

import msgspec

from sitegen.league.game.reference import PENALTY_NAMES, PENALTY_REASONS
from sitegen.league.session.models import Classification, Penalty, Status
from sitegen.site.charts.base import CarSign
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted, lap_time
from sitegen.site.pages.session.rows import Row

LISTED = 10
"""Lines of a list of bests."""


class Ranked(msgspec.Struct, frozen=True):
    """A line of a ranked list."""

    sign: CarSign
    crew: tuple[PublicDriver, ...]
    value: str
    detail: str = ""
    best: bool = False


class RankedList(msgspec.Struct, frozen=True):
    """A short list, the best first."""

    title: str
    lines: tuple[Ranked, ...]


def fastest_laps(rows: Sequence[Row]) -> Iterable[RankedList]:
    """The ten fastest cars by their best lap."""
    ranked = sorted(
        (row for row in rows if row.place.pace.best_ms is not None), key=lambda row: row.place.pace.best_ms or 0
    )
    if ranked:
        lines = (
            Ranked(
                row.sign,
                row.crew,
                lap_time(row.place.pace.best_ms),
                detail=f"lap {row.place.pace.best_lap}" if row.place.pace.best_lap else "",
                best=row.fastest,
            )
            for row in ranked[:LISTED]
        )
        yield RankedList("Fastest laps", tuple(lines))


def best_sectors(found: Classification, rows: Sequence[Row]) -> Iterable[RankedList]:
    """The ten best of each sector."""
    for index in range(3):
        ranked = sorted(
            ((ms, number, row) for number, row in enumerate(rows) if (ms := row.place.pace.best_sectors[index])),
            key=lambda item: item[:2],
        )[:LISTED]
        if ranked:
            lines = [
                Ranked(row.sign, row.crew, lap_time(ms), best=ms == found.best_sectors[index]) for ms, _, row in ranked
            ]
            yield RankedList(f"Sector {index + 1}", tuple(lines))


def laps_led(found: Classification, rows: Sequence[Row]) -> Iterable[RankedList]:
    """Who was first at the line how often, and when; nothing when one car led from lap 1 to the end."""
    led = [(lap.car_id, lap.number) for lap in found.laps if lap.position == 1]
    lines = []
    for row in sorted(rows, key=lambda row: -(row.place.laps_led or 0)):
        numbers = [number for car_id, number in led if car_id == row.place.entry.car_id]
        if numbers and row.place.laps_led:
            lines.append(Ranked(row.sign, row.crew, counted(len(numbers), "lap"), detail=spans(numbers)))
    if len(lines) > 1:
        yield RankedList("Laps led", tuple(lines))


def spans(numbers: Iterable[int]) -> str:
    """`1–8, 12, 20–23` from rising numbers."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def retirements(found: Classification, rows: Iterable[Row]) -> Iterable[str]:
    """`#12 Jane Smith: last seen on lap 7, 14th`, a line per car that is not classified."""
    last = {lap.car_id: lap for lap in found.laps}
    for row in rows:
        if found.session.is_race and row.place.status is Status.NOT_CLASSIFIED:
            lap = last.get(row.place.entry.car_id)
            where = f"last over the line on lap {lap.number}, in place {lap.position}" if lap else "no lap"
            yield f"{row.sign.name}: {where}"


def footnotes(rows: Iterable[Row]) -> Iterable[str]:
    """`#12 Jane Smith: +10 s, cutting (lap 7)`, a line per penalty and per missed stop."""
    for row in rows:
        who = row.sign.name
        for penalty in row.place.penalties:
            yield f"{who}: {penalty_text(penalty)}"
        if row.place.entry.missed_stop:
            yield f"{who}: mandatory pit stop not taken"


def penalty_text(penalty: Penalty, *, with_lap: bool = True) -> str:
    """`+10 s, cutting (lap 7)`, `drive-through, speeding in the pit lane`."""
    what = PENALTY_NAMES.get(penalty.penalty, penalty.penalty)
    if penalty.seconds is not None:
        what = f"+{penalty.seconds} s"
    reason = PENALTY_REASONS.get(penalty.reason, penalty.reason)
    return f"{what}, {reason}" + (f" (lap {penalty.lap})" if penalty.lap and with_lap else "")
