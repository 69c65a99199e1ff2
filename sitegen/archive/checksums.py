"""What the bytes of the archive were when they came: `<server>/hashes.json`, so that a later change is noticed.

    {"results/260517_205456_R.json": "<sha256>", "revisions/…": "…", "standings/…": "…"}

Written after the files that it tells of, and never before: a run that is killed leaves files without a hash, which the
next run notes. There is no moment in it, so that it changes with the archive's content and at no other time.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from sitegen.archive.store import Archive
from sitegen.errors import ArchiveError
from sitegen.support.files import write_whole

FILE = "hashes.json"

KEPT = ("results/*.json", "revisions/*/*.json", "standings/*/*.json")
"""Files that are written once and never altered."""


class Comparison(msgspec.Struct, frozen=True):
    """A server's part of the archive beside the hashes that were noted; paths from its folder."""

    altered: tuple[str, ...] = ()
    """Their bytes are not those that came."""
    missing: tuple[str, ...] = ()
    """They were there once."""
    unnoted: tuple[str, ...] = ()
    """Nobody has noted their hash yet: of an older sitegen, or of a run that was killed."""


def note_hashes(archive: Archive, server: str) -> None:
    """Note the hash of every file that has come since the last time; a file that is noted is not read again."""
    folder = archive.folder / server
    try:
        known = read_hashes(archive, server)
    except ArchiveError:
        known = {}
    replaced = _replaced(folder, known)
    noted = {path: known.get(path) if path not in replaced else None for path in kept_files(folder)}
    hashes = {path: found for path, hash_ in noted.items() if (found := hash_ or _hash(folder / path))}
    if hashes != known:
        write_whole(folder / FILE, msgspec.json.format(msgspec.json.encode(hashes, order="sorted")) + b"\n")


def compare(archive: Archive, server: str) -> Comparison:
    """Read every file and say which are not as they came; `ArchiveError` when the hashes cannot be read."""
    folder = archive.folder / server
    known = read_hashes(archive, server)
    there = kept_files(folder)
    unnoted = {path for path in there if path not in known} | _replaced(folder, known)
    return Comparison(
        altered=tuple(path for path in there if path not in unnoted and _hash(folder / path) != known[path]),
        missing=tuple(sorted(set(known) - set(there))),
        unnoted=tuple(sorted(unnoted)),
    )


def read_hashes(archive: Archive, server: str) -> dict[str, str]:
    """Path from the server's folder → SHA-256; empty when nothing was noted yet."""
    path = archive.folder / server / FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as error:
        raise ArchiveError(f"{path} could not be read ({error}).") from None


def kept_files(folder: Path) -> list[str]:
    """Everything below a server's folder that is never altered, by path; drafts are no part of it."""
    found = (path for pattern in KEPT for path in folder.glob(pattern) if not path.name.startswith("."))
    return sorted(path.relative_to(folder).as_posix() for path in found if path.is_file())


def _replaced(folder: Path, known: Mapping[str, str]) -> set[str]:
    """Results that the server has replaced since their hash was noted: their earlier bytes are a revision by now.

    That revision is new, or is the newest and what was noted: the run that stored it was killed before the end.
    """
    found = set()
    for result, revisions in _revisions(folder):
        newest = known.get(revisions[-1])
        if any(path not in known for path in revisions) or newest == known.get(result):
            found.add(result)
    return {path for path in found if (folder / path).is_file()}


def _revisions(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Results that have revisions, with these, oldest first."""
    for own in sorted((folder / "revisions").glob("*/")):
        paths = [f"revisions/{own.name}/{path.name}" for path in sorted(own.glob("[!.]*.json"))]
        if paths:
            yield f"results/{own.name}.json", paths


def _hash(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
