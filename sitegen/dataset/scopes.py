"""What the pages of one event can see of their league: so much, and nothing else, decides what is on them.

An event is computed and rendered from this alone, in whatever process; that it has not changed is why an earlier
build's pages can stay.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

import msgspec

from sitegen.dataset.load import League
from sitegen.league.championship.models import Championship, Standings, StandingsRow
from sitegen.league.session.models import Event, Kind


class Surroundings(msgspec.Struct, frozen=True):
    """An event, and what is around it."""

    event: Event
    league: League
    """With this event's own people, names and addresses; of other rounds only that they are there."""
    official_until: dict[str, dt.datetime] | None
    """Server → the end of the last session of this event against which nobody can protest any more."""


def surroundings(event: Event, league: League, official_until: Mapping[str, dt.datetime] | None) -> Surroundings:
    """What the pages of an event can see. `official_until`: as the atlas has it, of all servers."""
    keys = {driver.key for session in event.sessions for entry in session.entries for driver in entry.drivers}
    championships = [_seen(one, event, keys) for one in league.championships if one.id == event.championship_id]
    around = [other for one in championships for other in one.events if other.sessions]
    teams = [name for one in championships for name in one.standings.team_names]
    slugs = {*_slug_keys(event, championships, around), *(f"team:{name}" for name in teams)}
    return Surroundings(
        event=event,
        league=league.narrowed([event], championships, people=keys, slugs=slugs),
        official_until=None if official_until is None else _official(event, official_until),
    )


def _seen(championship: Championship, event: Event, keys: Iterable[str]) -> Championship:
    """Its name, where the event is among its rounds, and what its standings say of these people and this event."""
    at = [one.id for one in championship.events].index(event.id)
    events = tuple(
        one if number == at else _bare(one) if abs(number - at) == 1 else _nameless(one)
        for number, one in enumerate(championship.events)
    )
    wanted = set(keys)
    tables = {
        name: tuple(_row(row, event) for row in rows if row.driver and row.driver.key in wanted)
        for name, rows in championship.standings.drivers.items()
    }
    return Championship(championship.id, championship.name, events, Standings(drivers=tables), None)


def _row(row: StandingsRow, event: Event) -> StandingsRow:
    """Who is in it for which team, and what this event gave; not what the season has come to."""
    return StandingsRow(
        position=0,
        tied=False,
        driver=row.driver,
        car=None,
        team=row.team,
        points=0,
        penalty=0,
        gap=0,
        interval=None,
        rounds=tuple(one for one in row.rounds if one.event_id == event.id),
    )


def _bare(event: Event) -> Event:
    """A round before or after: where it was."""
    nothing = {"server": "", "file": "", "type": "", "meta": "", "server_name": "", "entries": (), "notes": ()}
    last = msgspec.structs.replace(event.sessions[-1], **nothing, kind=Kind.RACE, wet=False, date=None)
    return msgspec.structs.replace(event, sessions=(last,))


def _nameless(event: Event) -> Event:
    return msgspec.structs.replace(event, sessions=())


def _slug_keys(event: Event, championships: Iterable[Championship], around: Iterable[Event]) -> Iterable[str]:
    yield from (one.id for one in championships)
    yield from (f"{event.championship_id}/{one.id}" for one in around)
    for session in event.sessions:
        yield f"track:{session.track.id}"
        yield from (f"car:{entry.car.name}" for entry in session.entries)


def _official(event: Event, until: Mapping[str, dt.datetime]) -> dict[str, dt.datetime]:
    dates = [
        (session.server, session.date)
        for session in event.sessions
        if session.date and session.server in until and session.date <= until[session.server]
    ]
    return {server: max(date for name, date in dates if name == server) for server, _ in dates}
