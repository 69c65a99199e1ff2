"""How fast a car was in a session: its best, theoretical and average lap, and how even its laps were."""

import math
from collections.abc import Iterable, Sequence
from operator import itemgetter

from sitegen.league.session.laps import valid_times
from sitegen.league.session.models import Entry, Pace, Sectors, TimedLap

CLEAN_SHARE = 1.07
"""A lap within 107 % of the car's best counts for its average, as in the 107 % rule of qualifying."""

FEWEST_CLEAN_LAPS = 3
"""Clean laps below which nothing is said of a car's consistency."""

NO_SECTORS: Sectors = (None, None, None)


def pace_of(entry: Entry, laps: Sequence[TimedLap], *, is_race: bool) -> Pace:
    """The pace of a car. `laps`: all of its laps, in order."""
    times = valid_times(laps)
    if not times:
        # A car whose laps the file leaves out has only the game's own best; one with laps but no valid one has none.
        best_ms = None if laps else entry.game_best_ms
        return Pace(best_ms, None, NO_SECTORS, NO_SECTORS, None, None, None)
    best_ms, best = min(times, key=itemgetter(0))
    sectors = best_sectors(times)
    clean = [ms for ms, lap in times if is_clean(lap, best_ms, is_race=is_race)]
    return Pace(
        best_ms=best_ms,
        best_lap=best.number,
        best_lap_sectors=best.sectors,
        best_sectors=sectors,
        theoretical_ms=_sum_ms(sectors),
        average_ms=_mean_ms(clean),
        consistency_ms=_deviation_ms(clean),
    )


def is_clean(lap: TimedLap, best_ms: int | None, *, is_race: bool) -> bool:
    """Whether a lap tells the pace of a car: valid, not lap 1 of a race, within 107 % of the car's best."""
    if not lap.valid or lap.recorded_ms is None or best_ms is None:
        return False
    # Lap 1 of a race begins at a standstill, in the middle of everybody else.
    if is_race and lap.number == 1:
        return False
    return lap.recorded_ms <= best_ms * CLEAN_SHARE


def best_sectors(times: Iterable[tuple[int, TimedLap]]) -> Sectors:
    """The fastest time in ms of each sector. `times`: valid laps with their times."""
    sectors = [lap.sectors for _, lap in times]
    return _fastest(sectors, 0), _fastest(sectors, 1), _fastest(sectors, 2)


def _fastest(sectors_of_laps: Iterable[Sectors], index: int) -> int | None:
    known = [ms for ms in map(itemgetter(index), sectors_of_laps) if ms is not None]
    return min(known, default=None)


def _sum_ms(sectors: Sectors) -> int | None:
    known = [ms for ms in sectors if ms is not None]
    if len(known) < len(sectors):
        return None
    return sum(known)


def _mean_ms(times: Sequence[int]) -> int | None:
    if not times:
        return None
    return round(sum(times) / len(times))


def _deviation_ms(times: Sequence[int]) -> int | None:
    """The population standard deviation: these are all the laps, not a sample of them."""
    if len(times) < FEWEST_CLEAN_LAPS:
        return None
    mean = sum(times) / len(times)
    return round(math.sqrt(sum((ms - mean) ** 2 for ms in times) / len(times)))
