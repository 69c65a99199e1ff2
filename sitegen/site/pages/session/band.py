"""The band on top of a session's pages, and what else these share: title, menu entry, downloads, neighbours."""

from collections.abc import Iterable

from sitegen.league.session.models import Classification, Event, Session
from sitegen.site import addresses
from sitegen.site.formats import counted, moment
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Band, Link, Tab, Tag, open_tab
from sitegen.site.pages.session.rows import podium


def session_title(session: Session, atlas: Atlas) -> str:
    """`Race, Paul Ricard – GT3 Team Championship`."""
    championship = atlas.championship_of(atlas.event_of(session))
    title = f"{atlas.session_name(session)}, {session.track.name}"
    if championship is None:
        return title
    return f"{title} – {championship.name}"


def section(session: Session) -> str:
    """The menu entry: a championship's sessions lie under the championships."""
    return addresses.CHAMPIONSHIPS if session.championship_id else addresses.SESSIONS


def downloads(session: Session) -> tuple[Link, ...]:
    """The same session for programs."""
    path = f"data/sessions/{session.id}"
    return (
        Link("JSON", f"{path}.json"),
        Link("Classification as CSV", f"{path}.csv"),
        Link("Laps as CSV", f"{path}.laps.csv"),
        Link("the server's file without ids", f"{path}.raw.json.gz"),
    )


def session_band(classification: Classification, atlas: Atlas, *, open_url: str) -> Band:
    """The band of a session's pages; `open_url` is the tab that is open."""
    session = classification.session
    event = atlas.event_of(session)
    tabs = [Tab(atlas.session_name(each), addresses.session(each.id)) for each in event.sessions]
    # Every session has a lap analysis of its own; one tab leads to that of the session that is open.
    tabs.append(Tab("Lap analysis", addresses.laps(session.id)))
    return Band(
        title=session.track.name,
        title_url=atlas.track_url(session.track),
        crumbs=event_crumbs(event, atlas),
        facts=(
            atlas.session_name(session),
            moment(session.date, atlas.zone),
            counted(_lap_count(classification), "lap"),
            counted(len(classification.places), "car"),
        ),
        tags=tuple(_tags(session, atlas)),
        podium=podium(classification, atlas),
        tabs=open_tab(tabs, open_url),
    )


def _lap_count(classification: Classification) -> int:
    """The laps of the car that drove most of a race; outside races, where nobody counts distance, those of all cars."""
    if classification.session.is_race:
        return max((place.entry.lap_count for place in classification.places), default=0)
    return len(classification.laps)


def _tags(session: Session, atlas: Atlas) -> Iterable[Tag]:
    match atlas.is_official(session):
        case True:
            yield Tag("Official", "ok")
        case False:
            yield Tag("Provisional")
    if session.wet:
        yield Tag("Wet", "wet")
    else:
        yield Tag("Dry")


def event_crumbs(event: Event, atlas: Atlas) -> tuple[Link, ...]:
    """Championship and round; an evening without a championship lies under the results."""
    championship, neighbours = atlas.championship_of(event), atlas.neighbours(event)
    if championship is None or neighbours is None:
        return (Link("Results", addresses.SESSIONS),)
    return (
        Link(championship.name, atlas.championship_url(championship)),
        Link(f"Round {neighbours.number} of {neighbours.count}", atlas.event_url(event) or ""),
    )


def neighbour_links(event: Event, atlas: Atlas) -> tuple[Link | None, Link | None]:
    """Links to the round before and the round after."""
    neighbours = atlas.neighbours(event)
    if neighbours is None:
        return None, None
    return _round_link(neighbours.before, atlas), _round_link(neighbours.after, atlas)


def _round_link(event: Event | None, atlas: Atlas) -> Link | None:
    if event is None:
        return None
    return Link(event.track.name, atlas.event_url(event) or "")
