"""Addresses: what is given once and kept, and how pages link to each other.

An address is relative to the site's root, without a leading slash, and ends in `/` for a page.
"""

from collections.abc import Iterable, Mapping

from slugify import slugify

HOME = ""
CHAMPIONSHIPS = "championships/"
DRIVERS = "drivers/"
SESSIONS = "sessions/"
TEAMS = "teams/"
CARS = "cars/"
TRACKS = "tracks/"
RECORDS = "records/"
CALENDAR = "calendar/"
NEWS = "news/"


def assign(known: Mapping[str, str], wanted: Iterable[tuple[str, str]], *, fallback: str) -> dict[str, str]:
    """Give every key a readable slug of its own, and never take one back.

    `known`: key → slug of earlier builds. `wanted`: (key, name) in an order that does not depend on chance; a key that
    is known keeps its slug whatever its name is now. `fallback` is used for names without any letter.
    """
    slugs = dict(known)
    taken = set(slugs.values())
    for key, name in wanted:
        if key not in slugs:
            slugs[key] = _free(slug(name) or fallback, taken)
            taken.add(slugs[key])
    return slugs


def slug(name: str) -> str:
    """A name as part of an address: small letters, digits and hyphens; empty when nothing of it can be written so."""
    return slugify(name, max_length=60, word_boundary=True)


def _free(slug: str, taken: set[str]) -> str:
    number, candidate = 1, slug
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def championship(slug: str) -> str:
    """The page of a championship."""
    return f"{CHAMPIONSHIPS}{slug}/"


def event(championship_slug: str, slug: str) -> str:
    """The page of a round."""
    return f"{CHAMPIONSHIPS}{championship_slug}/{slug}/"


def after(championship_url: str, state: str) -> str:
    """The standings of a championship after a round, or as of a date."""
    return f"{championship_url}after/{state}/"


def session(session_id: str) -> str:
    """The page of a session, from its public id."""
    return f"{SESSIONS}{session_id}/"


def laps(session_id: str, part: int = 1) -> str:
    """The lap analysis of a session; a long one has several parts."""
    return f"{SESSIONS}{session_id}/laps/" + (f"{part}/" if part > 1 else "")


def laps_side_by_side(session_id: str, part: int = 1) -> str:
    """All cars of a session lap by lap; a long one has several parts."""
    return f"{SESSIONS}{session_id}/laps/all/" + (f"{part}/" if part > 1 else "")


def driver(slug: str) -> str:
    """The page of a driver."""
    return f"{DRIVERS}{slug}/"


def team(slug: str) -> str:
    """The page of a team."""
    return f"{TEAMS}{slug}/"


def car(slug: str) -> str:
    """The page of a car model."""
    return f"{CARS}{slug}/"


def track(slug: str) -> str:
    """The page of a circuit."""
    return f"{TRACKS}{slug}/"


def tag(name: str) -> str:
    """The page of all news with a tag."""
    return f"{NEWS}tags/{slug(name)}/"


def root_from(address: str) -> str:
    """The way from a page back to the site's root: `../../` from `drivers/jane/`, `./` from the home page."""
    return "../" * address.count("/") or "./"
