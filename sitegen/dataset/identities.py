"""Who is who, and what everybody and everything is called in addresses: given once and kept in the archive."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from sitegen.archive.store import DRIVER_IDS, SLUGS, Archive
from sitegen.league.championship.models import Championship
from sitegen.league.game.people import Person, display_name
from sitegen.league.game.reference import CarModel, Track
from sitegen.league.session.events import people_in
from sitegen.league.session.models import Session
from sitegen.support.slug import slug_of

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
    """Key → slug: the key of a championship is its id, those of all else are made below."""

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


# The keys of slugs. They are written in the archive, so that none of them may ever change.


def round_key(championship_id: str | None, event_id: str | None) -> str:
    """The key of a round: `<championship id>/<event id>`."""
    return f"{championship_id}/{event_id}"


def track_key(track: Track) -> str:
    """The key of a circuit: `track:<id>`."""
    return f"track:{track.id}"


def car_key(car: CarModel) -> str:
    """The key of a car model: `car:<name>`."""
    return f"car:{car.name}"


def team_key(name: str) -> str:
    """The key of a team: `team:<name>`."""
    return f"team:{name}"


def kind_of(key: str) -> str:
    """Among which things a slug is unique: tracks, cars, teams, the rounds of one championship, or championships."""
    for kind in ("track:", "car:", "team:"):
        if key.startswith(kind):
            return kind
    championship_id, slash, _ = key.partition("/")
    if slash:
        return f"{championship_id}/"
    return ""


def give_slugs(archive: Archive, championships: Sequence[Championship], sessions: Sequence[Session]) -> dict[str, str]:
    """Key → slug of everything ever seen that has a page. `sessions`: oldest first.

    What was given before stays, whatever the names are now.
    """
    known = archive.read_json(SLUGS)
    names = [(championship.id, championship.name) for championship in championships]
    slugs = known | _assign_alike(known, names, fallback="championship")
    for championship in championships:
        rounds = [(round_key(championship.id, event.id), event.track.name) for event in championship.events]
        slugs |= _assign_alike(known, rounds, fallback="round")
    tracks = [(track_key(session.track), session.track.id) for session in sessions]
    slugs |= _assign_alike(known, tracks, fallback="track")
    slugs |= _assign_alike(known, _car_names(sessions), fallback="car")
    slugs |= _assign_alike(known, _team_names(championships), fallback="team")
    archive.write_json(SLUGS, slugs)
    return slugs


def _car_names(sessions: Iterable[Session]) -> list[tuple[str, str]]:
    """Key and name of every car, in the order in which they appeared."""
    names: dict[str, str] = {}
    for session in sessions:
        names |= {car_key(entry.car): entry.car.name for entry in session.entries}
    return list(names.items())


def _team_names(championships: Iterable[Championship]) -> list[tuple[str, str]]:
    """Key and name of every team in standings, in the order in which they appeared."""
    names: dict[str, str] = {}
    for championship in championships:
        names |= {team_key(name): name for name in championship.standings.team_names}
    return list(names.items())


def _assign_alike(known: Mapping[str, str], names: Sequence[tuple[str, str]], *, fallback: str) -> dict[str, str]:
    """Slugs of things of one kind, among which alone they have to be unique. `names`: key and name of each."""
    kinds = {kind_of(key) for key, _ in names}
    known_alike = {key: slug for key, slug in known.items() if kind_of(key) in kinds}
    return assign(known_alike, names, fallback=fallback)


def give_driver_ids(archive: Archive, people: Iterable[Person], *, initials: bool) -> dict[str, str]:
    """Person key → public id of everybody ever seen, made from the name that the site shows.

    Ids are given in the order in which people first appeared, and never taken back.
    """
    names = [(person.key, " ".join(display_name(person.first, person.last, initials=initials))) for person in people]
    driver_ids = assign(archive.read_json(DRIVER_IDS), names, fallback="driver")
    archive.write_json(DRIVER_IDS, driver_ids)
    return driver_ids


def assign(known: Mapping[str, str], names: Iterable[tuple[str, str]], *, fallback: str) -> dict[str, str]:
    """Give every key a readable slug of its own, and never take one back.

    `known`: key → slug of earlier builds. `names`: (key, name) in an order that does not depend on chance; a key that
    is known keeps its slug whatever its name is now. `fallback` is used for names without any letter.
    """
    slugs = dict(known)
    taken = set(slugs.values())
    for key, name in names:
        if key not in slugs:
            slugs[key] = _free(slug_of(name) or fallback, taken)
            taken.add(slugs[key])
    return slugs


def _free(slug: str, taken: set[str]) -> str:
    """The slug itself, or with the first number that makes it one that nobody has."""
    number, candidate = 1, slug
    while candidate in taken:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def people_of(sessions: Iterable[Session], championships: Iterable[Championship]) -> tuple[Person, ...]:
    """Everybody in a result, as the newest file names them, then everybody who is only in standings.

    In the order in which they appeared. `sessions`: oldest first.
    """
    people = people_in(sessions)
    for championship in championships:
        for rows in championship.standings.drivers.values():
            for row in rows:
                if row.driver:
                    people.setdefault(row.driver.key, row.driver)
    return tuple(people.values())
