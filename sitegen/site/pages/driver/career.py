"""What stands on a driver's page beside the sessions: seasons, form, best laps, rivals."""

from collections.abc import Iterable, Sequence

import msgspec

from sitegen.league.championship.models import StandingsRow
from sitegen.league.history.careers import Appearance, Career, CareerSeason
from sitegen.league.history.head_to_head import Rival
from sitegen.league.history.records import TrackBest
from sitegen.league.session.models import Status
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import NOTHING, day, number
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Link
from sitegen.site.pages.championship.cells import PODIUM
from sitegen.site.pages.session.rows import LABELS

FORM = 10
"""Races in the strip of form."""


class Counts(msgspec.Struct, frozen=True):
    """A career or a season of one in numbers."""

    starts: int
    wins: int
    podiums: int
    poles: int
    fastest_laps: int
    best_finish: int | None


class SeasonLine(msgspec.Struct, frozen=True):
    """A season of a career."""

    name: str
    url: str
    """Empty for races outside of championships."""
    counts: Counts
    place: str
    points: str


class FormChip(msgspec.Struct, frozen=True):
    """One of the last races."""

    label: str
    kind: str
    """g1 g2 g3 fin ret dsq, as in standings."""
    url: str
    title: str


class BestLine(msgspec.Struct, frozen=True):
    """The best laps on a track in a class."""

    track: Link
    car_class: str
    race_ms: int | None
    race_url: str
    qualifying_ms: int | None
    qualifying_url: str


class RivalLine(msgspec.Struct, frozen=True):
    """Somebody often met, with the balance of races and of qualifying."""

    driver: PublicDriver
    rival: Rival


def counts_of(career: Career) -> Counts:
    """The numbers of a career, without the races behind them."""
    return Counts(
        starts=career.starts,
        wins=career.wins,
        podiums=career.podiums,
        poles=career.poles,
        fastest_laps=career.fastest_laps,
        best_finish=career.best_finish,
    )


def season_lines(career: Career, atlas: Atlas) -> tuple[SeasonLine, ...]:
    """The newest first; points and place as the standings say them."""
    return tuple(_season(season, atlas) for season in career.seasons)


def _season(season: CareerSeason, atlas: Atlas) -> SeasonLine:
    championship = atlas.championships.get(season.championship_id or "")
    if championship is None:
        name = f"Other races {season.year or ''}".strip()
        return SeasonLine(name, "", counts_of(season.career), NOTHING, NOTHING)
    rows = championship.standings.rows_of_driver.get(season.career.person.key, {})
    return SeasonLine(
        name=championship.name,
        url=atlas.championship_url(championship),
        counts=counts_of(season.career),
        place=" / ".join(_place(row, name) for name, row in rows.items()) or NOTHING,
        points=" / ".join(number(row.points) for row in rows.values()) or NOTHING,
    )


def _place(row: StandingsRow, class_name: str) -> str:
    place = f"{row.position}=" if row.tied else str(row.position)
    return f"{place} {class_name}".strip()


def form(races: Sequence[Appearance], atlas: Atlas) -> tuple[FormChip, ...]:
    """The last races, the newest last, so that it reads like a line of results. `races`: the newest first."""
    return tuple(_chip(one, atlas) for one in reversed(races[:FORM]))


def _chip(one: Appearance, atlas: Atlas) -> FormChip:
    place = one.place
    position = place.class_position or place.position
    kinds = {Status.NOT_CLASSIFIED: "ret", Status.DISQUALIFIED: "dsq"}
    return FormChip(
        label=LABELS.get(place.status, str(position)),
        kind=kinds.get(place.status) or PODIUM.get(position, "fin"),
        url=addresses.session(one.session.id),
        title=f"{one.session.track.name}, {day(one.session.date, atlas.zone)}",
    )


def best_lines(bests: Iterable[TrackBest], atlas: Atlas) -> tuple[BestLine, ...]:
    """By name of the track."""
    lines = [
        BestLine(
            track=Link(best.track.name, atlas.track_url(best.track)),
            car_class=best.car_class or NOTHING,
            race_ms=best.race.ms if best.race else None,
            race_url=addresses.session(best.race.session.id) if best.race else "",
            qualifying_ms=best.qualifying.ms if best.qualifying else None,
            qualifying_url=addresses.session(best.qualifying.session.id) if best.qualifying else "",
        )
        for best in bests
    ]
    return tuple(sorted(lines, key=lambda line: (line.track.text.casefold(), line.car_class)))


def rival_lines(rivals: Iterable[Rival], atlas: Atlas) -> tuple[RivalLine, ...]:
    """Hidden drivers are no rivals that could be named."""
    lines = (RivalLine(atlas.shown(rival.person), rival) for rival in rivals)
    return tuple(line for line in lines if line.driver.id)
