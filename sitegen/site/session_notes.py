"""What a reader of a session must know to trust its numbers, in words."""

from sitegen.dataset.sessions import ComputedSession
from sitegen.site.formats import day
from sitegen.site.links import Links


def notes_of(computed: ComputedSession, links: Links) -> tuple[str, ...]:
    """What was repaired, derived or odd, and when the server changed its mind; a sentence each."""
    changes = (
        f"The server has changed this result; what it said before was replaced on {day(date, links.zone)}."
        for date in computed.revised
    )
    return (*computed.classification.notes, *changes)
