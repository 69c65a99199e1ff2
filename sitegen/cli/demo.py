"""`sitegen demo`."""

from pathlib import Path

import click

from sitegen.cli.base import CommandRun
from sitegen.cli.build import what_was_built


@click.command()
@click.argument("directory", default="demo", type=click.Path(file_okay=False, path_type=Path))
@click.option("--serve", is_flag=True, help="Show the site in a browser afterwards, until Ctrl-C.")
@click.pass_obj
def demo(run: CommandRun, *, directory: Path, serve: bool) -> None:
    """Make up a season, fetch it from an embedded server, and build its site; needs no network."""
    from sitegen.demo import demo as run_demo
    from sitegen.support.progress import progress_for

    with progress_for(quiet=run.quiet, verbose=run.verbose) as progress:
        report = run_demo(directory, progress=progress)
    for warning in report.warnings:
        run.warn(warning)
    site = directory / "public"
    run.say(what_was_built(report, site))
    if serve:
        from sitegen.preview import serve as serve_site

        serve_site(directory, port=None, opens=False, say=click.echo)
    else:
        run.say(
            f"\nThe site of a made-up league is in {site}. Look at it, and change it:\n\n"
            f"    sitegen -C {directory} serve --open\n\n"
            "A league of your own begins with\n\n    sitegen init my-league"
        )
