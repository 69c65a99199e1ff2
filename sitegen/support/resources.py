"""Folders that are not the league's: what came with sitegen, and what it may forget."""

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parents[1]


def bundled(name: str) -> Path:
    """The folder `themes` or `content` that came with sitegen: in the wheel beside the code, in a checkout above."""
    installed = _PACKAGE / name
    if installed.is_dir():
        return installed
    return _PACKAGE.parent / name


def cache_folder() -> Path:
    """Where a run leaves what the next one may use, such as the limit's state; `SITEGEN_CACHE` names another place."""
    folder = os.environ.get("SITEGEN_CACHE")
    if folder:
        return Path(folder)
    return platformdirs.user_cache_path("sitegen")
