"""A template that fails, as a sentence that names its file and its line."""

import re
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import jinja2

from sitegen.site.theme.folders import DESCRIPTION
from sitegen.site.theme.layers import Layer
from sitegen.site.theme.templates import PARENT


def what_failed(error: Exception, *, on: str, template: str, layers: Sequence[Layer]) -> str:
    """A sentence that begins with the file of the template that fails, and with the line where there is one.

    `on`: the page that was to be rendered, and `template` the one that it has.
    """
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.filename}, line {error.lineno}: {_ended(error.message or 'it is no template')}"
    lines = _lines(error, layers)
    if lines:
        file, line = lines[-1]
        if isinstance(error, RecursionError):
            (file, line), _ = Counter(lines).most_common(1)[0]
        return f"{file}, line {line}: failed on {on}: {_ended(_said(error, file, line))}"
    if isinstance(error, jinja2.TemplateNotFound):
        theme = next(layer for layer in layers if (layer.folder / DESCRIPTION).is_file())
        return (
            f"{theme.folder / DESCRIPTION}: the theme {theme.name} has no template {template}, which is asked for on "
            f'{on}; add it, or a parent that has it, such as parent = "default".'
        )
    return f"{template}: failed on {on}: {_ended(_said(error))}"


def itself(name: str) -> str:
    """What is wrong with a template that asks for itself."""
    return f'it builds on itself without end; write "{PARENT}{name}" for the one of the theme below'


def _lines(error: Exception, layers: Sequence[Layer]) -> list[tuple[str, int]]:
    """File and line of every template that was at work, the one that failed last."""
    return [
        (frame.filename, frame.lineno)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.lineno and any(Path(frame.filename).is_relative_to(layer.folder) for layer in layers)
    ]


def _said(error: Exception, file: str = "", line: int = 0) -> str:
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
    asked = re.search(r"""{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""", source)
    if not asked:
        return "it calls itself without end"
    if file.as_posix().endswith(f"/templates/{asked[1]}"):
        return itself(asked[1])
    return f"it asks for {asked[1]}, which leads back to here without end"


def _ended(sentence: str) -> str:
    """With its full stop, unless it has an end already."""
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
