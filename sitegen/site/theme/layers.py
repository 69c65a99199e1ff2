"""Where a theme's files come from: the league's own `theme/` over the chosen theme over its parents.

A theme is a folder with `theme.toml`, `templates/` and `static/`. What it lacks comes from the layer below.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from sitegen.config import FILE_NAME
from sitegen.errors import ThemeError, TomlError
from sitegen.site.theme.folders import DESCRIPTION, OWN, known_themes, theme_folder
from sitegen.site.theme.options import Option, check_offers
from sitegen.support.files import unreadable
from sitegen.support.suggestions import suggestion
from sitegen.support.toml_files import read_toml, says, with_line
from sitegen.support.toml_lines import Key
from sitegen.support.toml_tables import Mistake, Table

STYLE = "style.css"
"""The one file of all layers that is joined, the parents' first: a layer says only what it wants otherwise."""


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
