"""Whether a championship is still being driven: one rule for what a fetch asks and for what a site shows as running."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TypeVar

from sitegen.league.championship.models import Championship
from sitegen.league.championship.season import Season
from sitegen.league.session.events import LONG_AGO

RUNNING = dt.timedelta(days=30)
"""A championship of which the league says nothing runs while its last result is no older than this."""

Moment = TypeVar("Moment", dt.date, dt.datetime)


def is_running(*, configured: bool | None, last: Moment | None, now: Moment) -> bool:
    """Whether a championship runs: as the league says, else by its last result, None for one without any.

    `configured`: `running` of its `[[championship]]`. A fetch compares days, and its `now` is the clock. A site must
    not depend on a clock: it compares moments, and its `now` is the newest result of the league.
    """
    if configured is not None:
        return configured
    return last is not None and last >= now - RUNNING


def running_seasons(seasons: Sequence[Season], configured: Mapping[str, bool | None]) -> tuple[Season, ...]:
    """Those with standings that run; where none does the newest with standings, for a site always shows one.

    `seasons`: the newest first. `configured`: championship id → what the league says, None or missing for nothing.
    """
    with_standings = [season for season in seasons if season.classes]
    last_results = {season.championship.id: _last_result(season.championship) for season in with_standings}
    newest = max(filter(None, last_results.values()), default=LONG_AGO)
    running = []
    for season in with_standings:
        identifier = season.championship.id
        if is_running(configured=configured.get(identifier), last=last_results[identifier], now=newest):
            running.append(season)
    return tuple(running or with_standings[:1])


def _last_result(championship: Championship) -> dt.datetime | None:
    if not championship.events:
        return None
    return championship.events[-1].date
