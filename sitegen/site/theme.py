"""Themes: find one, layer it over its parent, render page models with it.

A theme is a folder with `theme.toml` (`name`, optional `parent`), `templates/` and `static/`. A template that it lacks
comes from its parent.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from sitegen.errors import ThemeError
from sitegen.resources import bundled
from sitegen.site import addresses, formats
from sitegen.site.frame import Frame
from sitegen.site.pages.base import Page, crew_names


class Theme:
    """A theme, ready to render."""

    def __init__(self, name: str, *, site_folder: Path, frame: Frame) -> None:
        """`name`: a bundled theme, or a folder below `site_folder`; `ThemeError` says what is wrong with it."""
        self._frame = frame
        self._folders = list(_layers(name, site_folder))
        self._versions = {path: _version(body) for path, body in self.static_files()}
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader([folder / "templates" for folder in self._folders]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {
            "lap_time": formats.lap_time,
            "difference": formats.difference,
            "number": formats.number,
            "signed": formats.signed,
            "crew_names": crew_names,
            "css_text": css_text,
        }

    def render(self, page: Page) -> bytes:
        """The page as HTML; its links are relative, so that the site works below any base path."""
        root = self._frame.base_path if page.url == "404.html" else addresses.root_from(page.url)
        try:
            template = self._environment.get_template(page.template)
            html = template.render(page=page, site=self._frame, root=root, static=self._static_from(root))
        except jinja2.TemplateNotFound as error:
            raise ThemeError(f"The theme {self._folders[0].name} has no template {error.name}.") from None
        except jinja2.TemplateSyntaxError as error:
            raise ThemeError(f"{error.filename}, line {error.lineno}: {error.message}.") from None
        except jinja2.UndefinedError as error:
            where = f"{self._folders[0].name}/templates/{page.template}"
            raise ThemeError(f"{where} failed on {page.url or 'the home page'}: {error.message}.") from None
        return html.encode()

    def static_files(self) -> Iterator[tuple[str, bytes]]:
        """Path below `static/` and content of every file, the theme's own over those of its parent."""
        seen: set[str] = set()
        for folder in self._folders:
            static = folder / "static"
            for path in sorted(static.rglob("*")):
                name = path.relative_to(static).as_posix()
                if path.is_file() and name not in seen:
                    seen.add(name)
                    yield name, path.read_bytes()

    def _static_from(self, root: str) -> Any:  # noqa: ANN401 - a function that templates call
        def static(name: str) -> str:
            """The address of a static file; it changes with its content, so that browsers may keep it for long."""
            return f"{root}static/{name}?v={self._versions[name]}"

        return static


def css_text(text: str) -> Markup:
    """A text for a string of CSS within HTML: everything but letters, digits and spaces is escaped."""
    return Markup("".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in text))  # noqa: S704


def _version(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:8]


def _layers(name: str, site_folder: Path) -> Iterator[Path]:
    """The folder of a theme, then those of its parents."""
    seen: list[str] = []
    wanted: str | None = name
    while wanted is not None:
        if wanted in seen:
            raise ThemeError(f"The theme {name} is its own ancestor: {' → '.join([*seen, wanted])}.")
        seen.append(wanted)
        folder = _find(wanted, site_folder)
        yield folder
        wanted = _parent(folder / "theme.toml")


def _find(name: str, site_folder: Path) -> Path:
    for folder in (site_folder / name, bundled("themes") / name):
        if (folder / "theme.toml").is_file():
            return folder
    known = ", ".join(sorted(path.parent.name for path in bundled("themes").glob("*/theme.toml")))
    raise ThemeError(
        f'sitegen.toml asks for the theme "{name}"; there is no folder of that name with a theme.toml in it, '
        f"and the bundled themes are: {known}."
    )


def _parent(path: Path) -> str | None:
    try:
        parent = tomllib.loads(path.read_text(encoding="utf-8")).get("parent")
    except (OSError, ValueError) as error:
        raise ThemeError(f"{path} could not be read as TOML: {error}.") from None
    if parent is not None and not isinstance(parent, str):
        raise ThemeError(f"{path}: parent is {parent}; expected the name of a theme in quotes.")
    return parent
