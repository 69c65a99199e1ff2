"""The page of a driver: figures of the career, every race, every other session."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

import msgspec

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.history.careers import Appearance, Career
from sitegen.league.session.models import Place
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted, day
from sitegen.site.links import Links
from sitegen.site.pages import structured
from sitegen.site.pages.base import Band, Figure, Link, Page
from sitegen.site.pages.driver.career import (
    BestLine,
    FormChip,
    RivalLine,
    SeasonLine,
    best_lines,
    form,
    rival_lines,
    season_lines,
)
from sitegen.site.pages.driver.figures import career_figures, pace_figures
from sitegen.site.pages.session.rows import label_of
from sitegen.site.pages.session_links import championship_link


class Outing(msgspec.Struct, frozen=True):
    """A session that somebody took part in."""

    date: str
    """`Tue 3 Sep 2024`, in the league's time zone."""
    track: str
    """The name of the track."""
    session: str
    """Its name within the event."""
    url: str
    """The page of the session, from the site's root."""
    championship: Link | None
    """Its championship; none for a session outside of any."""
    place: Place
    """The car that the driver sat in, as classified."""
    label: str
    """The place among all cars, NC or DSQ."""
    fastest_lap: bool
    """The driver had the fastest lap of the race."""
    on_pole: bool
    """The car was first in the qualifying from which a race started."""


class DriverPage(Page, frozen=True):
    """A driver on one page."""

    template: ClassVar[str] = "driver.html"
    driver: PublicDriver
    """Who it is."""
    figures: tuple[Figure, ...]
    """The key figures of the career, then those of pace."""
    races: tuple[Outing, ...]
    """Every race, the newest first."""
    other: tuple[Outing, ...]
    """Qualifying and practice."""
    former_names: tuple[str, ...]
    """Every other name that the driver raced under, the newest first."""
    seasons: tuple[SeasonLine, ...]
    """A row per championship, and per year for races outside of championships, the newest first."""
    form: tuple[FormChip, ...]
    """The last ten races, the newest last."""
    bests: tuple[BestLine, ...]
    """The best laps by track and class, by name of the track."""
    rivals: tuple[RivalLine, ...]
    """Those met in most races of the same class, most often met first."""
    columns: frozenset[str]
    """The columns that say something in at least one race."""
    other_columns: frozenset[str]
    """The same for the other sessions."""


def driver_pages(league: LeagueScope, links: Links) -> Iterator[DriverPage]:
    """A page for everybody who is not hidden."""
    return (driver_page(career, league, links) for career in league.histories.careers)


def driver_page(career: Career, league: LeagueScope, links: Links) -> DriverPage:
    """Everything that the page of a driver shows. The driver is not hidden."""
    driver = links.shown(career.person)
    assert driver.id is not None
    races, others = _outings(career, links)
    starts = [appearance for appearance in career.appearances if appearance.started]
    key, histories = career.person.key, league.histories
    return DriverPage(
        url=addresses.driver(driver.id),
        title=driver.name,
        description=f"{driver.name}: {counted(career.starts, 'start')}, {counted(career.wins, 'win')}, "
        f"{counted(career.podiums, 'podium')}.",
        band=Band(title=driver.name, crumbs=(Link("Drivers", addresses.DRIVERS),), facts=tuple(_facts(career, links))),
        section=addresses.DRIVERS,
        downloads=(Link("JSON", addresses.data_of(addresses.driver(driver.id))),),
        structured=structured.driver(driver.name),
        driver=driver,
        figures=(*career_figures(career), *pace_figures(career.appearances)),
        races=races,
        other=others,
        former_names=links.former_names(career),
        seasons=season_lines(career, links, championships=league.championships),
        form=form(starts, links),
        bests=best_lines(histories.track_bests.get(key, ()), links),
        rivals=rival_lines(histories.rivals.get(key, ()), links),
        columns=_columns(races),
        other_columns=_columns(others),
    )


def _outings(career: Career, links: Links) -> tuple[tuple[Outing, ...], tuple[Outing, ...]]:
    """The races, and all other sessions."""
    races, others = [], []
    for appearance in career.appearances:
        if appearance.session.is_race:
            races.append(_outing(appearance, links))
        else:
            others.append(_outing(appearance, links))
    return tuple(races), tuple(others)


def _outing(appearance: Appearance, links: Links) -> Outing:
    session, place = appearance.session, appearance.place
    return Outing(
        date=day(session.date, links.zone),
        track=session.track.name,
        session=links.session_name(session),
        url=addresses.session(session.id),
        championship=championship_link(session, links),
        place=place,
        label=label_of(place),
        fastest_lap=appearance.fastest_lap,
        on_pole=appearance.on_pole,
    )


def _columns(outings: Sequence[Outing]) -> frozenset[str]:
    columns = set()
    if any(outing.place.grid is not None for outing in outings):
        columns.add("grid")
    # Where all cars are of one class, the place in class is the place.
    if any(outing.place.class_position not in (None, outing.place.position) for outing in outings):
        columns.add("class")
    if any(outing.championship for outing in outings):
        columns.add("championship")
    return frozenset(columns)


def _facts(career: Career, links: Links) -> Iterable[str]:
    yield counted(len(career.appearances), "session")
    if not career.appearances:
        return
    newest, oldest = career.appearances[0].session.date, career.appearances[-1].session.date
    yield f"Last seen {day(newest, links.zone)}"
    if oldest != newest:
        yield f"First seen {day(oldest, links.zone)}"
