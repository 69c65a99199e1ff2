"""Readable parts of addresses, given once and kept."""

import re
from collections.abc import Iterable, Mapping, Sequence

from sitegen.archive.store import SLUGS, Archive
from sitegen.league.championship.models import Championship
from sitegen.league.session.models import Session
from sitegen.support.slug import slug_of


def give_slugs(archive: Archive, championships: Sequence[Championship], sessions: Sequence[Session]) -> dict[str, str]:
    """Slugs of championships, of events within each championship, and of tracks, cars and teams among their like.

    What was given before stays, whatever the names are now.
    """
    known = archive.read_json(SLUGS)
    slugs = known | _championship_slugs(known, championships)
    for championship in championships:
        events = [(f"{championship.id}/{event.id}", event.track.name) for event in championship.events]
        slugs |= _assign_below(f"{championship.id}/", known, events, fallback="round")
    for kind, names in _names_by_kind(championships, sessions).items():
        prefix = f"{kind}:"
        slugs |= _assign_below(prefix, known, [(f"{prefix}{name}", name) for name in names], fallback=kind)
    archive.write_json(SLUGS, slugs)
    return slugs


def _championship_slugs(known: Mapping[str, str], championships: Iterable[Championship]) -> dict[str, str]:
    """The key of a championship is its id alone."""
    known_alike = {key: slug for key, slug in known.items() if not re.search("[/:]", key)}
    names = [(championship.id, championship.name) for championship in championships]
    return assign(known_alike, names, fallback="championship")


def _names_by_kind(championships: Iterable[Championship], sessions: Sequence[Session]) -> dict[str, list[str]]:
    """What has a page besides: `track`, `car` and `team` → names, in the order in which they appeared."""
    cars: dict[str, None] = {}
    for session in sessions:
        cars |= dict.fromkeys(entry.car.name for entry in session.entries)
    teams: dict[str, None] = {}
    for championship in championships:
        teams |= dict.fromkeys(championship.standings.team_names)
    return {
        "track": [session.track.id for session in sessions],
        "car": list(cars),
        "team": list(teams),
    }


def _assign_below(
    prefix: str, known: Mapping[str, str], names: Iterable[tuple[str, str]], *, fallback: str
) -> dict[str, str]:
    """Slugs that have to be unique only among the keys with this prefix."""
    known_alike = {key: slug for key, slug in known.items() if key.startswith(prefix)}
    return assign(known_alike, names, fallback=fallback)


def assign(known: Mapping[str, str], wanted: Iterable[tuple[str, str]], *, fallback: str) -> dict[str, str]:
    """Give every key a readable slug of its own, and never take one back.

    `known`: key → slug of earlier builds. `wanted`: (key, name) in an order that does not depend on chance; a key that
    is known keeps its slug whatever its name is now. `fallback` is used for names without any letter.
    """
    slugs = dict(known)
    taken = set(slugs.values())
    for key, name in wanted:
        if key not in slugs:
            slugs[key] = _free(slug_of(name) or fallback, taken)
            taken.add(slugs[key])
    return slugs


def _free(slug: str, taken: set[str]) -> str:
    number, candidate = 1, slug
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate
