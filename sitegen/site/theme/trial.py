"""A theme tried without a page: templates that cannot be compiled, that are missing, or that nothing uses."""

from collections.abc import Iterator
from pathlib import Path

import jinja2
from jinja2 import meta, nodes

from sitegen.errors import ThemeError
from sitegen.site import catalog
from sitegen.site.theme.failures import describe_failure, on_itself
from sitegen.site.theme.render import Theme
from sitegen.site.theme.templates import PARENT
from sitegen.support.resources import bundled
from sitegen.support.suggestions import suggestion


def mistakes(theme: Theme) -> Iterator[str]:
    """A sentence on every template of every layer that cannot be used; it begins with file and line."""
    for number, layer in enumerate(theme.layers):
        for name in sorted(_names(layer.templates)):
            yield from _mistakes(theme, f"{number}/{name}")


def lacking(theme: Theme) -> list[str]:
    """Templates of pages that no layer has."""
    needed = {model.template for model in catalog.page_models()}
    return sorted(needed - _all_names(theme))


def unused(theme: Theme) -> Iterator[tuple[Path, str]]:
    """Templates that nothing asks for, neither a page nor another template, and what was meant, as a sentence ends."""
    known = _names(bundled("themes") / "default" / "templates")
    for layer in theme.layers:
        known |= _referenced(theme.environment, layer.templates)
    for layer in theme.layers:
        for name in sorted(_names(layer.templates) - known):
            yield layer.templates / name, suggestion(name, known)


def _mistakes(theme: Theme, layered_name: str) -> Iterator[str]:
    environment = theme.environment
    assert environment.loader is not None
    try:
        environment.get_template(layered_name)
        source, file, _ = environment.loader.get_source(environment, layered_name)
    except ThemeError as error:
        yield str(error)
    except jinja2.TemplateSyntaxError as error:
        yield describe_failure(error, page="", template=layered_name, layers=theme.layers)
    else:
        for node in environment.parse(source).find_all(nodes.Stmt):
            mistake = _mistake_in(node, theme, layered_name)
            if mistake is not None:
                yield f"{file}, line {node.lineno}: {mistake}"


def _mistake_in(node: nodes.Stmt, theme: Theme, layered_name: str) -> str | None:
    """What is wrong with asking for a template by name; a name that is computed is seen when a page is rendered."""
    if not isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport):
        return None
    names = _literal_names(node.template)
    if not names:
        return None
    layered_names = [theme.environment.join_path(name, layered_name) for name in names]
    if isinstance(node, nodes.Extends) and layered_name in layered_names:
        return f"{on_itself(names[0])}."
    is_optional = isinstance(node, nodes.Include) and node.ignore_missing
    if is_optional or any(map(theme.environment.has, layered_names)):
        return None
    return f"it asks for the template {names[-1]}, which does not exist{suggestion(names[-1], _all_names(theme))}"


def _literal_names(template: nodes.Expr) -> list[str]:
    """The names of one `template`, or of a list of which the first that exists is used; without computed ones."""
    several = template.items if isinstance(template, nodes.List | nodes.Tuple) else [template]
    return [str(node.value) for node in several if isinstance(node, nodes.Const) and node.value != ""]


def _referenced(environment: jinja2.Environment, folder: Path) -> set[str]:
    """The names of all templates that the templates of a folder ask for, as far as these can be read."""
    names: set[str] = set()
    for name in _names(folder):
        try:
            template = environment.parse((folder / name).read_text("utf-8"))
        except (jinja2.TemplateSyntaxError, UnicodeDecodeError):
            continue  # `mistakes` says it
        references = meta.find_referenced_templates(template)
        names.update(reference.removeprefix(PARENT) for reference in references if reference)
    return names


def _all_names(theme: Theme) -> set[str]:
    names: set[str] = set()
    for layer in theme.layers:
        names |= _names(layer.templates)
    return names


def _names(folder: Path) -> set[str]:
    """The templates below a folder, hidden files aside."""
    names = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {name.as_posix() for name in names if not _is_hidden(name)}


def _is_hidden(name: Path) -> bool:
    return any(part.startswith(".") for part in name.parts)
