"""Jinja with layers: a name means the uppermost template of that name, `parent/` the one below the template."""

import os
from collections.abc import Sequence
from functools import lru_cache

import jinja2
from markupsafe import Markup

from sitegen import __version__
from sitegen.site import formats
from sitegen.site.pages.base import crew_names
from sitegen.site.theme.layers import Layer, read_text
from sitegen.support.resources import cache_folder

PARENT = "parent/"
"""`{% extends "parent/session.html" %}`: the template of that name in the layer below."""


class Templates(jinja2.Environment):
    """The templates of a theme; inside, `1/session.html` is the one of the layer with that number."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        """`layers`: the uppermost first."""
        self._layers = layers
        self._layered_names: dict[tuple[str, int], str] = {}
        """Name that is asked for, and the uppermost layer that may have it → the name with its layer."""
        super().__init__(
            loader=_Loader(layers),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            bytecode_cache=_bytecode_cache(),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.filters |= {
            "lap_time": formats.lap_time,
            "difference": formats.difference,
            "number": formats.number,
            "signed": formats.signed,
            "data_sort": data_sort,
            "crew_names": crew_names,
            "css_text": lambda text: Markup(formats.css_text(text)),  # noqa: S704 - it escapes
        }

    def join_path(self, template: str, parent: str) -> str:
        """`session.html` → `1/session.html`: the layer that has it by its number. `parent`: the template that asks.

        What no layer has gets the number below the last one: whether that is a mistake turns out when it is loaded.
        """
        # Any name but `parent/…` begins at the uppermost layer, whoever asks, so that the templates of all layers build
        # on the league's own `base.html`.
        first = 0
        if template.startswith(PARENT):
            first = int(parent.partition("/")[0]) + 1
        if (template, first) not in self._layered_names:
            self._layered_names[template, first] = self._layered_name(template, first)
        return self._layered_names[template, first]

    def _layered_name(self, template: str, first: int) -> str:
        name = template.removeprefix(PARENT)
        for number in range(first, len(self._layers)):
            if (self._layers[number].templates / name).is_file():
                return f"{number}/{name}"
        return f"{len(self._layers)}/{template}"

    def has(self, layered_name: str) -> bool:
        """Whether there is a template of a name that `join_path` gave."""
        number, _ = _divide(layered_name)
        return number < len(self._layers)

    def name(self, layered_name: str) -> str:
        """The template's name without its layer; empty when there is no such template."""
        return _divide(layered_name)[1] if self.has(layered_name) else ""

    def body(self, layered_name: str) -> bytes:
        """The template's file as it is, whatever is wrong with it; empty when there is none."""
        if not self.has(layered_name):
            return b""
        number, name = _divide(layered_name)
        return (self._layers[number].templates / name).read_bytes()


class _Loader(jinja2.BaseLoader):
    """Templates by layer and name: `1/session.html`; they do not change while a theme lives."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = layers

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        number, name = _divide(template)
        if number == len(self._layers):
            raise jinja2.TemplateNotFound(name)
        path = self._layers[number].templates / name
        return read_text(path), str(path), None

    def list_templates(self) -> list[str]:
        """The names of all templates, without their layers."""
        names: set[str] = set()
        for layer in self._layers:
            paths = (path.relative_to(layer.templates) for path in layer.templates.rglob("*"))
            names.update(path.as_posix() for path in paths if path.suffix)
        return sorted(names)


# Most values stand in many tables, and escaping them is most of the work.
@lru_cache(maxsize=65536)
def data_sort(value: float | str | None) -> Markup:
    """The attribute of a cell that a script sorts by: ` data-sort="93456"`; nothing for a cell without a value."""
    text = formats.sort_value(value)
    return Markup(' data-sort="{}"').format(text) if text else Markup()


def _divide(layered_name: str) -> tuple[int, str]:
    """`1/session.html` → the number of the layer, and the name in it."""
    number, _, name = layered_name.partition("/")
    return int(number), name


def _bytecode_cache() -> jinja2.BytecodeCache | None:
    """Templates that an earlier run compiled, by their source; None where nothing can be kept."""
    folder = cache_folder() / f"templates-{__version__}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    if not os.access(folder, os.W_OK):
        return None
    return jinja2.FileSystemBytecodeCache(str(folder))
