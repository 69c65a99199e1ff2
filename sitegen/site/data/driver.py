"""`data/drivers/`: a driver's career."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.history.careers import Appearance, Career, CareerSeason
from sitegen.league.history.head_to_head import Rival
from sitegen.league.history.personal_bests import PersonalBest
from sitegen.league.history.records import TrackBest
from sitegen.site import addresses
from sitegen.site.data.base import Exported, NamedDriver, TrackData, means, named_driver, to_json, track_data
from sitegen.site.links import Links


class FinishData(Exported, frozen=True):
    """A finish in a race."""

    session: Annotated[str, means("Id of the session, `<server>/<SessionFile>` of the race.")]
    position: Annotated[int, means("Overall place in the race, from 1 on.")]


class SeasonData(Exported, frozen=True):
    """A season: a championship, or the races of a year outside of any."""

    championship: Annotated[str | None, means("The server's id of the championship; null for sessions outside of any.")]
    year: Annotated[
        int | None, means("Year of the sessions outside of championships; null in a championship, and without a date.")
    ]
    starts: Annotated[int, means("Races started.")]
    wins: Annotated[int, means("Overall wins, in races.")]
    class_wins: Annotated[int, means("Wins in class, in races.")]
    podiums: Annotated[int, means("Overall places from 1 to 3, in races.")]
    class_podiums: Annotated[int, means("Places from 1 to 3 in class, in races.")]
    poles: Annotated[int, means("First places in the qualifying from which a race started.")]
    fastest_laps: Annotated[int, means("Races in which the driver drove the fastest lap of all.")]
    best_finish: Annotated[
        int | None, means("Best overall place in a race in which the car was classified, from 1 on; null without one.")
    ]


class TrackBestData(Exported, frozen=True, rename={"car_class": "class"}):
    """Best laps on a track in a class."""

    track: Annotated[TrackData, means("Where the laps were driven.")]
    car_class: Annotated[str | None, means("Class of the car; null for an unknown one.")]
    race_ms: Annotated[int | None, means("Best valid lap in races, in milliseconds; null without one.")]
    qualifying_ms: Annotated[
        int | None, means("Best valid lap in qualifying sessions, in milliseconds; null without one.")
    ]


class RivalData(Exported, frozen=True):
    """Somebody met in races of the same class: how often, and how often ahead of them."""

    driver: Annotated[NamedDriver, means("Who was met.")]
    races: Annotated[int, means("Races in which both started, in cars of one class.")]
    ahead: Annotated[int, means("Those of these races in which the driver of this file was ahead.")]
    qualifying: Annotated[int, means("Qualifying sessions in which both set a time, in cars of one class.")]
    faster: Annotated[int, means("Those of these qualifying sessions in which the driver of this file was ahead.")]


class DriverFile(Exported, frozen=True):
    """A driver's career; places are overall unless the name says class."""

    id: Annotated[str, means("Public id of the driver, which never changes.")]
    name: Annotated[str, means("First and last name as the site shows them.")]
    former_names: Annotated[list[str], means("Other names under which the driver raced, the newest first.")]
    starts: Annotated[int, means("Races started.")]
    wins: Annotated[int, means("Overall wins, in races.")]
    class_wins: Annotated[int, means("Wins in class, in races.")]
    podiums: Annotated[int, means("Overall places from 1 to 3, in races.")]
    class_podiums: Annotated[int, means("Places from 1 to 3 in class, in races.")]
    poles: Annotated[int, means("First places in the qualifying from which a race started.")]
    fastest_laps: Annotated[int, means("Races in which the driver drove the fastest lap of all.")]
    best_finishes: Annotated[list[FinishData], means("The races with the best overall place, the newest first.")]
    sessions: Annotated[list[str], means("Ids of all sessions, `<server>/<SessionFile>`, the newest first.")]
    seasons: Annotated[list[SeasonData], means("The same numbers season by season, the newest first.")]
    track_bests: Annotated[list[TrackBestData], means("Best laps, by track and class.")]
    rivals: Annotated[list[RivalData], means("Who was met in most races of one class, the most often met first.")]


def driver_files(league: LeagueScope, links: Links) -> Iterator[tuple[str, bytes]]:
    """A file for everybody who is not hidden, and the same under every id that the driver had before."""
    former_ids: dict[str, list[str]] = defaultdict(list)
    for former_id, public_id in league.moved.items():
        former_ids[public_id].append(former_id)
    for career in league.histories.careers:
        data = driver_data(career, league, links)
        body = to_json(data)
        for public_id in (data.id, *former_ids[data.id]):
            yield addresses.data_of(addresses.driver(public_id)), body


def driver_data(career: Career, league: LeagueScope, links: Links) -> DriverFile:
    """The career of a driver who is not hidden."""
    key, histories = career.person.key, league.histories
    driver = links.shown(career.person)
    assert driver.id is not None
    return DriverFile(
        id=driver.id,
        name=driver.name,
        former_names=list(links.former_names(career)),
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
        track_bests=[_track_best(best) for best in histories.track_bests.get(key, ())],
        rivals=[_rival(rival, links) for rival in histories.rivals.get(key, ())],
    )


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
        race_ms=_ms(best.race),
        qualifying_ms=_ms(best.qualifying),
    )


def _ms(best: PersonalBest | None) -> int | None:
    return best.ms if best else None


def _rival(rival: Rival, links: Links) -> RivalData:
    return RivalData(
        driver=named_driver(links.shown(rival.person)),
        races=rival.races,
        ahead=rival.ahead,
        qualifying=rival.qualifying,
        faster=rival.faster,
    )
