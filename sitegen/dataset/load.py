"""Archive → index: every result and every copy of standings read, made into events and championships, named for good.

Only the heads of results are in it: laps are read again event by event, so that memory does not grow with them.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

import msgspec

from sitegen.archive.store import Archive
from sitegen.config import Config
from sitegen.dataset.drivers_file import check_roster, load_roster
from sitegen.dataset.identities import Identities, give_driver_ids, give_slugs, people_of
from sitegen.dataset.scopes import settings_of
from sitegen.errors import ResultRefused
from sitegen.league.championship.models import Championship, Standings
from sitegen.league.championship.naming import championship_name
from sitegen.league.championship.season import ArchivedStandings
from sitegen.league.championship.standings import parse_standings, with_driver_identities, with_known_names
from sitegen.league.game.people import Person
from sitegen.league.session.events import LONG_AGO, by_date, events_by_championship, group_events, with_identities
from sitegen.league.session.models import Event, Session
from sitegen.league.session.parse import parse_outline


class Index(msgspec.Struct, frozen=True):
    """What is there: the heads of all results, all copies of all standings, and names and addresses given for good."""

    sessions: tuple[Session, ...]
    """By date, oldest first."""
    events: tuple[Event, ...]
    """By date, oldest first."""
    championships: tuple[Championship, ...]
    """By their last round, oldest first; each with its newest standings."""
    archived_standings: dict[str, ArchivedStandings]
    """Championship id → every copy of its standings that can be read, whatever server gave it."""
    people: tuple[Person, ...]
    """Everybody in a result or in standings, as the newest file names them, in the order in which they appeared."""
    identities: Identities
    moved: dict[str, str]
    """Public id that is another's now → that one's."""
    digests: dict[str, bytes]
    """Session id → SHA-256 of its file."""
    warnings: tuple[str, ...]
    """What could not be read and was left out, a sentence each."""


def load_index(archive: Archive, config: Config, *, content: Path) -> Index:
    """Read the archive; what cannot be read is named in `warnings` and left out. `content`: the league's own files.

    Ids and slugs of whatever is seen for the first time are given now, and kept in the archive.
    """
    heads, digests, unreadable_results = _load_heads(archive, config)
    championships, archived_standings, unreadable_standings = _load_championships(archive, config, group_events(heads))
    driver_ids = give_driver_ids(archive, people_of(heads, championships), initials=config.privacy.names == "initial")

    # Whoever the league says is one person becomes one here, before anything is computed.
    roster, roster_mistakes = load_roster(content)
    main_keys = roster.main_keys(driver_ids)
    sessions = [with_identities(head, main_keys) for head in heads]
    events = group_events(sessions)
    championships = [_with_events(championship, events, main_keys) for championship in championships]
    people = people_of(sessions, championships)

    identities = Identities(
        driver_ids=driver_ids | {key: driver_ids[main_key] for key, main_key in main_keys.items()},
        main_keys=main_keys,
        chosen_names=roster.names,
        slugs=give_slugs(archive, championships, sessions),
    )
    return Index(
        sessions=tuple(sessions),
        events=tuple(events),
        championships=_with_known_names(championships, people),
        archived_standings=_copies_with_identities(archived_standings, main_keys),
        people=people,
        identities=identities,
        moved={driver_ids[key]: driver_ids[main_key] for key, main_key in main_keys.items()},
        digests=digests,
        warnings=(
            *unreadable_results,
            *unreadable_standings,
            *roster_mistakes,
            *check_roster(roster, driver_ids, content=content),
            *_unknown_championships(config, championships),
        ),
    )


def _load_heads(archive: Archive, config: Config) -> tuple[list[Session], dict[str, bytes], list[str]]:
    """The heads of all results by date, the digest of every file by session id, and a warning for each left out."""
    settings = settings_of(config)
    heads, digests, warnings = [], {}, []
    for server in archive.servers():
        zone = settings.server_zone(server)
        for file in archive.results(server):
            try:
                body = archive.read_result(server, file)
                head = parse_outline(body, server=server, file=file, zone=zone)
            except ResultRefused as error:
                warnings.append(f"archive/{server}/results/{file}.json is left out: {error}.")
                continue
            heads.append(head)
            digests[head.id] = hashlib.sha256(body).digest()
    return sorted(heads, key=by_date), digests, warnings


def _load_championships(
    archive: Archive, config: Config, events: Sequence[Event]
) -> tuple[list[Championship], dict[str, ArchivedStandings], list[str]]:
    """Every championship that has an event or standings, by its last round, with the copies of its standings.

    A championship whose newest standings cannot be read has none: older ones are not what the server says now.
    """
    rounds = events_by_championship(events)
    files = _standings_files(archive)
    names = _championship_names(archive, config)
    championships = []
    warnings: list[str] = []
    archived_standings: dict[str, ArchivedStandings] = {}
    for identifier in dict.fromkeys([*rounds, *files]):
        championship_events = rounds.get(identifier, ())
        order = [event.id or "" for event in championship_events]
        copies = [(date, _read_copy(archive, path, order, warnings)) for date, path in files.get(identifier, ())]
        newest = copies[-1][1] if copies else None
        name = names.get(identifier) or championship_name(championship_events)
        championships.append(Championship(identifier, name, championship_events, newest or Standings()))
        archived_standings[identifier] = tuple((date, standings) for date, standings in copies if standings)
    return sorted(championships, key=_by_last_round), archived_standings, warnings


def _standings_files(archive: Archive) -> dict[str, list[tuple[dt.datetime, Path]]]:
    """Championship id → when its standings were fetched, from whatever server, and their files, oldest first."""
    files: dict[str, list[tuple[dt.datetime, Path]]] = {}
    for server in archive.servers():
        for identifier in archive.standings(server):
            files.setdefault(identifier, []).extend(archive.all_standings(server, identifier))
    return {identifier: sorted(dated, key=itemgetter(0)) for identifier, dated in files.items()}


def _read_copy(archive: Archive, path: Path, event_order: Sequence[str], warnings: list[str]) -> Standings | None:
    """Archived standings; None for those that cannot be read, and one of the `warnings` says why."""
    try:
        return parse_standings(path.read_bytes(), event_order=event_order)
    except OSError as error:
        reason = f"it could not be read ({error.strerror})"
    except ResultRefused as error:
        reason = str(error)
    warnings.append(f"archive/{path.relative_to(archive.folder).as_posix()} is left out: {reason}.")
    return None


def _by_last_round(championship: Championship) -> tuple[dt.datetime, str]:
    """Sort key: the date of the last round; its id where dates are equal, without a round before all."""
    last = championship.events[-1].date if championship.events else None
    return last or LONG_AGO, championship.id


def _championship_names(archive: Archive, config: Config) -> dict[str, str]:
    """Championship id → name: as configured, else as the server calls it."""
    names: dict[str, str] = {}
    for server in archive.servers():
        listed = archive.read_index(server).championships
        names |= {identifier: name for identifier, name in listed.items() if name}
    return names | {configured.id: configured.name for configured in config.championship if configured.name}


def _with_events(championship: Championship, events: Sequence[Event], main_keys: Mapping[str, str]) -> Championship:
    """The championship with its events and its drivers as they are after people were joined."""
    return msgspec.structs.replace(
        championship,
        events=tuple(event for event in events if event.championship_id == championship.id),
        standings=with_driver_identities(championship.standings, main_keys),
    )


def _copies_with_identities(
    archived_standings: Mapping[str, ArchivedStandings], main_keys: Mapping[str, str]
) -> dict[str, ArchivedStandings]:
    """Championship id → its copies, with the drivers as they are after people were joined."""
    joined: dict[str, ArchivedStandings] = {}
    for identifier, copies in archived_standings.items():
        joined[identifier] = [(date, with_driver_identities(standings, main_keys)) for date, standings in copies]
    return joined


def _with_known_names(championships: Iterable[Championship], people: Iterable[Person]) -> tuple[Championship, ...]:
    """The championships with the drivers of their standings as results name them."""
    known = {person.key: person for person in people}
    named = []
    for championship in championships:
        standings = with_known_names(championship.standings, known)
        named.append(msgspec.structs.replace(championship, standings=standings))
    return tuple(named)


def _unknown_championships(config: Config, championships: Sequence[Championship]) -> Iterator[str]:
    known = {championship.id for championship in championships}
    for configured in config.championship:
        if configured.id not in known:
            yield f"The championship {configured.id} of sitegen.toml has no result and no standings in the archive."
