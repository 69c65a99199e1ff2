"""The band on top of a session's pages, and what else these share: title, menu entry, downloads, neighbours."""

from collections.abc import Iterable

from sitegen.dataset.scopes import EventScope, Neighbour, RoundContext
from sitegen.league.session.models import Classification, Session
from sitegen.site import addresses
from sitegen.site.formats import counted, moment
from sitegen.site.links import Links
from sitegen.site.pages.base import Band, Link, Tab, Tag, open_tab
from sitegen.site.pages.session.rows import podium


def session_title(session: Session, links: Links) -> str:
    """`Race, Paul Ricard – GT3 Team Championship`."""
    title = f"{links.session_name(session)}, {session.track.name}"
    championship_name = links.championship_name(session.championship_id)
    if championship_name is None:
        return title
    return f"{title} – {championship_name}"


def section(session: Session) -> str:
    """The menu entry: a championship's sessions lie under the championships."""
    return addresses.CHAMPIONSHIPS if session.championship_id else addresses.SESSIONS


def downloads(session: Session) -> tuple[Link, ...]:
    """The same session for programs."""
    return (
        Link("JSON", addresses.session_data(session.id)),
        Link("Classification as CSV", addresses.session_data(session.id, "csv")),
        Link("Laps as CSV", addresses.session_data(session.id, "laps.csv")),
        Link("the server's file without ids", addresses.session_data(session.id, "raw.json.gz")),
    )


def session_band(classification: Classification, scope: EventScope, links: Links, *, open_url: str) -> Band:
    """The band of a session's pages; `open_url` is the tab that is open."""
    session = classification.session
    tabs = [Tab(links.session_name(each), addresses.session(each.id)) for each in scope.event.sessions]
    # Every session has a lap analysis of its own; one tab leads to that of the session that is open.
    tabs.append(Tab("Lap analysis", addresses.laps(session.id)))
    return Band(
        title=session.track.name,
        title_url=links.track_url(session.track),
        crumbs=round_crumbs(scope.round, links),
        facts=(
            links.session_name(session),
            moment(session.date, links.zone),
            counted(_lap_count(classification), "lap"),
            counted(len(classification.places), "car"),
        ),
        tags=tuple(_tags(session, scope)),
        podium=podium(classification, links),
        tabs=open_tab(tabs, open_url),
    )


def _lap_count(classification: Classification) -> int:
    """The laps of the car that drove most of a race; outside races, where nobody counts distance, those of all cars."""
    if classification.session.is_race:
        return max((place.entry.lap_count for place in classification.places), default=0)
    return len(classification.laps)


def _tags(session: Session, scope: EventScope) -> Iterable[Tag]:
    if scope.official is not None:
        if session.id in scope.official:
            yield Tag("Official", "ok")
        else:
            yield Tag("Provisional")
    if session.wet:
        yield Tag("Wet", "wet")
    else:
        yield Tag("Dry")


def round_crumbs(context: RoundContext | None, links: Links) -> tuple[Link, ...]:
    """Championship and round; an evening without a championship lies under the results."""
    if context is None:
        return (Link("Results", addresses.SESSIONS),)
    return (
        Link(context.championship_name, links.championship_url(context.championship_id)),
        Link(f"Round {context.number} of {context.count}", links.round_url(context.championship_id, context.event_id)),
    )


def neighbour_links(context: RoundContext | None, links: Links) -> tuple[Link | None, Link | None]:
    """Links to the round before and the round after."""
    if context is None:
        return None, None
    return _round_link(context.before, context, links), _round_link(context.after, context, links)


def _round_link(neighbour: Neighbour | None, context: RoundContext, links: Links) -> Link | None:
    if neighbour is None:
        return None
    return Link(neighbour.track.name, links.round_url(context.championship_id, neighbour.event_id))
