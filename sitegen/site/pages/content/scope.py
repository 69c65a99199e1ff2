"""What the league wrote itself, with what it asks of the results; the home page and the feed show some of both."""

from pathlib import Path

import msgspec

from sitegen.dataset.scopes import LeagueScope
from sitegen.errors import ContentError
from sitegen.site import addresses
from sitegen.site.content import Content, Document
from sitegen.site.links import links_of
from sitegen.site.pages.content.embeds import Embeds
from sitegen.site.pages.content.news import newest_first
from sitegen.site.pages.content.pieces import Piece


class ContentScope(msgspec.Struct, frozen=True):
    """The league's own pages with everything that they show."""

    league: LeagueScope
    documents: tuple[Document, ...]
    """Pages and news, by path."""
    pieces: dict[str, tuple[Piece, ...]]
    """Address of a page → its text, and in between what it shows of the results."""
    files: dict[str, Path]
    """Path from the site's root → everything that is no page."""

    @property
    def news(self) -> list[Document]:
        """The newest first."""
        return newest_first(self.documents)

    @property
    def pages(self) -> list[Document]:
        """What is no news; without the welcome, which is part of the home page."""
        return [document for document in self.documents if not document.is_news and document.url != addresses.HOME]


def content_scope(league: LeagueScope, content: Content) -> tuple[ContentScope, tuple[ContentError, ...]]:
    """The league's own pages, and an error for everything of which they ask in vain."""
    embeds = Embeds(league, links_of(league))
    pieces: dict[str, tuple[Piece, ...]] = {}
    errors: list[ContentError] = []
    for document in content.documents:
        pieces[document.url], mistakes = embeds.pieces(document)
        errors += mistakes
    return ContentScope(league, content.documents, pieces, content.files), tuple(errors)
