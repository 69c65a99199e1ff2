"""`sitegen check`."""

import sys
from pathlib import Path

import click

from sitegen.cli.base import Run
from sitegen.cli.findings import said


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
    from sitegen.check import check_all, counts

    findings = check_all(run.folder, output=output or run.folder / "public", offline=offline)
    if as_json:
        import msgspec

        found = list(findings)
        body = msgspec.json.encode({"findings": found, "counts": counts(found)})
        click.echo(msgspec.json.format(body).decode())
    else:
        found = list(said(findings, quiet=run.quiet))
        run.say(f"\n{_sum(counts(found))}")
    if counts(found)["problem"]:
        sys.exit(1)


def _sum(found: dict[str, int]) -> str:
    """`12 ok, 3 notes, 1 warning, no problem`."""
    words = [f"{found['ok']} ok"]
    for level in ("note", "warning", "problem"):
        number = found[level]
        words.append(f"{number or 'no'} {level}{'s' * (number > 1)}")
    return ", ".join(words)
