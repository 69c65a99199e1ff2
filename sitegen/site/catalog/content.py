"""What the league wrote itself, the home page and the feed, which show some of it; and what is for search engines."""

from collections.abc import Iterator

from sitegen.site import addresses
from sitegen.site.catalog.kinds import Kind, single
from sitegen.site.links import Links
from sitegen.site.pages.base import Item
from sitegen.site.pages.content.document import DocumentPage, document_page
from sitegen.site.pages.content.feed import FeedPage, feed_page
from sitegen.site.pages.content.news import NewsPage, PostPage, news_pages, post_pages, tag_pages
from sitegen.site.pages.content.scope import ContentScope
from sitegen.site.pages.home import HomePage, home_page
from sitegen.site.pages.search_engines import RobotsPage, SearchScope, SitemapPage, robots_page, sitemap_page


def _news_pages(scope: ContentScope, links: Links) -> Iterator[Item]:
    yield from news_pages(scope.news, links)


def _tag_pages(scope: ContentScope, links: Links) -> Iterator[Item]:
    yield from tag_pages(scope.news, links)


def _post_pages(scope: ContentScope, links: Links) -> Iterator[Item]:
    yield from post_pages(scope.news, links, pieces=scope.pieces)


def _document_pages(scope: ContentScope, links: Links) -> Iterator[Item]:  # noqa: ARG001 - its pieces are made already
    for document in scope.pages:
        yield document_page(document, scope.pieces[document.url])


def _feed_pages(scope: ContentScope, links: Links) -> Iterator[Item]:
    """The entries of a feed need whole addresses."""
    if scope.league.settings.public_url:
        yield feed_page(scope, links)


def _files(scope: ContentScope, links: Links) -> Iterator[Item]:  # noqa: ARG001 - a file is as it is
    for path, file in scope.files.items():
        yield path, file.read_bytes()


def _sitemap_pages(scope: SearchScope, links: Links) -> Iterator[Item]:  # noqa: ARG001 - it names addresses alone
    """A list for search engines needs whole addresses."""
    if scope.settings.public_url:
        yield sitemap_page(scope)


def _robots_pages(scope: SearchScope, links: Links) -> Iterator[Item]:  # noqa: ARG001 - the same for every league
    """A site that lies below somebody else's address has no say in it."""
    if scope.settings.public_url:
        yield robots_page()


KINDS = (
    Kind(ContentScope, single(home_page), HomePage, addresses.HOME_FILE, "Home"),
    Kind(ContentScope, _news_pages, NewsPage, addresses.NEWS_FILE, "News", needs="news"),
    Kind(ContentScope, _tag_pages, NewsPage, addresses.NEWS_TAGS),
    Kind(ContentScope, _post_pages, PostPage),
    Kind(ContentScope, _document_pages, DocumentPage),
    Kind(ContentScope, _feed_pages, FeedPage, "feed.xml"),
    Kind(ContentScope, _files),
    Kind(SearchScope, _sitemap_pages, SitemapPage, "sitemap.xml"),
    Kind(SearchScope, _robots_pages, RobotsPage, "robots.txt"),
)
