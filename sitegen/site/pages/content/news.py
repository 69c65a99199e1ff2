"""News: what the league has to say, the newest first."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

import msgspec

from sitegen.dataset.slugs import slug as slug_of
from sitegen.site import addresses
from sitegen.site.content import Document
from sitegen.site.formats import counted, day
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Band, Link, Page
from sitegen.site.pages.content.document import DocumentPage, unpublished
from sitegen.site.pages.content.embeds import Embeds


class NewsLine(msgspec.Struct, frozen=True):
    """A piece of news in short."""

    title: str
    url: str
    date: str
    description: str
    """Empty when it says no more than the title."""
    picture: str
    tags: tuple[Link, ...]
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


class PostPage(DocumentPage, frozen=True, kw_only=True):
    """A piece of news."""

    template: ClassVar[str] = "post.html"
    date: str
    author: str
    tags: tuple[Link, ...]
    before: Link | None
    """The one before it."""
    after: Link | None


def newest_first(documents: Iterable[Document]) -> list[Document]:
    """The news among the pages that the league wrote."""
    dated = [(one.date, one.url, one) for one in documents if one.is_news and one.date]
    return [one for _, _, one in sorted(dated, key=lambda each: each[:2], reverse=True)]


def news_pages(news: Sequence[Document], atlas: Atlas, embeds: Embeds) -> Iterator[Page]:
    """The list of news, a page for every tag, and every piece of news. `news`: the newest first."""
    if not news:
        return
    tags = {slug_of(tag): tag for one in reversed(news) for tag in one.tags}
    links = tuple(Link(name, addresses.tag(name)) for _, name in sorted(tags.items()))
    yield _list(news, atlas, tag="", tags=links)
    for slug, name in tags.items():
        own = [one for one in news if slug in map(slug_of, one.tags)]
        yield _list(own, atlas, tag=name, tags=links)
    for at, one in enumerate(news):
        yield _post(
            one, atlas, embeds, before=news[at + 1] if at + 1 < len(news) else None, after=news[at - 1] if at else None
        )


def news_line(document: Document, atlas: Atlas) -> NewsLine:
    """A piece of news in short."""
    return NewsLine(
        title=document.title,
        url=document.url,
        date=day(document.date, atlas.zone),
        description=document.description if document.description != document.title else "",
        picture=document.image,
        tags=_tags(document),
        unpublished=document.unpublished,
    )


def _list(news: Sequence[Document], atlas: Atlas, *, tag: str, tags: tuple[Link, ...]) -> NewsPage:
    title = f"News: {tag}" if tag else "News"
    return NewsPage(
        url=addresses.tag(tag) if tag else addresses.NEWS,
        title=title,
        description=f"{counted(len(news), 'piece')} of news{f' about {tag}' if tag else ''}, the newest first.",
        band=Band(
            title=tag or "News",
            crumbs=(Link("News", addresses.NEWS),) if tag else (),
            facts=(f"Last written {day(news[0].date, atlas.zone)}",),
        ),
        section=addresses.NEWS,
        tag=tag,
        tags=tags,
        lines=tuple(news_line(one, atlas) for one in news),
    )


def _post(
    document: Document, atlas: Atlas, embeds: Embeds, *, before: Document | None, after: Document | None
) -> PostPage:
    date = day(document.date, atlas.zone)
    return PostPage(
        url=document.url,
        title=document.title,
        description=document.description,
        band=Band(
            title=document.title,
            crumbs=(Link("News", addresses.NEWS),),
            facts=(date, *([document.author] if document.author else [])),
            tags=unpublished(document),
        ),
        section=addresses.NEWS,
        image=document.image,
        structured=_structured(document),
        pieces=embeds.pieces(document),
        picture=document.image,
        date=date,
        author=document.author,
        tags=_tags(document),
        before=Link(before.title, before.url) if before else None,
        after=Link(after.title, after.url) if after else None,
    )


def _tags(document: Document) -> tuple[Link, ...]:
    return tuple(Link(tag, addresses.tag(tag)) for tag in document.tags)


def _structured(document: Document) -> dict[str, object]:
    """https://schema.org/NewsArticle."""
    assert document.date is not None
    about: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": document.title,
        "datePublished": document.date.isoformat(timespec="seconds"),
    }
    return about | ({"author": {"@type": "Person", "name": document.author}} if document.author else {})
