"""A league's site that is computed when somebody asks for it: the pages of the build, one at a time."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath

from sitegen.config import Config
from sitegen.dataset.dataset import Dataset
from sitegen.dataset.scope_makers import league_scope, season_scope
from sitegen.dataset.scopes import EventScope
from sitegen.dataset.sessions import SessionSummary, compute_event
from sitegen.league.championship.season import Season
from sitegen.site import addresses, catalog
from sitegen.site.content.broken_pages import broken_pages
from sitegen.site.inputs import read_inputs
from sitegen.site.pages import search_engines
from sitegen.site.pages.base import Item, Page
from sitegen.site.pages.content.embeds import content_scope
from sitegen.site.pages.search_engines import SearchScope
from sitegen.site.summaries import summaries_of
from sitegen.site.theme.render import Theme

Items = dict[str, Page | bytes]
"""File of the site → the page or the bytes in it."""


class PreviewSite:
    """The site of a league as it is now; it goes the way of a build, scope by scope, when a scope is asked for."""

    def __init__(self, folder: Path, config: Config) -> None:
        """Read everything and compute every session once, because records and careers need them all."""
        self._folder = folder
        self._config = config
        self._inputs = read_inputs(config, folder, now=dt.datetime.now(dt.UTC), preview=True)
        self._events: dict[str, EventScope] = {}
        summaries: dict[str, SessionSummary] = {}
        for scope in self._inputs.event_scopes():
            self._events |= {session.id: scope for session in scope.event.sessions}
            summaries |= summaries_of(compute_event(scope, self._inputs.archive))
        self._dataset = self._inputs.dataset(summaries)
        self._league = league_scope(self._dataset)
        self._seasons = _seasons_by_name(self._dataset)
        self._scope_items: dict[str, Items] = {}
        """First session or championship → what its scope has, once something of it was asked for."""
        self._read_own()

    @property
    def base_path(self) -> str:
        """The path below which the site lies, as it will where it is published."""
        return self._config.site.base_path

    @property
    def warnings(self) -> tuple[str, ...]:
        """What could not be used, a sentence each."""
        return (*self._inputs.warnings, *map(str, self._embed_errors))

    @property
    def broken(self) -> dict[str, str]:
        """Address → why the page is not there that the league wrote for it."""
        content = self._inputs.content
        return broken_pages([*content.errors, *self._embed_errors], content.documents)

    def read_content(self) -> None:
        """Read anew what the league wrote."""
        now = dt.datetime.now(dt.UTC)
        self._inputs = self._inputs.with_content(self._config, self._folder, now=now, preview=True)
        self._read_own()

    def read_theme(self) -> None:
        """Read the theme anew."""
        self._theme = Theme(
            self._config.site.theme,
            site_folder=self._folder,
            layout=self._inputs.layout,
            options=self._config.theme,
        )
        self._static: Items = {f"{addresses.STATIC}{path}": body for path, body in self._theme.static_files()}

    def has(self, file: str) -> bool:
        """Whether there is a file; a page is not rendered for it."""
        return self._item(file) is not None

    def body(self, file: str) -> bytes | None:
        """What is in a file of the site; None when there is no such file. `ThemeError` when it cannot be rendered."""
        item = self._item(file)
        return self._theme.render(item) if isinstance(item, Page) else item

    def _item(self, file: str) -> Page | bytes | None:
        """Pages of the whole league first: they are computed already, and most addresses are theirs."""
        for items in (self._content_items, self._league_items, self._items_of_scope_at(file), self._static):
            if file in items:
                return items[file]
        return self._search_items.get(file) if file in search_engines.FILES else None

    def _items_of_scope_at(self, file: str) -> Items:
        """What the event or the championship has in whose folder a file lies, computed when it is first asked for."""
        for name in _names_in(file):
            if name in self._events:
                return self._event_items(self._events[name])
            if name in self._seasons:
                return self._season_items(self._seasons[name])
        return {}

    def _event_items(self, scope: EventScope) -> Items:
        key = scope.event.sessions[0].id
        if key not in self._scope_items:
            self._scope_items[key] = _by_file(catalog.items(compute_event(scope, self._inputs.archive)))
        return self._scope_items[key]

    def _season_items(self, season: Season) -> Items:
        key = season.championship.id
        if key not in self._scope_items:
            self._scope_items[key] = _by_file(catalog.items(season_scope(season, self._dataset)))
        return self._scope_items[key]

    @cached_property
    def _league_items(self) -> Items:
        return _by_file(catalog.items(self._league))

    @cached_property
    def _search_items(self) -> Items:
        """What is for search engines names every page, so that all of them have to be computed for it."""
        files = [*self._content_items.values(), *self._league_items.values()]
        first_sessions = {scope.event.sessions[0].id: scope for scope in self._events.values()}
        for scope in first_sessions.values():
            files += self._event_items(scope).values()
        for season in self._dataset.seasons:
            files += self._season_items(season).values()
        urls = [page.url for page in files if isinstance(page, Page) and page.is_for_search]
        return _by_file(catalog.items(SearchScope(tuple(urls), self._inputs.settings)))

    def _read_own(self) -> None:
        """Make the pages anew that the league wrote itself, and all that depends on the theme."""
        content, self._embed_errors = content_scope(self._league, self._inputs.content)
        self._content_items = _by_file(catalog.items(content))
        self.__dict__.pop("_search_items", None)
        self.read_theme()


def _seasons_by_name(dataset: Dataset) -> dict[str, Season]:
    """The last part of its address, and its id as in `data/` → season."""
    seasons: dict[str, Season] = {}
    for season in dataset.seasons:
        identifier = season.championship.id
        seasons[dataset.index.identities.slugs[identifier]] = season
        seasons[identifier] = season
    return seasons


def _names_in(file: str) -> Iterator[str]:
    """Session ids and names of championships in whose folder a file may lie, the longest first.

    The name of a session may have dots in it, as its data files have behind it.
    """
    parts = PurePosixPath(file.removeprefix(addresses.DATA)).parts
    prefix, name = "", ""
    if len(parts) > 2 and f"{parts[0]}/" == addresses.SESSIONS:
        prefix, name = f"{parts[1]}/", parts[2]
    elif len(parts) > 1 and f"{parts[0]}/" == addresses.CHAMPIONSHIPS:
        name = parts[1]
    while name:
        yield f"{prefix}{name}"
        name = name.rpartition(".")[0]


def _by_file(items: Iterable[Item]) -> Items:
    by_file: Items = {}
    for item in items:
        if isinstance(item, Page):
            by_file[item.file] = item
        else:
            path, body = item
            by_file[path] = body
    return by_file
