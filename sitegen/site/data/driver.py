"""`data/drivers/`: a driver's career."""

from collections.abc import Iterable, Sequence

from sitegen.league.history.careers import Appearance, Career, CareerSeason
from sitegen.league.history.head_to_head import Rival
from sitegen.league.history.records import TrackBest
from sitegen.site.data.base import Exported, NamedDriver, TrackData, named_driver, to_json, track_data
from sitegen.site.links import Atlas


class FinishData(Exported, frozen=True):
    """A finish in a race."""

    session: str
    position: int


class SeasonData(Exported, frozen=True):
    """A season: a championship, or the races of a year outside of any."""

    championship: str | None
    year: int | None
    starts: int
    wins: int
    class_wins: int
    podiums: int
    class_podiums: int
    poles: int
    fastest_laps: int
    best_finish: int | None


class TrackBestData(Exported, frozen=True, rename={"car_class": "class"}):
    """Best laps on a track in a class."""

    track: TrackData
    car_class: str | None
    race_ms: int | None
    qualifying_ms: int | None


class RivalData(Exported, frozen=True):
    """Somebody met in races of the same class: how often, and how often ahead of them."""

    driver: NamedDriver
    races: int
    ahead: int
    qualifying: int
    faster: int


class DriverFile(Exported, frozen=True):
    """A driver's career; places are overall unless the name says class."""

    id: str
    name: str
    former_names: list[str]
    starts: int
    wins: int
    class_wins: int
    podiums: int
    class_podiums: int
    poles: int
    fastest_laps: int
    best_finishes: list[FinishData]
    """The races with the best place, newest first."""
    sessions: list[str]
    """Newest first."""
    seasons: list[SeasonData]
    track_bests: list[TrackBestData]
    rivals: list[RivalData]


def driver_file(
    career: Career,
    atlas: Atlas,
    *,
    former_names: Sequence[str],
    bests: Iterable[TrackBest],
    rivals: Iterable[Rival],
) -> tuple[str, bytes]:
    """Path and data of a driver who is not hidden."""
    driver = atlas.shown(career.person)
    assert driver.id is not None
    data = DriverFile(
        id=driver.id,
        name=driver.name,
        former_names=list(former_names),
        starts=career.starts,
        wins=career.wins,
        class_wins=career.class_wins,
        podiums=career.podiums,
        class_podiums=career.class_podiums,
        poles=career.poles,
        fastest_laps=career.fastest_laps,
        best_finishes=[_finish(finish) for finish in career.best_finishes],
        # Somebody in two cars of a session appears twice.
        sessions=list(dict.fromkeys(appearance.session.id for appearance in career.appearances)),
        seasons=[_season(season) for season in career.seasons],
        track_bests=[_track_best(best) for best in bests],
        rivals=[_rival(rival, atlas) for rival in rivals],
    )
    return f"data/drivers/{driver.id}.json", to_json(data)


def _finish(finish: Appearance) -> FinishData:
    return FinishData(session=finish.session.id, position=finish.place.position)


def _season(season: CareerSeason) -> SeasonData:
    career = season.career
    return SeasonData(
        championship=season.championship_id,
        year=season.year,
        starts=career.starts,
        wins=career.wins,
        class_wins=career.class_wins,
        podiums=career.podiums,
        class_podiums=career.class_podiums,
        poles=career.poles,
        fastest_laps=career.fastest_laps,
        best_finish=career.best_finish,
    )


def _track_best(best: TrackBest) -> TrackBestData:
    return TrackBestData(
        track=track_data(best.track),
        car_class=best.car_class,
        race_ms=best.race.ms if best.race else None,
        qualifying_ms=best.qualifying.ms if best.qualifying else None,
    )


def _rival(rival: Rival, atlas: Atlas) -> RivalData:
    return RivalData(
        driver=named_driver(atlas.shown(rival.person)),
        races=rival.races,
        ahead=rival.ahead,
        qualifying=rival.qualifying,
        faster=rival.faster,
    )
