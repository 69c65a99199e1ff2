"""Who is in sessions: everybody, and each of them as one person under whatever ids they drove."""

from collections.abc import Iterable, Mapping

import msgspec

from sitegen.league.game.people import Person, with_identity
from sitegen.league.session.models import Entry, Session


def people_in(sessions: Iterable[Session]) -> dict[str, Person]:
    """Person key → everybody who sat in a car, in the order in which they appeared, as the last session names them."""
    people: dict[str, Person] = {}
    for session in sessions:
        for entry in session.entries:
            people |= {driver.key: driver for driver in entry.drivers}
    return people


def with_identities(session: Session, main_keys: Mapping[str, str]) -> Session:
    """The session with everybody under the identity of the person they are.

    `main_keys`: person key → key of the same person, for those whom the league has joined.
    """
    entries = tuple(_with_identities(entry, main_keys) for entry in session.entries)
    return msgspec.structs.replace(session, entries=entries)


def _with_identities(entry: Entry, main_keys: Mapping[str, str]) -> Entry:
    # Few people have a second identity: most entries stay the objects that they are.
    if not any(driver.key in main_keys for driver in entry.drivers):
        return entry
    return msgspec.structs.replace(entry, seats=tuple(_main_person(seat, main_keys) for seat in entry.seats))


def _main_person(seat: Person | None, main_keys: Mapping[str, str]) -> Person | None:
    """Who sits in a seat; nobody in an empty one."""
    if seat is None:
        return None
    return with_identity(seat, main_keys)
