"""Every page and file of a site, one after the other: what a build writes, for whoever only wants to look at it."""

from collections.abc import Iterator

from sitegen.dataset.scope_makers import league_scope, season_scopes
from sitegen.dataset.sessions import SessionSummary
from sitegen.site import catalog
from sitegen.site.inputs import Inputs
from sitegen.site.pages.base import Item, Page
from sitegen.site.pages.content.embeds import content_scope
from sitegen.site.pages.search_engines import SearchScope
from sitegen.site.summaries import summaries_of


def all_items(inputs: Inputs) -> Iterator[Item]:
    """Every page, not yet rendered, and every file; each is made when it is asked for."""
    urls: list[str] = []
    for item in _items(inputs):
        yield item
        if isinstance(item, Page) and item.is_for_search:
            urls.append(item.url)
    yield from catalog.items(SearchScope(tuple(urls), inputs.settings))


def _items(inputs: Inputs) -> Iterator[Item]:
    summaries: dict[str, SessionSummary] = {}
    for event in inputs.computed_events():
        summaries |= summaries_of(event)
        yield from catalog.items(event)
    dataset = inputs.dataset(summaries)
    for season in season_scopes(dataset):
        yield from catalog.items(season)
    league = league_scope(dataset)
    yield from catalog.items(league)
    content, _ = content_scope(league, inputs.content)
    yield from catalog.items(content)
