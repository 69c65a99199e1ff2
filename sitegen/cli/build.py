"""`sitegen build`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from sitegen.cli.base import CommandRun, Duration
from sitegen.cli.fetch import run_fetch
from sitegen.errors import SitegenError

if TYPE_CHECKING:
    from sitegen.build import BuildReport


@click.command()
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
@click.option("--url", metavar="URL", help="Where the site will live, when sitegen.toml says no whole address.")
@click.option(
    "--summary",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Append how it went as Markdown, such as to $GITHUB_STEP_SUMMARY.",
)
@click.pass_obj
def build(  # noqa: PLR0913 - an argument for every option
    run: CommandRun,
    *,
    offline: bool,
    output: Path | None,
    strict: bool,
    max_requests: int | None,
    time_budget: float | None,
    url: str | None,
    summary: Path | None,
) -> None:
    """Fetch, then build the site: archive and content → public/."""
    limits = None
    if not offline:
        limits = FetchLimits(max_requests, time_budget)
    try:
        report = _build(run, limits, output=output, url=url)
    except SitegenError as error:
        if summary:
            from sitegen.cli.run_summary import failure

            _append(summary, failure(error))
        raise
    if summary:
        from sitegen.cli.run_summary import summary as as_markdown

        _append(summary, as_markdown(report))
    if strict and report.warnings:
        sys.exit(3)


class FetchLimits(NamedTuple):
    """How much the fetch before a build may use up; None is without end."""

    max_requests: int | None
    """To all servers together."""
    time_budget: float | None
    """In seconds."""


def _build(run: CommandRun, limits: FetchLimits | None, *, output: Path | None, url: str | None) -> "BuildReport":
    """`limits`: None to ask nothing at all."""
    import gc

    from msgspec.structs import replace

    from sitegen import config
    from sitegen.build import build as build_site

    # Millions of values are made, and few of them are garbage: to look for it at the usual pace costs much time.
    gc.set_threshold(50_000, 20, 100)
    league = config.load(run.folder)
    requests = 0
    warnings: tuple[str, ...] = ()
    if limits is not None and league.server:
        fetched = run_fetch(run, dry_run=False, **limits._asdict(), full=False)
        requests, warnings = fetched.requests, fetched.warnings
    target = output or run.folder / "public"
    # A host such as GitHub Pages knows the address that it publishes at; what the league says itself counts more.
    if url and not league.site.public_url:
        league = replace(league, site=replace(league.site, url=url))
    report = build_site(league, run.folder, output_folder=target, requests=requests, fetch_warnings=warnings)
    for warning in report.warnings:
        run.warn(warning)
    run.say(what_was_built(report, target))
    return report


def _append(page: Path, text: str) -> None:
    with page.open("a", encoding="utf-8") as file:
        file.write(text)


def what_was_built(report: "BuildReport", target: Path) -> str:
    """How it went, in one line."""
    return (
        f"{target}: {report.pages} pages from {report.sessions} sessions, "
        f"{report.written} files written, {report.unchanged} unchanged"
    )
