"""Archive → league: every result and standings file read, joined into events and championships, named for good.

Only the heads of results are kept; `build` reads the laps again, session by session, so that memory does not grow with
them.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from sitegen.archive.store import Archive
from sitegen.config import Config
from sitegen.dataset.drivers_file import Roster, check_roster, load_roster
from sitegen.dataset.slugs import assign
from sitegen.errors import ResultRefused
from sitegen.league.championship.models import Championship, Standings
from sitegen.league.championship.naming import championship_name
from sitegen.league.championship.standings import parse_standings
from sitegen.league.game.people import Person, display_name, with_identity
from sitegen.league.session.events import by_date, events_by_championship, group_events
from sitegen.league.session.identities import with_identities
from sitegen.league.session.models import Event, Session
from sitegen.league.session.parse import parse_outline


class League(msgspec.Struct, frozen=True):
    """Everything that the archive knows, without laps."""

    sessions: tuple[Session, ...]
    """By date, oldest first."""
    events: tuple[Event, ...]
    """By date, oldest first."""
    championships: tuple[Championship, ...]
    """By their last round, oldest first."""
    people: tuple[Person, ...]
    """Everybody in a result or in standings, as the newest file names them, in the order in which they appeared."""
    driver_ids: dict[str, str]
    """Person key → public id, given once."""
    same: dict[str, str]
    """Person key → key of the same person, for those whom the league has joined."""
    moved: dict[str, str]
    """Public id that is another's now → that one's."""
    names: dict[str, str]
    """Public id → name that the league has chosen."""
    slugs: dict[str, str]
    """Given once: championship id → slug, `<championship id>/<event id>` → slug, and `track:<id>`, `car:<name>`,
    `team:<name>` → slug."""
    warnings: tuple[str, ...]

    def narrowed(
        self,
        events: Iterable[Event],
        championships: Iterable[Championship],
        *,
        people: Collection[str],
        slugs: Collection[str],
    ) -> "League":
        """What a few pages can see of it: these events, and of people (by key) and addresses no more than these."""
        ids = {key: self.driver_ids[key] for key in sorted(people) if key in self.driver_ids}
        return League(
            sessions=(),
            events=tuple(events),
            championships=tuple(championships),
            people=(),
            driver_ids=ids,
            same={key: other for key, other in self.same.items() if other in people},
            moved={},
            names={public_id: name for public_id in ids.values() if (name := self.names.get(public_id))},
            slugs={key: self.slugs[key] for key in sorted(slugs) if key in self.slugs},
            warnings=(),
        )


def gather(archive: Archive, config: Config, *, content: Path) -> League:
    """Read the archive; what cannot be read is named in `warnings` and left out. `content`: the league's own files."""
    warnings: list[str] = []
    sessions = sorted(_sessions(archive, config, warnings), key=by_date)
    championships = _championships(archive, config, group_events(sessions), warnings)
    ids = _assign_driver_ids(archive, config, _people(sessions, championships))
    roster, mistakes = load_roster(content)
    same = _same(roster, ids)
    sessions = [with_identities(session, same) for session in sessions]
    events = group_events(sessions)
    championships = [_joined(one, events, same) for one in championships]
    people = _people(sessions, championships)
    championships = [_with_known_names(one, people) for one in championships]
    return League(
        sessions=tuple(sessions),
        events=tuple(events),
        championships=tuple(championships),
        people=people,
        driver_ids=ids | {key: ids[other] for key, other in same.items()},
        same=same,
        moved={ids[key]: ids[other] for key, other in same.items()},
        names=roster.names,
        slugs=_assign_slugs(archive, championships, sessions),
        warnings=(*warnings, *mistakes, *check_roster(roster, ids, content=content), *_unknown(config, championships)),
    )


def _same(roster: Roster, ids: Mapping[str, str]) -> dict[str, str]:
    """Person key → key of the person that stays, as the league says it by public ids."""
    keys = {public_id: key for key, public_id in ids.items()}
    same = {}
    for public_id in roster.same:
        seen = {public_id}
        stays = public_id
        while stays in roster.same and roster.same[stays] not in seen:
            stays = roster.same[stays]
            seen.add(stays)
        if public_id in keys and stays in keys and stays != public_id:
            same[keys[public_id]] = keys[stays]
    return same


def _joined(championship: Championship, events: Iterable[Event], same: Mapping[str, str]) -> Championship:
    """The championship with its events and its drivers as they are after people were joined."""
    standings = championship.standings
    tables = {
        name: tuple(
            msgspec.structs.replace(row, driver=with_identity(row.driver, same)) if row.driver else row for row in rows
        )
        for name, rows in standings.drivers.items()
    }
    return msgspec.structs.replace(
        championship,
        events=tuple(event for event in events if event.championship_id == championship.id),
        standings=msgspec.structs.replace(standings, drivers=tables),
    )


def _sessions(archive: Archive, config: Config, warnings: list[str]) -> Iterable[Session]:
    for server in archive.servers():
        zone = config.server_zone(server)
        for file in archive.results(server):
            try:
                yield parse_outline(archive.read_result(server, file), server=server, file=file, zone=zone)
            except ResultRefused as error:
                warnings.append(f"archive/{server}/results/{file}.json is left out: {error}.")


def _championships(
    archive: Archive, config: Config, events: Sequence[Event], warnings: list[str]
) -> list[Championship]:
    rounds = events_by_championship(events)
    newest = _newest_standings(archive)
    names = _names(archive, config)
    found = []
    for identifier in dict.fromkeys([*rounds, *newest]):
        own = rounds.get(identifier, ())
        stamp, body, path = newest.get(identifier, (None, None, ""))
        standings = Standings()
        if body is not None:
            try:
                standings = parse_standings(body, event_order=[event.id or "" for event in own])
            except ResultRefused as error:
                warnings.append(f"{path} is left out: {error}.")
        name = names.get(identifier) or championship_name(own)
        found.append(Championship(identifier, name, own, standings, stamp))
    return sorted(found, key=lambda one: (by_date(one.events[-1].sessions[-1])[0] if one.events else _NEVER, one.id))


_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)


def _newest_standings(archive: Archive) -> dict[str, tuple[dt.datetime, bytes, str]]:
    """Championship id → when fetched, bytes and path of its newest standings, on whatever server."""
    newest: dict[str, tuple[dt.datetime, bytes, str]] = {}
    for server in archive.servers():
        for identifier in archive.standings(server):
            latest = archive.latest_standings(server, identifier)
            if latest and (identifier not in newest or latest[0] > newest[identifier][0]):
                newest[identifier] = (*latest, f"archive/{server}/standings/{identifier}")
    return newest


def _names(archive: Archive, config: Config) -> dict[str, str]:
    """Championship id → name: as configured, else as the server calls it."""
    names: dict[str, str] = {}
    for server in archive.servers():
        names |= {identifier: name for identifier, name in archive.read_index(server).championships.items() if name}
    return names | {one.id: one.name for one in config.championship if one.name}


def _people(sessions: Iterable[Session], championships: Iterable[Championship]) -> tuple[Person, ...]:
    people: dict[str, Person] = {}
    for session in sessions:
        for entry in session.entries:
            people |= {driver.key: driver for driver in entry.drivers}
    for championship in championships:
        for rows in championship.standings.drivers.values():
            people = people | {
                row.driver.key: row.driver for row in rows if row.driver and row.driver.key not in people
            }
    return tuple(people.values())


def _with_known_names(championship: Championship, people: Iterable[Person]) -> Championship:
    """Standings write a name in one; results say what of it is the surname."""
    known = {person.key: person for person in people}
    tables = {}
    for name, rows in championship.standings.drivers.items():
        better = ((row, known[row.driver.key] if row.driver else None) for row in rows)
        tables[name] = tuple(
            msgspec.structs.replace(row, driver=person)
            if row.driver and person and person.name == row.driver.name
            else row
            for row, person in better
        )
    standings = msgspec.structs.replace(championship.standings, drivers=tables)
    return msgspec.structs.replace(championship, standings=standings)


def _assign_driver_ids(archive: Archive, config: Config, people: Iterable[Person]) -> dict[str, str]:
    """Give everybody a public id, made from the name that the site shows, in the order in which they first appeared."""
    initials = config.privacy.names == "initial"
    wanted = [(person.key, " ".join(display_name(person.first, person.last, initials=initials))) for person in people]
    return _kept(archive, "drivers.json", wanted, fallback="driver")


def _assign_slugs(
    archive: Archive, championships: Sequence[Championship], sessions: Sequence[Session]
) -> dict[str, str]:
    """Slugs of championships, of events within each championship, and of tracks, cars and teams among their like."""
    known = archive.read_json("addresses.json")
    slugs = dict(known)
    named = [(one.id, one.name) for one in championships]
    own = {key: slug for key, slug in known.items() if not re.search("[/:]", key)}
    slugs |= assign(own, named, fallback="championship")
    events = {one.id: [(f"{one.id}/{event.id}", event.track.name) for event in one.events] for one in championships}
    kinds = {f"{identifier}/": (wanted, "round") for identifier, wanted in events.items()}
    kinds["track:"] = [(f"track:{one.track.id}", one.track.id) for one in sessions], "track"
    kinds["car:"] = [(f"car:{entry.car.name}", entry.car.name) for one in sessions for entry in one.entries], "car"
    kinds["team:"] = [(f"team:{name}", name) for one in championships for name in one.standings.team_names], "team"
    for prefix, (wanted, fallback) in kinds.items():
        own = {key: slug for key, slug in known.items() if key.startswith(prefix)}
        slugs |= assign(own, wanted, fallback=fallback)
    archive.write_json("addresses.json", slugs)
    return slugs


def _kept(archive: Archive, name: str, wanted: Iterable[tuple[str, str]], *, fallback: str) -> dict[str, str]:
    given = assign(archive.read_json(name), wanted, fallback=fallback)
    archive.write_json(name, given)
    return given


def _unknown(config: Config, championships: Iterable[Championship]) -> Iterable[str]:
    known = {championship.id for championship in championships}
    for one in config.championship:
        if one.id not in known:
            yield f"The championship {one.id} of sitegen.toml has no result and no standings in the archive."
