"""`data/index.json`: where everything is, and the schema of every kind of file."""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.championship.models import Championship
from sitegen.league.session.models import Session
from sitegen.site import addresses
from sitegen.site.data.base import Exported, SessionHead, date_text, means, to_json, track_data
from sitegen.site.data.car import CarFile
from sitegen.site.data.championship import ChampionshipData
from sitegen.site.data.driver import DriverFile
from sitegen.site.data.records import RecordsFile
from sitegen.site.data.session import SessionData
from sitegen.site.data.team import TeamFile
from sitegen.site.data.track import TrackFile
from sitegen.site.links import Links


class SessionEntry(SessionHead, frozen=True):
    """A session in the index."""

    url: Annotated[str, means("Address of its page, from the site's root.")]
    data: Annotated[str, means("Address of its file, from the site's root.")]


class NamedEntry(Exported, frozen=True):
    """A championship, a driver, a team, a car or a track in the index."""

    id: Annotated[str, means("Id, the same in every build.")]
    name: Annotated[str, means("Name as the site shows it.")]
    url: Annotated[str, means("Address of its page, from the site's root.")]
    data: Annotated[str, means("Address of its file, from the site's root.")]


class IndexData(Exported, frozen=True):
    """Everything there is, with the addresses of page and data, relative to the site's root."""

    sessions: Annotated[list[SessionEntry], means("All sessions, the newest first.")]
    championships: Annotated[list[NamedEntry], means("All championships.")]
    drivers: Annotated[list[NamedEntry], means("All drivers but those who are hidden.")]
    teams: Annotated[list[NamedEntry], means("All teams, by name.")]
    cars: Annotated[list[NamedEntry], means("All car models that were driven, by name.")]
    tracks: Annotated[list[NamedEntry], means("All tracks with a session, by name.")]


def index_file(league: LeagueScope, links: Links) -> tuple[str, bytes]:
    """`data/index.json`: where everything is; the newest sessions and championships first."""
    histories = league.histories
    drivers = [links.shown(career.person) for career in histories.careers]
    data = IndexData(
        sessions=[_session_entry(each.session) for each in reversed(league.classifications.values())],
        championships=[_championship_entry(season.championship, links) for season in league.seasons],
        drivers=[_entry(driver.name, addresses.driver(driver.id or "")) for driver in drivers],
        teams=[_entry(team.name, links.team_url(team.name)) for team in histories.teams],
        cars=[_entry(each.car.name, links.car_url(each.car)) for each in histories.cars],
        tracks=[_entry(each.track.name, links.track_url(each.track)) for each in histories.tracks],
    )
    return addresses.DATA_INDEX, to_json(data)


def _session_entry(session: Session) -> SessionEntry:
    return SessionEntry(
        id=session.id,
        type=session.type,
        track=track_data(session.track),
        date=date_text(session),
        championship=session.championship_id,
        event=session.event_id,
        url=addresses.session(session.id),
        data=addresses.session_data(session.id),
    )


def _championship_entry(championship: Championship, links: Links) -> NamedEntry:
    return NamedEntry(
        id=championship.id,
        name=championship.name,
        url=links.championship_url(championship.id),
        data=addresses.championship_data(championship.id),
    )


def _entry(name: str, url: str) -> NamedEntry:
    """What has a page and a file of the same name."""
    return NamedEntry(id=url.rstrip("/").rpartition("/")[2], name=name, url=url, data=addresses.data_of(url))


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


def schema_files(_league: LeagueScope, _links: Links) -> Iterable[tuple[str, bytes]]:
    """Path and JSON Schema of every kind of file below `data/`, the same in every league."""
    for name, model in SCHEMAS.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(model)}
        yield addresses.schema(name), msgspec.json.format(msgspec.json.encode(schema)) + b"\n"
