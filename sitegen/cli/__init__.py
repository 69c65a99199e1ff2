"""The commands: options and words only; each makes one call. Errors become exit statuses in one place, `main`.

Every command is a file of its own name, and imports what it needs when it runs: `sitegen --help` must not wait for
requests and jinja2.
"""

import io
import sys
from pathlib import Path

import click

from sitegen import __version__
from sitegen.cli.base import CommandRun
from sitegen.cli.build import build
from sitegen.cli.check import check
from sitegen.cli.demo import demo
from sitegen.cli.fetch import fetch
from sitegen.cli.import_ import import_
from sitegen.cli.init import init
from sitegen.cli.serve import serve
from sitegen.cli.theme import theme
from sitegen.errors import SitegenError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
@click.option(
    "-C",
    "folder",
    metavar="SITE_FOLDER",
    default=".",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder with sitegen.toml (default: here).",
)
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Say every step.")
@click.pass_context
def cli(context: click.Context, *, folder: Path, quiet: bool, verbose: bool) -> None:
    """Turn the results of an Assetto Corsa Competizione Server Manager into a static league site."""
    context.obj = CommandRun(folder, quiet=quiet, verbose=verbose)


for command in (init, fetch, import_, build, serve, check, demo, theme):
    cli.add_command(command)


def main() -> None:
    """Run a command; whatever a user can cause ends in one sentence and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a ✓ must not end a command whose output goes to a file on Windows
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as ending:
        sys.exit(ending.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except SitegenError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(1)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
