"""The page of a session: classification, key figures, best sectors, penalties, notes."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

import msgspec

from sitegen.league.models import Classification, Event, Penalty, Place, Session, Status
from sitegen.league.reference import PENALTY_NAMES, PENALTY_REASONS
from sitegen.site import addresses
from sitegen.site.atlas import Atlas
from sitegen.site.directory import Shown
from sitegen.site.formats import NOTHING, counted, difference, lap_time, laps_down, moment
from sitegen.site.pages.base import Band, Figure, Link, Page, Step, Tab, Tag, crew_names, surnames

LABELS = {Status.NOT_CLASSIFIED: "NC", Status.DISQUALIFIED: "DSQ"}


class Row(msgspec.Struct, frozen=True):
    """A car of the classification."""

    place: Place
    crew: tuple[Shown, ...]
    label: str
    """The place, NC or DSQ."""
    gap: str
    interval: str
    fastest: bool
    """Holds the best lap of the session."""
    best_sectors: tuple[bool, bool, bool]
    """Holds the best of each sector."""
    footnoted: bool
    """Carries a mark, because a penalty is listed below the table."""


class Group(msgspec.Struct, frozen=True):
    """Rows under one head: classified, not classified, disqualified."""

    title: str
    """Empty for the classified, who need no head."""
    rows: tuple[Row, ...]


class Ranked(msgspec.Struct, frozen=True):
    """A line of a ranked list."""

    crew: tuple[Shown, ...]
    value: str
    best: bool


class RankedList(msgspec.Struct, frozen=True):
    """A short list, the best first."""

    title: str
    lines: tuple[Ranked, ...]


class SessionPage(Page, frozen=True):
    """A session on one page."""

    template: ClassVar[str] = "session.html"
    is_race: bool
    figures: tuple[Figure, ...]
    groups: tuple[Group, ...]
    columns: frozenset[str]
    """The columns that say something in at least one row: class, grid, led, gap …"""
    sectors: tuple[RankedList, ...]
    footnotes: tuple[str, ...]
    notes: tuple[str, ...]
    laps_url: str
    before: Link | None
    after: Link | None


def session_page(found: Classification, atlas: Atlas, *, pole: Place | None) -> SessionPage:
    """Everything that the page of a session shows. `pole`: first in the qualifying from which a race started."""
    session, event = found.session, atlas.event_of(found.session)
    rows = [_row(place, found, atlas) for place in found.places]
    before, after = around(event, atlas)
    return SessionPage(
        url=addresses.session(session.id),
        title=session_title(session, atlas),
        description=_description(rows, session, atlas),
        band=session_band(found, atlas, open_url=addresses.session(session.id)),
        section=section(session),
        downloads=downloads(session),
        is_race=session.is_race,
        figures=tuple(_figures(found, rows, atlas, pole=pole)),
        groups=group_rows(rows),
        columns=_columns(rows),
        sectors=tuple(_best_sectors(found, rows)),
        footnotes=tuple(footnotes(rows)),
        notes=found.notes,
        laps_url=addresses.laps(session.id),
        before=before,
        after=after,
    )


def rows_of(found: Classification, atlas: Atlas) -> list[Row]:
    """The rows of a classification, for pages that show its first few."""
    return [_row(place, found, atlas) for place in found.places]


def session_title(session: Session, atlas: Atlas) -> str:
    """`Race, Paul Ricard – GT3 Team Championship`."""
    championship = atlas.championship_of(atlas.event_of(session))
    where = f"{atlas.session_name(session)}, {session.track.name}"
    return f"{where} – {championship.name}" if championship else where


def section(session: Session) -> str:
    """The menu entry: a championship's sessions lie under the championships."""
    return addresses.CHAMPIONSHIPS if session.championship_id else addresses.SESSIONS


def downloads(session: Session) -> tuple[Link, ...]:
    """The same session for programs."""
    path = f"data/sessions/{session.id}"
    return (
        Link("JSON", f"{path}.json"),
        Link("Classification as CSV", f"{path}.csv"),
        Link("Laps as CSV", f"{path}.laps.csv"),
    )


def session_band(found: Classification, atlas: Atlas, *, open_url: str) -> Band:
    """The band of a session's pages; `open_url` is the tab that is open."""
    session, event = found.session, atlas.event_of(found.session)
    laps = max((place.entry.lap_count for place in found.places), default=0)
    tabs = [Tab(atlas.session_name(one), addresses.session(one.id)) for one in event.sessions]
    tabs.append(Tab("Lap analysis", addresses.laps(session.id)))
    return Band(
        title=session.track.name,
        crumbs=event_crumbs(event, atlas),
        facts=(
            moment(session.date, atlas.zone),
            counted(laps, "lap") if session.is_race else counted(len(found.laps), "lap"),
            counted(len(found.places), "car"),
        ),
        tags=(Tag("Wet", "wet") if session.wet else Tag("Dry"),),
        podium=podium(found, atlas),
        tabs=tuple(Tab(tab.text, tab.url, current=tab.url == open_url) for tab in tabs),
    )


def event_crumbs(event: Event, atlas: Atlas) -> tuple[Link, ...]:
    """Championship and round; an evening without a championship lies under the results."""
    championship, neighbours = atlas.championship_of(event), atlas.neighbours(event)
    if championship is None or neighbours is None:
        return (Link("Results", addresses.SESSIONS),)
    return (
        Link(championship.name, atlas.championship_url(championship)),
        Link(f"Round {neighbours.number} of {neighbours.count}", atlas.event_url(event) or ""),
    )


def around(event: Event, atlas: Atlas) -> tuple[Link | None, Link | None]:
    """Links to the round before and the round after."""
    neighbours = atlas.neighbours(event)
    if neighbours is None:
        return None, None
    before, after = (
        Link(one.track.name, atlas.event_url(one) or "") if one else None
        for one in (neighbours.before, neighbours.after)
    )
    return before, after


def podium(found: Classification, atlas: Atlas) -> tuple[Step, ...]:
    """The first three that count."""
    counting = [place for place in found.places if place.status is Status.CLASSIFIED][:3]
    return tuple(
        Step(
            position=place.position,
            crew=atlas.crew(place.entry),
            detail=place.entry.car.name,
            value=_winning(found.session, place) if place.position == 1 else _gap(found.session, place),
            number=place.entry.number,
        )
        for place in counting
    )


def _winning(session: Session, place: Place) -> str:
    return lap_time(place.entry.total_ms if session.is_race else place.pace.best_ms)


def _row(place: Place, found: Classification, atlas: Atlas) -> Row:
    best = found.best_lap
    own, session_best = place.pace.best_sectors, found.best_sectors
    first, second, third = (ms is not None and ms == fastest for ms, fastest in zip(own, session_best, strict=True))
    return Row(
        place=place,
        crew=atlas.crew(place.entry),
        label=LABELS.get(place.status, str(place.position)),
        gap=_gap(found.session, place),
        interval=difference(place.interval_ms),
        fastest=best is not None and best.car_id == place.entry.car_id,
        best_sectors=(first, second, third),
        footnoted=bool(place.penalties),
    )


def _gap(session: Session, place: Place) -> str:
    """The gap to the leader as a timing sheet says it: a time, laps, or nothing for the leader."""
    if place.position == 1:
        return NOTHING
    if session.is_race and place.laps_down:
        return laps_down(place.laps_down)
    return difference(place.gap_ms)


def group_rows(rows: Sequence[Row]) -> tuple[Group, ...]:
    """Classified rows first, then those that are not, then the disqualified; a group without rows is left out."""
    titles = {
        Status.CLASSIFIED: "",
        Status.NOT_CLASSIFIED: "Not classified",
        Status.DISQUALIFIED: "Disqualified",
    }
    groups = [
        Group(title, tuple(row for row in rows if row.place.status is status)) for status, title in titles.items()
    ]
    return tuple(group for group in groups if group.rows)


def _columns(rows: Sequence[Row]) -> frozenset[str]:
    """A column that says nothing in any row is not shown; the class says nothing when all cars are of one."""
    places = [row.place for row in rows]
    says = {
        "class": len({place.car_class for place in places}) > 1,
        "grid": any(place.grid is not None for place in places),
        "time": any(place.entry.total_ms is not None for place in places),
        "interval": any(place.interval_ms is not None for place in places),
        "best": any(place.pace.best_ms is not None for place in places),
        "theoretical": any(place.pace.theoretical_ms is not None for place in places),
    }
    return frozenset(name for name, shown in says.items() if shown)


def _figures(found: Classification, rows: Sequence[Row], atlas: Atlas, *, pole: Place | None) -> Iterable[Figure]:
    counting = [row for row in rows if row.place.status is Status.CLASSIFIED]
    if found.session.is_race and len(counting) > 1:
        yield Figure("Margin", counting[1].gap, f"{surnames(counting[0].crew)} over {surnames(counting[1].crew)}")
    if found.best_lap:
        yield _fastest(found, atlas)
    if pole is not None:
        yield Figure("Pole", lap_time(pole.pace.best_ms), crew_names(atlas.crew(pole.entry)))
    if found.session.is_race:
        yield from _race_figures(rows)
    else:
        theoretical = [row for row in rows if row.place.pace.theoretical_ms is not None]
        if theoretical:
            best = min(theoretical, key=lambda row: row.place.pace.theoretical_ms or 0)
            yield Figure("Best theoretical lap", lap_time(best.place.pace.theoretical_ms), crew_names(best.crew))


def _fastest(found: Classification, atlas: Atlas) -> Figure:
    best = found.best_lap
    assert best is not None
    holder = next(place for place in found.places if place.entry.car_id == best.car_id)
    crew = (atlas.shown(best.driver),) if best.driver else atlas.crew(holder.entry)
    lap = f", lap {best.number}" if best.number else ""
    return Figure("Fastest lap", lap_time(best.ms), crew_names(crew) + lap)


def _race_figures(rows: Sequence[Row]) -> Iterable[Figure]:
    gained = max((row.place.gained or 0 for row in rows), default=0)
    if gained > 0:
        best = [row for row in rows if row.place.gained == gained]
        yield Figure("Biggest gain", f"▲{gained}", ", ".join(crew_names(row.crew) for row in best[:2]))
    led = sorted((row for row in rows if row.place.laps_led), key=lambda row: -(row.place.laps_led or 0))[:3]
    if led:
        yield Figure(
            "Laps led", " · ".join(str(row.place.laps_led) for row in led), ", ".join(surnames(row.crew) for row in led)
        )


def _best_sectors(found: Classification, rows: Sequence[Row]) -> Iterable[RankedList]:
    for index in range(3):
        ranked = sorted(
            ((ms, number, row) for number, row in enumerate(rows) if (ms := row.place.pace.best_sectors[index])),
            key=lambda item: item[:2],
        )[:5]
        if ranked:
            lines = [Ranked(row.crew, lap_time(ms), ms == found.best_sectors[index]) for ms, _, row in ranked]
            yield RankedList(f"Sector {index + 1}", tuple(lines))


def footnotes(rows: Iterable[Row]) -> Iterable[str]:
    """`#12 Jane Smith: +10 s, cutting (lap 7)`, a line per penalty."""
    for row in rows:
        for penalty in row.place.penalties:
            yield f"#{row.place.entry.number} {crew_names(row.crew)}: {penalty_text(penalty)}"


def penalty_text(penalty: Penalty) -> str:
    """`+10 s, cutting (lap 7)`, `drive-through, speeding in the pit lane`."""
    what = PENALTY_NAMES.get(penalty.penalty, penalty.penalty)
    if penalty.seconds is not None:
        what = f"+{penalty.seconds} s"
    reason = PENALTY_REASONS.get(penalty.reason, penalty.reason)
    return f"{what}, {reason}" + (f" (lap {penalty.lap})" if penalty.lap else "")


def _description(rows: Sequence[Row], session: Session, atlas: Atlas) -> str:
    what = f"{session_title(session, atlas)}, {moment(session.date, atlas.zone)}"
    first = [crew_names(row.crew) for row in rows if row.place.status is Status.CLASSIFIED][:3]
    return f"{what}: {', '.join(f'{place}. {name}' for place, name in enumerate(first, start=1))}." if first else what
