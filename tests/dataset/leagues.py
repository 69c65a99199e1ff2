"""Small leagues on disk for tests: an archive, a configuration, and what is computed from them."""

import datetime as dt
import json
from pathlib import Path

import msgspec

from sitegen.archive.store import Archive
from sitegen.config import Config
from sitegen.dataset.dataset import Dataset, compute_dataset
from sitegen.dataset.load import Index, load_index
from sitegen.dataset.scope_makers import event_scopes
from sitegen.dataset.scopes import EventScope, settings_of
from sitegen.dataset.sessions import ComputedEvent, compute_event, summarize
from tests.payloads import body, driver, lap, line, result

CUP = "11111111-aaaa-4000-8000-000000000000"

ANN = driver("Ann Arbor", "S76561190000000001", "ANN")
BOB = driver("Bob Bell", "S76561190000000002", "BOB")
CAT = driver("Cat Cole", "S76561190000000003", "CAT")

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def session_file(session_type, date, *, order=(ANN, BOB), meta=f"championship:{CUP}:e1", track="spa", laps=3):
    """Name and payload of a session in which everybody drove the same laps, a little slower from car to car."""
    name = f"{date[2:].replace('-', '').replace('T', '_').replace(':', '')}_{session_type}"
    pace = {number: 100_000 + 1000 * number for number in range(1, len(order) + 1)}
    lines = [
        line(number, person, laps=laps, total=laps * pace[number], best=pace[number])
        for number, person in enumerate(order, start=1)
    ]
    driven = [lap(number, pace[number]) for _ in range(laps) for number in pace]
    payload = result(
        session_type, lines=lines, laps=driven, Date=f"{date}Z", SessionFile=name, metaData=meta, trackName=track
    )
    return name, payload


def standings(points, *, events=None, teams=None):
    """`standings.json` of a championship without classes. `points`: person → points, in order.

    `events`: person's id → event → points; `teams`: person's id → team.
    """
    rows = []
    for position, (person, total) in enumerate(points, start=1):
        guid = person["playerId"]
        name = f"{person['firstName']} {person['lastName']}".strip()
        team = (teams or {}).get(guid, "Team")
        given = {event: {"RaceNumber": 1, "Points": each} for event, each in (events or {}).get(guid, {}).items()}
        rows.append(
            {
                "DriverName": name,
                "DriverGUID": guid,
                "CarModel": "Ferrari",
                "Points": total,
                "PointsPenalty": 0,
                "Position": position,
                "Even": False,
                "IgnoredEventIDs": {},
                "Teams": {team: {"EventIDs": given, "Points": total}},
            }
        )
    return {"DriverStandings": {"": rows}, "TeamStandings": {}}


class SmallLeague:
    """A league's folder that grows."""

    def __init__(self, folder: Path, **config):
        self.folder = folder
        self.archive = Archive(folder / "archive")
        self.config = msgspec.convert({"site": {"title": "Small"}, **config}, Config)

    def add(self, session_type, date, *, server="main", **more):
        name, payload = session_file(session_type, date, **more)
        self.archive.store_result(server, name, body(payload), now=NOW)
        return f"{server}/{name}"

    def say(self, table, *, championship=CUP, now=NOW):
        self.archive.store_standings("main", championship, json.dumps(table).encode(), now=now)

    def index(self) -> Index:
        return load_index(self.archive, self.config, content=self.folder / "content")

    def scopes(self, *, official_until=None) -> list[EventScope]:
        settings = settings_of(self.config)
        return list(event_scopes(self.index(), self.archive, settings, official_until=official_until))

    def events(self) -> list[ComputedEvent]:
        return [compute_event(scope, self.archive) for scope in self.scopes()]

    def dataset(self) -> Dataset:
        summaries = {
            session.session.id: summarize(session, report=()) for event in self.events() for session in event.sessions
        }
        return compute_dataset(self.index(), summaries, self.config)
