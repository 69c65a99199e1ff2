"""The theme: found with its parents, whole, and without a mistake in a template."""

from collections.abc import Iterator
from pathlib import Path

from sitegen.check.findings import Finding, first_few
from sitegen.config import Config
from sitegen.errors import ThemeError
from sitegen.site.layout import frame_of
from sitegen.site.theme.render import Theme
from sitegen.site.theme.trial import lacking, mistakes, unused


def check_theme(config: Config, folder: Path) -> Iterator[Finding]:
    """What is wrong with the theme of a league; it is all well when a build could use every template."""
    try:
        frame = frame_of(config, (), (), has_teams=True)
        theme = Theme(config.site.theme, site_folder=folder, frame=frame, options=config.theme)
        dict(theme.static_files())
    except (ThemeError, OSError) as error:
        yield _problem(str(error), None, "Correct it; nothing can be built before.")
        return
    found = [
        *first_few(of_template(said) for said in mistakes(theme)),
        *first_few(
            _problem(f"The theme has no template {name}.", str(theme.layers[0].folder), "Add it, or a parent that has.")
            for name in lacking(theme)
        ),
        *first_few(
            Finding(
                "theme",
                "warning",
                "No page and no other template uses this template.",
                str(path),
                f"Give it the name of the template that it is to replace{hint}",
            )
            for path, hint in unused(theme)
        ),
    ]
    yield from found
    if not found:
        names = " over ".join(layer.name for layer in theme.layers)
        yield Finding("theme", "ok", f"Every template can be used: {names}.")


def of_template(said: str) -> Finding:
    """A sentence that begins with file and line of a template."""
    where, _, what = said.partition(": ")
    return _problem(f"{what[:1].upper()}{what[1:]}", where, "Correct the template.")


def _problem(what: str, where: str | None, do: str) -> Finding:
    return Finding("theme", "problem", what, where, do)
