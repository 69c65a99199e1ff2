"""What was found to be well or wrong, in lines for a terminal."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sitegen.check import Finding

MARKS = {"ok": ("✓", "green"), "note": ("·", "cyan"), "warning": ("!", "yellow"), "problem": ("✗", "red")}


def said(findings: "Iterable[Finding]", *, quiet: bool) -> "Iterator[Finding]":
    """Each finding as soon as it is there, in a line, below the name of its area. `quiet`: only what is wrong."""
    area = ""
    for finding in findings:
        yield finding
        if quiet and finding.level in ("ok", "note"):
            continue
        if finding.area != area:
            area = finding.area
            click.secho(area, bold=True)
        mark, colour = MARKS[finding.level]
        words = " ".join(part for part in (finding.message, finding.advice) if part)
        where = f"{finding.where}: " if finding.where and finding.where not in finding.message else ""
        click.echo(f"  {click.style(mark, fg=colour)} {where}{words}")
