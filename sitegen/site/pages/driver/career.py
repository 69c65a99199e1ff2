"""What stands on a driver's page beside the sessions: seasons, form, best laps, rivals."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen.league.championship.models import Championship, StandingsRow
from sitegen.league.history.careers import Appearance, Career, CareerSeason
from sitegen.league.history.head_to_head import Rival
from sitegen.league.history.personal_bests import PersonalBest
from sitegen.league.history.records import TrackBest
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import NOTHING, day, number, placing
from sitegen.site.links import Links
from sitegen.site.pages.base import Link
from sitegen.site.pages.championship.cells import place_kind
from sitegen.site.pages.session.rows import LABELS

FORM = 10
"""Races in the strip of form."""


class CareerCounts(msgspec.Struct, frozen=True):
    """A career or a season of one in numbers."""

    starts: int
    """Races started."""
    wins: int
    """Races won, overall and not in class."""
    podiums: int
    """Races finished among the first three, overall."""
    poles: int
    """Times first in the qualifying from which a race started."""
    fastest_laps: int
    """Races in which the driver had the fastest lap."""
    best_finish: int | None
    """The best place overall in a race in which the car was classified; none without one."""


class SeasonLine(msgspec.Struct, frozen=True):
    """A season of a career."""

    name: str
    """The championship; `Other races 2024` for a year's races outside of championships."""
    url: str
    """Empty for races outside of championships."""
    counts: CareerCounts
    """The season in numbers."""
    place: str
    """The place in the standings, tied `3=`, with the class where there are classes; – without one."""
    points: str
    """The points in the standings; – without any."""


class FormChip(msgspec.Struct, frozen=True):
    """One of the last races."""

    label: str
    """The place in class, NC or DSQ."""
    kind: str
    """g1 g2 g3 fin ret dsq, as in standings."""
    url: str
    """The page of the race, from the site's root."""
    title: str
    """Track and date, for who points at it."""


class BestLine(msgspec.Struct, frozen=True):
    """The best laps on a track in a class."""

    track: Link
    """The track and its page."""
    car_class: str
    """The class of the car; – where it is not known."""
    race_ms: int | None
    """The best race lap in milliseconds; none without one."""
    race_url: str
    """The race in which it was driven, from the site's root; empty without one."""
    qualifying_ms: int | None
    """The best qualifying lap in milliseconds; none without one."""
    qualifying_url: str
    """The qualifying in which it was driven, from the site's root; empty without one."""


class RivalLine(msgspec.Struct, frozen=True):
    """Somebody often met, with the balance of races and of qualifying."""

    driver: PublicDriver
    """Who it is."""
    rival: Rival
    """How often they met, and how often the driver of the page was ahead."""


def counts_of(career: Career) -> CareerCounts:
    """The numbers of a career, without the races behind them."""
    return CareerCounts(
        starts=career.starts,
        wins=career.wins,
        podiums=career.podiums,
        poles=career.poles,
        fastest_laps=career.fastest_laps,
        best_finish=career.best_finish,
    )


def season_lines(career: Career, links: Links, *, championships: Mapping[str, Championship]) -> tuple[SeasonLine, ...]:
    """The newest first; points and place as the standings say them. `championships`: by id."""
    return tuple(
        _season_line(season, links, championships.get(season.championship_id or "")) for season in career.seasons
    )


def _season_line(season: CareerSeason, links: Links, championship: Championship | None) -> SeasonLine:
    counts = counts_of(season.career)
    if championship is None:
        name = f"Other races {season.year or ''}".strip()
        return SeasonLine(name, "", counts, NOTHING, NOTHING)
    # Somebody who changed the class within a season is in the standings of both.
    rows = championship.standings.rows_of_driver.get(season.career.person.key, {})
    places = [_place(row, class_name) for class_name, row in rows.items()]
    points = [number(row.points) for row in rows.values()]
    return SeasonLine(
        name=championship.name,
        url=links.championship_url(championship.id),
        counts=counts,
        place=" / ".join(places) or NOTHING,
        points=" / ".join(points) or NOTHING,
    )


def _place(row: StandingsRow, class_name: str) -> str:
    return f"{placing(row.position, tied=row.tied)} {class_name}".strip()


def form(starts: Sequence[Appearance], links: Links) -> tuple[FormChip, ...]:
    """The last races, the newest last, so that it reads like a line of results. `starts`: races, the newest first."""
    return tuple(_chip(start, links) for start in reversed(starts[:FORM]))


def _chip(start: Appearance, links: Links) -> FormChip:
    session, place = start.session, start.place
    position = place.class_position or place.position
    return FormChip(
        label=LABELS.get(place.status, str(position)),
        kind=place_kind(place, None),
        url=addresses.session(session.id),
        title=f"{session.track.name}, {day(session.date, links.zone)}",
    )


def best_lines(bests: Iterable[TrackBest], links: Links) -> tuple[BestLine, ...]:
    """By name of the track."""
    lines = (_best_line(best, links) for best in bests)
    return tuple(sorted(lines, key=lambda line: (line.track.text.casefold(), line.car_class)))


def _best_line(best: TrackBest, links: Links) -> BestLine:
    race_ms, race_url = _lap_and_url(best.race)
    qualifying_ms, qualifying_url = _lap_and_url(best.qualifying)
    return BestLine(
        track=Link(best.track.name, links.track_url(best.track)),
        car_class=best.car_class or NOTHING,
        race_ms=race_ms,
        race_url=race_url,
        qualifying_ms=qualifying_ms,
        qualifying_url=qualifying_url,
    )


def _lap_and_url(best: PersonalBest | None) -> tuple[int | None, str]:
    if best is None:
        return None, ""
    return best.ms, addresses.session(best.session.id)


def rival_lines(rivals: Iterable[Rival], links: Links) -> tuple[RivalLine, ...]:
    """Hidden drivers are no rivals that could be named."""
    lines = (RivalLine(links.shown(rival.person), rival) for rival in rivals)
    return tuple(line for line in lines if line.driver.id)
