"""How a run went, as Markdown: for the page that a host such as GitHub shows of it."""

import datetime as dt
import re
from collections.abc import Iterator

from sitegen.archive.server_status import ServerStatus
from sitegen.build import BuildReport
from sitegen.fetch.plan import say_duration
from sitegen.site.formats import counted

MOST_WARNINGS = 20
"""So many warnings are said; the others are counted."""


def summary(report: BuildReport) -> str:
    """What was built, how current every server is, what is still to fetch, and what did not go well."""
    return "\n".join(_lines(report)) + "\n"


def failure(error: Exception) -> str:
    """Why there is no new site."""
    return f"### The site could not be built, and stays as it is\n\n{escaped(str(error))}\n"


def _lines(report: BuildReport) -> Iterator[str]:
    sessions, pages = counted(report.sessions, "session"), counted(report.pages, "page")
    yield f"### {sessions} on {pages}, with {counted(report.requests, 'request')}"
    yield ""
    if report.servers:
        yield "| server | results as of | still to fetch |"
        yield "| --- | --- | --- |"
        for server in report.servers:
            yield f"| {escaped(server.name)} | {_as_of(server)} | {_left(server)} |"
        yield ""
    if report.warnings:
        yield f"#### {counted(len(report.warnings), 'warning')}"
        yield ""
        for warning in report.warnings[:MOST_WARNINGS]:
            yield f"- {escaped(warning)}"
        more = len(report.warnings) - MOST_WARNINGS
        if more > 0:
            yield f"- and {more} more"
        yield ""


def _as_of(server: ServerStatus) -> str:
    """How current the results of a server are."""
    if server.fetched is None and server.stale:
        return "could not be fetched yet"
    if server.fetched is None:
        return "never fetched"
    moment = dt.datetime.fromisoformat(server.fetched).astimezone(dt.UTC)
    text = f"{moment:%Y-%m-%d %H:%M} UTC"
    if server.stale:
        text += ", could not be asked for newer ones"
    return text


def _left(server: ServerStatus) -> str:
    if not server.left:
        return "nothing"
    return f"{counted(server.left, 'session')}, about {say_duration(server.left_s)}; the next run goes on"


def escaped(text: str) -> str:
    """A text that Markdown shows as it is, in one line."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))
