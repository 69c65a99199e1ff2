"""`sitegen import`."""

from pathlib import Path

import click

from sitegen.cli.base import CommandRun
from sitegen.errors import SitegenError


@click.command(name="import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(exists=True, path_type=Path))
@click.option("--server", metavar="NAME", help="Whose results these are (default: the only one in sitegen.toml).")
@click.pass_obj
def import_(run: CommandRun, *, paths: tuple[Path, ...], server: str | None) -> None:
    """Take result files from disk into the archive; folders are walked."""
    import datetime as dt

    from sitegen import config
    from sitegen.archive.store import Archive
    from sitegen.fetch.import_files import import_files, server_to_import

    name = server_to_import(config.load(run.folder), server)
    report = import_files(Archive(run.folder / "archive"), name, paths, now=dt.datetime.now(dt.UTC))
    for refusal in report.refused:
        run.warn(refusal)
    if not report.refused and not report.accepted:
        raise SitegenError(f"There is no .json file in {', '.join(map(str, paths))}.")
    counts = f"{report.new} new, {report.changed} changed, {report.same} already there, {len(report.refused)} refused"
    run.say(f"{name}: {counts}")
    if not report.accepted:
        raise SitegenError("None of these files is a session result.")
