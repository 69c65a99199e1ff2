"""Links from a session: to its own page, and to that of its championship."""

from sitegen.league.session.models import Session
from sitegen.site import addresses
from sitegen.site.links import Links
from sitegen.site.pages.base import Link


def session_link(session: Session, links: Links) -> Link:
    """`Race`, `Qualifying 2`, leading to the session."""
    return Link(links.session_name(session), addresses.session(session.id))


def championship_link(session: Session, links: Links) -> Link | None:
    """The championship of a session; None for a session outside of any."""
    name = links.championship_name(session.championship_id)
    if session.championship_id is None or name is None:
        return None
    return Link(name, links.championship_url(session.championship_id))
