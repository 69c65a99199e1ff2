"""What rendering scopes and pages left, so that a later build can take it as it is."""

import hashlib
from functools import cached_property
from typing import Protocol

import msgspec

from sitegen.build.cache import SealedFiles
from sitegen.build.output import WrittenFile
from sitegen.dataset.sessions import SessionSummary


class Rendered(msgspec.Struct, frozen=True):
    """What rendering a scope or a page leaves."""

    files: tuple[WrittenFile, ...]
    summaries: tuple[SessionSummary, ...] = ()
    """What the rest of the site needs of the sessions of an event."""

    def as_known(self) -> "Rendered":
        """The same for a later build, for which none of the files is new."""
        return msgspec.structs.replace(self, files=tuple(file.as_known() for file in self.files))


class Store(Protocol):
    """Where an earlier build left what work of one kind leaves."""

    def load(self, name: str, key: bytes) -> Rendered | None:
        """What the same work left."""

    def save(self, name: str, key: bytes, rendered: Rendered) -> None:
        """Remember what work left."""


class ScopeStore:
    """What rendering events and championships left, a file each: an event's is large, and read once."""

    def __init__(self, files: SealedFiles) -> None:
        """`files`: of the cache."""
        self._files = files
        self._names: set[str] = set()

    def load(self, name: str, key: bytes) -> Rendered | None:
        """What rendering a scope left, when it was made from the same."""
        self._names.add(_file_name(name))
        return self._files.read(f"scopes/{_file_name(name)}", key, Rendered)

    def save(self, name: str, key: bytes, rendered: Rendered) -> None:
        """Remember what rendering a scope left."""
        self._names.add(_file_name(name))
        self._files.write(f"scopes/{_file_name(name)}", key, rendered)

    def finish(self) -> None:
        """Forget the scopes that were not asked for."""
        self._files.remove_all_but("scopes", self._names)


class PageStore:
    """What single pages and files left; they are small and many, so that all of them lie in one file."""

    def __init__(self, files: SealedFiles) -> None:
        """`files`: of the cache."""
        self._files = files
        self._pages: dict[str, tuple[bytes, Rendered]] = {}

    @cached_property
    def _before(self) -> dict[str, tuple[bytes, Rendered]]:
        return self._files.read("pages", b"", dict[str, tuple[bytes, Rendered]]) or {}

    def load(self, name: str, key: bytes) -> Rendered | None:
        """What rendering a page left, when it was made from the same."""
        known_key, rendered = self._before.get(name, (None, None))
        if rendered is None or known_key != key:
            return None
        self._pages[name] = (key, rendered)
        return rendered

    def save(self, name: str, key: bytes, rendered: Rendered) -> None:
        """Remember what rendering a page left; it is written at the end."""
        self._pages[name] = (key, rendered)

    def finish(self) -> None:
        """Write what was asked for and saved; the rest is forgotten."""
        self._files.write("pages", b"", self._pages)


def _file_name(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]
