"""`sitegen.toml` as one frozen value, every key documented, every mistake named.

The file is read by `load`; nothing else in sitegen looks at it. Secrets are not in it: `Server.credentials`
takes them from the environment.
"""

import datetime as dt
import difflib
import os
import re
import tomllib
import zoneinfo
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

import msgspec

from sitegen.errors import ConfigError

FILE_NAME = "sitegen.toml"

SERVER_NAME = r"[a-z0-9][a-z0-9_-]*"


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table of `sitegen.toml`."""


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
        prefix = "SITEGEN_" + re.sub(r"[^A-Z0-9]", "_", self.name.upper())
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
    problems = list(_check_table(found, Config, where=""))
    yield from problems or _check_values(msgspec.convert(found, Config))


def _check_table(found: Mapping[str, Any], table: type[Table], *, where: str) -> Iterator[str]:
    """Unknown keys, missing keys and wrong types of one table and of the tables in it."""
    types = get_type_hints(table)
    for key in found:
        if key in ("username", "password"):
            yield f"{where}{key} must not stand in this file; set SITEGEN_<NAME>_{key.upper()} in the environment."
        elif key not in types:
            yield f"{where}{key} is not a key that sitegen knows{_suggestion(key, types)}"
    for field in msgspec.structs.fields(table):
        if field.name in found:
            yield from _check_key(found[field.name], types[field.name], where=f"{where}{field.name}")
        elif field.required:
            yield f"{where}{field.name} is missing; expected {_say_type(types[field.name])}."


def _check_key(found: Any, expected: Any, *, where: str) -> Iterator[str]:  # noqa: ANN401 - any TOML value
    rows = get_args(expected)[0] if get_origin(expected) is tuple else None
    if isinstance(expected, type) and issubclass(expected, Table) and isinstance(found, dict):
        yield from _check_table(found, expected, where=f"{where}.")
    elif isinstance(rows, type) and issubclass(rows, Table) and isinstance(found, list):
        for number, row in enumerate(found, start=1):
            yield from _check_key(row, rows, where=f"{where}[{number}]")
    else:
        try:
            msgspec.convert(found, expected)
        except msgspec.ValidationError:
            yield f"{where} is {_say_value(found)}; expected {_say_type(expected)}{_hint(found, expected)}"


def _hint(found: Any, expected: Any) -> str:  # noqa: ANN401 - any TOML value, any annotation
    choices = get_args(expected) if get_origin(expected) is Literal else ()
    return _suggestion(found, choices) if isinstance(found, str) and choices else "."


def _say_value(found: Any) -> str:  # noqa: ANN401 - any TOML value
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, str):
        return f'"{found}"'
    if isinstance(found, list | dict):
        return "a list" if isinstance(found, list) else "a table"
    return str(found)


def _say_type(expected: Any) -> str:  # noqa: ANN401 - any annotation
    """What an annotation asks for, in the words of somebody who knows TOML."""
    if get_origin(expected) is Literal:
        return " or ".join(f'"{choice}"' for choice in get_args(expected))
    if get_origin(expected) is tuple:
        inner = get_args(expected)[0]
        return "tables in double brackets" if inner is not str else 'a list of texts, such as ["FP", "Q", "R"]'
    if type(None) in get_args(expected):
        return _say_type(next(kind for kind in get_args(expected) if kind is not type(None)))
    words = {
        str: "a text in quotes",
        int: "a whole number",
        float: "a number",
        bool: "true or false",
        dt.date: "a date without quotes, such as 2024-01-31",
    }
    return words.get(expected, "a table")


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
        if championship.server is not None and championship.server not in names:
            yield (
                f'championship[{number}].server is "{championship.server}"; expected the name of a [[server]]'
                f"{_suggestion(championship.server, names)}"
            )
    for identifier in sorted({identifier for identifier in ids if ids.count(identifier) > 1}):
        yield f'championship.id "{identifier}" is used {ids.count(identifier)} times; keep one [[championship]] of it.'
    if config.fetch.recheck_days < 0:
        yield f"fetch.recheck_days is {config.fetch.recheck_days}; expected 0 or more days."
    if not 0 <= config.results.classified_share <= 1:
        yield f"results.classified_share is {config.results.classified_share}; expected a share from 0 to 1."


def _check_server(server: Server, *, where: str) -> Iterator[str]:
    if not re.fullmatch(SERVER_NAME, server.name):
        yield f'{where}.name is "{server.name}"; expected small letters, digits, "-" and "_", such as "main".'
    if not _is_address(server.url):
        yield f'{where}.url is "{server.url}"; expected an address such as "https://accsm.example.com".'
    if server.requests < 1:
        yield f"{where}.requests is {server.requests}; expected 1 or more."
    if not server.per_seconds > 0:  # not a number is none either
        yield f"{where}.per_seconds is {server.per_seconds:g}; expected more than 0 seconds."
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
        hint = _suggestion(name, zoneinfo.available_timezones())
        yield f'{where} is "{name}"; expected a time zone such as "Europe/Berlin"{hint}'


def _suggestion(found: str, known: Any) -> str:  # noqa: ANN401 - any collection of texts
    """How the sentence ends: with `. Did you mean "…"?` when something known is close, else with its full stop."""
    by_small_letters = {str(name).lower(): str(name) for name in sorted(known)}
    close = difflib.get_close_matches(found.lower(), by_small_letters, n=1, cutoff=0.6)
    return f'. Did you mean "{by_small_letters[close[0]]}"?' if close else "."
