"""The parts of a site brought up to date: what an earlier build made from the same stays, the rest is built."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from sitegen.archive.store import Archive
from sitegen.build.builder import Built, Part
from sitegen.build.cache import Memory
from sitegen.build.fingerprint import file_digest
from sitegen.build.output import Output
from sitegen.build.workers import Workers
from sitegen.config import Config, Fetch, Server
from sitegen.dataset.scopes import Surroundings
from sitegen.site.one_season import WholeSeason
from sitegen.site.theme.digests import ENCODER, Digests

EVENT_TEMPLATES = ("session.html", "laps.html", "side.html")
SEASON_TEMPLATES = ("championship.html", "after.html", "round.html")


def bring_up(
    parts: Callable[[], Iterable[Part]], keys: Mapping[str, bytes], memory: Memory, output: Output, workers: Workers
) -> Iterator[Built]:
    """What building every part left, this time or earlier, in their order.

    `parts` makes them anew whenever it is asked, so that they need not all be in memory. `keys`: for each of them, in
    the same order, its name and a hash of all that it is made from.
    """
    known = deque(_known(name, key, memory, output) for name, key in keys.items())
    is_known = [built is not None for built in known]
    made = workers.build(part for part, skip in zip(parts(), is_known, strict=True) if not skip)
    for name, key in keys.items():
        built = known.popleft()
        if built is None:
            built = next(made)
            memory.keep_part(name, key, built.as_kept())
        for written in built.files:
            output.take(written)
        yield built


def _known(name: str, key: bytes, memory: Memory, output: Output) -> Built | None:
    """What an earlier build left of a part, when that is still there."""
    built = memory.part(name, key)
    return built if built and all(map(output.holds, built.files)) else None


def narrow(config: Config) -> Config:
    """What of the configuration the pages of parts depend on; what else a part shows is in the part."""
    servers = tuple(Server(name=one.name, url="", timezone=one.timezone) for one in config.server)
    return msgspec.structs.replace(config, server=servers, championship=(), fetch=Fetch(), menu=(), classes={})


def event_keys(events: Iterable[Surroundings], archive: Archive, config: Config, digests: Digests) -> dict[str, bytes]:
    """Name → a hash of all that the pages of an event are made from. `config`: a narrow one."""
    common = _common(EVENT_TEMPLATES, config, digests)
    return {f"event {around.event.sessions[0].id}": _event_key(around, archive, common) for around in events}


def _event_key(around: Surroundings, archive: Archive, common: bytes) -> bytes:
    whole = hashlib.sha256(common + ENCODER.encode(around))
    for session in around.event.sessions:
        whole.update(file_digest(archive.result_path(session.server, session.file)))
        whole.update(repr(archive.revision_dates(session.server, session.file)).encode())
    return whole.digest()


def season_keys(
    seasons: Iterable[WholeSeason], of_events: Mapping[str, bytes], config: Config, digests: Digests
) -> dict[str, bytes]:
    """The same for championships, in which the keys of its events stand for all that is in their results."""
    common = _common(SEASON_TEMPLATES, config, digests)
    return {f"season {one.season.championship.id}": _season_key(one, of_events, common) for one in seasons}


def _season_key(one: WholeSeason, of_events: Mapping[str, bytes], common: bytes) -> bytes:
    championship = one.season.championship
    of_its_own = b"".join(of_events[f"event {event.sessions[0].id}"] for event in championship.events)
    said = msgspec.structs.replace(one.season, rounds=(), championship=msgspec.structs.replace(championship, events=()))
    calendar = [(entry.uid, entry.number, entry.planned, entry.day) for entry in one.calendar]
    league = (one.league.driver_ids, one.league.names, one.league.slugs)
    return hashlib.sha256(common + of_its_own + ENCODER.encode((said, calendar, league))).digest()


def _common(templates: Iterable[str], config: Config, digests: Digests) -> bytes:
    return hashlib.sha256(b"".join(map(digests.template, templates)) + ENCODER.encode(config)).digest()
