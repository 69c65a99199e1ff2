"""Who is shown how: public ids, and names as `[privacy]` wants them."""

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from sitegen.league.game.people import Person, display_name, split_name

HIDDEN_NAME = "Hidden driver"


class PublicDriver(msgspec.Struct, frozen=True):
    """A driver as a visitor sees them."""

    id: str | None
    """The public id, None for somebody who is hidden."""
    first: str
    """The first name, or its initial where the league shows no more; empty for somebody who is hidden."""
    last: str
    """The last name; "Hidden driver" for somebody who is hidden."""
    short: str
    """The three letters of the game, as the file has them; may be empty."""

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}".strip()


def three_letters(driver: PublicDriver) -> str:
    """`SMI`: the letters of the game, or else those with which the last name begins."""
    return driver.short or driver.last[:3].upper()


HIDDEN = PublicDriver(None, "", HIDDEN_NAME, "")
"""Stands for everybody who is hidden: nothing tells two of them apart."""


class Directory:
    """Turns persons into what may be shown of them."""

    def __init__(
        self, ids: Mapping[str, str], *, initials: bool, hidden: frozenset[str], names: Mapping[str, str] | None = None
    ) -> None:
        """`ids`: person key → public id. `hidden`: public ids. `initials`: "J. Smith" for Jane Smith.

        `names`: public id → name that the league has chosen over those in the files.
        """
        self._ids = ids
        self._names = {public_id: split_name(name) for public_id, name in (names or {}).items()}
        self._initials = initials
        self._hidden = hidden
        # A driver stands in hundreds of lines of a site, so the same few thousand answers are given again and again.
        self.shown = lru_cache(maxsize=65_536)(self._shown)
        """A person as a result names them, within what `[privacy]` allows; who has no public id is hidden."""

    def _shown(self, person: Person) -> PublicDriver:
        public_id = self._ids.get(person.key)
        if public_id is None or public_id in self._hidden:
            return HIDDEN
        first, last = self._names.get(public_id, (person.first, person.last))
        first, last = display_name(first, last, initials=self._initials)
        return PublicDriver(public_id, first, last, person.short)

    def written(self, person: Person) -> str:
        """The name as the file has it, for somebody who is not hidden."""
        first, last = display_name(person.first, person.last, initials=self._initials)
        return f"{first} {last}".strip()
