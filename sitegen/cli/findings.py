"""What was found to be well or wrong, in lines for a terminal."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sitegen.check import Finding

MARKS = {"ok": ("✓", "green"), "note": ("·", "cyan"), "warning": ("!", "yellow"), "problem": ("✗", "red")}


def print_findings(findings: "Iterable[Finding]", *, quiet: bool) -> "list[Finding]":
    """Print each finding as soon as it is made, below the name of its area, and give all of them back.

    `quiet`: only what is wrong is printed.
    """
    all_findings = []
    area = ""
    for finding in findings:
        all_findings.append(finding)
        if quiet and finding.level in ("ok", "note"):
            continue
        if finding.area != area:
            area = finding.area
            click.secho(area, bold=True)
        click.echo(_line(finding))
    return all_findings


def _line(finding: "Finding") -> str:
    """A finding as `  ✗ sitegen.toml: The key is unknown. Remove it.`, in colour."""
    mark, colour = MARKS[finding.level]
    words = [f"  {click.style(mark, fg=colour)}"]
    # Many messages name their file in the middle of the sentence.
    if finding.where and finding.where not in finding.message:
        words.append(f"{finding.where}:")
    words += filter(None, (finding.message, finding.advice))
    return " ".join(words)
