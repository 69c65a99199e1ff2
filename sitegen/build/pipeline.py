"""A whole site rendered and written: what an earlier build made from the same stays, and the rest is made anew."""

import datetime as dt
import gc
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from sitegen.archive.store import Archive
from sitegen.build.builder import Workplace
from sitegen.build.cache import Memory, WholeSite
from sitegen.build.incremental import bring_up, event_keys, narrow, season_keys
from sitegen.build.output import Output
from sitegen.build.workers import Workers
from sitegen.config import Config
from sitegen.errors import SitegenError
from sitegen.site.assembly import Assembly
from sitegen.site.pages.base import Item, Page


def render_site(
    config: Config, folder: Path, output: Output, memory: Memory, *, now: dt.datetime, lacking: str
) -> WholeSite:
    """Bring the site in `output` up to date. `lacking`: why there may be nothing to build from, empty when there is."""
    assembly = Assembly(config, folder, now=now)
    if not assembly.league.sessions and lacking:
        raise SitegenError(f"There is nothing to build from: the archive is empty, and {lacking}")
    memory.forget()
    _let_stay()
    place = Workplace(narrow(assembly.config), folder, output.folder, assembly.frame)
    with Workers(place) as workers:
        digests = workers.theme.digests
        of_events = event_keys(assembly.events(), Archive(folder / "archive"), place.config, digests)
        for built in bring_up(assembly.events, of_events, memory, output, workers):
            assembly.take(built.found)
        _let_stay()
        of_seasons = season_keys(assembly.seasons(), of_events, place.config, digests)
        for _ in bring_up(assembly.seasons, of_seasons, memory, output, workers):
            pass
        _write(chain(assembly.league_items(), assembly.own_items()), memory, output, workers)
        _write(assembly.machine_items(_urls(output)), memory, output, workers)
    for name, body in workers.theme.static_files():
        output.write(f"static/{name}", body)
    output.finish()
    return WholeSite(
        until=assembly.next_publication,
        pages=len(output.pages),
        sessions=len(assembly.league.sessions),
        content=output.digest(),
        warnings=assembly.warnings,
        files=tuple(one.as_kept() for one in output.files.values()),
    )


def _let_stay() -> None:
    """What is there by now is there to the end: the garbage collector need not look at it again and again."""
    gc.freeze()


def _write(items: Iterable[Item], memory: Memory, output: Output, workers: Workers) -> None:
    """Write what is not there yet; a page whose model has not changed is not rendered."""
    keys: deque[bytes] = deque()

    def changed() -> Iterator[Page]:
        for item in items:
            if not isinstance(item, Page):
                output.write(*item)
                continue
            key = workers.theme.digests.page(item)
            written = memory.page(item.file, key)
            if written and output.holds(written):
                output.take(written)
                memory.keep_page(key, written)
            else:
                keys.append(key)
                yield item

    for written in workers.render(changed()):
        output.take(written)
        memory.keep_page(keys.popleft(), written.as_kept())


def _urls(output: Output) -> list[str]:
    """The addresses of all pages that a search engine may show."""
    return [one.path.removesuffix("index.html") for one in output.pages if one.is_for_search]
