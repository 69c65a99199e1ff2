"""How long a fetch will take within the limits of the servers, as a number and in words."""

from collections.abc import Iterator

from sitegen.fetch.reports import FetchReport
from sitegen.server.rate_limit import Limit

ANSWER_S = 0.4
"""Seconds that an answer takes, for an estimate."""


def duration_s(requests: int, limit: Limit) -> float:
    """How many seconds so many requests take: whole windows to wait for, and the answers."""
    windows_to_wait = max(0, requests - 1) // limit.requests
    return windows_to_wait * limit.per_seconds + requests * ANSWER_S


def plan_lines(report: FetchReport) -> Iterator[str]:
    """A plan in words: a line per server, and their sum when there are several; they run side by side."""
    for server in report.servers:
        yield f"{server.name}: {_plan(server.planned_requests, server.planned_s)}"
    if len(report.servers) > 1:
        longest = max(server.planned_s for server in report.servers)
        yield f"all: {_plan(sum(server.planned_requests for server in report.servers), longest)}"


def _plan(requests: int, seconds: float) -> str:
    noun = "request" if requests == 1 else "requests"
    return f"{requests} {noun}, about {say_duration(seconds)}"


def say_duration(seconds: float) -> str:
    """`8 s`, `2 min 36 s`, `4 h 26 min`."""
    minutes, rest_s = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    if minutes:
        return f"{minutes} min {rest_s} s"
    return f"{rest_s} s"
