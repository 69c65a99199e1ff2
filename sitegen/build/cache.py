"""What an earlier build left in `.sitegen/`, so that a page is rendered again only when something on it has changed.

    site       what the whole site was made from, and its files
    pages      what every page of the whole league was made from, and its file
    scopes/    what the pages of an event or a championship were made from, their files, and the event's summary

Nothing in it is needed: without it, or when it does not fit, everything is built anew. It holds values as msgspec
writes them, never pickles: opening somebody else's folder must not run their code. It holds ids of players, so a
`.gitignore` of its own keeps it out of the league's repository.
"""

import datetime as dt
import hashlib
import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from sitegen.build.output import WrittenFile
from sitegen.support.files import write_whole

FOLDER = ".sitegen"

SEAL_LENGTH = hashlib.sha256().digest_size

V = TypeVar("V")


class CompleteSite(msgspec.Struct, frozen=True):
    """A site that was built to its end."""

    until: dt.datetime | None
    """When something is due that was dated later, if anything is."""
    pages: int
    sessions: int
    digest: str
    """A hash over all its files."""
    warnings: tuple[str, ...]
    files: tuple[WrittenFile, ...]


class Cache:
    """What an earlier build of a league left; it is that of one output folder."""

    def __init__(self, site_folder: Path, output_folder: Path, *, program: bytes) -> None:
        """Nothing is read before it is asked for. `program`: a fingerprint of what built it."""
        place = os.path.relpath(output_folder, site_folder)
        self.files = SealedFiles(site_folder / FOLDER, owner=hashlib.sha256(program + place.encode()).digest())

    def site(self, fingerprint: bytes, *, now: dt.datetime) -> CompleteSite | None:
        """The site that was built from the same, as long as nothing in it is due."""
        site = self.files.read("site", fingerprint, CompleteSite)
        if site is None or (site.until and site.until <= now):
            return None
        return site

    def save_site(self, fingerprint: bytes, site: CompleteSite) -> None:
        """Remember a site that was built to its end."""
        self.files.write("site", fingerprint, site)

    def forget_site(self) -> None:
        """A build that has begun may leave another site than the last one."""
        self.files.remove("site")


class SealedFiles:
    """Files that are only read when they are whole, and were written for the same by the same program."""

    def __init__(self, folder: Path, *, owner: bytes) -> None:
        """`owner`: a hash of the program and of the place for which it works."""
        self._folder = folder
        self._owner = owner

    def read(self, name: str, key: bytes, kind: type[V]) -> V | None:
        """What was written with the same key; None for anything else."""
        try:
            body = (self._folder / name).read_bytes()
        except OSError:
            return None
        seal, packed = body[:SEAL_LENGTH], body[SEAL_LENGTH:]
        if seal != self._seal(key, packed):
            return None
        try:
            return msgspec.msgpack.decode(packed, type=kind)
        except msgspec.DecodeError:
            return None

    def write(self, name: str, key: bytes, value: object) -> None:
        """Write a value, whole or not at all."""
        if not (self._folder / ".gitignore").is_file():
            write_whole(self._folder / ".gitignore", b"*\n", durable=False)
        packed = msgspec.msgpack.encode(value)
        write_whole(self._folder / name, self._seal(key, packed) + packed, durable=False)

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""
        with suppress(OSError):
            (self._folder / name).unlink()

    def remove_all_but(self, folder: str, names: Collection[str]) -> None:
        """Remove the files of a folder whose names are not among these."""
        for path in (self._folder / folder).glob("*"):
            if path.name not in names and path.is_file():
                path.unlink(missing_ok=True)

    def _seal(self, key: bytes, packed: bytes) -> bytes:
        return hashlib.sha256(self._owner + key + hashlib.sha256(packed).digest()).digest()
