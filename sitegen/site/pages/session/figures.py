"""The strip of key figures of a session, and the line of its fastest lap."""

from collections.abc import Iterable, Sequence

from sitegen.league.session.models import BestLap, Classification, Place, Status
from sitegen.site.formats import lap_time
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Figure, crew_names, surnames
from sitegen.site.pages.session.rows import Row


def figures(found: Classification, rows: Sequence[Row], atlas: Atlas, *, pole: Place | None) -> Iterable[Figure]:
    """The strip of key figures. `pole`: first in the qualifying from which a race started."""
    counting = [row for row in rows if row.place.status is Status.CLASSIFIED]
    if found.session.is_race and len(counting) > 1:
        yield Figure("Margin", counting[1].gap, f"{surnames(counting[0].crew)} over {surnames(counting[1].crew)}")
    if found.best_lap:
        _, names = _holder(found, found.best_lap, atlas)
        yield Figure("Fastest lap", lap_time(found.best_lap.ms), names + _on_lap(found.best_lap))
    if pole is not None:
        yield Figure("Pole", lap_time(pole.pace.best_ms), crew_names(atlas.crew(pole.entry)))
    if found.session.is_race:
        yield from _race_figures(rows)
    else:
        theoretical = [row for row in rows if row.place.pace.theoretical_ms is not None]
        if theoretical:
            best = min(theoretical, key=lambda row: row.place.pace.theoretical_ms or 0)
            yield Figure("Best theoretical lap", lap_time(best.place.pace.theoretical_ms), crew_names(best.crew))


def fastest_line(found: Classification, atlas: Atlas) -> str:
    """The line under the table: `Fastest lap: #55 Sam Otter, 1:40.409, lap 12`; empty when nobody set a time."""
    if found.best_lap is None:
        return ""
    place, names = _holder(found, found.best_lap, atlas)
    return f"Fastest lap: #{place.entry.number} {names}, {lap_time(found.best_lap.ms)}{_on_lap(found.best_lap)}"


def _holder(found: Classification, best: BestLap, atlas: Atlas) -> tuple[Place, str]:
    """The car of the fastest lap and who drove it; its whole crew when the file does not say."""
    place = next(place for place in found.places if place.entry.car_id == best.car_id)
    return place, crew_names((atlas.shown(best.driver),) if best.driver else atlas.crew(place.entry))


def _on_lap(best: BestLap) -> str:
    return f", lap {best.number}" if best.number else ""


def _race_figures(rows: Sequence[Row]) -> Iterable[Figure]:
    gained = max((row.place.gained or 0 for row in rows), default=0)
    if gained > 0:
        best = [row for row in rows if row.place.gained == gained]
        yield Figure("Biggest gain", f"▲{gained}", ", ".join(crew_names(row.crew) for row in best[:2]))
    led = sorted((row for row in rows if row.place.laps_led), key=lambda row: -(row.place.laps_led or 0))[:3]
    if led:
        yield Figure(
            "Laps led", " · ".join(str(row.place.laps_led) for row in led), ", ".join(surnames(row.crew) for row in led)
        )
