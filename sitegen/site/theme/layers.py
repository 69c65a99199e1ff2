"""Where a theme's files come from: the league's own `theme/` over the chosen theme over its parents.

A theme is a folder with `theme.toml`, `templates/` and `static/`. What it lacks comes from the layer below.
"""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from sitegen.config import FILE_NAME
from sitegen.errors import ThemeError
from sitegen.site.theme.folders import DESCRIPTION, OWN, known_themes, theme_folder
from sitegen.site.theme.options import Option, check_offers
from sitegen.support.files import unreadable
from sitegen.support.toml_lines import line_saying, located
from sitegen.support.toml_tables import Table, check_table, suggestion, toml_mistake

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
    found: list[Layer] = []
    wanted: str | None = theme
    while wanted is not None:
        if wanted in (names := [layer.name for layer in found]):
            raise ThemeError(f"The theme {theme} is its own ancestor: {' → '.join([*names, wanted])}.")
        folder = theme_folder(wanted, site_folder)
        if folder is None:
            raise ThemeError(_missing(wanted, site_folder, child=found[-1] if found else None))
        found.append(Layer(wanted, folder, read_description(folder)))
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
    return "\n".join(map(read_text, sheets))


def read_text(path: Path) -> str:
    """A template or a style sheet; `ThemeError` names the line in which it is no text."""
    body = path.read_bytes()
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise ThemeError(f"{path}, line {line}: it is not UTF-8 text; save it as UTF-8 in your editor.") from None


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
    if problem := next(_problems(found), None):
        raise ThemeError(located(problem, text, said=str(path)))
    return msgspec.convert(found, Description)


def _problems(found: dict[str, Any]) -> Iterator[str]:
    """Every mistake in a parsed `theme.toml`, a sentence each that begins with its key."""
    problems = list(check_table(found, Description, where=""))
    yield from problems or check_offers(msgspec.convert(found, Description).options)


def _missing(name: str, site_folder: Path, *, child: Layer | None) -> str:
    """The sentence on a theme that does not exist, and where it is asked for. `child`: the theme that builds on it."""
    known = known_themes(site_folder)
    expected = f"expected {', '.join(known)}, or a folder of yours with a {DESCRIPTION} in it{suggestion(name, known)}"
    path, key = (child.folder / DESCRIPTION, ("parent",)) if child else (site_folder / FILE_NAME, ("site", "theme"))
    line = line_saying(path, key, name)
    if line is None:  # the command line asks for it
        return f'There is no theme "{name}"; {expected}'
    return f'{path}, line {line}: {".".join(key)} is "{name}", and there is no such theme; {expected}'
