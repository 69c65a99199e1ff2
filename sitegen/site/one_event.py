"""One event of a league by itself: its sessions computed, and their pages; in whatever process."""

import datetime as dt
from collections.abc import Iterator, Mapping

from sitegen.archive.store import Archive
from sitegen.config import Config
from sitegen.dataset.load import League
from sitegen.dataset.scopes import Surroundings
from sitegen.dataset.sessions import Found, TimedSession, time_event
from sitegen.site.data.session import session_files
from sitegen.site.driver_names import Directory
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Item
from sitegen.site.pages.session.laps import laps_pages
from sitegen.site.pages.session.page import session_page
from sitegen.site.pages.session.side_by_side import side_pages


def event_items(
    around: Surroundings, archive: Archive, config: Config, *, atlas: Atlas, found: Found
) -> Iterator[Item]:
    """Pages and data of the sessions of an event; what the rest of the site needs of them is kept in `found`."""
    for session in time_event(around.event, archive, config, around.league):
        found.keep(session)
        yield from session_items(session, atlas)


def session_items(one: TimedSession, atlas: Atlas) -> Iterator[Item]:
    """Pages and data of a session."""
    yield session_page(one.found, atlas, pole=one.pole, parts=one.parts)
    yield from laps_pages(one.found, atlas)
    yield from side_pages(one.found, atlas)
    yield from session_files(one.found, atlas, served=one.served)


def atlas_of(config: Config, league: League, official_until: Mapping[str, dt.datetime] | None) -> Atlas:
    """Where everything of a league is, and who is shown how."""
    directory = Directory(
        league.driver_ids,
        initials=config.privacy.names == "initial",
        hidden=frozenset(config.privacy.hide),
        names=league.names,
    )
    return Atlas(
        events=league.events,
        championships=league.championships,
        slugs=league.slugs,
        directory=directory,
        zone=config.site.zone,
        official_until=official_until,
    )
