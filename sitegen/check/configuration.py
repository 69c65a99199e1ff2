"""`sitegen.toml`: its mistakes, what is missing for a good site, and what it says of things that do not exist."""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sitegen.archive.store import Archive, safe_name
from sitegen.check.findings import Finding
from sitegen.check.indexes import indexes
from sitegen.check.secrecy import VARIABLE
from sitegen.config import FILE_NAME, Championship, Config, load
from sitegen.errors import ArchiveError, ConfigError
from sitegen.fetch.list_rows import day_of
from sitegen.support.toml_tables import suggestion, variable

PATIENCE = dt.timedelta(days=2)
"""A round's results may be so late."""


def read_configuration(folder: Path) -> tuple[Config | None, list[Finding]]:
    """The configuration, or None and every mistake in it."""
    try:
        return load(folder), [Finding("configuration", "ok", f"{FILE_NAME} can be read.", FILE_NAME)]
    except ConfigError as error:
        mistakes = str(error).splitlines()
    do = "Mend it: until then nothing can be fetched or built, and server, pacing and theme are not checked."
    return None, [_mistake(line, folder / FILE_NAME, do) for line in mistakes]


def _mistake(said: str, path: Path, do: str) -> Finding:
    """A sentence that begins with the file, and with the line where there is one."""
    found = re.fullmatch(rf"{re.escape(str(path))}((?:, line \d+)?): (.*)", said, re.DOTALL)
    where, what = (f"{FILE_NAME}{found[1]}", found[2]) if found else (FILE_NAME, said)
    return Finding("configuration", "problem", what, where, do)


def check_configuration(
    config: Config, folder: Path, archive: Archive, logins: Mapping[str, str], *, now: Callable[[], dt.datetime]
) -> Iterator[Finding]:
    """Hints on a configuration that can be read."""
    yield from _check_site(config, folder)
    yield from _check_logins(config, logins)
    yield from _check_championships(config, archive, today=now().date())
    yield from _check_hidden(config, archive)


def _note(key: str, what: str, do: str) -> Finding:
    return Finding("configuration", "note", what, f"{FILE_NAME}: {key}", do)


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
    said = tomllib.loads((folder / FILE_NAME).read_bytes().decode("utf-8-sig"))["site"]
    if "timezone" not in said:
        yield _note(
            "site.timezone",
            "No time zone is said, so times are shown in UTC.",
            'Say where your league is at home, such as "Europe/Berlin".',
        )


def _check_logins(config: Config, logins: Mapping[str, str]) -> Iterator[Finding]:
    """Variables of which the other is missing, or the server."""
    known = {variable(server.name): server.name for server in config.server}
    for name in sorted(logins):
        found = VARIABLE.fullmatch(name)
        prefix = name.rpartition("_")[0]
        if found and prefix not in known:
            meant = suggestion(prefix, known)
            do = "Name it after the server: SITEGEN_MAIN_USERNAME for the server main, in capitals"
            yield Finding(
                "configuration", "warning", "No server of sitegen.toml has a login of this name.", name, f"{do}{meant}"
            )
        elif found:
            other = f"{prefix}_{'PASSWORD' if found[2] == 'USERNAME' else 'USERNAME'}"
            if other not in logins:
                what = f"{other} is not set, so there is no login for {known[prefix]}."
                yield Finding("configuration", "problem", what, name, f"Set {other} too, or neither of them.")


def _check_championships(config: Config, archive: Archive, *, today: dt.date) -> Iterator[Finding]:
    days: dict[str, list[dt.date | None]] = {}
    asked = {name for server in archive.servers() for name in archive.standings(server)}
    for _, index in indexes(archive):
        for about in index.files.values():
            days.setdefault(about.championship or "", []).append(day_of(about.date))
    if not days and not asked:
        return
    for championship in config.championship:
        if championship.id not in days and safe_name(championship.id) not in asked:
            meant = suggestion(championship.id, [one for one in days if one])
            yield Finding(
                "configuration",
                "warning",
                f"The championship {championship.id} has no result and no standings in the archive.",
                f"{FILE_NAME}: championship.id",
                f"Compare the id with the championship's address in the Server Manager{meant}",
            )
        else:
            yield from _check_rounds(championship, days.get(championship.id, []), today=today)


def _check_rounds(championship: Championship, days: list[dt.date | None], *, today: dt.date) -> Iterator[Finding]:
    """Rounds that should have been driven; a day early or late is the clock of another zone."""
    for one in championship.round:
        around = {one.date + dt.timedelta(days=days_off) for days_off in (-1, 0, 1)}
        if one.date + PATIENCE < today and not around & set(days):
            yield _note(
                "championship.round",
                f"The round of {one.date} at {one.track} is past, and the archive has no result of it.",
                "Correct its date, or fetch or import its results; if it was called off, remove it.",
            )


def _check_hidden(config: Config, archive: Archive) -> Iterator[Finding]:
    try:
        known = set(archive.read_json("drivers.json").values())
    except ArchiveError:
        return  # which the archive's own check says
    for public_id in config.privacy.hide if known else ():
        if public_id not in known:
            yield Finding(
                "configuration",
                "warning",
                f'Nobody is hidden by "{public_id}": no driver of the site has this id.',
                f"{FILE_NAME}: privacy.hide",
                f"Take the last part of the address of the driver's page{suggestion(public_id, known)}",
            )
