"""`data/index.json`: where everything is, and the schema of every kind of file."""

from collections.abc import Iterable, Mapping

import msgspec

from sitegen.league.championship.models import Championship
from sitegen.league.history.careers import Career
from sitegen.league.session.models import Session
from sitegen.site import addresses
from sitegen.site.data.base import Exported, TrackData, date_text, to_json, track_data
from sitegen.site.data.car import CarFile
from sitegen.site.data.championship import ChampionshipData
from sitegen.site.data.driver import DriverFile
from sitegen.site.data.records import RecordsFile
from sitegen.site.data.session import SessionData
from sitegen.site.data.team import TeamFile
from sitegen.site.data.track import TrackFile
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Link


class SessionEntry(Exported, frozen=True):
    """A session in the index."""

    id: str
    type: str
    track: TrackData
    date: str | None
    championship: str | None
    event: str | None
    url: str
    data: str


class NamedEntry(Exported, frozen=True):
    """A championship, a driver, a team, a car or a track in the index."""

    id: str
    name: str
    url: str
    data: str


class IndexData(Exported, frozen=True):
    """Everything there is, with the addresses of page and data, relative to the site's root."""

    sessions: list[SessionEntry]
    championships: list[NamedEntry]
    drivers: list[NamedEntry]
    teams: list[NamedEntry]
    cars: list[NamedEntry]
    tracks: list[NamedEntry]


def index_file(
    sessions: Iterable[Session],
    championships: Iterable[Championship],
    careers: Iterable[Career],
    atlas: Atlas,
    *,
    others: Mapping[str, Iterable[Link]],
) -> tuple[str, bytes]:
    """`data/index.json`: where everything is. `others`: teams, cars and tracks, each with the address of its page."""
    drivers = [atlas.shown(career.person) for career in careers]
    data = IndexData(
        sessions=[_session_entry(session) for session in sessions],
        championships=[_championship_entry(championship, atlas) for championship in championships],
        # Who is hidden has no id, and no page.
        drivers=[_driver_entry(driver.id, driver.name) for driver in drivers if driver.id],
        **{name: [_entry(link) for link in links] for name, links in others.items()},
    )
    return "data/index.json", to_json(data)


def _session_entry(session: Session) -> SessionEntry:
    return SessionEntry(
        id=session.id,
        type=session.type,
        track=track_data(session.track),
        date=date_text(session),
        championship=session.championship_id,
        event=session.event_id,
        url=addresses.session(session.id),
        data=f"data/sessions/{session.id}.json",
    )


def _championship_entry(championship: Championship, atlas: Atlas) -> NamedEntry:
    return NamedEntry(
        id=championship.id,
        name=championship.name,
        url=atlas.championship_url(championship),
        data=f"data/championships/{championship.id}.json",
    )


def _driver_entry(driver_id: str, name: str) -> NamedEntry:
    return NamedEntry(id=driver_id, name=name, url=addresses.driver(driver_id), data=f"data/drivers/{driver_id}.json")


def _entry(link: Link) -> NamedEntry:
    """What has a page and a file of the same name."""
    path = link.url[:-1]
    return NamedEntry(id=path.rpartition("/")[2], name=link.text, url=link.url, data=f"data/{path}.json")


SCHEMAS: dict[str, type[Exported]] = {
    "index": IndexData,
    "session": SessionData,
    "championship": ChampionshipData,
    "driver": DriverFile,
    "team": TeamFile,
    "car": CarFile,
    "track": TrackFile,
    "records": RecordsFile,
}


def schema_files() -> Iterable[tuple[str, bytes]]:
    """Path and JSON Schema of every kind of file below `data/`."""
    for name, model in SCHEMAS.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(model)}
        yield f"data/schema/{name}.schema.json", msgspec.json.format(msgspec.json.encode(schema)) + b"\n"
