"""`sitegen fetch`."""

from typing import TYPE_CHECKING

import click

from sitegen.cli.base import CommandRun, Duration
from sitegen.errors import SitegenError

if TYPE_CHECKING:
    from sitegen.fetch import FetchReport, ServerReport


@click.command()
@click.option("--dry-run", is_flag=True, help="Ask for the list only, and say how many requests are to come.")
@click.option("--max-requests", type=click.IntRange(min=1), metavar="N", help="Stop after so many requests.")
@click.option("--time-budget", type=Duration(), metavar="10m", help="Stop after so much time.")
@click.option("--full", is_flag=True, help="Walk the whole list, and ask for everything that is missing.")
@click.pass_obj
def fetch(run: CommandRun, *, dry_run: bool, max_requests: int | None, time_budget: float | None, full: bool) -> None:
    """Bring the archive up to date: servers → archive."""
    from sitegen.fetch.plan import plan_lines

    report = run_fetch(run, dry_run=dry_run, max_requests=max_requests, time_budget=time_budget, full=full)
    if dry_run:
        for line in plan_lines(report):
            click.echo(line)
    errors = [server.error for server in report.servers if server.error]
    has_reached_none = bool(errors) and len(errors) == len(report.servers)
    for warning in report.warnings:
        # What ends the command is said once, as its error.
        if not (has_reached_none and warning in errors):
            run.warn(warning)
    if has_reached_none:
        raise SitegenError("\n       ".join(errors))


def run_fetch(
    run: CommandRun, *, dry_run: bool, max_requests: int | None, time_budget: float | None, full: bool
) -> "FetchReport":
    """Fetch all servers of the league and say how it went; `build` begins with it too."""
    from sitegen import config
    from sitegen.archive.store import Archive
    from sitegen.fetch import fetch_all
    from sitegen.fetch.crawl import Options
    from sitegen.server.budget import Budget
    from sitegen.support.progress import progress_for

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
        run.say(f"{server.name}: {_outcome(server, dry_run=dry_run)}")
    return report


def _outcome(server: "ServerReport", *, dry_run: bool) -> str:
    """`3 new, 0 changed, 1 standings new or changed, 12 still to fetch`."""
    counts = server.counts
    if dry_run:
        return f"{counts.left} results to fetch"
    if server.error and not counts.new + counts.changed + counts.standings:
        return "nothing could be fetched"
    text = f"{counts.new} new, {counts.changed} changed, {counts.standings} standings new or changed"
    if counts.left:
        text += f", {counts.left} still to fetch"
    if server.stopped:
        text += f" ({server.stopped})"
    return text
