"""The chart of the spread of lap times: how fast and how steady every car was."""

from collections.abc import Iterable

import msgspec

from sitegen.league.session.laps import laps_by_car
from sitegen.league.session.models import Classification, Place, TimedLap
from sitegen.league.session.pace import is_clean
from sitegen.site.charts.bars import SPAN, Bar, BarChart, BarRow, bar_chart, row_y
from sitegen.site.charts.base import LEFT, CarSign, NumberRow, Numbers, Signs, Tick
from sitegen.site.formats import lap_time

FEWEST_CLEAN = 5
"""Clean laps below which a spread says nothing."""


class _Spread(msgspec.Struct, frozen=True):
    """The clean laps of a car, in milliseconds."""

    place: Place
    times: tuple[int, ...]
    """The fastest first."""

    @property
    def fastest(self) -> int:
        return self.times[0]

    @property
    def slowest(self) -> int:
        return self.times[-1]

    @property
    def median(self) -> float:
        return self.quantile(0.5)

    @property
    def middle_half(self) -> float:
        """How far the quarters lie apart."""
        return self.quantile(0.75) - self.quantile(0.25)

    def quantile(self, share: float) -> float:
        """The time than which a share of the laps is faster, interpolated between two laps."""
        at = share * (len(self.times) - 1)
        below = int(at)
        above = min(below + 1, len(self.times) - 1)
        return self.times[below] + (self.times[above] - self.times[below]) * (at - below)


class _Scale(msgspec.Struct, frozen=True):
    """From a lap time to pixels from the left."""

    low: int
    high: int

    def x(self, ms: float) -> float:
        return round(LEFT + SPAN * (ms - self.low) / max(1, self.high - self.low), 1)


def spread_chart(classification: Classification, *, signs: Signs) -> BarChart | None:
    """The clean laps of everybody: from the fastest to the slowest, the middle half, the median.

    None for fewer than two cars with enough of them.
    """
    spreads = _spreads(classification)
    if len(spreads) < 2:
        return None
    scale = _Scale(min(spread.fastest for spread in spreads), max(spread.slowest for spread in spreads))
    steadiest = min(spreads, key=lambda spread: spread.middle_half)
    return bar_chart(
        "spread-chart",
        "Lap times",
        "Clean laps of each car: fastest to slowest, the middle half as a bar, the median as a line. "
        f"The narrowest bar is that of {signs(steadiest.place).name}.",
        [_spread_row(number, signs(spread.place), spread, scale) for number, spread in enumerate(spreads)],
        x_ticks=[Tick(scale.x(ms), lap_time(ms)) for ms in (scale.low, (scale.low + scale.high) // 2, scale.high)],
        numbers=Numbers(
            ("Fastest", "Lower quarter", "Median", "Upper quarter", "Slowest", "Clean laps"),
            tuple(NumberRow(signs(spread.place), _spread_cells(spread)) for spread in spreads),
        ),
    )


def _spreads(classification: Classification) -> list[_Spread]:
    """Those of all cars with enough clean laps, in the order of the classification."""
    laps = laps_by_car(classification.laps)
    is_race = classification.session.is_race
    spreads = [
        _Spread(place, _clean_ms(place, laps.get(place.entry.car_id, ()), is_race=is_race))
        for place in classification.places
    ]
    return [spread for spread in spreads if len(spread.times) >= FEWEST_CLEAN]


def _clean_ms(place: Place, laps: Iterable[TimedLap], *, is_race: bool) -> tuple[int, ...]:
    """The times of the clean laps of a car, the fastest first."""
    best_ms = place.pace.best_ms
    clean = (lap.ms for lap in laps if is_clean(lap, best_ms, is_race=is_race))
    return tuple(sorted(ms for ms in clean if ms is not None))


def _spread_cells(spread: _Spread) -> tuple[str, ...]:
    times = (lap_time(round(spread.quantile(share))) for share in (0, 0.25, 0.5, 0.75, 1))
    return (*times, str(len(spread.times)))


def _spread_row(number: int, sign: CarSign, spread: _Spread, scale: _Scale) -> BarRow:
    first, last = scale.x(spread.fastest), scale.x(spread.slowest)
    lower, upper = scale.x(spread.quantile(0.25)), scale.x(spread.quantile(0.75))
    median = lap_time(round(spread.median))
    return BarRow(
        sign=sign,
        title=f"{sign.name}: median {median} of {len(spread.times)} clean laps",
        y=row_y(number),
        # The thin line first: what is drawn later lies on top.
        bars=(
            Bar(first, round(last - first, 1), "thin"),
            Bar(lower, round(upper - lower, 1), "box"),
            Bar(round(scale.x(spread.median) - 1, 1), 2, "median"),
        ),
        value=median,
    )
