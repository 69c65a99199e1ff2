"""Whether a championship is still being driven."""

import datetime as dt

RUNNING = dt.timedelta(days=30)
"""A championship of which nobody says anything runs while its last result is younger than this."""


def is_running(*, configured: bool | None, last: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether a championship runs: as the league says, else by the date of its last result.

    `configured`: `running` of its `[[championship]]`. `now`: for a fetch the clock; for a site, which must not depend
    on one, the newest result of the league.
    """
    if configured is not None:
        return configured
    return last is not None and last >= now - RUNNING
