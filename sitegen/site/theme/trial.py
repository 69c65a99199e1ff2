"""A theme tried without a page: templates that cannot be compiled, that are missing, or that nothing uses."""

from collections.abc import Iterator
from pathlib import Path

import jinja2
from jinja2 import meta, nodes

from sitegen.errors import ThemeError
from sitegen.site.theme.failures import itself, what_failed
from sitegen.site.theme.render import Theme
from sitegen.site.theme.templates import PARENT
from sitegen.support.resources import bundled
from sitegen.support.suggestions import suggestion


def mistakes(theme: Theme) -> Iterator[str]:
    """A sentence on every template of every layer that cannot be used; it begins with file and line."""
    for at, layer in enumerate(theme.layers):
        for name in sorted(_names(layer.templates)):
            yield from _mistakes(theme, f"{at}/{name}")


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


def _mistakes(theme: Theme, layered: str) -> Iterator[str]:
    environment = theme.environment
    assert environment.loader is not None
    try:
        environment.get_template(layered)
        source, file, _ = environment.loader.get_source(environment, layered)
    except ThemeError as error:
        yield str(error)
    except jinja2.TemplateSyntaxError as error:
        yield what_failed(error, on="", template=layered, layers=theme.layers)
    else:
        for node in environment.parse(source).find_all(nodes.Node):
            if said := _mistake_in(node, theme, layered):
                yield f"{file}, line {node.lineno}: {said}"


def _mistake_in(node: nodes.Node, theme: Theme, layered: str) -> str | None:
    """What is wrong with asking for a template by name; a name that is computed is seen when a page is rendered."""
    if not isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport):
        return None
    names = [name for name in _said_in(node.template) if name]
    found = [theme.environment.join_path(name, layered) for name in names]
    if isinstance(node, nodes.Extends) and layered in found:
        return f"{itself(names[0])}."
    is_optional = isinstance(node, nodes.Include) and node.ignore_missing
    if not names or is_optional or any(theme.environment.has(name) for name in found):
        return None
    return f"it asks for the template {names[-1]}, which does not exist{suggestion(names[-1], _all_names(theme))}"


def _said_in(template: nodes.Expr) -> list[str]:
    """The names of one `template`, or of a list of which the first that exists is taken."""
    several = template.items if isinstance(template, nodes.List | nodes.Tuple) else [template]
    return [str(one.value) if isinstance(one, nodes.Const) else "" for one in several]


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
