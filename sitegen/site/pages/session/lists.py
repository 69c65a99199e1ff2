"""What stands around a classification: key figures, fastest laps, best sectors, laps led, penalties, retirements."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from sitegen.league.game.reference import PENALTY_NAMES, PENALTY_REASONS
from sitegen.league.session.models import BestLap, Classification, Penalty, Place, Status, TimedLap
from sitegen.site.charts.base import CarSign
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted, lap_time
from sitegen.site.links import Links
from sitegen.site.pages.base import Figure, crew_names, surnames
from sitegen.site.pages.session.rows import Row

LISTED = 10
"""Lines of a list of bests."""


def figures(
    classification: Classification, rows: Sequence[Row], links: Links, *, pole: Place | None
) -> Iterable[Figure]:
    """The strip of key figures. `rows`: in order of place; `pole`: first in the qualifying before a race."""
    if classification.session.is_race:
        yield from _margin(rows)
    if classification.best_lap:
        best = classification.best_lap
        _, names = _holder(classification, best, links)
        yield Figure("Fastest lap", lap_time(best.ms), names + _on_lap(best))
    if pole is not None:
        yield Figure("Pole", lap_time(pole.pace.best_ms), crew_names(links.crew(pole.entry)))
    if classification.session.is_race:
        yield from _biggest_gain(rows)
        yield from _laps_led(rows)
    else:
        yield from _best_theoretical(rows)


def fastest_line(classification: Classification, links: Links) -> str:
    """The line under the table: `Fastest lap: #55 Sam Otter, 1:40.409, lap 12`; empty when nobody set a time."""
    best = classification.best_lap
    if best is None:
        return ""
    place, names = _holder(classification, best, links)
    return f"Fastest lap: #{place.entry.number} {names}, {lap_time(best.ms)}{_on_lap(best)}"


def _holder(classification: Classification, best: BestLap, links: Links) -> tuple[Place, str]:
    """The car of the fastest lap and who drove it; its whole crew when the file does not say."""
    place = next(place for place in classification.places if place.entry.car_id == best.car_id)
    if best.driver:
        return place, crew_names([links.shown(best.driver)])
    return place, crew_names(links.crew(place.entry))


def _on_lap(best: BestLap) -> str:
    return f", lap {best.number}" if best.number else ""


def _margin(rows: Sequence[Row]) -> Iterable[Figure]:
    """By how much the winner was ahead of the second; cars that do not count are not second."""
    counting = [row for row in rows if row.place.status is Status.CLASSIFIED]
    if len(counting) > 1:
        winner, second = counting[:2]
        yield Figure("Margin", second.gap, f"{surnames(winner.crew)} over {surnames(second.crew)}")


def _biggest_gain(rows: Sequence[Row]) -> Iterable[Figure]:
    gained = max((row.place.gained or 0 for row in rows), default=0)
    if gained > 0:
        # Several cars may have gained as much; there is room for the names of two.
        names = [crew_names(row.crew) for row in rows if row.place.gained == gained]
        yield Figure("Biggest gain", f"▲{gained}", ", ".join(names[:2]))


def _laps_led(rows: Sequence[Row]) -> Iterable[Figure]:
    """The three cars that led most laps."""
    leaders = [row for row in rows if row.place.laps_led]
    leaders.sort(key=lambda row: row.place.laps_led or 0, reverse=True)
    if leaders:
        counts = " · ".join(str(row.place.laps_led) for row in leaders[:3])
        yield Figure("Laps led", counts, ", ".join(surnames(row.crew) for row in leaders[:3]))


def _best_theoretical(rows: Sequence[Row]) -> Iterable[Figure]:
    """The best sum of a car's fastest sectors: see content/docs/numbers.md."""
    times = [(row.place.pace.theoretical_ms, row) for row in rows if row.place.pace.theoretical_ms is not None]
    if times:
        ms, row = min(times, key=lambda time: time[0])
        yield Figure("Best theoretical lap", lap_time(ms), crew_names(row.crew))


class Ranked(msgspec.Struct, frozen=True):
    """A line of a ranked list."""

    sign: CarSign
    """How the car is known on this page."""
    crew: tuple[PublicDriver, ...]
    """Who drove the car."""
    value: str
    """What the list ranks, ready for show: a time or a number of laps."""
    detail: str = ""
    """On which laps; may be empty."""
    best: bool = False
    """Whether it is the best of the session."""


class RankedList(msgspec.Struct, frozen=True):
    """A short list, the best first."""

    title: str
    """What is ranked: `Fastest laps`, `Sector 1`."""
    lines: tuple[Ranked, ...]
    """No more than ten; all who led in the list of laps led."""


def fastest_laps(rows: Iterable[Row]) -> Iterable[RankedList]:
    """The ten fastest cars by their best lap."""
    timed = [row for row in rows if row.place.pace.best_ms is not None]
    timed.sort(key=lambda row: row.place.pace.best_ms or 0)
    if timed:
        yield RankedList("Fastest laps", tuple(_fastest_lap(row) for row in timed[:LISTED]))


def _fastest_lap(row: Row) -> Ranked:
    pace = row.place.pace
    lap = f"lap {pace.best_lap}" if pace.best_lap else ""
    return Ranked(row.sign, row.crew, lap_time(pace.best_ms), detail=lap, best=row.fastest)


def best_sectors(classification: Classification, rows: Sequence[Row]) -> Iterable[RankedList]:
    """The ten best of each sector."""
    for index, session_best in enumerate(classification.best_sectors):
        times = [(row.place.pace.best_sectors[index], row) for row in rows]
        driven = [(ms, row) for ms, row in times if ms]
        # Sorting keeps equal times in the order of the rows: who is classified first stands first.
        driven.sort(key=lambda time: time[0])
        if driven:
            lines = [Ranked(row.sign, row.crew, lap_time(ms), best=ms == session_best) for ms, row in driven[:LISTED]]
            yield RankedList(f"Sector {index + 1}", tuple(lines))


def laps_led(classification: Classification, rows: Iterable[Row]) -> Iterable[RankedList]:
    """Who was first at the line how often, and when; nothing when one car led from lap 1 to the end."""
    laps_of_leader: dict[int | None, list[int]] = defaultdict(list)
    for lap in classification.laps:
        if lap.position == 1:
            laps_of_leader[lap.car_id].append(lap.number)
    leaders = [row for row in rows if row.place.laps_led and row.place.entry.car_id in laps_of_leader]
    leaders.sort(key=lambda row: row.place.laps_led or 0, reverse=True)
    if len(leaders) > 1:
        lines = [_leader(row, laps_of_leader[row.place.entry.car_id]) for row in leaders]
        yield RankedList("Laps led", tuple(lines))


def _leader(row: Row, numbers: Sequence[int]) -> Ranked:
    return Ranked(row.sign, row.crew, counted(len(numbers), "lap"), detail=spans(numbers))


def spans(numbers: Iterable[int]) -> str:
    """`1–8, 12, 20–23` from rising numbers."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return ", ".join(_span(group[0], group[-1]) for group in groups)


def _span(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return f"{first}–{last}"


def retirements(classification: Classification, rows: Iterable[Row]) -> Iterable[str]:
    """`#12 Jane Smith: last over the line on lap 7, in place 14`, a line per car of a race that is not classified."""
    if not classification.session.is_race:
        return
    last_laps = {lap.car_id: lap for lap in classification.laps}
    for row in rows:
        if row.place.status is Status.NOT_CLASSIFIED:
            yield f"{row.sign.name}: {_last_seen(last_laps.get(row.place.entry.car_id))}"


def _last_seen(lap: TimedLap | None) -> str:
    if lap is None:
        return "no lap"
    return f"last over the line on lap {lap.number}, in place {lap.position}"


def footnotes(rows: Iterable[Row]) -> Iterable[str]:
    """`#12 Jane Smith: +10 s, cutting (lap 7)`, a line per penalty and per missed stop."""
    for row in rows:
        for penalty in row.place.penalties:
            yield f"{row.sign.name}: {penalty_text(penalty)}"
        if row.place.entry.missed_stop:
            yield f"{row.sign.name}: mandatory pit stop not taken"


def penalty_text(penalty: Penalty, *, with_lap: bool = True) -> str:
    """`+10 s, cutting (lap 7)`, `drive-through, speeding in the pit lane`."""
    # A word that the reference does not have, of a newer game, is shown as the file has it.
    name = PENALTY_NAMES.get(penalty.penalty, penalty.penalty)
    reason = PENALTY_REASONS.get(penalty.reason, penalty.reason)
    if penalty.seconds is not None:
        name = f"+{penalty.seconds} s"
    if with_lap and penalty.lap:
        return f"{name}, {reason} (lap {penalty.lap})"
    return f"{name}, {reason}"
