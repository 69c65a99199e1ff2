"""What stands around every page: menu, title, and how current the results are."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from sitegen.config import Config
from sitegen.site import addresses
from sitegen.site.content import Document
from sitegen.site.formats import moment
from sitegen.site.pages.base import Link


class Frame(msgspec.Struct, frozen=True):
    """What stands around every page."""

    title: str
    language: str
    menu: tuple[Link, ...]
    notices: tuple[str, ...]
    """What a visitor must know of the whole site: results that could not be brought up to date."""
    base_path: str
    """The path of the site's root, for 404.html, which is shown at any depth."""
    public_url: str = ""
    """Where the site lives, with a slash at the end; empty when the league does not say."""


class ServerState(msgspec.Struct, frozen=True):
    """How current the results of a server are."""

    name: str
    fetched: str | None
    """When they were last brought up to date."""
    stale: bool
    """The last attempt to bring them up to date failed."""


def frame_of(
    config: Config, documents: Iterable[Document], servers: Iterable[ServerState], *, has_teams: bool
) -> Frame:
    """The frame of a league's pages; teams are in the menu where the standings have any."""
    menu = [
        Link("Home", addresses.HOME),
        Link("Championships", addresses.CHAMPIONSHIPS),
        Link("Results", addresses.SESSIONS),
        Link("Calendar", addresses.CALENDAR),
        Link("Drivers", addresses.DRIVERS),
        *([Link("Teams", addresses.TEAMS)] if has_teams else []),
        Link("Cars", addresses.CARS),
        Link("Tracks", addresses.TRACKS),
        Link("Records", addresses.RECORDS),
    ]
    menu += [Link(document.title, document.url) for document in documents if document.in_menu]
    return Frame(
        title=config.site.title,
        language=config.site.language,
        menu=tuple(menu),
        notices=tuple(_notice(server, config) for server in servers if server.stale),
        base_path=config.site.base_path,
        public_url=config.site.public_url,
    )


def _notice(server: ServerState, config: Config) -> str:
    if server.fetched is None:
        return f"The results of {server.name} could not be fetched yet."
    since = moment(dt.datetime.fromisoformat(server.fetched), config.site.zone)
    return f"The results of {server.name} are as of {since}; newer ones could not be fetched."
