"""A theme tried without a page: templates that cannot be compiled, that are missing, or that nothing uses."""

from collections.abc import Iterator
from pathlib import Path

import jinja2
from jinja2 import meta

from sitegen.resources import bundled
from sitegen.site.theme import PARENT, Theme
from sitegen.toml_tables import suggestion


def mistakes(theme: Theme) -> Iterator[tuple[Path, str]]:
    """Every template of every layer that cannot be used: its path, and why not."""
    for at, layer in enumerate(theme.layers):
        for name in _names(layer.templates):
            if found := _mistake(theme, f"{at}/{name}"):
                yield layer.templates / name, found


def lacking(theme: Theme) -> list[str]:
    """Templates that pages ask for and no layer has: the default theme has one for every kind of page."""
    default = bundled("themes") / "default" / "templates"
    wanted = _names(default) - _asked_for(theme.environment, default)
    return sorted(wanted - _all_names(theme))


def unused(theme: Theme) -> Iterator[tuple[Path, str]]:
    """Templates that nothing asks for, neither a page nor another template, and what was meant, as a sentence ends."""
    default = bundled("themes") / "default" / "templates"
    asked = {name for layer in theme.layers for name in _asked_for(theme.environment, layer.templates)}
    known = _names(default) | asked
    for layer in theme.layers:
        for name in sorted(_names(layer.templates) - known):
            yield layer.templates / name, suggestion(name, known)


def _mistake(theme: Theme, name: str) -> str | None:
    environment = theme.environment
    try:
        environment.get_template(name)
        for asked in _asked_in(environment, name):
            environment.join_path(asked, name)
    except jinja2.TemplateNotFound as error:
        known = _all_names(theme)
        return f"It asks for the template {error.name}, which does not exist{suggestion(str(error.name), known)}"
    except jinja2.TemplateSyntaxError as error:
        return f"Line {error.lineno}: {(error.message or '').rstrip('.')}."
    except UnicodeDecodeError:
        return "It is not UTF-8 text."
    return None


def _asked_in(environment: jinja2.Environment, name: str) -> set[str]:
    """The templates that a template extends, includes or imports by name."""
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, name)
    return {asked for asked in meta.find_referenced_templates(environment.parse(source)) if asked}


def _asked_for(environment: jinja2.Environment, folder: Path) -> set[str]:
    """What the templates of a folder ask for, as far as they can be read."""
    asked: set[str | None] = set()
    for name in _names(folder):
        try:
            asked |= set(meta.find_referenced_templates(environment.parse((folder / name).read_text("utf-8"))))
        except (jinja2.TemplateSyntaxError, UnicodeDecodeError):
            continue  # `mistakes` says it
    return {name.removeprefix(PARENT) for name in asked if name}


def _all_names(theme: Theme) -> set[str]:
    return {name for layer in theme.layers for name in _names(layer.templates)}


def _names(folder: Path) -> set[str]:
    """The templates below a folder, hidden files aside."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts)}
