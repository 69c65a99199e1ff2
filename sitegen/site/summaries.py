"""What the rest of the site needs of an event once its pages are made."""

from collections.abc import Sequence

from sitegen.dataset.sessions import ComputedEvent, ComputedSession, SessionSummary, summarize
from sitegen.site.driver_names import PublicDriver
from sitegen.site.links import Links, links_of
from sitegen.site.pages.base import crew_names, surnames
from sitegen.site.report import report


def summaries_of(event: ComputedEvent) -> dict[str, SessionSummary]:
    """Session id → summary, with its report in words: the laps from which it is told are gone afterwards."""
    links = links_of(event.scope)
    return {session.session.id: summarize(session, report=race_report(session, links)) for session in event.sessions}


def race_report(session: ComputedSession, links: Links) -> tuple[str, ...]:
    """A race in plain sentences, with everybody as the site shows them; empty outside of races."""
    if session.story is None:
        return ()
    names = {place.position: _name(links.crew(place.entry)) for place in session.classification.places}
    return report(session.story, name=lambda place: names[place.position])


def _name(crew: Sequence[PublicDriver]) -> str:
    """Whole names of several people would make long sentences."""
    return crew_names(crew) if len(crew) == 1 else surnames(crew)
