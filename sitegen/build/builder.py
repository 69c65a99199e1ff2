"""Parts of the site built by themselves: computed, rendered and written, in whatever process.

A part is what can be built from itself alone: an event with the pages of its sessions, or a season with those of its
championship.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from sitegen.archive.store import Archive
from sitegen.build.output import Written, write_when_new
from sitegen.config import Config
from sitegen.dataset.scopes import Surroundings
from sitegen.dataset.sessions import Found
from sitegen.site.layout import Frame
from sitegen.site.one_event import atlas_of, event_items
from sitegen.site.one_season import WholeSeason, season_items
from sitegen.site.pages.base import Item, Page
from sitegen.site.theme.render import Theme

Part = Surroundings | WholeSeason


class Workplace(msgspec.Struct, frozen=True):
    """What it takes to build any part of a league's site."""

    config: Config
    site_folder: Path
    output_folder: Path
    frame: Frame


class Built(msgspec.Struct, frozen=True):
    """What building a part of the site leaves."""

    files: tuple[Written, ...]
    found: Found
    """What the rest of the site needs of the sessions of an event."""

    def as_kept(self) -> "Built":
        """The same for a later build."""
        return Built(tuple(one.as_kept() for one in self.files), self.found)


class Builder:
    """Builds parts and renders pages, one after the other."""

    def __init__(self, place: Workplace) -> None:
        """`ThemeError` says what is wrong with the theme."""
        config = place.config
        self._place = place
        self._archive = Archive(place.site_folder / "archive")
        self.theme = Theme(config.site.theme, site_folder=place.site_folder, frame=place.frame, options=config.theme)

    def build(self, part: Part) -> Built:
        """Compute, render and write a part; `ThemeError` names the template that fails."""
        found = Found()
        files = tuple(
            self.render(item) if isinstance(item, Page) else self._write(*item) for item in self._items(part, found)
        )
        return Built(files, found)

    def _items(self, part: Part, found: Found) -> Iterator[Item]:
        config = self._place.config
        if isinstance(part, WholeSeason):
            return season_items(part, config, atlas_of(config, part.league, None))
        atlas = atlas_of(config, part.league, part.official_until)
        return event_items(part, self._archive, config, atlas=atlas, found=found)

    def render(self, page: Page) -> Written:
        """Render and write a page."""
        body = self.theme.render(page)
        return self._write(page.file, body, is_page=True, is_for_search=page.is_for_search)

    def _write(self, path: str, body: bytes, *, is_page: bool = False, is_for_search: bool = False) -> Written:
        return write_when_new(self._place.output_folder, path, body, is_page=is_page, is_for_search=is_for_search)
