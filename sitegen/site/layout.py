"""What stands around every page: menu, title, and how current the results are."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

from sitegen.archive.server_status import ServerState
from sitegen.config import FILE_NAME, Config
from sitegen.site import addresses
from sitegen.site.content import Document, to_html
from sitegen.site.content.files import picture_mistake
from sitegen.site.content.places import Place
from sitegen.site.formats import counted, moment
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
    logo: str = ""
    """The league's picture in the bar on top, from the site's root; empty when it has none."""
    icon: str = ""
    """The league's picture for the browser's tab; empty: the theme's."""
    image: str = ""
    """The picture for link previews of pages that have none of their own."""
    footer: str = ""
    """Markdown; templates show `footer_from(root)`."""
    class_colours: dict[str, str] = {}
    """Name of a class → its colour, of those that the league chose."""

    def footer_from(self, root: str) -> str:
        """The league's words at the foot of a page as HTML, with links that begin at `root`."""
        return _footer(self.footer, root)


def frame_of(
    config: Config, documents: Sequence[Document], servers: Iterable[ServerState], *, has_teams: bool
) -> Frame:
    """The frame of a league's pages; teams are in the menu where the standings have any."""
    made = [
        Link("Home", addresses.HOME),
        *([Link("News", addresses.NEWS)] if any(document.is_news for document in documents) else []),
        Link("Championships", addresses.CHAMPIONSHIPS),
        Link("Results", addresses.SESSIONS),
        Link("Calendar", addresses.CALENDAR),
        Link("Drivers", addresses.DRIVERS),
        *([Link("Teams", addresses.TEAMS)] if has_teams else []),
        Link("Cars", addresses.CARS),
        Link("Tracks", addresses.TRACKS),
        Link("Records", addresses.RECORDS),
    ]
    made += [Link(document.title, document.url) for document in documents if document.in_menu]
    said = [Link(entry.text, entry.url if ":" in entry.url else entry.url.lstrip("/")) for entry in config.menu]
    return Frame(
        title=config.site.title,
        language=config.site.language,
        menu=tuple(said or made),
        notices=tuple(notice for server in servers for notice in _notices(server, config)),
        base_path=config.site.base_path,
        public_url=config.site.public_url,
        logo=config.site.logo.lstrip("/"),
        icon=config.site.icon.lstrip("/"),
        image=config.site.image.lstrip("/"),
        footer=config.site.footer,
        class_colours=config.classes,
    )


def with_pictures(config: Config, content: Path) -> tuple[Config, tuple[str, ...]]:
    """The configuration without the pictures that cannot be shown, and a sentence for each of these."""
    said = {name: getattr(config.site, name) for name in ("logo", "icon", "image")}
    mistakes = {name: why for name, file in said.items() if file and (why := picture_mistake(content, file))}
    warnings = (f"{FILE_NAME}: site.{name} {why}" for name, why in mistakes.items())
    site = msgspec.structs.replace(config.site, **dict.fromkeys(mistakes, ""))
    return msgspec.structs.replace(config, site=site), tuple(warnings)


@cache
def _footer(text: str, root: str) -> str:
    return to_html(text, Place(root)) if text else ""


def _notices(server: ServerState, config: Config) -> Iterator[str]:
    if server.stale and server.fetched is None:
        yield f"The results of {server.name} could not be fetched yet."
    elif server.stale and server.fetched is not None:
        since = moment(dt.datetime.fromisoformat(server.fetched), config.site.zone)
        yield f"The results of {server.name} are complete up to {since}; it could not be asked for newer ones."
    if server.left:
        yield f"{counted(server.left, 'older session')} of {server.name} will follow: they are still being fetched."
