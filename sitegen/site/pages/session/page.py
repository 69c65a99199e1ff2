"""The page of a session: classification, key figures, charts, lists, notes; and what its lap analyses share."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from sitegen.league.game.people import Person
from sitegen.league.session.models import Classification, Event, Place, Session, Status
from sitegen.site import addresses
from sitegen.site.charts.bars import BarChart, qualifying_chart, spread_chart
from sitegen.site.charts.base import Chart, Signs
from sitegen.site.charts.gaps import gap_chart, history_chart
from sitegen.site.charts.positions import lap_chart
from sitegen.site.charts.stints import stint_chart
from sitegen.site.formats import counted, moment
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Band, Choice, Figure, Link, Page, Tab, Tag, crew_names
from sitegen.site.pages.session.figures import fastest_line, figures
from sitegen.site.pages.session.lists import RankedList, best_sectors, fastest_laps, footnotes, laps_led, retirements
from sitegen.site.pages.session.qualifying_parts import PartTable, part_table
from sitegen.site.pages.session.rows import (
    ClassTable,
    Group,
    Row,
    class_tables,
    columns_of,
    group_rows,
    podium,
    rows_of,
    signs_of,
)
from sitegen.site.pages.session.runs import RunTable, run_table
from sitegen.site.pages.structured import session_event


class SessionPage(Page, frozen=True):
    """A session on one page."""

    template: ClassVar[str] = "session.html"
    is_race: bool
    figures: tuple[Figure, ...]
    groups: tuple[Group, ...]
    columns: frozenset[str]
    """The columns that say something in at least one row: class, grid, led, gap …"""
    classes: tuple[ClassTable, ...]
    """Results by class; empty when all cars are of one."""
    class_choices: tuple[Choice, ...]
    charts: tuple[Chart, ...]
    bar_charts: tuple[BarChart, ...]
    bests: tuple[RankedList, ...]
    """Fastest laps, best sectors, laps led."""
    runs: RunTable | None
    parts: PartTable | None
    fastest: str
    """The line under the table: `Fastest lap: #55 S. Otter, 1:40.409, lap 12`."""
    footnotes: tuple[str, ...]
    retirements: tuple[str, ...]
    notes: tuple[str, ...]
    laps_url: str
    side_url: str
    before: Link | None
    after: Link | None


def session_page(
    found: Classification, atlas: Atlas, *, pole: Place | None, parts: Sequence[Classification]
) -> SessionPage:
    """Everything that the page of a session shows.

    `pole`: first in the qualifying from which a race started. `parts`: the qualifying sessions of its event, when this
    is one of them.
    """
    session, event = found.session, atlas.event_of(found.session)
    rows, signs = rows_of(found, atlas), signs_of(found, atlas)
    before, after = around(event, atlas)
    tables = class_tables(found, rows)
    return SessionPage(
        url=addresses.session(session.id),
        title=session_title(session, atlas),
        description=_description(rows, session, atlas),
        band=session_band(found, atlas, open_url=addresses.session(session.id)),
        section=section(session),
        downloads=downloads(session),
        structured=session_event(session, session_title(session, atlas)),
        is_race=session.is_race,
        figures=tuple(figures(found, rows, atlas, pole=pole)),
        groups=group_rows(rows),
        columns=columns_of(rows),
        classes=tables,
        class_choices=tuple(Choice(table.name, table.group) for table in tables),
        charts=tuple(_charts(found, signs)),
        bar_charts=tuple(_bar_charts(found, signs, atlas)),
        bests=(*fastest_laps(rows), *best_sectors(found, rows), *laps_led(found, rows)),
        runs=run_table(found, rows),
        parts=part_table(parts, atlas),
        fastest=fastest_line(found, atlas),
        footnotes=tuple(footnotes(rows)),
        retirements=tuple(retirements(found, rows)),
        notes=found.notes,
        laps_url=addresses.laps(session.id),
        side_url=addresses.laps_side_by_side(session.id),
        before=before,
        after=after,
    )


def _charts(found: Classification, signs: Signs) -> Iterable[Chart]:
    """The charts that a race has something to say in."""
    if found.session.is_race:
        for draw in (lap_chart, gap_chart, history_chart):
            chart = draw(found, signs=signs)
            if chart is not None:
                yield chart


def _bar_charts(found: Classification, signs: Signs, atlas: Atlas) -> Iterable[BarChart]:
    """Gaps to the best lap outside races; spread of lap times and stints wherever there are enough laps."""

    def names_of(person: Person) -> tuple[str, str]:
        shown = atlas.shown(person)
        return shown.name, shown.short or shown.last[:3].upper()

    draw = spread_chart if found.session.is_race else qualifying_chart
    for chart in (draw(found, signs=signs), stint_chart(found, signs=signs, names_of=names_of)):
        if chart is not None:
            yield chart


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
        Link("the server's file without ids", f"{path}.raw.json.gz"),
    )


def session_band(found: Classification, atlas: Atlas, *, open_url: str) -> Band:
    """The band of a session's pages; `open_url` is the tab that is open."""
    session, event = found.session, atlas.event_of(found.session)
    laps = max((place.entry.lap_count for place in found.places), default=0)
    tabs = [Tab(atlas.session_name(one), addresses.session(one.id)) for one in event.sessions]
    tabs.append(Tab("Lap analysis", addresses.laps(session.id)))
    return Band(
        title=session.track.name,
        title_url=atlas.track_url(session.track),
        crumbs=event_crumbs(event, atlas),
        facts=(
            atlas.session_name(session),
            moment(session.date, atlas.zone),
            counted(laps, "lap") if session.is_race else counted(len(found.laps), "lap"),
            counted(len(found.places), "car"),
        ),
        tags=tuple(_tags(session, atlas)),
        podium=podium(found, atlas),
        tabs=tuple(Tab(tab.text, tab.url, current=tab.url == open_url) for tab in tabs),
    )


def _tags(session: Session, atlas: Atlas) -> Iterable[Tag]:
    official = atlas.is_official(session)
    if official is not None:
        yield Tag("Official", "ok") if official else Tag("Provisional")
    yield Tag("Wet", "wet") if session.wet else Tag("Dry")


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


def _description(rows: Sequence[Row], session: Session, atlas: Atlas) -> str:
    what = f"{session_title(session, atlas)}, {moment(session.date, atlas.zone)}"
    first = [crew_names(row.crew) for row in rows if row.place.status is Status.CLASSIFIED][:3]
    return f"{what}: {', '.join(f'{place}. {name}' for place, name in enumerate(first, start=1))}." if first else what
