"""`sitegen init`."""

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli.base import Run
from sitegen.cli.findings import said

if TYPE_CHECKING:
    from sitegen.init import Answers


@click.command()
@click.argument("directory", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", help="The name of the league.")
@click.option("--server", metavar="URL", help="The address of the Server Manager, as in the browser.")
@click.option("--timezone", metavar="ZONE", help="The zone in which times are shown, such as Europe/Berlin.")
@click.option("--url", help="Where the site will live, when that is not GitHub Pages.")
@click.option("--check/--no-check", "is_checked", default=True, help="Ask the server what it allows.")
@click.option("--force", is_flag=True, help="Overwrite the files that are there.")
@click.pass_obj
def init(  # noqa: PLR0913 - an argument for every option
    run: Run,
    *,
    directory: Path | None,
    title: str | None,
    server: str | None,
    timezone: str | None,
    url: str | None,
    is_checked: bool,
    force: bool,
) -> None:
    """Begin a league's site in DIRECTORY (default: here): configuration, pages, and the workflow that publishes it.

    In a terminal it asks for what is not said.
    """
    from sitegen.init import DOCS_URL, README, Answers, pages_url, refuse_others, scaffold, server_address

    folder = run.folder / directory if directory else run.folder
    if not force:
        refuse_others(folder)
    answers = Answers(
        title=_answer("Name of the league", title, default=_name_from(folder), check=_check("title")),
        server=server_address(
            _answer("Address of the Server Manager (empty: later)", server, default="", check=_check("server"))
        ),
        timezone=_answer("Time zone of the site", timezone, default=_zone_here(), check=_check("timezone")),
        url=url or pages_url(folder),
    )
    written = scaffold(folder, answers, force=force)
    for path in written:
        run.say(str(path))
    if answers.server and is_checked:
        _check_server(run, folder)
    run.say(_what_next(folder, answers, guide=README if folder / README in written else f"{DOCS_URL}/start.md"))


def _answer(question: str, given: str | None, *, default: str, check: Callable[[str], str]) -> str:
    """What was given as an option; else what somebody in a terminal says; else the default."""
    if given is not None:
        return given
    if not sys.stdin.isatty():
        return default
    answer: str = click.prompt(question, default=default, show_default=bool(default), value_proc=check)
    return answer


def _check(field: str) -> Callable[[str], str]:
    """Refuses an answer that the configuration would not take, so that it is asked again."""

    def check(answer: str) -> str:
        from sitegen.init import Answers, mistakes_in, server_address

        said: dict[str, Any] = {"title": "League"} | {field: server_address(answer) if field == "server" else answer}
        if mistake := next(mistakes_in(Answers(**said)), None):
            raise click.UsageError(mistake)
        return answer

    return check


def _name_from(folder: Path) -> str:
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    return " ".join(word if word[:1].isupper() else word.capitalize() for word in words) or "My League"


def _zone_here() -> str:
    """The zone of this computer."""
    import zoneinfo

    import tzlocal

    try:
        return str(zoneinfo.ZoneInfo(tzlocal.get_localzone_name()))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return "UTC"


def _check_server(run: Run, folder: Path) -> None:
    """What the server allows; nothing that is wrong with it keeps a league from beginning."""
    from sitegen.check import check_all

    run.say("\nAsking the server what it allows …")
    findings = (one for one in check_all(folder, output=folder / "public") if one.area == "server")
    list(said(findings, quiet=run.quiet))


def _what_next(folder: Path, answers: "Answers", *, guide: str) -> str:
    """`guide`: where the rest is said."""
    here = "" if folder.resolve() == Path.cwd() else f"    cd {shlex.quote(str(folder))}\n"
    server = "" if answers.server else "Say in sitegen.toml where your Server Manager is. "
    return (
        f"\n{server}Look at the site before anybody else does:\n\n{here}    sitegen build\n    sitegen serve --open\n\n"
        f"{guide} says how GitHub publishes it, and keeps it current, for nothing."
    )
