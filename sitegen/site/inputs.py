"""Archive + configuration + content, read: all that a site is made from before anything is computed."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from sitegen.archive.server_status import ServerStatus, server_statuses
from sitegen.archive.store import Archive
from sitegen.config import Config
from sitegen.dataset.dataset import Dataset, compute_dataset
from sitegen.dataset.load import Index, load_index
from sitegen.dataset.scope_makers import event_scopes
from sitegen.dataset.scopes import EventScope, Settings, settings_of
from sitegen.dataset.sessions import ComputedEvent, SessionSummary, compute_event
from sitegen.site import catalog
from sitegen.site.content import Content, load_content
from sitegen.site.content.files import without_unusable_pictures
from sitegen.site.layout import Layout, layout_of
from sitegen.support.suggestions import suggestion


class Inputs(msgspec.Struct, frozen=True):
    """All that a site is made from."""

    config: Config
    """Without pictures that cannot be shown."""
    archive: Archive
    index: Index
    servers: tuple[ServerStatus, ...]
    content: Content
    picture_warnings: tuple[str, ...]

    @property
    def settings(self) -> Settings:
        """What of the configuration decides what pages say."""
        return settings_of(self.config)

    @property
    def layout(self) -> Layout:
        """What stands around every page."""
        has_teams = any(championship.standings.team_names for championship in self.index.championships)
        has_news = any(document.is_news for document in self.content.documents)
        menu = catalog.menu(has_news=has_news, has_teams=has_teams)
        return layout_of(self.config, self.content.documents, self.servers, menu=menu)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What of it could not be used, a sentence each."""
        unknown = _unknown_hidden(self.config, self.index.identities.driver_ids.values())
        return (*self.index.warnings, *map(str, self.content.errors), *self.picture_warnings, *unknown)

    def event_scopes(self) -> Iterator[EventScope]:
        """The scope of every event, oldest first, made when it is asked for."""
        until = _official_until(self.config, self.servers)
        return event_scopes(self.index, self.archive, self.settings, official_until=until)

    def computed_events(self) -> Iterator[ComputedEvent]:
        """Every event computed, oldest first; the laps of one are in memory while it is looked at."""
        for scope in self.event_scopes():
            yield compute_event(scope, self.archive)

    def dataset(self, summaries: Mapping[str, SessionSummary]) -> Dataset:
        """The whole league, from a summary of every session, by session id."""
        return compute_dataset(self.index, summaries, self.config)

    def with_content(self, config: Config, folder: Path, *, now: dt.datetime, preview: bool = False) -> "Inputs":
        """The same with what the league wrote read anew."""
        checked, warnings = without_unusable_pictures(config, folder / "content")
        content = load_content(
            folder / "content", now=now, zone=config.site.zone, preview=preview, reserved=catalog.reserved()
        )
        return msgspec.structs.replace(self, config=checked, content=content, picture_warnings=warnings)


def read_inputs(config: Config, folder: Path, *, now: dt.datetime, preview: bool = False) -> Inputs:
    """Read the archive and the content of a site folder; no request is made.

    `preview`: with drafts, and with what is to be published after `now`.
    """
    archive = Archive(folder / "archive")
    without_content = Inputs(
        config=config,
        archive=archive,
        index=load_index(archive, config, content=folder / "content"),
        servers=tuple(server_statuses(archive, config)),
        content=Content(),
        picture_warnings=(),
    )
    return without_content.with_content(config, folder, now=now, preview=preview)


def _official_until(config: Config, servers: Iterable[ServerStatus]) -> Mapping[str, dt.datetime] | None:
    """Server → the end of the youngest results against which nobody can protest any more, as of its last fetch."""
    if config.results.protest_hours is None:
        return None
    protests = dt.timedelta(hours=config.results.protest_hours)
    return {server.name: dt.datetime.fromisoformat(server.fetched) - protests for server in servers if server.fetched}


def _unknown_hidden(config: Config, driver_ids: Iterable[str]) -> Iterator[str]:
    known = set(driver_ids)
    for public_id in config.privacy.hide:
        if public_id not in known:
            yield f'sitegen.toml hides the driver "{public_id}", whom no result knows{suggestion(public_id, known)}'
