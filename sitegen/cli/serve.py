"""`sitegen serve`."""

import click

from sitegen.cli.base import CommandRun


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help="Where (default: the first free from 8000).")
@click.option("--open", "opens", is_flag=True, help="Open it in the browser.")
@click.pass_obj
def serve(run: CommandRun, *, port: int | None, opens: bool) -> None:
    """Show the site on this machine, and anew in the browser whenever content, theme or configuration is saved.

    Nothing is fetched, and public/ stays as it is. Drafts are shown too.
    """
    from sitegen import config
    from sitegen.preview import serve as serve_site

    if not (run.folder / config.FILE_NAME).is_file():
        config.load(run.folder)  # it says what to do; any other mistake is shown, and the server waits for its end
    serve_site(run.folder, port=port, opens=opens, say=click.echo)
