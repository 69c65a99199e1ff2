"""A whole site rendered and written, from its inputs to its last file."""

import datetime as dt
import gc
from collections.abc import Iterable
from pathlib import Path

from sitegen.build.cache import Cache, CompleteSite
from sitegen.build.incremental import bring_up_to_date, event_task, item_task, season_task
from sitegen.build.output import Output
from sitegen.build.renderer import Workplace
from sitegen.build.stores import PageStore, ScopeStore
from sitegen.build.workers import Workers
from sitegen.config import Config
from sitegen.dataset.scope_makers import league_scope, season_scopes
from sitegen.dataset.sessions import SessionSummary
from sitegen.errors import SitegenError
from sitegen.site import addresses, catalog
from sitegen.site.inputs import Inputs, read_inputs
from sitegen.site.pages.base import Item
from sitegen.site.pages.content.embeds import content_scope
from sitegen.site.pages.search_engines import SearchScope


def build_site(
    config: Config, folder: Path, output: Output, cache: Cache, *, now: dt.datetime, why_empty: str
) -> CompleteSite:
    """Bring the site in `output` up to date. `why_empty`: why the archive may be empty, where that is known."""
    inputs = read_inputs(config, folder, now=now)
    if not inputs.index.sessions and why_empty:
        raise SitegenError(f"There is nothing to build from: the archive is empty, and {why_empty}")
    cache.forget_site()
    with Workers(_workplace(inputs, folder, output)) as workers:
        embed_warnings = _render_all(inputs, cache, output, workers)
    for name, body in workers.theme.static_files():
        output.write(f"{addresses.STATIC}{name}", body)
    output.finish()
    return CompleteSite(
        until=inputs.content.next_publication,
        pages=output.pages,
        sessions=len(inputs.index.sessions),
        digest=output.digest(),
        warnings=(*inputs.warnings, *embed_warnings),
        files=tuple(file.as_known() for file in output.files.values()),
    )


def _workplace(inputs: Inputs, folder: Path, output: Output) -> Workplace:
    return Workplace(
        site_folder=folder,
        output_folder=output.folder,
        theme=inputs.config.site.theme,
        theme_options=inputs.config.theme,
        layout=inputs.layout,
    )


def _render_all(inputs: Inputs, cache: Cache, output: Output, workers: Workers) -> tuple[str, ...]:
    """Index → every event → dataset → every championship → the whole league; what content asks for in vain comes back.

    An event is computed where it is rendered, and only its summary comes back: laps are never in memory for more than
    an event.
    """
    digests = workers.theme.digests
    scopes, pages = ScopeStore(cache.files), PageStore(cache.files)
    _freeze()
    summaries: dict[str, SessionSummary] = {}
    event_tasks = (event_task(scope, digests) for scope in inputs.event_scopes())
    for rendered in bring_up_to_date(event_tasks, scopes, output=output, workers=workers):
        summaries |= {summary.session_id: summary for summary in rendered.summaries}

    dataset = inputs.dataset(summaries)
    _freeze()
    season_tasks = (season_task(scope, digests) for scope in season_scopes(dataset))
    for _ in bring_up_to_date(season_tasks, scopes, output=output, workers=workers):
        pass

    def write(items: Iterable[Item]) -> None:
        tasks = (item_task(item, digests) for item in items)
        for _ in bring_up_to_date(tasks, pages, output=output, workers=workers):
            pass

    league = league_scope(dataset)
    content, embed_errors = content_scope(league, inputs.content)
    write(catalog.items(league))
    write(catalog.items(content))
    write(catalog.items(SearchScope(output.urls_for_search, inputs.settings)))
    scopes.finish()
    pages.finish()
    return tuple(map(str, embed_errors))


def _freeze() -> None:
    """What is in memory by now stays to the end: the garbage collector need not look at it again and again."""
    gc.freeze()
