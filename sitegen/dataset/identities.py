"""Who is who, and what everybody and everything is called in addresses: given once and kept in the archive."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

import msgspec

from sitegen.archive.store import DRIVER_IDS, Archive
from sitegen.dataset.drivers_file import Roster
from sitegen.dataset.slugs import assign
from sitegen.league.championship.models import Championship, Standings, StandingsRow
from sitegen.league.game.people import Person, display_name, with_identity
from sitegen.league.session.models import Session

V = TypeVar("V")


class Identities(msgspec.Struct, frozen=True):
    """Public ids, chosen names and slugs; of a whole league, or of those that a scope names."""

    driver_ids: dict[str, str] = {}
    """Person key → public id."""
    joined: dict[str, str] = {}
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
            joined={key: other for key, other in self.joined.items() if other in people},
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


def joined_people(roster: Roster, driver_ids: Mapping[str, str]) -> dict[str, str]:
    """Person key → key of the person that stays, where the league says by public ids that two are the same."""
    keys = {public_id: key for key, public_id in driver_ids.items()}
    joined = {}
    for public_id in roster.same:
        stays = _last_of_chain(public_id, roster.same)
        if public_id in keys and stays in keys and stays != public_id:
            joined[keys[public_id]] = keys[stays]
    return joined


def _last_of_chain(public_id: str, same: Mapping[str, str]) -> str:
    """Follow "is the same as" to its end; a league may have written a circle."""
    seen = {public_id}
    while public_id in same and same[public_id] not in seen:
        public_id = same[public_id]
        seen.add(public_id)
    return public_id


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


def with_joined_drivers(standings: Standings, joined: Mapping[str, str]) -> Standings:
    """The standings with every driver under the identity of the person they are."""

    def row_of(row: StandingsRow) -> StandingsRow:
        if row.driver is None:
            return row
        return msgspec.structs.replace(row, driver=with_identity(row.driver, joined))

    tables = {name: tuple(map(row_of, rows)) for name, rows in standings.drivers.items()}
    return msgspec.structs.replace(standings, drivers=tables)


def with_known_names(standings: Standings, people: Iterable[Person]) -> Standings:
    """The standings with first and last names told apart: they write a name in one, results say which is which."""
    known = {person.key: person for person in people}

    def row_of(row: StandingsRow) -> StandingsRow:
        person = known[row.driver.key] if row.driver else None
        if row.driver is None or person is None or person.name != row.driver.name:
            return row
        return msgspec.structs.replace(row, driver=person)

    tables = {name: tuple(map(row_of, rows)) for name, rows in standings.drivers.items()}
    return msgspec.structs.replace(standings, drivers=tables)
