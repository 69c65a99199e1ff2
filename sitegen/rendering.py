"""A whole site rendered and written: what an earlier build made from the same stays, and the rest is made anew."""

import datetime as dt
import gc
import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path, PurePosixPath

import msgspec

from sitegen.archive import Archive
from sitegen.assembly import Assembly
from sitegen.config import Config, Fetch, Server
from sitegen.errors import SitegenError
from sitegen.inputs import file_digest
from sitegen.memory import Memory, WholeSite
from sitegen.one_event import BuiltEvent, Workplace
from sitegen.site.output import Output
from sitegen.site.pages.base import Item, Page
from sitegen.surroundings import Surroundings
from sitegen.workers import Workers

SESSION_TEMPLATES = ("session.html", "laps.html", "side.html")

ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def render_site(
    config: Config, folder: Path, output: Output, memory: Memory, *, now: dt.datetime, lacking: str
) -> WholeSite:
    """Bring the site in `output` up to date. `lacking`: why there may be nothing to build from, empty when there is."""
    assembly = Assembly(config, folder, now=now)
    if not assembly.league.sessions and lacking:
        raise SitegenError(f"There is nothing to build from: the archive is empty, and {lacking}")
    memory.forget()
    _let_stay()
    place = Workplace(_narrow(assembly.config), folder, output.folder, assembly.frame)
    with Workers(place) as workers:
        for built in _events(assembly, place, memory, output, workers):
            assembly.take(built.found)
            for written in built.files:
                output.take(written)
        _let_stay()
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


def _events(
    assembly: Assembly, place: Workplace, memory: Memory, output: Output, workers: Workers
) -> Iterator[BuiltEvent]:
    """What building every event left, this time or earlier, in their order."""
    templates = b"".join(map(workers.theme.digests.template, SESSION_TEMPLATES))
    common = hashlib.sha256(templates + ENCODER.encode(place.config)).digest()
    archive = Archive(place.site_folder / "archive")
    keys = [_key(around, archive, common) for around in assembly.surroundings()]
    known = deque(
        _known(around, key, memory, output) for around, key in zip(assembly.surroundings(), keys, strict=True)
    )
    is_known = [built is not None for built in known]
    made = workers.build(around for around, skip in zip(assembly.surroundings(), is_known, strict=True) if not skip)
    for around, key in zip(assembly.surroundings(), keys, strict=True):
        built = known.popleft()
        if built is None:
            built = next(made)
            memory.keep_event(_name(around), key, built.as_kept())
        yield built


def _known(around: Surroundings, key: bytes, memory: Memory, output: Output) -> BuiltEvent | None:
    """What an earlier build left of an event, when that is still there."""
    built = memory.event(_name(around), key)
    return built if built and all(map(output.holds, built.files)) else None


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


def _narrow(config: Config) -> Config:
    """What of the configuration the pages of sessions depend on."""
    servers = tuple(Server(name=one.name, url="", timezone=one.timezone) for one in config.server)
    return msgspec.structs.replace(config, server=servers, championship=(), fetch=Fetch(), menu=(), classes={})


def _key(around: Surroundings, archive: Archive, common: bytes) -> bytes:
    """A hash of all that the pages of an event are made from."""
    whole = hashlib.sha256(common + ENCODER.encode(around))
    for session in around.event.sessions:
        whole.update(file_digest(archive.result_path(session.server, session.file)))
        whole.update(repr(archive.revised(session.server, session.file)).encode())
    return whole.digest()


def _name(around: Surroundings) -> str:
    return around.event.sessions[0].id


def _urls(output: Output) -> list[str]:
    """The addresses of all pages that a search engine may show."""
    paths = (PurePosixPath(one.path) for one in output.pages if one.is_for_search)
    return [f"{path.parent.as_posix()}/" if path.parent.name else "" for path in paths]
