"""The page of a session: classification, key figures, charts, lists, notes."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from sitegen.dataset.scopes import EventScope
from sitegen.dataset.sessions import ComputedEvent, ComputedSession
from sitegen.league.game.people import Person
from sitegen.league.session.models import Classification, Session, Status
from sitegen.site import addresses
from sitegen.site.charts.bars import BarChart, qualifying_chart
from sitegen.site.charts.base import Chart, Signs
from sitegen.site.charts.gaps import gap_chart, history_chart
from sitegen.site.charts.positions import lap_chart
from sitegen.site.charts.spread import spread_chart
from sitegen.site.charts.stints import stint_chart
from sitegen.site.driver_names import three_letters
from sitegen.site.formats import moment, revision_note
from sitegen.site.links import Links
from sitegen.site.pages.base import Choice, Figure, Link, Page, crew_names
from sitegen.site.pages.session.band import downloads, neighbour_links, section, session_band, session_title
from sitegen.site.pages.session.lists import (
    RankedList,
    best_sectors,
    fastest_laps,
    fastest_line,
    figures,
    footnotes,
    laps_led,
    retirements,
)
from sitegen.site.pages.session.rows import Group, Row, columns_of, group_rows, rows_of, signs_of
from sitegen.site.pages.session.tables import ClassTable, PartTable, RunTable, class_tables, part_table, run_table
from sitegen.site.pages.structured import session_event


class SessionPage(Page, frozen=True):
    """A session on one page."""

    template: ClassVar[str] = "session.html"
    is_race: bool
    """Whether the session is a race."""
    figures: tuple[Figure, ...]
    """The strip of key figures."""
    groups: tuple[Group, ...]
    """The classification: classified cars, those that are not, those that were disqualified."""
    columns: frozenset[str]
    """The columns that say something in at least one row: class, grid, time, interval, best, points, theoretical."""
    classes: tuple[ClassTable, ...]
    """Results by class; empty when all cars are of one."""
    class_choices: tuple[Choice, ...]
    """The classes to choose from; empty when all cars are of one."""
    charts: tuple[Chart, ...]
    """Charts of lines: positions by lap and gaps of a race."""
    bar_charts: tuple[BarChart, ...]
    """Charts of bars: gaps to the best lap outside races, spread of lap times, stints."""
    bests: tuple[RankedList, ...]
    """Fastest laps, best sectors, laps led."""
    runs: RunTable | None
    """Practice and qualifying run by run; none in races and when nobody went out twice."""
    parts: PartTable | None
    """The parts of qualifying side by side; none when there is only one."""
    fastest: str
    """The line under the table: `Fastest lap: #55 S. Otter, 1:40.409, lap 12`."""
    footnotes: tuple[str, ...]
    """A line per penalty and per missed stop."""
    retirements: tuple[str, ...]
    """A line per car of a race that is not classified."""
    notes: tuple[str, ...]
    """What was repaired, derived or odd, a sentence each."""
    laps_url: str
    """The lap analysis, car by car."""
    side_url: str
    """The page on which all cars stand side by side."""
    before: Link | None
    """The round before; none for the first, and without a championship."""
    after: Link | None
    """The round after; none for the last that was driven, and without a championship."""


def session_pages(event: ComputedEvent, links: Links) -> Iterator[SessionPage]:
    """A page for every session of an event."""
    return (session_page(session, event.scope, links) for session in event.sessions)


def session_page(computed: ComputedSession, scope: EventScope, links: Links) -> SessionPage:
    """Everything that the page of a session shows. `scope`: of its event."""
    classification, session = computed.classification, computed.session
    rows, signs = rows_of(classification, links, context=scope.round), signs_of(classification.places, links)
    title = session_title(session, links)
    before, after = neighbour_links(scope.round, links)
    tables = class_tables(session, rows)
    revisions = [revision_note(date, links.zone) for date in computed.revised]
    class_choices = tuple(Choice(table.name, table.group) for table in tables)
    return SessionPage(
        url=addresses.session(session.id),
        title=title,
        description=_description(rows, session, links),
        band=session_band(classification, scope, links, open_url=addresses.session(session.id)),
        section=section(session),
        downloads=downloads(session),
        structured=session_event(session, title),
        is_race=session.is_race,
        figures=tuple(figures(classification, rows, links, pole=computed.pole)),
        groups=group_rows(rows, is_race=session.is_race),
        columns=columns_of(rows),
        classes=tables,
        class_choices=class_choices,
        filters=(("class", class_choices),) if class_choices else (),
        charts=tuple(_charts(classification, signs)),
        bar_charts=tuple(_bar_charts(classification, signs, links)),
        bests=(*fastest_laps(rows), *best_sectors(classification, rows), *laps_led(classification, rows)),
        runs=run_table(classification, rows),
        parts=part_table(computed.qualifying_parts, links),
        fastest=fastest_line(classification, links),
        footnotes=tuple(footnotes(rows)),
        retirements=tuple(retirements(classification, rows)),
        notes=(*classification.notes, *revisions),
        laps_url=addresses.laps(session.id),
        side_url=addresses.laps_side_by_side(session.id),
        before=before,
        after=after,
    )


def _charts(classification: Classification, signs: Signs) -> Iterable[Chart]:
    """The charts that a race has something to say in."""
    if not classification.session.is_race:
        return
    # A chart is None where there is nothing to compare: one car, or a single lap.
    for draw in (lap_chart, gap_chart, history_chart):
        chart = draw(classification, signs=signs)
        if chart is not None:
            yield chart


def _bar_charts(classification: Classification, signs: Signs, links: Links) -> Iterable[BarChart]:
    """Gaps to the best lap outside races; spread of lap times and stints wherever there are enough laps."""

    def names_of(person: Person) -> tuple[str, str]:
        driver = links.shown(person)
        return driver.name, three_letters(driver)

    draw = spread_chart if classification.session.is_race else qualifying_chart
    for chart in (draw(classification, signs=signs), stint_chart(classification, signs=signs, names_of=names_of)):
        if chart is not None:
            yield chart


def _description(rows: Iterable[Row], session: Session, links: Links) -> str:
    """What was driven, where and when, and the first three who count."""
    description = f"{session_title(session, links)}, {moment(session.date, links.zone)}"
    counting = [crew_names(row.crew) for row in rows if row.place.status is Status.CLASSIFIED]
    if not counting:
        return description
    first = ", ".join(f"{position}. {names}" for position, names in enumerate(counting[:3], start=1))
    return f"{description}: {first}."
