"""Brought up to date: what an earlier build made from the same stays, the rest is rendered now."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator

import msgspec

from sitegen.build.output import Output
from sitegen.build.renderer import Work
from sitegen.build.stores import Rendered, Store
from sitegen.build.workers import Job, Workers
from sitegen.dataset.scopes import EventScope, SeasonScope
from sitegen.site import catalog
from sitegen.site.pages.base import Item, Page
from sitegen.site.theme.digests import ENCODER, Digests

AHEAD = 32
"""So many pieces of work are handed out before the first of them is done: enough for all cores, few in memory."""


class Task(msgspec.Struct, frozen=True):
    """A piece of work with what it is made from."""

    name: str
    """The same in every build."""
    key: bytes
    """A hash of all that it is made from: while it is the same, so is what it leaves."""
    work: Work


def bring_up_to_date(tasks: Iterable[Task], store: Store, *, output: Output, workers: Workers) -> Iterator[Rendered]:
    """What every task leaves, this time or earlier, in their order; their files count as part of `output`.

    Tasks are asked for as they are needed, so that not all of them are in memory.
    """
    waiting: deque[tuple[Task, Rendered | Job]] = deque()
    for task in tasks:
        known = store.load(task.name, task.key)
        if known is not None and all(map(output.holds, known.files)):
            waiting.append((task, known))
        else:
            waiting.append((task, workers.submit(task.work)))
        if len(waiting) > AHEAD:
            yield _finished(*waiting.popleft(), store, output)
    while waiting:
        yield _finished(*waiting.popleft(), store, output)


def _finished(task: Task, rendered: Rendered | Job, store: Store, output: Output) -> Rendered:
    if isinstance(rendered, Job):
        rendered = rendered.result()
        store.save(task.name, task.key, rendered.as_known())
    for file in rendered.files:
        output.add(file)
    return rendered


def event_task(scope: EventScope, digests: Digests) -> Task:
    """The pages and data of an event."""
    return Task(f"event {scope.event.sessions[0].id}", _scope_key(scope, digests), scope)


def season_task(scope: SeasonScope, digests: Digests) -> Task:
    """The pages and data of a championship."""
    return Task(f"season {scope.championship.id}", _scope_key(scope, digests), scope)


def _scope_key(scope: EventScope | SeasonScope, digests: Digests) -> bytes:
    key = hashlib.sha256()
    for template in catalog.templates(type(scope)):
        key.update(digests.template(template))
    key.update(ENCODER.encode(scope))
    return key.digest()


def item_task(item: Item, digests: Digests) -> Task:
    """A page of the whole league, which is made from its model, or a data file, which is its bytes."""
    if isinstance(item, Page):
        return Task(item.file, digests.page(item), item)
    path, body = item
    return Task(path, hashlib.sha256(body).digest(), item)
