"""Who is shown how: public ids, and names as `[privacy]` wants them."""

from collections.abc import Mapping

import msgspec

from sitegen.league.people import Person

HIDDEN_NAME = "Hidden driver"


class Shown(msgspec.Struct, frozen=True):
    """A driver as a visitor sees them."""

    id: str | None
    """The public id, None for somebody who is hidden."""
    first: str
    last: str
    short: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}".strip()


HIDDEN = Shown(None, "", HIDDEN_NAME, "")


class Directory:
    """Turns persons into what may be shown of them."""

    def __init__(self, ids: Mapping[str, str], *, initials: bool, hidden: frozenset[str]) -> None:
        """`ids`: person key → public id. `hidden`: public ids. `initials`: "J. Smith" for Jane Smith."""
        self._ids = ids
        self._initials = initials
        self._hidden = hidden

    def shown(self, person: Person) -> Shown:
        """The person as one file names them, within what `[privacy]` allows; nobody is shown who has no public id."""
        public_id = self._ids.get(person.key)
        if public_id is None or public_id in self._hidden:
            return HIDDEN
        return Shown(public_id, *shown_name(person, initials=self._initials), person.short)


def shown_name(person: Person, *, initials: bool) -> tuple[str, str]:
    """First and last name for show; a single name stands as the last one."""
    first, last = person.first, person.last
    if not last:
        first, last = "", first or "Unknown driver"
    return (f"{first[:1]}." if initials and first else first), last
