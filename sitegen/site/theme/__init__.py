"""Themes: page models in, HTML out.

`layers.py` says where the files of a theme come from, `options.py` what a league may choose of its look.
"""

import hashlib
import os
import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import jinja2
import msgspec
from markupsafe import Markup

from sitegen import __version__
from sitegen.errors import ThemeError
from sitegen.resources import cache_folder
from sitegen.site import addresses, formats
from sitegen.site.frame import Frame
from sitegen.site.pages.base import Item, Page, crew_names
from sitegen.site.theme.digests import Digests
from sitegen.site.theme.layers import STYLE, Layer, find_layers, joined_style, options_of
from sitegen.site.theme.options import Value, check_options, css_text, style_of
from sitegen.toml_tables import suggestion

PARENT = "parent/"
"""`{% extends "parent/session.html" %}`: the template of that name in the layer below."""

MISTAKES = (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a template of somebody who does not know Python may raise."""

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold: one of them in a title, and no program reads the feed any more."""


class Theme:
    """A theme, ready to render."""

    def __init__(
        self,
        name: str,
        *,
        site_folder: Path,
        frame: Frame,
        options: Mapping[str, Value] | None = None,
    ) -> None:
        """`name`: a bundled theme, or a folder below `site_folder`; `ThemeError` says what is wrong with it.

        `options`: what the league says in `[theme]`.
        """
        self.layers = find_layers(name, site_folder)
        known = options_of(self.layers)
        self._options = check_options(options or {}, known, content=site_folder / "content")
        self._style = style_of(options or {}, known, classes=frame.class_colours)
        self._frame = frame
        self._versions = {path: _version(body) for path, body in self.static_files()}
        self.environment = _Environment(self.layers)
        around = msgspec.msgpack.encode((frame, self._options, self._versions))
        self.digests = Digests(self.environment, around=around)

    def file(self, item: Item) -> tuple[str, bytes]:
        """The path below the site's root and the bytes of anything that a site consists of."""
        return (item.file, self.render(item)) if isinstance(item, Page) else item

    def render(self, page: Page) -> bytes:
        """The page as HTML; its links are relative, so that the site works below any base path."""
        root = self._frame.base_path if page.url == "404.html" else addresses.root_from(page.url)
        try:
            template = self.environment.get_template(page.template, parent="")
            html = template.render(
                page=page, site=self._frame, theme=self._options, root=root, static=self._static_from(root)
            )
        except MISTAKES as error:
            raise ThemeError(self._what_failed(error, page)) from None
        return (_NOT_IN_XML.sub("", html) if page.url.endswith(".xml") else html).encode()

    def static_files(self) -> Iterator[tuple[str, bytes]]:
        """Path below `static/` and content of every file; an upper layer's takes the place of one below.

        The style sheet alone is all layers' joined, the lowest first, and what the league chose at its end.
        """
        files = {name: path for layer in reversed(self.layers) for name, path in layer.static_files()}
        for name, path in sorted(files.items()):
            if name == STYLE:
                yield name, f"{joined_style(self.layers)}{self._style}".encode()
            else:
                yield name, path.read_bytes()

    def _static_from(self, root: str) -> Callable[[str], str]:
        def static(name: str) -> str:
            """The address of a static file; it changes with its content, so that browsers may keep it for long."""
            if name not in self._versions:
                raise ValueError(f"there is no static file {name}{suggestion(name, self._versions)}")
            return f"{root}static/{name}?v={self._versions[name]}"

        return static

    def _what_failed(self, error: Exception, page: Page) -> str:
        """A sentence that names file and line of the template."""
        where = f"on {page.url or 'the home page'}"
        if isinstance(error, jinja2.TemplateNotFound):
            return f"The theme {self.layers[0].name} has no template {error.name}, which is asked for {where}."
        if isinstance(error, jinja2.TemplateSyntaxError):
            return f"{error.filename}, line {error.lineno}: {error.message}."
        lines = [
            (frame.filename, frame.lineno)
            for frame in traceback.extract_tb(error.__traceback__)
            if any(Path(frame.filename).is_relative_to(layer.folder) for layer in self.layers)
        ]
        file, line = lines[-1] if lines else (page.template, "?")
        said = re.sub(r"'sitegen\.[\w.]+\.(\w+) object'", r"\1", str(error)).rstrip(".")
        return f"{file}, line {line}: failed {where}: {said}."


class _Environment(jinja2.Environment):
    """Jinja with layers: a name means the uppermost template of that name, `parent/` the one below the template."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        self._layers = layers
        self._found: dict[tuple[str, int], str] = {}
        super().__init__(
            loader=_Loader(layers),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            bytecode_cache=_compiled(),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.filters |= {
            "lap_time": formats.lap_time,
            "difference": formats.difference,
            "number": formats.number,
            "signed": formats.signed,
            "crew_names": crew_names,
            "css_text": lambda text: Markup(css_text(text)),  # noqa: S704 - it escapes
        }

    def join_path(self, template: str, parent: str) -> str:
        """`session.html` → `1/session.html`: the layer that has it by its number. `parent`: the template that asks."""
        below = int(parent.partition("/")[0]) + 1 if template.startswith(PARENT) else 0
        asked = (template.removeprefix(PARENT), below)
        if asked not in self._found:
            self._found[asked] = self._find(*asked)
        return self._found[asked]

    def _find(self, name: str, below: int) -> str:
        for at, layer in enumerate(self._layers):
            if at >= below and (layer.templates / name).is_file():
                return f"{at}/{name}"
        raise jinja2.TemplateNotFound(name)


class _Loader(jinja2.BaseLoader):
    """Templates by layer and name: `1/session.html`; they do not change while a theme lives."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        self._layers = layers

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        at, _, name = template.partition("/")
        path = self._layers[int(at)].templates / name
        return path.read_text(encoding="utf-8"), str(path), None

    def list_templates(self) -> list[str]:
        """The names of all templates, without their layers."""
        found = (path.relative_to(layer.templates) for layer in self._layers for path in layer.templates.rglob("*"))
        return sorted({path.as_posix() for path in found if path.suffix})


def _compiled() -> jinja2.BytecodeCache | None:
    """Templates that an earlier run compiled, by their source; None where nothing can be kept."""
    folder = cache_folder() / f"templates-{__version__}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return jinja2.FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def _version(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:8]
