"""`sitegen init`."""

import shlex
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli.base import CommandRun
from sitegen.cli.findings import print_findings

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
    run: CommandRun,
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
    from sitegen.init import Answers, pages_url, refuse_others, scaffold, server_address

    folder = run.folder
    if directory:
        folder /= directory
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
    run.say(_next_steps(folder, answers, written))


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

        fields: dict[str, Any] = {"title": "League", field: answer}
        if field == "server":
            fields[field] = server_address(answer)
        for mistake in mistakes_in(Answers(**fields)):
            raise click.UsageError(mistake)
        return answer

    return check


def _name_from(folder: Path) -> str:
    """`Our League` from `our-league`; words with a capital, such as `GT3`, stay as they are."""
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    return " ".join(map(_capitalized, words)) or "My League"


def _capitalized(word: str) -> str:
    if word[0].isupper():
        return word
    return word.capitalize()


def _zone_here() -> str:
    """The zone of this computer."""
    import zoneinfo

    import tzlocal

    try:
        return str(zoneinfo.ZoneInfo(tzlocal.get_localzone_name()))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return "UTC"


def _check_server(run: CommandRun, folder: Path) -> None:
    """What the server allows; nothing that is wrong with it keeps a league from beginning."""
    from sitegen.check import check_all

    run.say("\nAsking the server what it allows …")
    # Each finding is printed when it is made: with the server's limit the last may come much later than the first.
    findings = check_all(folder, output=folder / "public")
    print_findings((finding for finding in findings if finding.area == "server"), quiet=run.quiet)


def _next_steps(folder: Path, answers: "Answers", written: Collection[Path]) -> str:
    """What to do now, as commands; `written`: the files that were written, which say where the rest can be read."""
    from sitegen.init import DOCS_URL, README

    text = "\n"
    if not answers.server:
        text += "Say in sitegen.toml where your Server Manager is. "
    text += "Look at the site before anybody else does:\n\n"
    if folder.resolve() != Path.cwd():
        text += f"    cd {shlex.quote(str(folder))}\n"
    text += "    sitegen build\n    sitegen serve --open\n\n"
    # An earlier README of the repository stays, and says nothing of this.
    guide = README if folder / README in written else f"{DOCS_URL}/start.md"
    return f"{text}{guide} says how GitHub publishes it, and keeps it current, for nothing."
