"""The theme: there with its parents, whole, and without a mistake in a template."""

from collections.abc import Iterator
from pathlib import Path

from sitegen.check.findings import Finding, first_few
from sitegen.config import Config
from sitegen.errors import ThemeError
from sitegen.site import catalog
from sitegen.site.layout import layout_of
from sitegen.site.theme.render import Theme
from sitegen.site.theme.trial import lacking, mistakes, unused


def check_theme(config: Config, folder: Path) -> Iterator[Finding]:
    """What is wrong with the theme of a league; it is all well when a build could use every template."""
    try:
        layout = layout_of(config, (), (), menu=catalog.menu(has_news=True, has_teams=True))
        theme = Theme(config.site.theme, site_folder=folder, layout=layout, options=config.theme)
        dict(theme.static_files())  # reads every file, so that a style sheet that is no text is seen
    except (ThemeError, OSError) as error:
        for mistake in str(error).splitlines():
            yield _problem(mistake, None, "Correct it; nothing can be built before.")
        return
    findings = [
        *first_few(of_template(mistake) for mistake in mistakes(theme)),
        *first_few(_lacking(theme)),
        *first_few(_unused(theme)),
    ]
    yield from findings
    if not findings:
        names = " over ".join(layer.name for layer in theme.layers)
        yield Finding("theme", "ok", f"Every template can be used: {names}.")


def of_template(mistake: str) -> Finding:
    """The finding on a mistake in a template, a sentence that begins with file and line."""
    where, _, message = mistake.partition(": ")
    return _problem(f"{message[:1].upper()}{message[1:]}", where, "Correct the template.")


def _problem(message: str, where: str | None, advice: str) -> Finding:
    return Finding("theme", "problem", message, where, advice)


def _lacking(theme: Theme) -> Iterator[Finding]:
    folder = str(theme.layers[0].folder)
    for name in lacking(theme):
        yield _problem(f"The theme has no template {name}.", folder, "Add it, or a parent that has.")


def _unused(theme: Theme) -> Iterator[Finding]:
    message = "No page and no other template uses this template."
    for path, hint in unused(theme):
        advice = f"Give it the name of the template that it is to replace{hint}"
        yield Finding("theme", "warning", message, str(path), advice)
