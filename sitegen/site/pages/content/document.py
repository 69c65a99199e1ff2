"""The league's own pages and files, and what stands at addresses that moved or do not exist."""

from collections.abc import Iterator
from typing import ClassVar

from sitegen.dataset.scopes import LeagueScope
from sitegen.site import addresses
from sitegen.site.content import Document
from sitegen.site.links import Links
from sitegen.site.pages.base import Band, Link, Page, Tag
from sitegen.site.pages.content.pieces import Piece
from sitegen.site.pages.content.scope import ContentScope


class DocumentPage(Page, frozen=True):
    """A page that the league wrote."""

    template: ClassVar[str] = "document.html"
    pieces: tuple[Piece, ...]
    """Its text, and in between what it shows of the results, in order; each says by its `kind` what it is."""
    picture: str = ""
    """The picture on top, from the site's root."""


class NotFoundPage(Page, frozen=True):
    """What a host shows for an address that does not exist, at any depth."""

    template: ClassVar[str] = "404.html"


class MovedPage(Page, frozen=True):
    """What stands at an address that has moved."""

    template: ClassVar[str] = "moved.html"
    target: Link
    """The page that stands for it now."""

    @property
    def is_for_search(self) -> bool:
        """Never: a search engine shows the page that it leads to."""
        return False


def document_pages(scope: ContentScope, _links: Links) -> Iterator[DocumentPage]:
    """A page for everything that the league wrote and that is no news."""
    return (document_page(document, scope.pieces[document.url]) for document in scope.pages)


def document_page(document: Document, pieces: tuple[Piece, ...]) -> DocumentPage:
    """A page of `content/` within the site. `pieces`: what it shows."""
    return DocumentPage(
        url=document.url,
        title=document.title,
        description=document.description,
        band=Band(title=document.title, tags=unpublished(document)),
        section=document.url,
        image=document.image,
        pieces=pieces,
        picture=document.image,
    )


def unpublished(document: Document) -> tuple[Tag, ...]:
    """What the preview says of a page that nobody else sees."""
    return (Tag(document.unpublished),) if document.unpublished else ()


def summary_of(document: Document) -> str:
    """What a page is about; empty where it says no more than its title."""
    # The description of a page that has none of its own is its title.
    return document.description if document.description != document.title else ""


def content_files(scope: ContentScope, _links: Links) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file in `content/` that is no page."""
    return ((path, file.read_bytes()) for path, file in scope.files.items())


def moved_pages(league: LeagueScope, links: Links) -> Iterator[MovedPage]:
    """A page at every public id of a driver that is another's now."""
    names = {links.shown(career.person).id: links.shown(career.person).name for career in league.histories.careers}
    for former_id, public_id in league.moved.items():
        # Nothing leads to somebody who is hidden.
        if public_id in names:
            yield moved_page(addresses.driver(former_id), Link(names[public_id], addresses.driver(public_id)))


def moved_page(url: str, target: Link) -> MovedPage:
    """Leads on from an address that was published once."""
    return MovedPage(
        url=url,
        title=target.text,
        description=f"This page is part of {target.text} now.",
        band=Band(title=target.text),
        section="",
        target=target,
    )


def not_found_page() -> NotFoundPage:
    """The page 404.html."""
    return NotFoundPage(
        url=addresses.NOT_FOUND,
        title="Page not found",
        description="There is no page at this address.",
        band=Band(title="Page not found", facts=("Nobody has set a time here.",)),
        section=addresses.NOT_FOUND,
    )
