"""`data/tracks/`: a circuit with its records, fastest drivers and winners."""

from sitegen.league.history.records import AllTimeList
from sitegen.league.history.tracks import TrackHistory
from sitegen.league.history.winners import RaceWinners
from sitegen.site.data.base import CarData, Exported, NamedDriver, car_data, named, to_json
from sitegen.site.data.records import RecordData, crew_data, record_data
from sitegen.site.links import Atlas


class FastData(Exported, frozen=True):
    """A driver's best lap on a track."""

    driver: NamedDriver
    car: CarData
    ms: int
    session: str


class FastListData(Exported, frozen=True, rename={"car_class": "class"}):
    """The fastest drivers of a track and class; kind is null for any session."""

    car_class: str | None
    kind: str | None
    drivers: list[FastData]


class WinnerData(Exported, frozen=True, rename={"car_class": "class"}):
    """The first of a class in a race."""

    car_class: str | None
    position: int
    drivers: list[NamedDriver]
    car: CarData


class RaceWonData(Exported, frozen=True):
    """A race and its winners by class."""

    session: str
    winners: list[WinnerData]


class TrackFile(Exported, frozen=True):
    """A circuit."""

    id: str
    name: str
    sessions: list[str]
    """Newest first, as all lists here."""
    records: list[RecordData]
    fastest: list[FastListData]
    races: list[RaceWonData]


def track_file(past: TrackHistory, atlas: Atlas) -> tuple[str, bytes]:
    """The data of a circuit, named as its page."""
    data = TrackFile(
        id=past.track.id,
        name=past.track.name,
        sessions=[session.id for session in reversed(past.sessions)],
        records=[record_data(record, atlas) for record in past.records],
        fastest=[_fast_list(one, atlas) for one in past.fastest],
        races=[_won(one, atlas) for one in reversed(past.winners)],
    )
    return f"data/{atlas.track_url(past.track)[:-1]}.json", to_json(data)


def _fast_list(one: AllTimeList, atlas: Atlas) -> FastListData:
    return FastListData(
        car_class=one.car_class,
        kind=one.kind,
        drivers=[
            FastData(
                driver=named(atlas.shown(best.person)), car=car_data(best.car), ms=best.ms, session=best.session.id
            )
            for best in one.bests
        ],
    )


def _won(one: RaceWinners, atlas: Atlas) -> RaceWonData:
    return RaceWonData(
        session=one.session.id,
        winners=[
            WinnerData(
                car_class=place.car_class,
                position=place.position,
                drivers=crew_data(place, atlas),
                car=car_data(place.entry.car),
            )
            for place in one.class_winners
        ],
    )
