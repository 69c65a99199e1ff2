"""The strip of key figures of a session, and the line of its fastest lap."""

from collections.abc import Iterable, Sequence

from sitegen.league.session.models import BestLap, Classification, Place, Status
from sitegen.site.formats import lap_time
from sitegen.site.links import Links
from sitegen.site.pages.base import Figure, crew_names, surnames
from sitegen.site.pages.session.rows import Row


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
