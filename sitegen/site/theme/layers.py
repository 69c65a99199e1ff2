"""Where a theme's files come from: the league's own `theme/` over the chosen theme over its parents.

A theme is a folder with `theme.toml`, `templates/` and `static/`. What it lacks comes from the layer below.
"""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from sitegen.errors import ThemeError
from sitegen.files import unreadable
from sitegen.resources import bundled
from sitegen.toml_tables import Table, check_table, suggestion, toml_mistake

OWN = "theme"
"""The folder of a league in which it overrides single files of its theme."""

DESCRIPTION = "theme.toml"

STYLE = "style.css"
"""The one file of all layers that is joined, the parents' first: a layer says only what it wants otherwise."""


class Option(Table, frozen=True):
    """`[options.<name>]` of `theme.toml`: what a league may choose in `[theme]` of `sitegen.toml`."""

    kind: Literal["colour", "fonts", "font file", "choice", "switch", "text"]
    """What a value must be."""
    description: str
    """One sentence for the admin."""
    default: str | bool = ""
    """What holds when the league says nothing; empty: what the style sheet says."""
    choices: tuple[str, ...] = ()
    """The values of a choice."""
    property: str = ""
    """The custom property of the style sheet that it sets, such as `--accent`."""
    dark: bool = False
    """It sets the property for dark screens only."""


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
    found: list[Layer] = []
    wanted: str | None = theme
    while wanted is not None:
        if wanted in (names := [layer.name for layer in found]):
            raise ThemeError(f"The theme {theme} is its own ancestor: {' → '.join([*names, wanted])}.")
        found.append(_layer(wanted, site_folder))
        wanted = found[-1].description.parent
    own = site_folder / OWN
    if own.is_dir() and own not in [layer.folder for layer in found]:
        found.insert(0, Layer(OWN, own, Description(name=OWN)))
    return tuple(found)


def options_of(layers: Sequence[Layer]) -> dict[str, Option]:
    """What a league may choose: the options of all layers, an upper layer's own over those below."""
    return {name: option for layer in reversed(layers) for name, option in layer.description.options.items()}


def joined_style(layers: Sequence[Layer]) -> str:
    """The style sheets of all layers, the lowest first, so that an upper one has the last word."""
    sheets = [path for layer in reversed(layers) for name, path in layer.static_files() if name == STYLE]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


def known_themes(site_folder: Path) -> dict[str, Path]:
    """Every theme that a league may name, and its folder: its own, and those that came with sitegen."""
    own = {path.parent.name: path.parent for path in sorted(site_folder.glob(f"*/{DESCRIPTION}"))}
    return {path.parent.name: path.parent for path in sorted(bundled("themes").glob(f"*/{DESCRIPTION}"))} | own


def read_description(folder: Path) -> Description:
    """`theme.toml` of a theme; `ThemeError` names what is wrong in it."""
    path = folder / DESCRIPTION
    try:
        text = path.read_text(encoding="utf-8")
        found: dict[str, Any] = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise ThemeError(unreadable(path, error)) from None
    except tomllib.TOMLDecodeError as error:
        line, why = toml_mistake(error, text)
        raise ThemeError(f"{path} could not be read as TOML: in line {line}, {why}.") from None
    if problem := next(iter(check_table(found, Description, where="")), None):
        raise ThemeError(f"{path}: {problem}")
    return msgspec.convert(found, Description)


def _layer(name: str, site_folder: Path) -> Layer:
    known = known_themes(site_folder)
    folder = site_folder / name if (site_folder / name / DESCRIPTION).is_file() else known.get(name)
    if folder is None:
        raise ThemeError(
            f'There is no theme "{name}"; expected {", ".join(known)}, or a folder of yours '
            f"with a {DESCRIPTION} in it{suggestion(name, known)}"
        )
    return Layer(name, folder, read_description(folder))
