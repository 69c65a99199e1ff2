"""Where a theme's files come from: the league's own `theme/` over the chosen theme over its parents.

A theme is a folder with `theme.toml`, `templates/` and `static/`, beside `sitegen.toml`, anywhere that it names, or
bundled with sitegen. What it lacks comes from the layer below. Nothing here needs a template engine, so that a build
that has nothing to do starts without one.
"""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from sitegen.config import FILE_NAME
from sitegen.errors import ThemeError, TomlError
from sitegen.site.theme.options import Option, check_offers
from sitegen.support.files import unreadable
from sitegen.support.resources import bundled
from sitegen.support.suggestions import suggestion
from sitegen.support.toml_files import read_toml, says, with_line
from sitegen.support.toml_lines import Key
from sitegen.support.toml_tables import Mistake, Table

OWN = "theme"
"""The folder of a league in which it overrides single files of its theme."""

DESCRIPTION = "theme.toml"
"""What makes a folder a theme."""

STYLE = "style.css"
"""The one file of all layers that is joined, the parents' first: a layer says only what it wants otherwise."""


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


class Description(Table, frozen=True):
    """`theme.toml`."""

    name: str
    parent: str | None = None
    """The theme that gives what this one lacks."""
    description: str = ""
    """One sentence for `sitegen theme list`."""
    options: dict[str, Option] = {}  # noqa: RUF012 - frozen, and msgspec copies it


class Layer(msgspec.Struct, frozen=True):
    """A folder with templates and static files."""

    name: str
    folder: Path
    description: Description

    @property
    def templates(self) -> Path:
        """The folder of its templates."""
        return self.folder / "templates"

    def static_files(self) -> Iterator[tuple[str, Path]]:
        """Path below `static/`, and the file."""
        static = self.folder / "static"
        for path in sorted(static.rglob("*")):
            name = path.relative_to(static)
            if path.is_file() and not any(part.startswith(".") for part in name.parts):
                yield name.as_posix(), path


def find_layers(theme: str, site_folder: Path) -> tuple[Layer, ...]:
    """The layers of a theme as a league sees it, the uppermost first; `ThemeError` says what is wrong with one."""
    layers: list[Layer] = []
    name: str | None = theme
    while name is not None:
        names = [layer.name for layer in layers]
        if name in names:
            raise ThemeError(f"The theme {theme} is its own ancestor: {' → '.join([*names, name])}.")
        folder = theme_folder(name, site_folder)
        if folder is None:
            raise ThemeError(_missing(name, site_folder, above=layers))
        layers.append(Layer(name, folder, read_description(folder)))
        name = layers[-1].description.parent
    overrides = site_folder / OWN
    # A league may keep its whole theme in theme/, which is then a layer already.
    if overrides.is_dir() and overrides not in [layer.folder for layer in layers]:
        layers.insert(0, Layer(OWN, overrides, Description(name=OWN)))
    return tuple(layers)


def _missing(name: str, site_folder: Path, *, above: Sequence[Layer]) -> str:
    """The sentence on a theme that does not exist. `above`: the layers that build on it, the lowest last."""
    known = known_themes(site_folder)
    expected = f"expected {', '.join(known)}, or a folder of yours with a {DESCRIPTION} in it{suggestion(name, known)}"
    path = site_folder / FILE_NAME
    key: Key = ("site", "theme")
    if above:
        path = above[-1].folder / DESCRIPTION
        key = ("parent",)
    if not says(path, key, name):  # the command line asks for it
        return f'There is no theme "{name}"; {expected}'
    return with_line(Mistake(key, f'is "{name}", and there is no such theme; {expected}'), path)


def options_of(layers: Sequence[Layer]) -> dict[str, Option]:
    """What a league may choose: the options of all layers, an upper layer's own over those below."""
    options: dict[str, Option] = {}
    for layer in reversed(layers):
        options |= layer.description.options
    return options


def joined_style(layers: Sequence[Layer]) -> str:
    """The style sheets of all layers, the lowest first, so that an upper one has the last word."""
    paths = [layer.folder / "static" / STYLE for layer in reversed(layers)]
    return "\n".join(read_text(path) for path in paths if path.is_file())


def read_text(path: Path) -> str:
    """A template or a style sheet; `ThemeError` names the line in which it is no text."""
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise ThemeError(unreadable(path, error)) from None


def read_description(folder: Path) -> Description:
    """`theme.toml` of a theme; `ThemeError` names every mistake in it with its line."""
    path = folder / DESCRIPTION
    try:
        return read_toml(path, Description, check=_check_description)
    except FileNotFoundError as error:
        raise ThemeError(unreadable(path, error)) from None
    except TomlError as error:
        raise ThemeError(str(error)) from None


def _check_description(description: Description) -> Iterator[Mistake]:
    return check_offers(description.options)
