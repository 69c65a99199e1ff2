"""Where themes lie: beside `sitegen.toml`, anywhere that it names, or bundled with sitegen.

Nothing here is read but who is whose parent, so that a build that has nothing to do needs no template engine.
"""

import tomllib
from pathlib import Path

from sitegen.support.resources import bundled

OWN = "theme"
"""The folder of a league in which it overrides single files of its theme."""

DESCRIPTION = "theme.toml"
"""What makes a folder a theme."""


def known_themes(site_folder: Path) -> dict[str, Path]:
    """Every theme that a league may name, and its folder: its own, and those that came with sitegen."""
    themes: dict[str, Path] = {}
    # In this order, so that a league may have a theme with the name of a bundled one.
    for folder in (bundled("themes"), site_folder):
        for path in sorted(folder.glob(f"*/{DESCRIPTION}")):
            themes[path.parent.name] = path.parent
    return themes


def theme_folder(name: str, site_folder: Path) -> Path | None:
    """The folder of a theme; `name` may be a path, from the league's folder or whole. None when there is no theme."""
    folder = site_folder / name
    if (folder / DESCRIPTION).is_file():
        return folder
    return known_themes(site_folder).get(name)


def folders_of(theme: str, site_folder: Path) -> dict[str, Path]:
    """Name → folder of the league's own files over a theme, of that theme and of its parents.

    A mistake in one of them ends the list and no more; a folder need not exist.
    """
    folders: dict[str, Path] = {}
    name: str | None = theme
    while name is not None and name not in folders:
        folders[name] = theme_folder(name, site_folder) or site_folder / name
        name = _parent(folders[name])
    return {OWN: site_folder / OWN} | folders


def _parent(folder: Path) -> str | None:
    try:
        parent = tomllib.loads((folder / DESCRIPTION).read_text(encoding="utf-8")).get("parent")
    except (OSError, ValueError):
        return None
    return parent if isinstance(parent, str) else None
