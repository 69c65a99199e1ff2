"""What stands around every page: menu, title, and how current the results are."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from sitegen.archive.server_status import ServerStatus
from sitegen.config import Config
from sitegen.site.content import Document, to_html
from sitegen.site.content.link_resolver import LinkResolver
from sitegen.site.formats import counted, moment
from sitegen.site.pages.base import Link


class Layout(msgspec.Struct, frozen=True):
    """What stands around every page."""

    title: str
    """What the league calls its site."""
    language: str
    """The language of the pages as HTML names it: `en`."""
    menu: tuple[Link, ...]
    """The entries of the menu, in order."""
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


def layout_of(
    config: Config, documents: Iterable[Document], servers: Iterable[ServerStatus], *, menu: Iterable[Link]
) -> Layout:
    """What stands around a league's pages. `menu`: of the site's own pages; a league may have its own instead."""
    league_pages = [Link(document.title, document.url) for document in documents if document.in_menu]
    return Layout(
        title=config.site.title,
        language=config.site.language,
        menu=tuple(_configured_menu(config)) or (*menu, *league_pages),
        notices=tuple(_notices(servers, config)),
        base_path=config.site.base_path,
        public_url=config.site.public_url,
        logo=config.site.logo.lstrip("/"),
        icon=config.site.icon.lstrip("/"),
        image=config.site.image.lstrip("/"),
        footer=config.site.footer,
        class_colours=config.classes,
    )


def _configured_menu(config: Config) -> Iterator[Link]:
    for entry in config.menu:
        # An address with a scheme leads to another site, and stays as it is.
        url = entry.url if ":" in entry.url else entry.url.lstrip("/")
        yield Link(entry.text, url)


@cache  # a build asks for it on every page, and there are as many roots as depths of folders
def _footer(text: str, root: str) -> str:
    return to_html(text, LinkResolver(root)) if text else ""


def _notices(servers: Iterable[ServerStatus], config: Config) -> Iterator[str]:
    for server in servers:
        if server.stale:
            yield _stale_notice(server, config)
        if server.left:
            yield f"{counted(server.left, 'older session')} of {server.name} will follow: they are still being fetched."


def _stale_notice(server: ServerStatus, config: Config) -> str:
    if server.fetched is None:
        return f"The results of {server.name} could not be fetched yet."
    since = moment(dt.datetime.fromisoformat(server.fetched), config.site.zone)
    return f"The results of {server.name} are complete up to {since}; it could not be asked for newer ones."
