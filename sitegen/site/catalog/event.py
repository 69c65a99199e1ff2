"""The pages and files of an event: those of its sessions."""

from collections.abc import Iterator

from sitegen.dataset.scopes import EventScope
from sitegen.dataset.sessions import ComputedEvent
from sitegen.site import addresses
from sitegen.site.catalog.kinds import Kind
from sitegen.site.data.session import session_files
from sitegen.site.links import Links
from sitegen.site.pages.base import Item
from sitegen.site.pages.session.laps import LapsPage, laps_pages
from sitegen.site.pages.session.page import SessionPage, session_page
from sitegen.site.pages.session.side_by_side import SidePage, side_pages


def _session_pages(event: ComputedEvent, links: Links) -> Iterator[Item]:
    for session in event.sessions:
        yield session_page(session, event.scope, links)


def _laps_pages(event: ComputedEvent, links: Links) -> Iterator[Item]:
    for session in event.sessions:
        yield from laps_pages(session.classification, event.scope, links)


def _side_pages(event: ComputedEvent, links: Links) -> Iterator[Item]:
    for session in event.sessions:
        yield from side_pages(session.classification, event.scope, links)


def _session_files(event: ComputedEvent, links: Links) -> Iterator[Item]:
    for session in event.sessions:
        yield from session_files(session, links)


KINDS = (
    Kind(EventScope, _session_pages, SessionPage, addresses.SESSIONS),
    Kind(EventScope, _laps_pages, LapsPage, addresses.SESSIONS),
    Kind(EventScope, _side_pages, SidePage, addresses.SESSIONS),
    Kind(EventScope, _session_files, address=addresses.DATA),
)
