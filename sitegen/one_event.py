"""One event of a league by itself: its sessions computed, their pages rendered and written, in whatever process."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from sitegen.archive import Archive
from sitegen.config import Config
from sitegen.gather import League
from sitegen.site.atlas import Atlas
from sitegen.site.data.session import session_files
from sitegen.site.directory import Directory
from sitegen.site.frame import Frame
from sitegen.site.output import Written, write_when_new
from sitegen.site.pages.base import Item, Page
from sitegen.site.pages.laps import laps_pages
from sitegen.site.pages.session import session_page
from sitegen.site.pages.side import side_pages
from sitegen.site.theme import Theme
from sitegen.surroundings import Surroundings
from sitegen.timing import Found, TimedSession, time_event


class Workplace(msgspec.Struct, frozen=True):
    """What it takes to build any event of a league."""

    config: Config
    site_folder: Path
    output_folder: Path
    frame: Frame


class BuiltEvent(msgspec.Struct, frozen=True):
    """What building an event leaves."""

    found: Found
    """What the rest of the site needs of its sessions."""
    files: tuple[Written, ...]

    def as_kept(self) -> "BuiltEvent":
        """The same for a later build."""
        return BuiltEvent(self.found, tuple(one.as_kept() for one in self.files))


class Builder:
    """Builds events and renders pages, one after the other."""

    def __init__(self, place: Workplace) -> None:
        """`ThemeError` says what is wrong with the theme."""
        config = place.config
        self._place = place
        self._archive = Archive(place.site_folder / "archive")
        self.theme = Theme(config.site.theme, site_folder=place.site_folder, frame=place.frame, options=config.theme)

    def build(self, around: Surroundings) -> BuiltEvent:
        """Compute, render and write an event; `ThemeError` names the template that fails."""
        config, league = self._place.config, around.league
        atlas, found = atlas_of(config, league, around.official_until), Found()
        files: list[Written] = []
        for session in time_event(around.event, self._archive, config, league):
            found.keep(session)
            files += (
                self.render(item) if isinstance(item, Page) else self._write(*item)
                for item in session_items(session, atlas)
            )
        return BuiltEvent(found, tuple(files))

    def render(self, page: Page) -> Written:
        """Render and write a page."""
        body = self.theme.render(page)
        return self._write(page.file, body, is_page=True, is_for_search=page.is_for_search)

    def _write(self, path: str, body: bytes, *, is_page: bool = False, is_for_search: bool = False) -> Written:
        return write_when_new(self._place.output_folder, path, body, is_page=is_page, is_for_search=is_for_search)


def session_items(one: TimedSession, atlas: Atlas) -> Iterator[Item]:
    """Pages and data of a session."""
    yield session_page(one.found, atlas, pole=one.pole, parts=one.parts)
    yield from laps_pages(one.found, atlas)
    yield from side_pages(one.found, atlas)
    yield from session_files(one.found, atlas, served=one.served)


def atlas_of(config: Config, league: League, official_until: Mapping[str, dt.datetime] | None) -> Atlas:
    """Where everything of a league is, and who is shown how."""
    directory = Directory(
        league.driver_ids,
        initials=config.privacy.names == "initial",
        hidden=frozenset(config.privacy.hide),
        names=league.names,
    )
    return Atlas(
        events=league.events,
        championships=league.championships,
        slugs=league.slugs,
        directory=directory,
        zone=config.site.zone,
        official_until=official_until,
    )
