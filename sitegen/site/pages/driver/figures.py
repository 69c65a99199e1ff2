"""The key figures of a driver: what was achieved, and how fast."""

from collections.abc import Iterable

from sitegen.league.history.careers import Appearance, Career, median_gap_to_class_best
from sitegen.league.session.models import Kind
from sitegen.site.pages.base import Figure


def career_figures(career: Career) -> Iterable[Figure]:
    """What somebody has achieved."""
    yield Figure("Starts", str(career.starts))
    yield Figure("Wins", str(career.wins), in_class(career.class_wins, career.wins))
    yield Figure("Podiums", str(career.podiums), in_class(career.class_podiums, career.podiums))
    yield Figure("Poles", str(career.poles))
    yield Figure("Fastest laps", str(career.fastest_laps))
    if career.best_finish:
        times = len(career.best_finishes)
        detail = f"{times} times" if times > 1 else "once"
        yield Figure("Best finish", f"P{career.best_finish}", detail)


def pace_figures(appearances: Iterable[Appearance]) -> Iterable[Figure]:
    """Best laps against the best of the class, in races and in qualifying; see content/docs/numbers.md."""
    races: list[Appearance] = []
    qualifyings: list[Appearance] = []
    for appearance in appearances:
        if appearance.session.kind is Kind.RACE:
            races.append(appearance)
        elif appearance.session.kind is Kind.QUALIFYING:
            qualifyings.append(appearance)
    yield from _pace_figure("Race pace", races)
    yield from _pace_figure("Qualifying pace", qualifyings)


def _pace_figure(label: str, appearances: Iterable[Appearance]) -> Iterable[Figure]:
    share = median_gap_to_class_best(appearances)
    if share is not None:
        yield Figure(label, f"+{share * 100:.2f} %", "off the class’s best lap, in the median")


def in_class(count: int, overall: int) -> str:
    """`3 in class`; empty where the same number counts overall."""
    return f"{count} in class" if count != overall else ""
