"""Who is who, and what everybody and everything is called in addresses: given once and kept in the archive."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

import msgspec

from sitegen.archive.store import DRIVER_IDS, Archive
from sitegen.dataset.slugs import assign
from sitegen.league.championship.models import Championship
from sitegen.league.game.people import Person, display_name
from sitegen.league.session.models import Session

V = TypeVar("V")


class Identities(msgspec.Struct, frozen=True):
    """Public ids, chosen names and slugs; of a whole league, or of those that a scope names."""

    driver_ids: dict[str, str] = {}
    """Person key → public id."""
    main_keys: dict[str, str] = {}
    """Person key → key of the same person, for those whom the league has joined."""
    chosen_names: dict[str, str] = {}
    """Public id → name that the league has chosen."""
    slugs: dict[str, str] = {}
    """Championship id → slug, `<championship id>/<event id>` → slug, and `track:<id>`, `car:<name>`, `team:<name>`
    → slug."""

    def narrowed(self, people: Collection[str], *, slugs: Collection[str]) -> "Identities":
        """Those of some people, by person key, and some slugs, by their keys: what the pages of a scope may name."""
        driver_ids = only(self.driver_ids, sorted(people))
        return Identities(
            driver_ids=driver_ids,
            main_keys={key: main_key for key, main_key in self.main_keys.items() if main_key in people},
            chosen_names=only(self.chosen_names, driver_ids.values()),
            slugs=only(self.slugs, sorted(slugs)),
        )


def only(values: Mapping[str, V], keys: Iterable[str]) -> dict[str, V]:
    """The values of some keys, in their order; a key without a value is left out."""
    return {key: values[key] for key in keys if key in values}


def give_driver_ids(archive: Archive, people: Iterable[Person], *, initials: bool) -> dict[str, str]:
    """Person key → public id of everybody ever seen, made from the name that the site shows.

    Ids are given in the order in which people first appeared, and never taken back.
    """
    names = [(person.key, " ".join(display_name(person.first, person.last, initials=initials))) for person in people]
    given = assign(archive.read_json(DRIVER_IDS), names, fallback="driver")
    archive.write_json(DRIVER_IDS, given)
    return given


def people_of(sessions: Iterable[Session], championships: Iterable[Championship]) -> tuple[Person, ...]:
    """Everybody in a result, as the newest file names them, then everybody who is only in standings.

    In the order in which they appeared. `sessions`: oldest first.
    """
    people: dict[str, Person] = {}
    for session in sessions:
        for entry in session.entries:
            people |= {driver.key: driver for driver in entry.drivers}
    for championship in championships:
        for rows in championship.standings.drivers.values():
            for row in rows:
                if row.driver:
                    people.setdefault(row.driver.key, row.driver)
    return tuple(people.values())
