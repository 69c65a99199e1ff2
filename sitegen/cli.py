"""The commands: options and words only; each makes one call. Errors become exit statuses in one place, `main`."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen import __version__
from sitegen.errors import SitegenError

if TYPE_CHECKING:
    from sitegen.build import BuildReport
    from sitegen.fetch import FetchReport

# Every command imports what it needs when it runs: `sitegen --help` must not wait for requests and jinja2.


class Duration(click.ParamType[float]):
    """`90`, `30s`, `10m`, `1h30m` as seconds."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ANN401
        """Refuse anything else with an example."""
        if isinstance(value, float):
            return value
        text = f"{value}s" if str(value).isdecimal() else str(value)
        found = re.fullmatch(r"(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?", text)
        if not found or not any(found.groups()):
            self.fail(f'"{value}" is no length of time; expected something like 30s, 10m or 1h30m.', param, ctx)
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return float(hours * 3600 + minutes * 60 + seconds)


class Run:
    """What all commands share: the site folder, and how much is said."""

    def __init__(self, folder: Path, *, quiet: bool, verbose: bool) -> None:
        """`quiet`: only what went wrong; `verbose`: every step."""
        self.folder = folder
        self.quiet = quiet
        self.verbose = verbose

    def say(self, text: str) -> None:
        """A line for somebody who wants to know."""
        if not self.quiet:
            click.echo(text)

    def warn(self, text: str) -> None:
        """A line that is always said."""
        click.echo(f"Warning: {text}", err=True)


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
    context.obj = Run(folder, quiet=quiet, verbose=verbose)


@cli.command()
@click.option("--dry-run", is_flag=True, help="Ask for the list only, and say how many requests are to come.")
@click.option("--max-requests", type=click.IntRange(min=1), metavar="N", help="Stop after so many requests.")
@click.option("--time-budget", type=Duration(), metavar="10m", help="Stop after so much time.")
@click.option("--full", is_flag=True, help="Walk the whole list, and ask for everything that is missing.")
@click.pass_obj
def fetch(run: Run, *, dry_run: bool, max_requests: int | None, time_budget: float | None, full: bool) -> None:
    """Bring the archive up to date: servers → archive."""
    from sitegen.fetch import plan_lines

    report = _fetch(run, dry_run=dry_run, max_requests=max_requests, time_budget=time_budget, full=full)
    if dry_run:
        for line in plan_lines(report):
            click.echo(line)
    failed = [server.error for server in report.servers if server.error]
    is_complete_failure = bool(failed) and len(failed) == len(report.servers)
    for warning in report.warnings:
        if not (is_complete_failure and warning in failed):
            run.warn(warning)
    if is_complete_failure:
        raise SitegenError("\n       ".join(failed))


def _fetch(
    run: Run, *, dry_run: bool, max_requests: int | None, time_budget: float | None, full: bool
) -> "FetchReport":
    from sitegen import config
    from sitegen.archive import Archive
    from sitegen.fetch import fetch_all
    from sitegen.progress import progress_for
    from sitegen.server.pacing import Budget
    from sitegen.walk import Options

    league = config.load(run.folder)
    if not league.server:
        run.say("sitegen.toml names no [[server]]; there is nothing to fetch.")
    with progress_for(quiet=run.quiet, verbose=run.verbose) as progress:
        report = fetch_all(
            league,
            Archive(run.folder / "archive"),
            progress=progress,
            options=Options(full=full, dry_run=dry_run),
            budget=Budget(max_requests=max_requests, time_s=time_budget),
        )
    for server in report.servers:
        run.say(_what_was_fetched(server.name, report, dry_run=dry_run))
    return report


def _what_was_fetched(name: str, report: "FetchReport", *, dry_run: bool) -> str:
    server = next(server for server in report.servers if server.name == name)
    counts = server.counts
    if dry_run:
        return f"{name}: {counts.left} results to fetch"
    if server.error and not counts.new + counts.changed + counts.standings:
        return f"{name}: nothing could be fetched"
    text = f"{name}: {counts.new} new, {counts.changed} changed, {counts.standings} standings new or changed"
    if counts.left:
        text += f", {counts.left} still to fetch"
    return f"{text} ({server.stopped})" if server.stopped else text


@cli.command(name="import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(exists=True, path_type=Path))
@click.option("--server", metavar="NAME", help="Whose results these are (default: the only one in sitegen.toml).")
@click.pass_obj
def import_(run: Run, *, paths: tuple[Path, ...], server: str | None) -> None:
    """Take result files from disk into the archive; folders are walked."""
    import datetime as dt

    from sitegen import config
    from sitegen.archive import Archive
    from sitegen.intake import import_files, server_to_import

    name = server_to_import(config.load(run.folder), server)
    report = import_files(Archive(run.folder / "archive"), name, paths, now=dt.datetime.now(dt.UTC))
    for refusal in report.refused:
        run.warn(refusal)
    if not report.refused and not report.new + report.changed + report.same:
        raise SitegenError(f"There is no .json file in {', '.join(map(str, paths))}.")
    counts = f"{report.new} new, {report.changed} changed, {report.same} already there, {len(report.refused)} refused"
    run.say(f"{name}: {counts}")
    if report.refused and not report.new + report.changed + report.same:
        raise SitegenError("None of these files is a session result.")


@cli.command()
@click.option("--offline", is_flag=True, help="Make no request at all.")
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the site is written (default: public/ in the site folder).",
)
@click.option("--strict", is_flag=True, help="End with status 3 when there was a warning.")
@click.option("--max-requests", type=click.IntRange(min=1), metavar="N", help="Fetch with so many requests at most.")
@click.option("--time-budget", type=Duration(), metavar="10m", help="Fetch for so long at most.")
@click.pass_obj
def build(
    run: Run, *, offline: bool, output: Path | None, strict: bool, max_requests: int | None, time_budget: float | None
) -> None:
    """Fetch, then build the site: archive and content → public/."""
    from sitegen import config
    from sitegen.build import build as build_site

    league = config.load(run.folder)
    requests: int = 0
    warnings: tuple[str, ...] = ()
    if not offline and league.server:
        fetched = _fetch(run, dry_run=False, max_requests=max_requests, time_budget=time_budget, full=False)
        requests, warnings = fetched.requests, fetched.warnings
    target = output or run.folder / "public"
    report = build_site(league, run.folder, output_folder=target, requests=requests, fetch_warnings=warnings)
    for warning in report.warnings:
        run.warn(warning)
    run.say(_what_was_built(report, target))
    if strict and report.warnings:
        sys.exit(3)


def _what_was_built(report: "BuildReport", target: Path) -> str:
    return (
        f"{target}: {report.pages} pages from {report.sessions} sessions, "
        f"{report.written} files written, {report.unchanged} unchanged"
    )


@cli.command()
@click.argument("directory", default="demo", type=click.Path(file_okay=False, path_type=Path))
@click.option("--serve", is_flag=True, help="Show the site in a browser afterwards, until Ctrl-C.")
@click.pass_obj
def demo(run: Run, *, directory: Path, serve: bool) -> None:
    """Make up a season, fetch it from an embedded server, and build its site; needs no network."""
    from sitegen.demo import demo as run_demo
    from sitegen.progress import progress_for

    with progress_for(quiet=run.quiet, verbose=run.verbose) as progress:
        report = run_demo(directory, progress=progress)
    for warning in report.warnings:
        run.warn(warning)
    site = directory / "public"
    run.say(_what_was_built(report, site))
    if serve:
        from sitegen.preview import serve as serve_site

        serve_site(site, port=8000)
    else:
        run.say(
            f"\nThe site of a made-up league is in {site}. Look at it:\n\n"
            f"    python -m http.server --directory {site} 8000\n\n"
            "and open http://localhost:8000/ in a browser, or run this again with --serve.\n"
            f"Its configuration is {directory / 'sitegen.toml'}: put the address of your own server there."
        )


def main() -> None:
    """Run a command; whatever a user can cause ends in one sentence and an exit status."""
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


if __name__ == "__main__":
    main()
