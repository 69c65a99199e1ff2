"""The notes of a championship: where its numbers come from, and where the server and the points table disagree."""

from collections.abc import Iterable, Sequence

from sitegen.league.championship.reconciliation import Cause, Difference
from sitegen.league.championship.season import Season
from sitegen.league.session.models import Event
from sitegen.site.formats import number
from sitegen.site.links import Links

CAUSES = {
    Cause.DROPPED_ROUNDS: "the server leaves out no round",
    Cause.UNCLASSIFIED: "the server gave points to a car that is not classified here",
    Cause.ROUNDS: "it follows from the server’s own points of the rounds",
}


def season_notes(season: Season, links: Links) -> Iterable[str]:
    """A sentence for everything that a reader of the standings should know of their numbers."""
    if season.is_computed:
        yield "The server says no standings: these are computed from the results and the configured points."
    for difference in season.differences:
        yield _difference_note(difference, season.championship.events, links)


def _difference_note(difference: Difference, events: Sequence[Event], links: Links) -> str:
    points = f"the server’s points{_of_round(difference, events)} are {number(difference.server)}"
    computed = f"the configured points give {number(difference.computed)}"
    if difference.cause:
        computed += f": {CAUSES[difference.cause]}"
    return f"{_driver_name(difference, links)}: {points}, {computed}. The server’s count."


def _driver_name(difference: Difference, links: Links) -> str:
    name = "Unknown driver"
    if difference.row.driver:
        name = links.shown(difference.row.driver).name
    if difference.class_name:
        name += f" ({difference.class_name})"
    return name


def _of_round(difference: Difference, events: Iterable[Event]) -> str:
    """` of Spa`; empty when the totals differ."""
    for event in events:
        if event.id == difference.event_id:
            return f" of {event.track.name}"
    return ""
