"""What the catalogue says of a kind of page or data file."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from sitegen.site.links import Links
from sitegen.site.pages.base import Item, Page

S = TypeVar("S")

Make = Callable[[Any, Links], Iterable[Item]]
"""Makes all pages or files of a kind from a scope; an event's is given computed, with its laps."""


class Kind(msgspec.Struct, frozen=True):
    """A kind of page or of data file: what it is made from, how, and which part of the site is its own."""

    scope: type
    """What its pages may see."""
    make: Make
    model: type[Page] | None = None
    """What its template is given; None for data files."""
    address: str = ""
    """A folder that ends in `/`, or one file: no page and no file of the league takes its place. Empty: no place of
    its own."""
    menu: str = ""
    """What the menu calls it; empty for what is not in the menu."""
    needs: str = ""
    """Only in the menu of a league that has this: `news` or `teams`."""

    @property
    def url(self) -> str:
        """Where the menu leads."""
        return self.address.removesuffix("index.html")


def single(make: Callable[[S, Links], Item]) -> Callable[[S, Links], Iterator[Item]]:
    """A maker of the one page of a kind."""

    def make_all(scope: S, links: Links) -> Iterator[Item]:
        yield make(scope, links)

    return make_all
