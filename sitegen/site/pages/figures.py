"""What stands around a classification: key figures, fastest lap, best sectors, penalties, charts."""

from collections.abc import Iterable, Sequence

import msgspec

from sitegen.league.models import BestLap, Classification, Penalty, Place, Status
from sitegen.league.people import Person
from sitegen.league.reference import PENALTY_NAMES, PENALTY_REASONS
from sitegen.site.atlas import Atlas
from sitegen.site.charts.bars import BarChart, qualifying_chart, spread_chart, stint_chart
from sitegen.site.charts.base import Chart, Namer
from sitegen.site.charts.gaps import gap_chart, history_chart
from sitegen.site.charts.positions import lap_chart
from sitegen.site.directory import Shown
from sitegen.site.formats import lap_time
from sitegen.site.pages.base import Figure, crew_names, surnames
from sitegen.site.pages.rows import Row


class Ranked(msgspec.Struct, frozen=True):
    """A line of a ranked list."""

    crew: tuple[Shown, ...]
    value: str
    best: bool


class RankedList(msgspec.Struct, frozen=True):
    """A short list, the best first."""

    title: str
    lines: tuple[Ranked, ...]


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


def namers(atlas: Atlas) -> tuple[Namer, Namer]:
    """What a car is called in charts: number and crew in words, number and three letters in labels."""

    def name(place: Place) -> str:
        return f"#{place.entry.number} {crew_names(atlas.crew(place.entry))}"

    def short(place: Place) -> str:
        crew = atlas.crew(place.entry)
        letters = (crew[0].short or crew[0].last[:3].upper()) if crew else "?"
        return f"{place.entry.number} {letters}"

    return name, short


def charts(found: Classification, atlas: Atlas) -> Iterable[Chart]:
    """The charts that a race has something to say in."""
    name, short = namers(atlas)
    if found.session.is_race:
        for draw in (lap_chart, gap_chart, history_chart):
            chart = draw(found, name=name, short=short)
            if chart is not None:
                yield chart


def bar_charts(found: Classification, atlas: Atlas) -> Iterable[BarChart]:
    """Gaps to the best lap outside races; spread of lap times and stints wherever there are enough laps."""
    name, short = namers(atlas)

    def called(person: Person) -> tuple[str, str]:
        shown = atlas.shown(person)
        return shown.name, shown.short or shown.last[:3].upper()

    draw = spread_chart if found.session.is_race else qualifying_chart
    for chart in (
        draw(found, name=name, short=short),
        stint_chart(found, name=name, short=short, called=called),
    ):
        if chart is not None:
            yield chart


def fastest_laps(rows: Sequence[Row]) -> Iterable[RankedList]:
    """The five fastest cars by their best lap."""
    ranked = sorted(
        (row for row in rows if row.place.pace.best_ms is not None), key=lambda row: row.place.pace.best_ms or 0
    )
    if ranked:
        lines = (Ranked(row.crew, lap_time(row.place.pace.best_ms), row.fastest) for row in ranked[:5])
        yield RankedList("Fastest laps", tuple(lines))


def best_sectors(found: Classification, rows: Sequence[Row]) -> Iterable[RankedList]:
    """The five best of each sector."""
    for index in range(3):
        ranked = sorted(
            ((ms, number, row) for number, row in enumerate(rows) if (ms := row.place.pace.best_sectors[index])),
            key=lambda item: item[:2],
        )[:5]
        if ranked:
            lines = [Ranked(row.crew, lap_time(ms), ms == found.best_sectors[index]) for ms, _, row in ranked]
            yield RankedList(f"Sector {index + 1}", tuple(lines))


def footnotes(rows: Iterable[Row]) -> Iterable[str]:
    """`#12 Jane Smith: +10 s, cutting (lap 7)`, a line per penalty and per missed stop."""
    for row in rows:
        who = f"#{row.place.entry.number} {crew_names(row.crew)}"
        for penalty in row.place.penalties:
            yield f"{who}: {penalty_text(penalty)}"
        if row.place.entry.missed_stop:
            yield f"{who}: mandatory pit stop not taken"


def penalty_text(penalty: Penalty) -> str:
    """`+10 s, cutting (lap 7)`, `drive-through, speeding in the pit lane`."""
    what = PENALTY_NAMES.get(penalty.penalty, penalty.penalty)
    if penalty.seconds is not None:
        what = f"+{penalty.seconds} s"
    reason = PENALTY_REASONS.get(penalty.reason, penalty.reason)
    return f"{what}, {reason}" + (f" (lap {penalty.lap})" if penalty.lap else "")
