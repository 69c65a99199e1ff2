"""The page of a championship: standings with their rounds, how they came about, what is open, the list of rounds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

import msgspec

from sitegen.league.championship.calendar import CalendarRound
from sitegen.league.championship.models import Championship
from sitegen.league.championship.progression import ProgressionLine
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.reconciliation import Cause, Difference
from sitegen.league.championship.season import Season
from sitegen.league.game.people import Person
from sitegen.league.session.models import Classification, Event
from sitegen.site import addresses
from sitegen.site.charts.base import CarSign, Chart
from sitegen.site.charts.seasons import PersonSigns, places_chart, points_chart
from sitegen.site.formats import counted, day, number
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Band, Link, Page, Step, Tab
from sitegen.site.pages.calendar import CalendarLine, calendar_line
from sitegen.site.pages.championship.after import dated_states, round_states
from sitegen.site.pages.championship.standings import (
    RoundHead,
    StandingsTable,
    TeamTable,
    class_anchor,
    person_sign,
    round_heads,
    standings_tables,
    team_tables,
)
from sitegen.site.pages.championship.title_fight import TitleTable, title_table
from sitegen.site.pages.session.rows import podium
from sitegen.site.pages.structured import championship_event

CAUSES = {
    Cause.DROPPED_ROUNDS: "the server leaves out no round",
    Cause.UNCLASSIFIED: "the server gave points to a car that is not classified here",
    Cause.ROUNDS: "it follows from the server’s own points of the rounds",
}


class RoundLine(msgspec.Struct, frozen=True):
    """A round in the list of rounds."""

    number: int
    name: str
    url: str
    date: str
    winners: tuple[Step, ...]
    """The winner of each race."""
    sessions: tuple[Link, ...]
    after: Link | None
    """The standings after it."""


class ChampionshipPage(Page, frozen=True):
    """A championship on one page."""

    template: ClassVar[str] = "championship.html"
    heads: tuple[RoundHead, ...]
    tables: tuple[StandingsTable, ...]
    teams: tuple[TeamTable, ...]
    titles: tuple[TitleTable, ...]
    charts: tuple[Chart, ...]
    rounds: tuple[RoundLine, ...]
    coming: tuple[CalendarLine, ...]
    past: tuple[Link, ...]
    """Archived standings of earlier dates."""
    notes: tuple[str, ...]


def championship_page(
    season: Season,
    atlas: Atlas,
    *,
    results: Mapping[str, RaceResult],
    found: Mapping[str, Classification],
    calendar: Sequence[CalendarRound],
) -> ChampionshipPage:
    """Everything that the page of a championship shows. `results` and `found`: session id → race, session."""
    championship = season.championship
    tables = tuple(standings_tables(season, atlas, results=results))
    teams = tuple(team_tables(championship, atlas))
    charts = tuple(_charts(season, atlas))
    coming = tuple(calendar_line(one, atlas, found) for one in calendar if one.event is None)
    return ChampionshipPage(
        url=atlas.championship_url(championship),
        title=championship.name,
        description=f"Standings and rounds: {championship.name}, {counted(len(championship.events), 'round')}.",
        band=Band(
            title=championship.name,
            crumbs=(Link("Championships", addresses.CHAMPIONSHIPS),),
            facts=tuple(_facts(championship, coming)),
            podium=_podium(tables),
            tabs=tuple(_tabs(tables, teams, charts)),
        ),
        section=addresses.CHAMPIONSHIPS,
        downloads=(
            Link("JSON", f"data/championships/{championship.id}.json"),
            Link("Standings as CSV", f"data/championships/{championship.id}.csv"),
            Link("Calendar (ics)", f"{atlas.championship_url(championship)}calendar.ics"),
        ),
        structured=championship_event(championship.name, calendar, atlas.zone),
        heads=round_heads(championship.events, atlas),
        tables=tables,
        teams=teams,
        titles=tuple(title for one in season.classes if (title := title_table(one, atlas))),
        charts=charts,
        rounds=tuple(_rounds(season, atlas, found)),
        coming=coming,
        past=tuple(_past(season, atlas)),
        notes=tuple(_notes(season, atlas)),
    )


def _tabs(tables: Sequence[StandingsTable], teams: Sequence[TeamTable], charts: Sequence[Chart]) -> Iterable[Tab]:
    yield from (Tab(table.title, f"#{table.anchor}") for table in tables)
    yield from (Tab(table.title, f"#{table.anchor}") for table in teams)
    if charts:
        yield Tab("Progression", f"#{charts[0].id}")
    yield Tab("Rounds", "#rounds")


def _facts(championship: Championship, coming: Sequence[CalendarLine]) -> Iterable[str]:
    yield counted(len(championship.events), "round") + (
        f" of {len(championship.events) + len(coming)}" if coming else ""
    )
    drivers = sum(len(rows) for rows in championship.standings.drivers.values())
    teams = sum(len(rows) for rows in championship.standings.teams.values())
    if drivers:
        yield counted(drivers, "driver")
    if teams:
        yield counted(teams, "team")


def _podium(tables: Sequence[StandingsTable]) -> tuple[Step, ...]:
    """The first three of a championship without classes; with classes the leader of each of the first three."""
    if len(tables) == 1:
        lines = [(tables[0].title, line) for line in tables[0].lines[:3]]
    else:
        lines = [(table.title, table.lines[0]) for table in tables[:3]]
    return tuple(
        Step(
            position=line.row.position,
            crew=(line.driver,) if line.driver else (),
            detail=line.row.team or "" if len(tables) == 1 else title,
            value=f"{number(line.row.points)} pts",
        )
        for title, line in lines
    )


def _charts(season: Season, atlas: Atlas) -> Iterable[Chart]:
    """Points and places by round; from archived standings by date where rounds are not known."""
    heads = [event.track.short for event in season.rounds]
    dates = [day(date, atlas.zone).split(" ", 1)[1] for date in season.dates]
    for one in season.classes:
        signs, anchor = person_signs(one.lines or one.lines_by_date, atlas), class_anchor(one.name)
        for draw in (points_chart, places_chart):
            chart = draw(one.lines or one.lines_by_date, heads if one.lines else dates, signs=signs, anchor=anchor)
            if chart is not None:
                title = f"{chart.title}, {one.name}" if one.name else chart.title
                yield msgspec.structs.replace(chart, title=title)


def person_signs(lines: Sequence[ProgressionLine], atlas: Atlas) -> PersonSigns:
    """How the drivers of a class are known in its charts."""
    places = {line.person.key: place for place, line in enumerate(lines)}

    def sign(person: Person) -> CarSign:
        return person_sign(atlas.shown(person), f"h{places[person.key]}")

    return sign


def _rounds(season: Season, atlas: Atlas, found: Mapping[str, Classification]) -> Iterable[RoundLine]:
    after = after_links(season, atlas)
    for place, event in enumerate(season.championship.events, start=1):
        yield RoundLine(
            number=place,
            name=event.track.name,
            url=atlas.event_url(event) or "",
            date=day(event.date, atlas.zone),
            winners=tuple(step for race in event.races for step in podium(found[race.id], atlas)[:1]),
            sessions=tuple(Link(atlas.session_name(one), addresses.session(one.id)) for one in event.sessions),
            after=after.get(event.id or ""),
        )


def _past(season: Season, atlas: Atlas) -> Iterable[Link]:
    url = atlas.championship_url(season.championship)
    return (Link(state.title, addresses.after(url, state.slug)) for state in dated_states(season, atlas.zone))


def after_links(season: Season, atlas: Atlas) -> dict[str, Link]:
    """Event id → the standings after it, for every round but the last, where rounds are known."""
    url = atlas.championship_url(season.championship)
    return {
        season.rounds[state.index].id or "": Link(state.title.lower(), addresses.after(url, state.slug))
        for state in round_states(season, atlas.zone)
    }


def _notes(season: Season, atlas: Atlas) -> Iterable[str]:
    if season.is_computed:
        yield "The server says no standings: these are computed from the results and the configured points."
    for one in season.differences:
        yield _difference(one, season.championship.events, atlas)


def _difference(one: Difference, events: Sequence[Event], atlas: Atlas) -> str:
    who = atlas.shown(one.row.driver).name if one.row.driver else "Unknown driver"
    who += f" ({one.class_name})" if one.class_name else ""
    where = next((f" of {event.track.name}" for event in events if event.id == one.event_id), "")
    cause = f": {CAUSES[one.cause]}" if one.cause else ""
    return (
        f"{who}: the server’s points{where} are {number(one.server)}, "
        f"the configured points give {number(one.computed)}{cause}. The server’s count."
    )
