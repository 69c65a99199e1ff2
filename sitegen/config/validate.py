"""What is wrong with a configuration beyond its types: names, zones, addresses, and references between tables."""

import re
import zoneinfo
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from sitegen.config.schema import COLOUR, SERVER_NAME, Championship, Config, Points, Results, Server
from sitegen.league.championship.points import TEMPLATES
from sitegen.support.toml_tables import suggestion

MOST_HOURS = 24 * 365

LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"
"""As HTML's `lang` wants it: https://www.rfc-editor.org/info/bcp47."""


def check_values(config: Config) -> Iterator[str]:
    """What the types cannot say: zones, names, addresses, and references between tables."""
    yield from _check_zone(config.site.timezone, where="site.timezone")
    yield from _check_site_url(config.site.url)
    if not re.fullmatch(LANGUAGE, config.site.language):
        yield f'site.language is "{config.site.language}"; expected a language such as "en", "de" or "pt-BR".'
    names = [server.name for server in config.server]
    for number, server in enumerate(config.server, start=1):
        yield from _check_server(server, where=f"server[{number}]")
    for name, again in _repeated(names):
        times = names.count(name)
        yield f'server[{again}].name "{name}" is used {times} times; give every [[server]] a name of its own.'
    yield from _check_championships(config.championship, names)
    if config.fetch.recheck_days < 0:
        yield f"fetch.recheck_days is {config.fetch.recheck_days}; expected 0 or more days."
    yield from _check_results(config.results)
    yield from _check_look(config)


def _check_look(config: Config) -> Iterator[str]:
    for name, colour in config.classes.items():
        if not re.fullmatch(COLOUR, colour):
            yield f'classes.{name} is "{colour}"; expected a colour such as "#d9261c".'
    for number, entry in enumerate(config.menu, start=1):
        if re.match(r"[a-z]+:", entry.url) and not re.match(r"(https?|mailto):", entry.url):
            yield f'menu[{number}].url is "{entry.url}"; expected a page of the site or an address with https://.'


def _check_results(results: Results) -> Iterator[str]:
    if not 0 <= results.classified_share <= 1:
        yield f"results.classified_share is {results.classified_share}; expected a share from 0 to 1."
    if results.protest_hours is not None and not 0 <= results.protest_hours <= MOST_HOURS:
        yield f"results.protest_hours is {results.protest_hours:g}; expected hours from 0 to {MOST_HOURS}."


def _check_championships(championships: Sequence[Championship], servers: Sequence[str]) -> Iterator[str]:
    """Each by itself, and that no id is there twice. `servers`: their names."""
    for number, championship in enumerate(championships, start=1):
        yield from _check_championship(championship, servers, where=f"championship[{number}]")
    ids = [championship.id for championship in championships]
    for identifier, again in _repeated(ids):
        times = ids.count(identifier)
        yield f'championship[{again}].id "{identifier}" is used {times} times; keep one [[championship]] of it.'


def _repeated(names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Every name that is there more than once, and where it is for the second time, counted from 1."""
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield name, names.index(name, names.index(name) + 1) + 1


def _check_championship(championship: Championship, servers: Sequence[str], *, where: str) -> Iterator[str]:
    if not re.fullmatch(r"[\w-]+", championship.id):
        yield (
            f'{where}.id is "{championship.id}"; expected the id in its address on the server, '
            'such as "36a68c73-2ceb-47e3-9c40-bae0c90e4822".'
        )
    if championship.server is not None and championship.server not in servers:
        yield (
            f'{where}.server is "{championship.server}"; expected the name of a [[server]]'
            f"{suggestion(championship.server, servers)}"
        )
    for at, points in enumerate(championship.points, start=1):
        yield from _check_points(points, where=f"{where}.points[{at}]")
    for at, one in enumerate(championship.round, start=1):
        for name, value in (("laps", one.laps), ("minutes", one.minutes), ("races", one.races)):
            if value is not None and value < 1:
                yield f"{where}.round[{at}].{name} is {value}; expected 1 or more."


def _check_points(points: Points, *, where: str) -> Iterator[str]:
    if points.template is not None and points.template not in TEMPLATES:
        known = ", ".join(f'"{name}"' for name in TEMPLATES)
        hint = suggestion(points.template, TEMPLATES)
        yield f'{where}.template is "{points.template}"; expected one of {known}{hint}'
    if points.template is None and not points.places:
        yield f"{where} has neither template nor places; expected what a place is worth, such as places = [25, 18]."
    if (points.drop_worst or 0) < 0:
        yield f"{where}.drop_worst is {points.drop_worst}; expected 0 or more rounds."


def _check_server(server: Server, *, where: str) -> Iterator[str]:
    if not re.fullmatch(SERVER_NAME, server.name):
        yield f'{where}.name is "{server.name}"; expected small letters, digits, "-" and "_", such as "main".'
    if "@" in server.url:
        variables = " and ".join(server.login_variables)
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


def _check_site_url(url: str) -> Iterator[str]:
    """A whole address, or a path; `example.org/league` would be a path by accident."""
    if "://" in url:
        if not _is_address(url):
            yield f'site.url is "{url}"; expected an address such as "https://example.github.io/league/".'
    elif re.match(r"[\w-]+(\.[\w-]+)+(/|$)", url):
        yield f'site.url is "{url}"; expected an address or a path. Did you mean "https://{url}"?'
    elif url.startswith("//") or re.search(r"[\s?#]", url):
        yield f'site.url is "{url}"; expected an address with https://, or a path such as "/league/".'


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
