"""What an earlier build left in `.sitegen/`, so that a page is rendered again only when something on it has changed.

    site       what the whole site was made from, and its files
    pages      what every page was made from that belongs to no part
    parts/     what an event or a season was made from, its files, and what the rest of the site needs of it

Nothing in it is needed: without it, or when it does not fit, everything is built anew. It holds ids of players, so a
`.gitignore` of its own keeps it out of the league's repository.
"""

import datetime as dt
import hashlib
import os
import pickle
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from sitegen.support.files import write_whole

if TYPE_CHECKING:
    from sitegen.build.builder import Built
    from sitegen.build.output import Written

FOLDER = ".sitegen"

LENGTH = hashlib.sha256().digest_size


class WholeSite(msgspec.Struct, frozen=True):
    """A site that was built to its end."""

    until: dt.datetime | None
    """When something is due that was dated later, if anything is."""
    pages: int
    sessions: int
    content: str
    warnings: tuple[str, ...]
    files: tuple["Written", ...]


class Memory:
    """What an earlier build of a league left; it is that of one output folder."""

    def __init__(self, site_folder: Path, output_folder: Path, *, program: bytes) -> None:
        """Nothing is read before it is asked for. `program`: a hash of what built it."""
        self._folder = site_folder / FOLDER
        place = os.path.relpath(output_folder, site_folder)
        self._place = hashlib.sha256(program + place.encode()).digest()
        self._parts: set[str] = set()
        self._pages: dict[str, tuple[bytes, Written]] = {}
        self._pages_before: dict[str, tuple[bytes, Written]] | None = None

    def site(self, inputs: bytes, *, now: dt.datetime) -> WholeSite | None:
        """The site that was built from the same, as long as nothing in it is due."""
        found: WholeSite | None = self._load("site", inputs)
        return found if found and not (found.until and found.until <= now) else None

    def keep_site(self, inputs: bytes, site: WholeSite) -> None:
        """Remember a site that was built to its end, and forget what is no longer part of it."""
        self._keep("pages", b"", self._pages)
        self._keep("site", inputs, site)
        for path in (self._folder / "parts").glob("*"):
            if path.name not in self._parts:
                path.unlink(missing_ok=True)

    def part(self, name: str, key: bytes) -> "Built | None":
        """What building a part left, when it was made from the same."""
        self._parts.add(_file(name))
        found: Built | None = self._load(f"parts/{_file(name)}", key)
        return found

    def keep_part(self, name: str, key: bytes, built: "Built") -> None:
        """Remember what building a part left."""
        self._keep(f"parts/{_file(name)}", key, built)

    def page(self, path: str, key: bytes) -> "Written | None":
        """The file of a page that was made from the same."""
        if self._pages_before is None:
            self._pages_before = self._load("pages", b"") or {}
        known, written = self._pages_before.get(path, (None, None))
        return written if known == key else None

    def keep_page(self, key: bytes, written: "Written") -> None:
        """Remember what a page was made from; it is saved with the site."""
        self._pages[written.path] = (key, written)

    def _load(self, name: str, key: bytes) -> Any:  # noqa: ANN401 - what was kept under that name
        """What was kept with the same key, by this very program and for this place; nothing else is unpacked."""
        try:
            body = (self._folder / name).read_bytes()
        except OSError:
            return None
        seal, packed = body[:LENGTH], body[LENGTH:]
        return pickle.loads(packed) if seal == self._seal(key, packed) else None  # noqa: S301

    def _keep(self, name: str, key: bytes, value: object) -> None:
        if not (self._folder / ".gitignore").is_file():
            write_whole(self._folder / ".gitignore", b"*\n", durable=False)
        packed = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        write_whole(self._folder / name, self._seal(key, packed) + packed, durable=False)

    def _seal(self, key: bytes, packed: bytes) -> bytes:
        return hashlib.sha256(self._place + key + hashlib.sha256(packed).digest()).digest()

    def forget(self) -> None:
        """A build that has begun may leave another site than the last one."""
        with suppress(OSError):
            (self._folder / "site").unlink()


def _file(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]
