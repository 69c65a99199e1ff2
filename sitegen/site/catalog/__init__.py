"""The one list of all kinds of pages and files; whatever asks "which pages are there?" is answered from it.

A new kind of page is its model in `pages/`, its template in a theme, and a line in `entries.py`.
"""

from collections.abc import Iterator
from functools import cache

from sitegen.dataset.identities import Identities
from sitegen.dataset.scopes import EventScope, LeagueScope, SeasonScope
from sitegen.dataset.sessions import ComputedEvent
from sitegen.site import addresses
from sitegen.site.catalog.entries import ENTRIES
from sitegen.site.content.reserved import Reserved
from sitegen.site.links import Links, links_of
from sitegen.site.pages.base import Item, Link, Page
from sitegen.site.pages.content.scope import ContentScope
from sitegen.site.pages.search_engines import SearchScope

# The last is the report of a build, which nothing of the site may know; pictures of the league may stand in static/,
# so the icon of the theme is named besides.
NOT_FROM_HERE = (addresses.STATIC, f"{addresses.STATIC}icon.svg", "build.json")
"""What the theme and the build add to the site."""

Subject = ComputedEvent | SeasonScope | LeagueScope | ContentScope | SearchScope
"""What pages are made from: a scope, or an event that was computed from its scope."""


def items(subject: Subject) -> Iterator[Item]:
    """All pages and files that are made from a scope, each when it is asked for."""
    scope = subject.scope if isinstance(subject, ComputedEvent) else subject
    links = _links(scope)
    for entry in ENTRIES:
        if entry.scope is type(scope):
            yield from entry.make(subject, links)


def _links(scope: EventScope | SeasonScope | LeagueScope | ContentScope | SearchScope) -> Links:
    if isinstance(scope, ContentScope):
        return links_of(scope.league)
    if isinstance(scope, SearchScope):
        return Links(Identities(), scope.settings)
    return links_of(scope)


def templates(scope: type) -> list[str]:
    """The templates of all pages that are made from a scope."""
    return list(dict.fromkeys(entry.model.template for entry in ENTRIES if entry.model and entry.scope is scope))


def page_models() -> list[type[Page]]:
    """The model of every kind of page, each once."""
    return list(dict.fromkeys(entry.model for entry in ENTRIES if entry.model))


def menu(*, has_news: bool, has_teams: bool) -> list[Link]:
    """What the menu of a league leads to, in its order."""
    has = {"": True, "news": has_news, "teams": has_teams}
    return [Link(entry.menu, entry.url) for entry in ENTRIES if entry.menu and has[entry.needs]]


@cache
def reserved() -> Reserved:
    """The paths of the site that are sitegen's own."""
    taken = {entry.address for entry in ENTRIES if entry.address} | set(NOT_FROM_HERE)
    return Reserved(
        folders=tuple(sorted(address for address in taken if address.endswith("/"))),
        files=frozenset(address for address in taken if not address.endswith("/")),
    )
