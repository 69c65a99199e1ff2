"""What is wrong with a configuration beyond its types: names, zones, addresses, and references between tables."""

import re
import zoneinfo
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from sitegen.config.schema import (
    COLOUR,
    SERVER_NAME,
    Config,
    ConfiguredChampionship,
    ConfiguredPoints,
    ConfiguredRound,
    MenuEntry,
    Results,
    Server,
    Site,
)
from sitegen.league.championship.points import TEMPLATES
from sitegen.support.suggestions import suggestion
from sitegen.support.toml_lines import Key
from sitegen.support.toml_tables import Mistake

MOST_HOURS = 24 * 365

LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"
"""As HTML's `lang` wants it: https://www.rfc-editor.org/info/bcp47."""


def check_values(config: Config) -> Iterator[Mistake]:
    """What the types cannot say: zones, names, addresses, and references between tables."""
    yield from _check_site(config.site)
    yield from _check_servers(config.server)
    yield from _check_championships(config.championship, servers=[server.name for server in config.server])
    if config.fetch.recheck_days < 0:
        yield Mistake(("fetch", "recheck_days"), f"is {config.fetch.recheck_days}; expected 0 or more days.")
    yield from _check_results(config.results)
    for name, colour in config.classes.items():
        if not re.fullmatch(COLOUR, colour):
            yield Mistake(("classes", name), f'is "{colour}"; expected a colour such as "#d9261c".')
    for index, entry in enumerate(config.menu):
        yield from _check_menu_entry(entry, key=("menu", index))


def _check_site(site: Site) -> Iterator[Mistake]:
    yield from _check_zone(site.timezone, key=("site", "timezone"))
    yield from _check_site_url(site.url)
    if not re.fullmatch(LANGUAGE, site.language):
        yield Mistake(("site", "language"), f'is "{site.language}"; expected a language such as "en", "de" or "pt-BR".')


def _check_site_url(url: str) -> Iterator[Mistake]:
    """A whole address, or a path; `example.org/league` would be a path by accident."""
    key = ("site", "url")
    if "://" in url:
        if not _is_address(url):
            yield Mistake(key, f'is "{url}"; expected an address such as "https://example.github.io/league/".')
    elif re.match(r"[\w-]+(\.[\w-]+)+(/|$)", url):
        yield Mistake(key, f'is "{url}"; expected an address or a path. Did you mean "https://{url}"?')
    elif url.startswith("//") or re.search(r"[\s?#]", url):
        yield Mistake(key, f'is "{url}"; expected an address with https://, or a path such as "/league/".')


def _check_menu_entry(entry: MenuEntry, *, key: Key) -> Iterator[Mistake]:
    """`javascript:` and the like are refused: a menu leads to pages."""
    if re.match(r"[a-z]+:", entry.url) and not re.match(r"(https?|mailto):", entry.url):
        yield Mistake((*key, "url"), f'is "{entry.url}"; expected a page of the site or an address with https://.')


def _check_results(results: Results) -> Iterator[Mistake]:
    if not 0 <= results.classified_share <= 1:
        yield Mistake(("results", "classified_share"), f"is {results.classified_share}; expected a share from 0 to 1.")
    if results.protest_hours is not None and not 0 <= results.protest_hours <= MOST_HOURS:
        yield Mistake(
            ("results", "protest_hours"), f"is {results.protest_hours:g}; expected hours from 0 to {MOST_HOURS}."
        )


def _check_servers(servers: Sequence[Server]) -> Iterator[Mistake]:
    """Each by itself, and that no name is there twice."""
    for index, server in enumerate(servers):
        yield from _check_server(server, key=("server", index))
    names = [server.name for server in servers]
    for name, index in _repeated(names):
        times = names.count(name)
        yield Mistake(
            ("server", index, "name"), f'"{name}" is used {times} times; give every [[server]] a name of its own.'
        )


def _check_server(server: Server, *, key: Key) -> Iterator[Mistake]:
    if not re.fullmatch(SERVER_NAME, server.name):
        yield Mistake(
            (*key, "name"), f'is "{server.name}"; expected small letters, digits, "-" and "_", such as "main".'
        )
    yield from _check_server_url(server, key=(*key, "url"))
    if server.requests < 1:
        yield Mistake((*key, "requests"), f"is {server.requests}; expected 1 or more.")
    if not 0 < server.per_seconds <= 86_400:
        yield Mistake(
            (*key, "per_seconds"), f"is {server.per_seconds:g}; expected more than 0 seconds, and a day at most."
        )
    if server.timezone is not None:
        yield from _check_zone(server.timezone, key=(*key, "timezone"))
    for kind in server.session_types:
        if not re.fullmatch(r"(FP|Q|R)\d*", kind):
            yield Mistake(
                (*key, "session_types"),
                f'has "{kind}"; expected "FP", "Q" or "R", which stand for all of their kind.',
            )


def _check_server_url(server: Server, *, key: Key) -> Iterator[Mistake]:
    # An address with a login in it is not repeated: messages end in logs that anybody can read.
    if "@" in server.url:
        variables = " and ".join(server.login_variables)
        yield Mistake(key, f"has a user name or password in it; expected none: set {variables} in the environment.")
    elif not _is_address(server.url):
        yield Mistake(key, f'is "{server.url}"; expected an address such as "https://accsm.example.com".')


def _check_championships(
    championships: Sequence[ConfiguredChampionship], *, servers: Sequence[str]
) -> Iterator[Mistake]:
    """Each by itself, and that no id is there twice. `servers`: their names."""
    for index, championship in enumerate(championships):
        yield from _check_championship(championship, servers, key=("championship", index))
    ids = [championship.id for championship in championships]
    for identifier, index in _repeated(ids):
        times = ids.count(identifier)
        yield Mistake(
            ("championship", index, "id"), f'"{identifier}" is used {times} times; keep one [[championship]] of it.'
        )


def _check_championship(championship: ConfiguredChampionship, servers: Sequence[str], *, key: Key) -> Iterator[Mistake]:
    if not re.fullmatch(r"[\w-]+", championship.id):
        yield Mistake(
            (*key, "id"),
            f'is "{championship.id}"; expected the id in its address on the server, '
            'such as "36a68c73-2ceb-47e3-9c40-bae0c90e4822".',
        )
    if championship.server is not None and championship.server not in servers:
        hint = suggestion(championship.server, servers)
        yield Mistake((*key, "server"), f'is "{championship.server}"; expected the name of a [[server]]{hint}')
    for index, points in enumerate(championship.points):
        yield from _check_points(points, key=(*key, "points", index))
    for index, planned in enumerate(championship.round):
        yield from _check_round(planned, key=(*key, "round", index))


def _check_points(points: ConfiguredPoints, *, key: Key) -> Iterator[Mistake]:
    if points.template is not None and points.template not in TEMPLATES:
        known = ", ".join(f'"{name}"' for name in TEMPLATES)
        hint = suggestion(points.template, TEMPLATES)
        yield Mistake((*key, "template"), f'is "{points.template}"; expected one of {known}{hint}')
    if points.template is None and not points.places:
        yield Mistake(
            key, "has neither template nor places; expected what a place is worth, such as places = [25, 18]."
        )
    if points.drop_worst is not None and points.drop_worst < 0:
        yield Mistake((*key, "drop_worst"), f"is {points.drop_worst}; expected 0 or more rounds.")


def _check_round(planned: ConfiguredRound, *, key: Key) -> Iterator[Mistake]:
    for name, count in (("laps", planned.laps), ("minutes", planned.minutes), ("races", planned.races)):
        if count is not None and count < 1:
            yield Mistake((*key, name), f"is {count}; expected 1 or more.")


def _check_zone(name: str, *, key: Key) -> Iterator[Mistake]:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        hint = suggestion(name, zoneinfo.available_timezones())
        yield Mistake(key, f'is "{name}"; expected a time zone such as "Europe/Berlin"{hint}')


def _repeated(names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Every name that is there more than once, and the index at which it is for the second time."""
    for name in sorted(set(names)):
        if names.count(name) > 1:
            yield name, names.index(name, names.index(name) + 1)


def _is_address(url: str) -> bool:
    """Whether it is an http address with a host, without user, question mark or fragment."""
    if not re.fullmatch(r"https?://[^/\s@?#]+(/[^\s?#]*)?", url):
        return False
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:  # brackets that are no IPv6 address, a port that is no number
        return False
    return host is not None and port != 0
