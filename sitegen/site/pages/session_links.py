"""Links from a session: to its own page, and to that of its championship."""

from sitegen.league.session.models import Session
from sitegen.site import addresses
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Link


def session_link(session: Session, atlas: Atlas) -> Link:
    """`Race`, `Qualifying 2`, leading to the session."""
    return Link(atlas.session_name(session), addresses.session(session.id))


def championship_link(session: Session, atlas: Atlas) -> Link | None:
    """The championship of a session; None for a session outside of any."""
    championship = atlas.championship_of(atlas.event_of(session))
    if championship is None:
        return None
    return Link(championship.name, atlas.championship_url(championship))
