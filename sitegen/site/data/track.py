"""`data/tracks/`: a circuit with its records, fastest drivers and winners."""

from collections.abc import Iterator
from typing import Annotated

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.history.personal_bests import PersonalBest
from sitegen.league.history.records import AllTimeList
from sitegen.league.history.tracks import TrackHistory
from sitegen.league.history.winners import RaceWinners
from sitegen.league.session.models import Place
from sitegen.site import addresses
from sitegen.site.data.base import CarData, Exported, NamedDriver, car_data, means, named_driver, to_json
from sitegen.site.data.records import RecordData, crew_data, record_data
from sitegen.site.links import Links


class FastData(Exported, frozen=True):
    """A driver's best lap on a track."""

    driver: Annotated[NamedDriver, means("Who drove the lap.")]
    car: Annotated[CarData, means("The car in which it was driven.")]
    ms: Annotated[int, means("Lap time as recorded, in milliseconds.")]
    session: Annotated[str, means("Id of the session, `<server>/<SessionFile>`.")]


class FastListData(Exported, frozen=True, rename={"car_class": "class"}):
    """The fastest drivers of a track and class; kind is null for any session."""

    car_class: Annotated[str | None, means("Class of the cars; null for unknown ones.")]
    kind: Annotated[str | None, means("Kind of session: `race` or `qualifying`; null for any session.")]
    drivers: Annotated[list[FastData], means("The fastest drivers with their best laps, the fastest first.")]


class WinnerData(Exported, frozen=True, rename={"car_class": "class"}):
    """The first of a class in a race."""

    car_class: Annotated[str | None, means("Class that was won; null for a car without a class.")]
    position: Annotated[int, means("Overall place in the race, from 1 on.")]
    drivers: Annotated[list[NamedDriver], means("The crew of the car.")]
    car: Annotated[CarData, means("Model of the car.")]


class RaceWonData(Exported, frozen=True):
    """A race and its winners by class."""

    session: Annotated[str, means("Id of the session, `<server>/<SessionFile>` of the race.")]
    winners: Annotated[list[WinnerData], means("The first classified car of every class, in the order of the result.")]


class TrackFile(Exported, frozen=True):
    """A circuit."""

    id: Annotated[str, means("The game's id of the track without a year, such as `spa`.")]
    name: Annotated[str, means("The name that people use, such as `Spa-Francorchamps`.")]
    sessions: Annotated[list[str], means("Ids of the sessions on it, `<server>/<SessionFile>`, the newest first.")]
    records: Annotated[list[RecordData], means("Lap records by class and kind of session.")]
    fastest: Annotated[list[FastListData], means("The fastest drivers by class and kind of session.")]
    races: Annotated[list[RaceWonData], means("Races on it that anybody won, the newest first.")]


def track_files(league: LeagueScope, links: Links) -> Iterator[tuple[str, bytes]]:
    """A file for every circuit with a session."""
    return (track_file(history, links) for history in league.histories.tracks)


def track_file(history: TrackHistory, links: Links) -> tuple[str, bytes]:
    """Path and data of a circuit, named as its page."""
    track = history.track
    data = TrackFile(
        id=track.id,
        name=track.name,
        sessions=[session.id for session in reversed(history.sessions)],
        records=[record_data(record, links) for record in history.records],
        fastest=[_fast_list(fastest, links) for fastest in history.fastest],
        races=[_race(race, links) for race in reversed(history.winners)],
    )
    return addresses.data_of(links.track_url(track)), to_json(data)


def _fast_list(fastest: AllTimeList, links: Links) -> FastListData:
    return FastListData(
        car_class=fastest.car_class,
        kind=fastest.kind,
        drivers=[_fast(best, links) for best in fastest.bests],
    )


def _fast(best: PersonalBest, links: Links) -> FastData:
    return FastData(
        driver=named_driver(links.shown(best.person)), car=car_data(best.car), ms=best.ms, session=best.session.id
    )


def _race(race: RaceWinners, links: Links) -> RaceWonData:
    return RaceWonData(session=race.session.id, winners=[_winner(place, links) for place in race.class_winners])


def _winner(place: Place, links: Links) -> WinnerData:
    return WinnerData(
        car_class=place.car_class,
        position=place.position,
        drivers=crew_data(place, links),
        car=car_data(place.entry.car),
    )
