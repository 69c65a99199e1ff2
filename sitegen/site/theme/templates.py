"""Jinja with layers: a name means the uppermost template of that name, `parent/` the one below the template."""

import os
from collections.abc import Sequence

import jinja2
from markupsafe import Markup

from sitegen import __version__
from sitegen.site import formats
from sitegen.site.pages.base import crew_names
from sitegen.site.theme.layers import Layer, read_text
from sitegen.site.theme.options import css_text
from sitegen.support.resources import cache_folder

PARENT = "parent/"
"""`{% extends "parent/session.html" %}`: the template of that name in the layer below."""


class Templates(jinja2.Environment):
    """The templates of a theme; inside, `1/session.html` is the one of the layer with that number."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        """`layers`: the uppermost first."""
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
        """`session.html` → `1/session.html`: the layer that has it by its number. `parent`: the template that asks.

        What no layer has gets the number below the last one: whether that is a mistake turns out when it is loaded.
        """
        below = int(parent.partition("/")[0]) + 1 if template.startswith(PARENT) else 0
        asked = (template, below)
        if asked not in self._found:
            name = template.removeprefix(PARENT)
            having = (at for at, one in enumerate(self._layers) if at >= below and (one.templates / name).is_file())
            found = next(having, None)
            self._found[asked] = f"{len(self._layers)}/{template}" if found is None else f"{found}/{name}"
        return self._found[asked]

    def has(self, layered: str) -> bool:
        """Whether there is a template of a name that `join_path` gave."""
        return int(layered.partition("/")[0]) < len(self._layers)

    def body(self, layered: str) -> bytes:
        """The template's file as it is, whatever is wrong with it; empty when there is none."""
        at, _, name = layered.partition("/")
        return (self._layers[int(at)].templates / name).read_bytes() if self.has(layered) else b""


class _Loader(jinja2.BaseLoader):
    """Templates by layer and name: `1/session.html`; they do not change while a theme lives."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = layers

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        at, _, name = template.partition("/")
        if int(at) == len(self._layers):
            raise jinja2.TemplateNotFound(name)
        path = self._layers[int(at)].templates / name
        return read_text(path), str(path), None

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
