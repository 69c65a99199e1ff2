"""Who is shown how: public ids, and names as `[privacy]` wants them."""

from functools import lru_cache

import msgspec

from sitegen.dataset.identities import Identities
from sitegen.dataset.scopes import Settings
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

    @property
    def sorted_as(self) -> str:
        """Last and first name, which is how tables sort drivers."""
        return f"{self.last} {self.first}".strip()


def three_letters(driver: PublicDriver) -> str:
    """`SMI`: the letters of the game, or else those with which the last name begins."""
    return driver.short or driver.last[:3].upper()


HIDDEN = PublicDriver(None, "", HIDDEN_NAME, "")
"""Stands for everybody who is hidden: nothing tells two of them apart."""


class DriverNames:
    """Turns persons into what may be shown of them."""

    def __init__(self, identities: Identities, settings: Settings) -> None:
        """`identities`: public ids and chosen names. `settings`: who is hidden, and whose first name is an initial."""
        self._ids = identities.driver_ids
        self._names = {public_id: split_name(name) for public_id, name in identities.chosen_names.items()}
        self._initials = settings.initials
        self._hidden = frozenset(settings.hidden)
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
