"""What all commands share: where and how loudly they run, and how an option says a length of time."""

import re
from pathlib import Path
from typing import Any

import click


class Duration(click.ParamType[float]):
    """`90`, `30s`, `10m`, `1h30m` as seconds."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:  # noqa: ANN401
        """Refuse anything else with an example."""
        if isinstance(value, float):
            return value
        text = str(value)
        if text.isdecimal():
            text += "s"
        # Six digits at most: a longer number would be too large for the clock.
        match = re.fullmatch(r"(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?", text)
        if match is None or not any(match.groups()):
            self.fail(f'"{value}" is no length of time; expected something like 30s, 10m or 1h30m.', param, ctx)
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return float(hours * 3600 + minutes * 60 + seconds)


class CommandRun:
    """One run of a command: the site folder, and how much is said."""

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
