"""`sitegen check`."""

import sys
from pathlib import Path

import click

from sitegen.cli.base import CommandRun
from sitegen.cli.findings import print_findings


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
def check(run: CommandRun, *, offline: bool, as_json: bool, output: Path | None) -> None:
    """Look at everything that can be wrong, and say what to do: configuration, servers, archive, content, theme, site.

    Nothing is changed. ✓ is well, · is worth knowing, ! will trouble you, ✗ is broken. The exit status is 1 when
    something is broken, and 0 else, warnings or not.
    """
    from sitegen.check import check_all, counts

    findings = check_all(run.folder, output=output or run.folder / "public", offline=offline)
    if as_json:
        import msgspec

        all_findings = list(findings)
        body = msgspec.json.encode({"findings": all_findings, "counts": counts(all_findings)})
        click.echo(msgspec.json.format(body).decode())
    else:
        all_findings = print_findings(findings, quiet=run.quiet)
        run.say(f"\n{_sum(counts(all_findings))}")
    if counts(all_findings)["problem"]:
        sys.exit(1)


def _sum(number_by_level: dict[str, int]) -> str:
    """`12 ok, 3 notes, 1 warning, no problem`."""
    words = [f"{number_by_level['ok']} ok"]
    for level in ("note", "warning", "problem"):
        number = number_by_level[level]
        noun = f"{level}s" if number > 1 else level
        words.append(f"{number or 'no'} {noun}")
    return ", ".join(words)
