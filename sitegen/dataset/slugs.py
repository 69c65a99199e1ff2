"""Readable parts of addresses, given once and kept."""

from collections.abc import Iterable, Mapping

from slugify import slugify


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
