"""The weight of the built site, beside what GitHub Pages takes."""

import os
from collections.abc import Iterator
from pathlib import Path

from sitegen.build.output import REPORT
from sitegen.check.findings import Finding, Level
from sitegen.site.formats import counted

MOST_BYTES = 1_000_000_000
"""https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"""

NEARLY = 0.8
"""From this part of the limit on there is a warning, while there is still time to do something."""


def check_weight(output: Path, *, most_bytes: int = MOST_BYTES) -> Iterator[Finding]:
    """How heavy the site in a folder is, and whether GitHub Pages still takes it; nothing before the first build."""
    if not (output / REPORT).is_file():
        return
    files, size = _weigh(output)
    weight = f"The site weighs {_megabytes(size)} in {counted(files, 'file')}"
    if size < NEARLY * most_bytes:
        yield Finding("weight", "ok", f"{weight}.", str(output))
        return
    advice = (
        "The page about hosting names hosts that take more; session_types and since in sitegen.toml choose what is "
        "fetched from now on."
    )
    level: Level = "problem" if size > most_bytes else "warning"
    yield Finding("weight", level, f"{weight}; GitHub Pages takes {_megabytes(most_bytes)}.", str(output), advice)


def _weigh(folder: Path) -> tuple[int, int]:
    """How many files are below a folder, and how many bytes they have together."""
    files, size = 0, 0
    for parent, _, names in os.walk(folder):
        files += len(names)
        size += sum(Path(parent, name).stat().st_size for name in names)
    return files, size


def _megabytes(size: int) -> str:
    digits = 1 if size < 1e7 else 0
    return f"{size / 1e6:,.{digits}f} MB"
