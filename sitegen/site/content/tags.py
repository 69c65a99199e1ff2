"""The addresses of tags, which every tag has for itself."""

import re
from collections.abc import Iterable

from sitegen.site import addresses
from sitegen.support.slug import slug_of


class TagAddresses:
    """Which tag has which address, on all pages of a league together."""

    def __init__(self) -> None:
        """No address is taken yet."""
        self._tags: dict[str, str] = {}
        """Address → the first tag that has it."""

    def usable(self, tags: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
        """Those of a page's tags that have an address, once each, and a sentence on every other.

        Tags that differ in capitals, spaces or hyphens are the same one: `GT3 Cup` and `gt3-cup`.
        """
        usable: dict[str, str] = {}
        mistakes = []
        for tag in tags:
            slug = slug_of(tag)
            first = self._tags.setdefault(slug, tag) if slug else ""
            if not slug:
                mistakes.append(
                    f'the tag "{tag}" has neither letter nor digit to make an address from, and is left out.'
                )
            elif _folded(first) != _folded(tag):
                mistakes.append(
                    f'the tag "{tag}" would be at the address {addresses.tag(tag)}, as is the tag "{first}", '
                    "and is left out; write one of them in other words."
                )
            else:
                usable.setdefault(slug, tag)
        return tuple(usable.values()), mistakes


def _folded(tag: str) -> str:
    return re.sub(r"[\s_-]+", " ", tag).strip().casefold()
