"""The page of a round: all its sessions, the best of each on top."""

from collections.abc import Mapping
from typing import ClassVar

import msgspec

from sitegen.league.models import Classification, Event
from sitegen.site import addresses
from sitegen.site.atlas import Atlas
from sitegen.site.formats import counted, moment
from sitegen.site.pages.base import Band, Link, Page, Tab
from sitegen.site.pages.rows import Row, podium, rows_of
from sitegen.site.pages.session import around, event_crumbs

SHOWN = 10
"""Rows of each session on the page of a round; the session's own page has all."""


class SessionCard(msgspec.Struct, frozen=True):
    """A session in short."""

    name: str
    url: str
    facts: tuple[str, ...]
    is_race: bool
    rows: tuple[Row, ...]
    more: int
    """Rows that only the session's own page shows."""


class RoundPage(Page, frozen=True):
    """A round on one page."""

    template: ClassVar[str] = "round.html"
    sessions: tuple[SessionCard, ...]
    before: Link | None
    after: Link | None


def round_page(event: Event, atlas: Atlas, *, found: Mapping[str, Classification]) -> RoundPage:
    """Everything that the page of a round shows; races first, then the sessions before them. `found`: by session id."""
    championship = atlas.championship_of(event)
    assert championship is not None
    crumb, here = event_crumbs(event, atlas)
    before, after = around(event, atlas)
    others = [session for session in event.sessions if not session.is_race]
    return RoundPage(
        url=atlas.event_url(event) or "",
        title=f"{here.text}, {event.track.name} – {championship.name}",
        description=f"{event.track.full_name}, {moment(event.date, atlas.zone)}: all sessions of {here.text.lower()}.",
        band=Band(
            title=event.track.name,
            title_url=atlas.track_url(event.track),
            crumbs=(crumb, here),
            facts=(moment(event.date, atlas.zone), counted(len(event.sessions), "session")),
            podium=podium(found[event.races[-1].id], atlas) if event.races else (),
            tabs=(
                Tab("Round", atlas.event_url(event) or "", current=True),
                *(Tab(atlas.session_name(one), addresses.session(one.id)) for one in event.sessions),
            ),
        ),
        section=addresses.CHAMPIONSHIPS,
        sessions=tuple(_card(found[session.id], atlas) for session in [*event.races[::-1], *others[::-1]]),
        before=before,
        after=after,
    )


def _card(found: Classification, atlas: Atlas) -> SessionCard:
    session = found.session
    rows = rows_of(found, atlas)
    return SessionCard(
        name=atlas.session_name(session),
        url=addresses.session(session.id),
        facts=(moment(session.date, atlas.zone), counted(len(rows), "car"), "Wet" if session.wet else "Dry"),
        is_race=session.is_race,
        rows=tuple(rows[:SHOWN]),
        more=max(0, len(rows) - SHOWN),
    )
