"""What is for search engines alone: the list of all pages, and what they may look at."""

from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import quote

import msgspec

from sitegen.dataset.scopes import Settings
from sitegen.site import addresses
from sitegen.site.links import Links
from sitegen.site.pages.base import Band, Page

FILES = (addresses.SITEMAP, addresses.ROBOTS)
"""Only a site with a public address has them."""


class SearchScope(msgspec.Struct, frozen=True):
    """What search engines are told of the site, once all its pages are known."""

    urls: tuple[str, ...]
    """Addresses of all pages that they may show."""
    settings: Settings


class SitemapPage(Page, frozen=True):
    """Every page of the site."""

    template: ClassVar[str] = "sitemap.xml"
    urls: tuple[str, ...]
    """The addresses of all pages that a search engine may show, from the site's root, quoted for a URL, sorted."""


class RobotsPage(Page, frozen=True):
    """What search engines may look at: everything."""

    template: ClassVar[str] = "robots.txt"


def sitemap_pages(scope: SearchScope, _links: Links) -> Iterator[SitemapPage]:
    """The list of all pages of a site with a public address: a search engine needs whole addresses."""
    if scope.settings.public_url:
        yield sitemap_page(scope)


def robots_pages(scope: SearchScope, _links: Links) -> Iterator[RobotsPage]:
    """What search engines may look at; a site that lies below somebody else's address has no say in it."""
    if scope.settings.public_url:
        yield robots_page()


def sitemap_page(scope: SearchScope) -> SitemapPage:
    """The addresses of all pages, sorted."""
    return SitemapPage(
        url=addresses.SITEMAP,
        title="",
        description="",
        band=Band(title=""),
        section="",
        urls=tuple(sorted(quote(url) for url in scope.urls)),
    )


def robots_page() -> RobotsPage:
    """They may look at everything."""
    return RobotsPage(url=addresses.ROBOTS, title="", description="", band=Band(title=""), section="")
