"""What the league wrote itself, with what it asks of the results; the home page and the feed show some of both."""

from collections.abc import Iterable
from operator import itemgetter
from pathlib import Path

import msgspec

from sitegen.dataset.scopes import LeagueScope
from sitegen.site import addresses
from sitegen.site.content import Document
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


def newest_first(documents: Iterable[Document]) -> list[Document]:
    """The news among the pages that the league wrote."""
    dated = [(document.date, document.url, document) for document in documents if document.is_news and document.date]
    # By date, then by address: the order of files on a disk is not the same everywhere.
    dated.sort(key=itemgetter(0, 1), reverse=True)
    return [document for *_, document in dated]
