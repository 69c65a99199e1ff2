"""`sitegen check`."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.cli.base import Run

if TYPE_CHECKING:
    from sitegen.doctor import Finding

MARKS = {"ok": ("✓", "green"), "note": ("·", "cyan"), "warning": ("!", "yellow"), "problem": ("✗", "red")}


@click.command()
@click.option("--offline", is_flag=True, help="Ask no server.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON, for programs.")
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site was built (default: public/ in the site folder).",
)
@click.pass_obj
def check(run: Run, *, offline: bool, as_json: bool, output: Path | None) -> None:
    """Look at everything that can be wrong, and say what to do: configuration, servers, archive, content, theme, site.

    Nothing is changed. ✓ is well, · is worth knowing, ! will trouble you, ✗ is broken. The exit status is 1 when
    something is broken, and 0 else, warnings or not.
    """
    from sitegen.doctor import check_all, counts

    findings = check_all(run.folder, output=output or run.folder / "public", offline=offline)
    if as_json:
        import msgspec

        found = list(findings)
        body = msgspec.json.encode({"findings": found, "counts": counts(found)})
        click.echo(msgspec.json.format(body).decode())
    else:
        found = list(_said(findings, quiet=run.quiet))
        run.say(f"\n{_sum(counts(found))}")
    if counts(found)["problem"]:
        sys.exit(1)


def _said(findings: "Iterable[Finding]", *, quiet: bool) -> "Iterator[Finding]":
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
        words = " ".join(part for part in (finding.what, finding.do) if part)
        where = f"{finding.where}: " if finding.where and finding.where not in finding.what else ""
        click.echo(f"  {click.style(mark, fg=colour)} {where}{words}")


def _sum(found: dict[str, int]) -> str:
    """`12 ok, 3 notes, 1 warning, no problem`."""
    words = [f"{found['ok']} ok"]
    for level in ("note", "warning", "problem"):
        number = found[level]
        words.append(f"{number or 'no'} {level}{'s' * (number > 1)}")
    return ", ".join(words)
