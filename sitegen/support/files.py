"""Files that appear whole or not at all, whenever the process is killed."""

import os
import time
from contextlib import suppress
from pathlib import Path

from sitegen.errors import SitegenError

ABANDONED_S = 3600
"""A draft older than this was left by a process that was killed."""


def write_whole(path: Path, body: bytes, *, durable: bool = True) -> None:
    """Write a file beside its place and move it there; `durable` also survives a loss of power."""
    # The draft lies in the same folder, because only within a file system does a file move as a whole. Its name has the
    # number of the process, so that two of them never write into one draft.
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(body)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise SitegenError(f"{path} could not be written: {error.strerror}.") from None


def unreadable(label: str | Path, error: OSError | UnicodeDecodeError) -> str:
    """The sentence on a text that could not be read. `label`: what messages call the file."""
    if isinstance(error, UnicodeDecodeError):
        line = error.object.count(b"\n", 0, error.start) + 1
        return f"{label}, line {line}: it is not UTF-8 text; save it as UTF-8 in your editor."
    if isinstance(error, IsADirectoryError):
        return f"{label} could not be read: it is a folder; expected a file."
    return f"{label} could not be read: {error.strerror}."


def sweep(folder: Path) -> None:
    """Remove the drafts that killed processes left below a folder."""
    for parent, _, names in os.walk(folder):
        for name in names:
            if name.startswith(".") and name.endswith(".new"):
                _remove_if_abandoned(Path(parent, name))


def _remove_if_abandoned(draft: Path) -> None:
    with suppress(OSError):  # another process has finished it meanwhile
        if time.time() - draft.stat().st_mtime > ABANDONED_S:
            draft.unlink()
