"""News: what the league has to say, the newest first."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

import msgspec

from sitegen.site import addresses
from sitegen.site.content import Document
from sitegen.site.formats import counted, day
from sitegen.site.links import Links
from sitegen.site.pages.base import Band, Link, Page
from sitegen.site.pages.content.document import DocumentPage, summary_of, unpublished
from sitegen.site.pages.content.pieces import Piece
from sitegen.site.pages.content.scope import ContentScope
from sitegen.support.slug import slug_of


class NewsLine(msgspec.Struct, frozen=True):
    """A piece of news in short."""

    title: str
    """Its title."""
    url: str
    """Its page, from the site's root."""
    date: str
    """`Tue 3 Sep 2024`, in the league's time zone."""
    description: str
    """Empty when it says no more than the title."""
    picture: str
    """Its picture, from the site's root; empty without one."""
    tags: tuple[Link, ...]
    """Its tags with the pages of all news about them."""
    unpublished: str
    """What the preview says of it; empty for everybody else."""


class NewsPage(Page, frozen=True):
    """All news, or all with a tag."""

    template: ClassVar[str] = "news.html"
    tag: str
    """Empty on the page of all."""
    tags: tuple[Link, ...]
    """By name."""
    lines: tuple[NewsLine, ...]
    """The newest first."""


class PostPage(DocumentPage, frozen=True, kw_only=True):
    """A piece of news."""

    template: ClassVar[str] = "post.html"
    date: str
    """`Tue 3 Sep 2024`, in the league's time zone."""
    author: str
    """Who wrote it; empty where that is not said."""
    tags: tuple[Link, ...]
    """Its tags with the pages of all news about them."""
    before: Link | None
    """The one before it."""
    after: Link | None
    """The one after it; none for the newest."""


def news_pages(scope: ContentScope, links: Links) -> Iterator[NewsPage]:
    """The list of all news; there is none without news."""
    news = scope.news
    if news:
        yield _list_page(news, links, tag="", tags=_all_tags(news))


def tag_pages(scope: ContentScope, links: Links) -> Iterator[NewsPage]:
    """The list of the news with a tag, for every tag."""
    news = scope.news
    tags = _all_tags(news)
    for slug, name in _tag_names(news).items():
        tagged = [document for document in news if _has_tag(document, slug)]
        yield _list_page(tagged, links, tag=name, tags=tags)


def _all_tags(news: Sequence[Document]) -> tuple[Link, ...]:
    return tuple(Link(name, addresses.tag(name)) for _, name in sorted(_tag_names(news).items()))


def post_pages(scope: ContentScope, links: Links) -> Iterator[PostPage]:
    """A page for every piece of news."""
    news = scope.news
    if not news:
        return
    older, newer = (*news[1:], None), (None, *news[:-1])
    for document, before, after in zip(news, older, newer, strict=True):
        yield _post_page(document, links, scope.pieces[document.url], before=before, after=after)


def _tag_names(news: Sequence[Document]) -> dict[str, str]:
    """Slug → tag: "Team news" and "team news" are one tag, written as in the newest piece that has it."""
    names: dict[str, str] = {}
    for document in reversed(news):
        for tag in document.tags:
            names[slug_of(tag)] = tag
    return names


def _has_tag(document: Document, slug: str) -> bool:
    return any(slug_of(tag) == slug for tag in document.tags)


def news_line(document: Document, links: Links) -> NewsLine:
    """A piece of news in short."""
    return NewsLine(
        title=document.title,
        url=document.url,
        date=day(document.date, links.zone),
        description=summary_of(document),
        picture=document.image,
        tags=_tag_links(document),
        unpublished=document.unpublished,
    )


def _list_page(news: Sequence[Document], links: Links, *, tag: str, tags: tuple[Link, ...]) -> NewsPage:
    url, title, about = addresses.NEWS, "News", ""
    crumbs: tuple[Link, ...] = ()
    if tag:
        url, title, about = addresses.tag(tag), f"News: {tag}", f" about {tag}"
        crumbs = (Link("News", addresses.NEWS),)
    return NewsPage(
        url=url,
        title=title,
        description=f"{counted(len(news), 'piece')} of news{about}, the newest first.",
        band=Band(title=tag or "News", crumbs=crumbs, facts=(f"Last written {day(news[0].date, links.zone)}",)),
        section=addresses.NEWS,
        tag=tag,
        tags=tags,
        lines=tuple(news_line(document, links) for document in news),
    )


def _post_page(
    document: Document,
    links: Links,
    pieces: tuple[Piece, ...],
    *,
    before: Document | None,
    after: Document | None,
) -> PostPage:
    date = day(document.date, links.zone)
    return PostPage(
        url=document.url,
        title=document.title,
        description=document.description,
        band=Band(
            title=document.title,
            crumbs=(Link("News", addresses.NEWS),),
            facts=tuple(filter(None, (date, document.author))),
            tags=unpublished(document),
        ),
        section=addresses.NEWS,
        image=document.image,
        structured=_structured(document),
        pieces=pieces,
        picture=document.image,
        date=date,
        author=document.author,
        tags=_tag_links(document),
        before=_document_link(before),
        after=_document_link(after),
    )


def _document_link(document: Document | None) -> Link | None:
    return Link(document.title, document.url) if document else None


def _tag_links(document: Document) -> tuple[Link, ...]:
    return tuple(Link(tag, addresses.tag(tag)) for tag in document.tags)


def _structured(document: Document) -> dict[str, object]:
    """https://schema.org/NewsArticle."""
    assert document.date is not None
    article: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": document.title,
        "datePublished": document.date.isoformat(timespec="seconds"),
    }
    if document.author:
        article["author"] = {"@type": "Person", "name": document.author}
    return article
