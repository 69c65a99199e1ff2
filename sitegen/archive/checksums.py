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

IMMUTABLE_FILES = ("results/*.json", "revisions/*/*.json", "standings/*/*.json")
"""Files below a server's folder that are never altered; a result alone is replaced, once its bytes are a revision."""


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
        # There is nothing left to compare with: the table begins anew with the files as they are.
        known = {}
    replaced = _replaced(folder, known)
    hashes: dict[str, str] = {}
    for path in immutable_files(folder):
        checksum = known.get(path)
        if not checksum or path in replaced:
            checksum = _hash(folder / path)
        if checksum is not None:
            hashes[path] = checksum
    if hashes != known:
        write_whole(folder / FILE, msgspec.json.format(msgspec.json.encode(hashes, order="sorted")) + b"\n")


def compare(archive: Archive, server: str) -> Comparison:
    """Read every file and say which are not as they came; `ArchiveError` when the hashes cannot be read."""
    folder = archive.folder / server
    known = read_hashes(archive, server)
    present = immutable_files(folder)
    unnoted = (set(present) - set(known)) | _replaced(folder, known)
    noted = [path for path in present if path not in unnoted]
    return Comparison(
        altered=tuple(path for path in noted if _hash(folder / path) != known[path]),
        missing=tuple(sorted(set(known) - set(present))),
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


def immutable_files(folder: Path) -> list[str]:
    """Everything below a server's folder that is never altered, by path from it; drafts are no part of it."""
    paths: list[str] = []
    for pattern in IMMUTABLE_FILES:
        files = [path for path in folder.glob(pattern) if path.is_file() and not path.name.startswith(".")]
        paths += [path.relative_to(folder).as_posix() for path in files]
    return sorted(paths)


def _replaced(folder: Path, known: Mapping[str, str]) -> set[str]:
    """Results that the server has replaced since their hash was noted, by path.

    Their earlier bytes are a revision by now. Either that revision is new; or it is the newest and has the hash that is
    noted for the result, because the run that stored it was killed before the end.
    """
    replaced = set()
    for result, revisions in _results_with_revisions(folder):
        has_new_revision = any(path not in known for path in revisions)
        is_noted_as_revision = known.get(revisions[-1]) == known.get(result)
        if (has_new_revision or is_noted_as_revision) and (folder / result).is_file():
            replaced.add(result)
    return replaced


def _results_with_revisions(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each result that has revisions, with these, oldest first; all by path from the server's folder."""
    for revisions_folder in sorted((folder / "revisions").glob("*/")):
        name = revisions_folder.name
        paths = [f"revisions/{name}/{path.name}" for path in sorted(revisions_folder.glob("[!.]*.json"))]
        if paths:
            yield f"results/{name}.json", paths


def _hash(path: Path) -> str | None:
    """The SHA-256 of a file, None when it cannot be read: then nothing is promised about it."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
