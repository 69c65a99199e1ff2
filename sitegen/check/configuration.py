"""`sitegen.toml`: its mistakes, what is missing for a good site, and what it says of things that do not exist."""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sitegen.archive.store import Archive, safe_name
from sitegen.check.findings import Finding, Level
from sitegen.check.indexes import indexes
from sitegen.check.secrecy import VARIABLE
from sitegen.config import FILE_NAME, Config, ConfiguredChampionship, load
from sitegen.errors import ArchiveError, ConfigError
from sitegen.fetch.list_rows import day_of
from sitegen.support.suggestions import suggestion
from sitegen.support.toml_tables import login_prefix

PATIENCE = dt.timedelta(days=2)
"""A round's results may be so late."""


def read_configuration(folder: Path) -> tuple[Config | None, list[Finding]]:
    """The configuration, or None and every mistake in it."""
    try:
        return load(folder), [_finding("ok", f"{FILE_NAME} can be read.", FILE_NAME)]
    except ConfigError as error:
        mistakes = str(error).splitlines()
    return None, [_mistake(mistake, folder / FILE_NAME) for mistake in mistakes]


def _finding(level: Level, message: str, where: str, advice: str = "") -> Finding:
    return Finding("configuration", level, message, where, advice)


def _mistake(mistake: str, path: Path) -> Finding:
    """A sentence that begins with the file, and with the line where there is one."""
    advice = "Mend it: until then nothing can be fetched or built, and server, pacing and theme are not checked."
    match = re.fullmatch(rf"{re.escape(str(path))}((?:, line \d+)?): (.*)", mistake, re.DOTALL)
    if match is None:
        return _finding("problem", mistake, FILE_NAME, advice)
    return _finding("problem", match[2], f"{FILE_NAME}{match[1]}", advice)


def check_configuration(
    config: Config, folder: Path, archive: Archive, logins: Mapping[str, str], *, now: Callable[[], dt.datetime]
) -> Iterator[Finding]:
    """Hints on a configuration that can be read."""
    yield from _check_site(config, folder)
    yield from _check_logins(config, logins)
    yield from _check_championships(config, archive, today=now().date())
    yield from _check_hidden(config, archive)


def _note(key: str, message: str, advice: str) -> Finding:
    return _finding("note", message, f"{FILE_NAME}: {key}", advice)


def _check_site(config: Config, folder: Path) -> Iterator[Finding]:
    if not config.server:
        yield _note(
            "[[server]]",
            "No server is named.",
            "Name your Server Manager in a [[server]] table, unless you bring all results with sitegen import.",
        )
    if not config.site.public_url:
        yield _note(
            "site.url",
            f'The site\'s address is "{config.site.url}", without a host: there is no feed and no sitemap, and '
            "link previews are poor.",
            'Write the whole address, such as "https://my-league.github.io/results/", once you know it.',
        )
    # A league that chose UTC and one that chose nothing have the same `Config`.
    table = tomllib.loads((folder / FILE_NAME).read_bytes().decode("utf-8-sig"))["site"]
    if "timezone" not in table:
        yield _note(
            "site.timezone",
            "No time zone is said, so times are shown in UTC.",
            'Say where your league is at home, such as "Europe/Berlin".',
        )


def _check_logins(config: Config, logins: Mapping[str, str]) -> Iterator[Finding]:
    """Variables of which the other is missing, or the server."""
    servers = {login_prefix(server.name): server.name for server in config.server}
    for name in sorted(logins):
        match = VARIABLE.fullmatch(name)
        if match is None:
            continue
        prefix = name.rpartition("_")[0]
        if prefix not in servers:
            example = "Name it after the server: SITEGEN_MAIN_USERNAME for the server main, in capitals"
            advice = f"{example}{suggestion(prefix, servers)}"
            yield _finding("warning", "No server of sitegen.toml has a login of this name.", name, advice)
            continue
        other = f"{prefix}_{_OTHER_HALF[match[2]]}"
        if other not in logins:
            message = f"{other} is not set, so there is no login for {servers[prefix]}."
            yield _finding("problem", message, name, f"Set {other} too, or neither of them.")


_OTHER_HALF = {"USERNAME": "PASSWORD", "PASSWORD": "USERNAME"}


def _check_championships(config: Config, archive: Archive, *, today: dt.date) -> Iterator[Finding]:
    days = _days_of_results(archive)
    stored: set[str] = set()
    for server in archive.servers():
        stored.update(archive.standings(server))
    if not days and not stored:
        return  # before the first fetch nobody can know
    for configured in config.championship:
        if configured.id in days or safe_name(configured.id) in stored:
            yield from _check_rounds(configured, days.get(configured.id, []), today=today)
        else:
            known = [championship_id for championship_id in days if championship_id]
            yield _finding(
                "warning",
                f"The championship {configured.id} has no result and no standings in the archive.",
                f"{FILE_NAME}: championship.id",
                "Compare the id with the championship's address in the Server Manager"
                f"{suggestion(configured.id, known)}",
            )


def _days_of_results(archive: Archive) -> dict[str, list[dt.date | None]]:
    """Championship id → the days of its results; those of no championship are under the empty id."""
    days: dict[str, list[dt.date | None]] = {}
    for _, index in indexes(archive):
        for about in index.files.values():
            days.setdefault(about.championship or "", []).append(day_of(about.date))
    return days


def _check_rounds(
    configured: ConfiguredChampionship, days: list[dt.date | None], *, today: dt.date
) -> Iterator[Finding]:
    """Rounds that should have been driven. `days`: of the championship's results."""
    for planned in configured.round:
        if planned.date + PATIENCE < today and not _is_near(planned.date, days):
            yield _note(
                "championship.round",
                f"The round of {planned.date} at {planned.track} is past, and the archive has no result of it.",
                "Correct its date, or fetch or import its results; if it was called off, remove it.",
            )


def _is_near(date: dt.date, days: list[dt.date | None]) -> bool:
    """Whether one of the days is this date; a day early or late is the clock of another zone."""
    return any(day is not None and abs(day - date) <= dt.timedelta(days=1) for day in days)


def _check_hidden(config: Config, archive: Archive) -> Iterator[Finding]:
    try:
        known = set(archive.read_json("drivers.json").values())
    except ArchiveError:
        return  # the check of the archive says so
    if not known:
        return
    for public_id in config.privacy.hide:
        if public_id not in known:
            yield _finding(
                "warning",
                f'Nobody is hidden by "{public_id}": no driver of the site has this id.',
                f"{FILE_NAME}: privacy.hide",
                f"Take the last part of the address of the driver's page{suggestion(public_id, known)}",
            )
