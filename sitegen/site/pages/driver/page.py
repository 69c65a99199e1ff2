"""The page of a driver: figures of the career, every race, every other session; and the list of all drivers."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

import msgspec

from sitegen.league.history.careers import Appearance, Career, median_gap_to_class_best
from sitegen.league.history.head_to_head import Rival
from sitegen.league.history.records import TrackBest
from sitegen.league.session.models import Kind, Place
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted, day
from sitegen.site.links import Atlas
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
from sitegen.site.pages.session.rows import LABELS


class Outing(msgspec.Struct, frozen=True):
    """A session that somebody took part in."""

    date: str
    track: str
    session: str
    """Its name within the event."""
    url: str
    championship: Link | None
    place: Place
    label: str
    fastest_lap: bool
    on_pole: bool


class DriverPage(Page, frozen=True):
    """A driver on one page."""

    template: ClassVar[str] = "driver.html"
    driver: PublicDriver
    figures: tuple[Figure, ...]
    races: tuple[Outing, ...]
    other: tuple[Outing, ...]
    """Qualifying and practice."""
    former_names: tuple[str, ...]
    seasons: tuple[SeasonLine, ...]
    form: tuple[FormChip, ...]
    bests: tuple[BestLine, ...]
    rivals: tuple[RivalLine, ...]
    columns: frozenset[str]
    """The columns that say something in at least one race."""
    other_columns: frozenset[str]
    """The same for the other sessions."""


def driver_page(career: Career, atlas: Atlas, *, bests: Sequence[TrackBest], rivals: Sequence[Rival]) -> DriverPage:
    """Everything that the page of a driver shows. The driver is not hidden."""
    driver = atlas.shown(career.person)
    assert driver.id is not None
    outings = [_outing(one, atlas) for one in career.appearances]
    races = tuple(
        outing for outing, one in zip(outings, career.appearances, strict=True) if one.session.kind is Kind.RACE
    )
    other = tuple(
        outing for outing, one in zip(outings, career.appearances, strict=True) if one.session.kind is not Kind.RACE
    )
    started = [one for one in career.appearances if one.started]
    return DriverPage(
        url=addresses.driver(driver.id),
        title=driver.name,
        description=f"{driver.name}: {counted(career.starts, 'start')}, {counted(career.wins, 'win')}, "
        f"{counted(career.podiums, 'podium')}.",
        band=Band(title=driver.name, crumbs=(Link("Drivers", addresses.DRIVERS),), facts=tuple(_facts(career, atlas))),
        section=addresses.DRIVERS,
        downloads=(Link("JSON", f"data/drivers/{driver.id}.json"),),
        structured=structured.driver(driver.name),
        driver=driver,
        figures=(*figures_of(career), *_pace(career.appearances)),
        races=races,
        other=other,
        former_names=former_names(career, atlas),
        seasons=season_lines(career, atlas),
        form=form(started, atlas),
        bests=best_lines(bests, atlas),
        rivals=rival_lines(rivals, atlas),
        columns=_columns(races),
        other_columns=_columns(other),
    )


def former_names(career: Career, atlas: Atlas) -> tuple[str, ...]:
    """Every other name that somebody raced under, as far as it may be shown, newest first."""
    names = dict.fromkeys(atlas.written(person) for person in career.known_as)
    return tuple(name for name in names if name != atlas.shown(career.person).name)


def _outing(one: Appearance, atlas: Atlas) -> Outing:
    championship = atlas.championship_of(atlas.event_of(one.session))
    return Outing(
        date=day(one.session.date, atlas.zone),
        track=one.session.track.name,
        session=atlas.session_name(one.session),
        url=addresses.session(one.session.id),
        championship=Link(championship.name, atlas.championship_url(championship)) if championship else None,
        place=one.place,
        label=LABELS.get(one.place.status, str(one.place.position)),
        fastest_lap=one.fastest_lap,
        on_pole=one.on_pole,
    )


def _columns(outings: Sequence[Outing]) -> frozenset[str]:
    says = {
        "grid": any(outing.place.grid is not None for outing in outings),
        "class": any(outing.place.class_position not in (None, outing.place.position) for outing in outings),
        "championship": any(outing.championship for outing in outings),
    }
    return frozenset(name for name, shown in says.items() if shown)


def _facts(career: Career, atlas: Atlas) -> Iterable[str]:
    yield counted(len(career.appearances), "session")
    if not career.appearances:
        return
    newest, oldest = career.appearances[0].session.date, career.appearances[-1].session.date
    yield f"Last seen {day(newest, atlas.zone)}"
    if oldest != newest:
        yield f"First seen {day(oldest, atlas.zone)}"


def figures_of(career: Career) -> Iterable[Figure]:
    """What somebody has achieved."""
    yield Figure("Starts", str(career.starts))
    yield Figure("Wins", str(career.wins), _in_class(career.class_wins, career.wins))
    yield Figure("Podiums", str(career.podiums), _in_class(career.class_podiums, career.podiums))
    yield Figure("Poles", str(career.poles))
    yield Figure("Fastest laps", str(career.fastest_laps))
    if career.best_finish:
        times = len(career.best_finishes)
        yield Figure("Best finish", f"P{career.best_finish}", f"{times} times" if times > 1 else "once")


def _pace(appearances: Iterable[Appearance]) -> Iterable[Figure]:
    """Best laps against the best of the class, in races and in qualifying."""
    seen = list(appearances)
    for kind, name in ((Kind.RACE, "Race pace"), (Kind.QUALIFYING, "Qualifying pace")):
        share = median_gap_to_class_best(one for one in seen if one.session.kind is kind)
        if share is not None:
            yield Figure(name, f"+{share * 100:.2f} %", "off the class’s best lap, in the median")


def _in_class(in_class: int, overall: int) -> str:
    return f"{in_class} in class" if in_class != overall else ""
