"""A template that fails, as a sentence that names its file and its line."""

import re
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import jinja2

from sitegen.site.theme.layers import DESCRIPTION, Layer
from sitegen.site.theme.templates import PARENT


def describe_failure(error: Exception, *, page: str, template: str, layers: Sequence[Layer]) -> str:
    """A sentence that begins with the file of the template that fails, and with the line where there is one.

    `page`: the one that was to be rendered, and `template` the one that it has.
    """
    if isinstance(error, jinja2.TemplateSyntaxError):
        reason = _with_full_stop(error.message or "it is no template")
        return f"{error.filename}, line {error.lineno}: {reason}"
    lines = _lines(error, layers)
    if lines:
        file, line = _guilty_line(error, lines)
        reason = _with_full_stop(_reason(error, file, line))
        return f"{file}, line {line}: failed on {page}: {reason}"
    if isinstance(error, jinja2.TemplateNotFound):
        return _lacks_template(template, page, layers)
    return f"{template}: failed on {page}: {_with_full_stop(_reason(error))}"


def on_itself(name: str) -> str:
    """What is wrong with a template that asks for itself."""
    return f'it builds on itself without end; write "{PARENT}{name}" for the one of the theme below'


def _lines(error: Exception, layers: Sequence[Layer]) -> list[tuple[str, int]]:
    """File and line of every template that was at work, the one that failed last."""
    folders = [layer.folder for layer in layers]
    lines = []
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if frame.lineno and any(path.is_relative_to(folder) for folder in folders):
            lines.append((frame.filename, frame.lineno))
    return lines


def _guilty_line(error: Exception, lines: Sequence[tuple[str, int]]) -> tuple[str, int]:
    """The last line; of a template without end the most frequent, because it may stop anywhere on its way."""
    if isinstance(error, RecursionError):
        [(line, _)] = Counter(lines).most_common(1)
        return line
    return lines[-1]


def _lacks_template(template: str, page: str, layers: Sequence[Layer]) -> str:
    # The league's own folder over a theme has no description, and need not have every template.
    theme = next(layer for layer in layers if (layer.folder / DESCRIPTION).is_file())
    return (
        f"{theme.folder / DESCRIPTION}: the theme {theme.name} has no template {template}, which is asked for on "
        f'{page}; add it, or a parent that has it, such as parent = "default".'
    )


def _reason(error: Exception, file: str = "", line: int = 0) -> str:
    """What went wrong, in words of somebody who does not know Python."""
    if isinstance(error, jinja2.TemplatesNotFound):
        return f"there is none of the templates {', '.join(map(str, error.templates))}"
    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no template {error.name}"
    if isinstance(error, RecursionError):
        return _without_end(Path(file), line)
    return re.sub(r"'sitegen\.[\w.]+\.(\w+) object'", r"\1", str(error)) or type(error).__name__


def _without_end(file: Path, line: int) -> str:
    source = file.read_text(encoding="utf-8").splitlines()[line - 1]
    reference = re.search(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""", source)
    if reference is None:
        return "it calls itself without end"
    name = reference[1]
    if file.as_posix().endswith(f"/templates/{name}"):
        return on_itself(name)
    return f"it asks for {name}, which leads back to here without end"


def _with_full_stop(sentence: str) -> str:
    """A sentence that has an end already stays as it is."""
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
