"""Everything that a site is made from, as one hash: while it is the same, so is the site.

Bytes are read, not dates of files: a league's folder that was fetched anew on another machine is still the same.
"""

import hashlib
import importlib.metadata
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from sitegen.archive.server_status import ServerStatus
from sitegen.archive.store import DRIVER_IDS, SLUGS
from sitegen.config import Config
from sitegen.site.theme.layers import folders_of
from sitegen.support.resources import bundled

RENDERERS = (
    "icalendar",
    "imagesize",
    "jinja2",
    "markdown",
    "markupsafe",
    "msgspec",
    "pymdown-extensions",
    "python-frontmatter",
    "python-slugify",
    "tzdata",
)
"""Libraries whose next release may write other bytes."""

GIVEN = (f"archive/{DRIVER_IDS}", f"archive/{SLUGS}")
"""Names that a build gives for good, when it first sees somebody."""

NOT_READ = ("status.json", "hashes.json")
"""Files of the archive that say when a server was asked and what came; what pages show of them is in its states."""


def of_inputs(config: Config, folder: Path, servers: tuple[ServerStatus, ...]) -> bytes:
    """A hash of configuration, archive, content, themes and the program itself.

    `servers`: how current their results are; when exactly they were asked matters only where pages depend on it.
    """
    if config.results.protest_hours is None:
        servers = tuple(map(_without_moment, servers))
    whole = hashlib.sha256(of_program())
    whole.update(msgspec.msgpack.encode((config, servers)))
    for name, path in _files(config, folder):
        whole.update(name.encode() + b"\0" + file_digest(path))
    return whole.digest()


def _without_moment(server: ServerStatus) -> ServerStatus:
    """A server that answered is as current as any other; of one that did not, pages say since when."""
    return server if server.stale else msgspec.structs.replace(server, fetched=None)


def of_names(folder: Path) -> bytes:
    """A hash of the names that were given for good; a build may add to them."""
    paths = [folder / name for name in GIVEN]
    return hashlib.sha256(b"".join(file_digest(path) if path.is_file() else b"-" for path in paths)).digest()


@cache
def of_program() -> bytes:
    """A hash of sitegen with its themes, and of the libraries that render."""
    package = Path(__file__).parents[1]
    whole = hashlib.sha256(sys.version.encode())
    for name in RENDERERS:
        whole.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    for folder in (package, bundled("themes")):
        for path in _walk(folder):
            if path.suffix != ".pyc":
                whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + file_digest(path))
    return whole.digest()


def file_digest(path: Path) -> bytes:
    """The hash of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).digest()


def _files(config: Config, folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file with a name that is the same wherever the league's folder lies."""
    for name, path in _named("archive", folder / "archive"):
        if path.name not in NOT_READ and name not in GIVEN:
            yield name, path
    yield from _named("content", folder / "content")
    for name, where in folders_of(config.site.theme, folder).items():
        if not where.is_relative_to(bundled("themes")):  # `of_program` knows these
            yield from _named(name, where)


def _named(name: str, folder: Path) -> Iterator[tuple[str, Path]]:
    return ((f"{name}/{path.relative_to(folder).as_posix()}", path) for path in _walk(folder))


def _walk(folder: Path) -> Iterator[Path]:
    """Every file below a folder in a fixed order, hidden ones aside."""
    for where, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(where, name) for name in sorted(files) if not name.startswith("."))
