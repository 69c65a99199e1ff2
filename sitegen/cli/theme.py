"""`sitegen theme …`: which themes there are, one of them to change, and whether it works."""

import sys

import click

from sitegen.cli.base import CommandRun
from sitegen.cli.findings import print_findings


@click.group()
def theme() -> None:
    """Show the themes there are, copy files of yours to change them, or try a theme."""


@theme.command(name="list")
@click.pass_obj
def list_(run: CommandRun) -> None:
    """Say which themes there are, and what can be chosen of each."""
    from sitegen.site.theme.layers import OWN, find_layers, known_themes, options_of

    for name in known_themes(run.folder):
        layers = [layer for layer in find_layers(name, run.folder) if name == OWN or layer.name != OWN]
        click.echo(f"{click.style(name, bold=True)}: {layers[0].description.description}")
        for option, offer in options_of(layers).items():
            click.echo(f"    {option} ({offer.kind}): {offer.description}")


@theme.command()
@click.argument("files", nargs=-1, metavar="[FILE]…")
@click.option("--force", is_flag=True, help="Overwrite what is in theme/ already.")
@click.pass_obj
def eject(run: CommandRun, *, files: tuple[str, ...], force: bool) -> None:
    """Copy FILEs of your theme, such as session.html, into theme/, where they take the place of the theme's own.

    Without a FILE the whole theme is copied, as one of your own that no longer follows sitegen's.
    """
    from sitegen import config
    from sitegen.site.theme.eject import eject as eject_files
    from sitegen.site.theme.layers import find_layers

    league = config.load(run.folder)
    layers = find_layers(league.site.theme, run.folder)
    for path in eject_files(layers, files, site_folder=run.folder, force=force):
        run.say(str(path))
    if not files:
        run.say('Now say theme = "theme" under [site] in sitegen.toml.')


@theme.command()
@click.argument("name", required=False)
@click.pass_obj
def check(run: CommandRun, *, name: str | None) -> None:
    """Render a made-up league with your theme, or the one of NAME, and say what fails, with file and line.

    Also templates that nothing uses, and links that lead nowhere. The exit status is 1 when something is broken.
    """
    from sitegen import config
    from sitegen.check import try_theme

    if name is None or (run.folder / config.FILE_NAME).is_file():
        league = config.load(run.folder)
    else:
        league = config.Config(site=config.Site(title="Made up"))
    if name is not None:
        league = league.with_theme(name)
    findings = print_findings(try_theme(league, run.folder), quiet=run.quiet)
    if any(finding.level == "problem" for finding in findings):
        sys.exit(1)
