"""Scopes and pages rendered and written, one after the other, in whatever process."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from sitegen.archive.store import Archive
from sitegen.build.output import WrittenFile, write_when_new
from sitegen.build.stores import Rendered
from sitegen.dataset.scopes import EventScope, SeasonScope
from sitegen.dataset.sessions import compute_event
from sitegen.site import catalog
from sitegen.site.layout import Layout
from sitegen.site.pages.base import Item, Page
from sitegen.site.summaries import summaries_of
from sitegen.site.theme.render import Theme

Work = EventScope | SeasonScope | Item
"""What can be rendered by itself alone."""


class Workplace(msgspec.Struct, frozen=True):
    """What it takes to render any part of a league's site."""

    site_folder: Path
    output_folder: Path
    theme: str
    theme_options: dict[str, Any]
    layout: Layout


class Renderer:
    """Renders and writes."""

    def __init__(self, place: Workplace) -> None:
        """`ThemeError` says what is wrong with the theme."""
        self._output_folder = place.output_folder
        self._archive = Archive(place.site_folder / "archive")
        self.theme = Theme(place.theme, site_folder=place.site_folder, layout=place.layout, options=place.theme_options)

    def render(self, work: Work) -> Rendered:
        """Compute, render and write; `ThemeError` names the template that fails."""
        if isinstance(work, EventScope):
            event = compute_event(work, self._archive)
            return Rendered(self._write_all(catalog.items(event)), tuple(summaries_of(event).values()))
        if isinstance(work, SeasonScope):
            return Rendered(self._write_all(catalog.items(work)))
        return Rendered(self._write_all([work]))

    def _write_all(self, items: Iterable[Item]) -> tuple[WrittenFile, ...]:
        return tuple(map(self._write, items))

    def _write(self, item: Item) -> WrittenFile:
        if not isinstance(item, Page):
            path, body = item
            return write_when_new(self._output_folder, path, body)
        body = self.theme.render(item)
        return write_when_new(
            self._output_folder, item.file, body, is_page=item.is_document, is_for_search=item.is_for_search
        )
