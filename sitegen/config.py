"""`sitegen.toml` as one frozen value, every key documented, every mistake named.

The file is read by `load`; nothing else in sitegen looks at it. Secrets are not in it: `Server.credentials`
takes them from the environment.
"""

import datetime as dt
import os
import re
import tomllib
import zoneinfo
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from sitegen.errors import ConfigError
from sitegen.toml_tables import Table, check_table, suggestion, variable

FILE_NAME = "sitegen.toml"

MOST_HOURS = 24 * 365

SERVER_NAME = r"[a-z0-9][a-z0-9_-]*"


class Site(Table, frozen=True):
    """`[site]`: what the site is called and where it will live."""

    title: str
    """Stands on every page and in every browser tab."""
    url: str = "/"
    """Where the site will live; a path is fine. Only 404.html and feeds need it."""
    language: str = "en"
    """The language of the pages, as in HTML's `lang`."""
    timezone: str = "UTC"
    """The zone in which times are shown."""
    theme: str = "default"
    """A bundled theme, or a folder."""

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The zone in which times are shown, as a value to calculate with."""
        return zoneinfo.ZoneInfo(self.timezone)

    @property
    def base_path(self) -> str:
        """The path at which the site's root lies, with a slash at both ends."""
        path = re.sub(r"^https?://[^/]*", "", self.url)
        return f"/{path.strip('/')}/" if path.strip("/") else "/"


class Server(Table, frozen=True):
    """`[[server]]`: one Server Manager."""

    name: str
    """Part of the archive's paths and of session addresses: small letters, digits, `-` and `_`."""
    url: str
    """The address of the Server Manager, as in a browser."""
    timezone: str | None = None
    """The clock behind the dates of its results; the site's zone when not said."""
    requests: int = 5
    """At most this many requests …"""
    per_seconds: float = 20
    """… in any window of this length."""
    session_types: tuple[str, ...] = ("FP", "Q", "R")
    """What is fetched. R stands for R, R1, R2 …, Q for Q, Q1, Q2 …"""
    since: dt.date | None = None
    """Only results from this day on are fetched."""
    query: str = ""
    """Sent to the server as `q`; the filters above work on every server, `q` does not."""

    def credentials(self, environment: Mapping[str, str] = os.environ) -> tuple[str, str] | None:
        """User name and password from `SITEGEN_<NAME>_USERNAME` and `_PASSWORD`, or None when not both are set."""
        prefix = variable(self.name)
        username, password = environment.get(f"{prefix}_USERNAME"), environment.get(f"{prefix}_PASSWORD")
        return (username, password) if username and password else None


class Championship(Table, frozen=True):
    """`[[championship]]`: what cannot be seen in the results; championships are found in them by themselves."""

    id: str
    """The id in the Server Manager's address of the championship."""
    server: str | None = None
    """The `[[server]]` that knows its standings; the one with its results when not said."""
    name: str | None = None
    """What it is called on the site."""
    running: bool | None = None
    """True: ask its standings on every run. Not said: while its last result is younger than 30 days."""


class Privacy(Table, frozen=True):
    """`[privacy]`: who is shown, and how."""

    names: Literal["full", "initial"] = "full"
    """`initial` shows "J. Smith"."""
    hide: tuple[str, ...] = ()
    """Public driver ids (the last part of a driver page's address), shown as "Hidden driver"."""


class Fetch(Table, frozen=True):
    """`[fetch]`: what is asked again."""

    recheck_days: int = 0
    """Results of the last so many days are asked again on every run, to notice edits."""


class Results(Table, frozen=True):
    """`[results]`: how results are read."""

    classified_share: float = 0.75
    """A car is classified with at least this share of the winner's laps."""
    protest_hours: float | None = None
    """A result is marked provisional for so many hours, official then; not said: neither."""


class Config(Table, frozen=True):
    """All of `sitegen.toml`."""

    site: Site
    server: tuple[Server, ...] = ()
    championship: tuple[Championship, ...] = ()
    privacy: Privacy = Privacy()
    fetch: Fetch = Fetch()
    results: Results = Results()

    def server_zone(self, server_name: str) -> zoneinfo.ZoneInfo:
        """The clock behind the dates of a server's results; the site's own for a server that is only imported."""
        for server in self.server:
            if server.name == server_name and server.timezone:
                return zoneinfo.ZoneInfo(server.timezone)
        return self.site.zone


def load(folder: Path) -> Config:
    """Read `sitegen.toml` from a site folder; `ConfigError` names file, key, what was found and what was expected."""
    path = folder / FILE_NAME
    try:
        found = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(
            f"There is no {FILE_NAME} in {folder.resolve()}; go to the folder of your league or name it with -C."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} could not be read as UTF-8 text: {error}.") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f'{path} is not TOML: {error}. A text needs quotes: title = "My league".') from None
    problems = [f"{path}: {problem}" for problem in check(found)]
    if problems:
        raise ConfigError("\n".join(problems))
    return msgspec.convert(found, Config)


def check(found: dict[str, Any]) -> Iterator[str]:
    """Every mistake in a parsed `sitegen.toml`, a sentence each."""
    problems = list(check_table(found, Config, where=""))
    yield from problems or _check_values(msgspec.convert(found, Config))


def _check_values(config: Config) -> Iterator[str]:
    """What the types cannot say: zones, names, addresses, and references between tables."""
    yield from _check_zone(config.site.timezone, where="site.timezone")
    names = [server.name for server in config.server]
    for number, server in enumerate(config.server, start=1):
        yield from _check_server(server, where=f"server[{number}]")
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f'server.name "{name}" is used {names.count(name)} times; give every [[server]] a name of its own.'
    ids = [championship.id for championship in config.championship]
    for number, championship in enumerate(config.championship, start=1):
        if not re.fullmatch(r"[\w-]+", championship.id):
            yield (
                f'championship[{number}].id is "{championship.id}"; expected the id in its address on the server, '
                'such as "36a68c73-2ceb-47e3-9c40-bae0c90e4822".'
            )
        if championship.server is not None and championship.server not in names:
            yield (
                f'championship[{number}].server is "{championship.server}"; expected the name of a [[server]]'
                f"{suggestion(championship.server, names)}"
            )
    for identifier in sorted({identifier for identifier in ids if ids.count(identifier) > 1}):
        yield f'championship.id "{identifier}" is used {ids.count(identifier)} times; keep one [[championship]] of it.'
    if config.fetch.recheck_days < 0:
        yield f"fetch.recheck_days is {config.fetch.recheck_days}; expected 0 or more days."
    if not 0 <= config.results.classified_share <= 1:
        yield f"results.classified_share is {config.results.classified_share}; expected a share from 0 to 1."
    if config.results.protest_hours is not None and not 0 <= config.results.protest_hours <= MOST_HOURS:
        yield f"results.protest_hours is {config.results.protest_hours:g}; expected hours from 0 to {MOST_HOURS}."


def _check_server(server: Server, *, where: str) -> Iterator[str]:
    if not re.fullmatch(SERVER_NAME, server.name):
        yield f'{where}.name is "{server.name}"; expected small letters, digits, "-" and "_", such as "main".'
    if "@" in server.url:
        variables = f"{variable(server.name)}_USERNAME and {variable(server.name)}_PASSWORD"
        yield f"{where}.url has a user name or password in it; expected none: set {variables} in the environment."
    elif not _is_address(server.url):
        yield f'{where}.url is "{server.url}"; expected an address such as "https://accsm.example.com".'
    if server.requests < 1:
        yield f"{where}.requests is {server.requests}; expected 1 or more."
    if not 0 < server.per_seconds <= 86_400:
        yield f"{where}.per_seconds is {server.per_seconds:g}; expected more than 0 seconds, and a day at most."
    if server.timezone is not None:
        yield from _check_zone(server.timezone, where=f"{where}.timezone")
    for kind in server.session_types:
        if not re.fullmatch(r"(FP|Q|R)\d*", kind):
            yield f'{where}.session_types has "{kind}"; expected "FP", "Q" or "R", which stand for all of their kind.'


def _is_address(url: str) -> bool:
    """Whether it is an http address with a host, without user, question mark or fragment."""
    try:
        parts = urlsplit(url)
        return (
            bool(re.fullmatch(r"https?://[^/\s@?#]+(/[^\s?#]*)?", url))
            and parts.hostname is not None
            and parts.port != 0
        )
    except ValueError:
        return False


def _check_zone(name: str, *, where: str) -> Iterator[str]:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        hint = suggestion(name, zoneinfo.available_timezones())
        yield f'{where} is "{name}"; expected a time zone such as "Europe/Berlin"{hint}'
