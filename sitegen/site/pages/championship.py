"""The page of a championship: standings per class with their rounds, teams, the list of rounds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

import msgspec

from sitegen.league.models import Championship, Classification, Event, StandingsRow, Status, TeamRow
from sitegen.league.race_results import RaceResult
from sitegen.league.rounds import RaceDriven, Round, rounds_of
from sitegen.site import addresses
from sitegen.site.atlas import Atlas
from sitegen.site.directory import Shown
from sitegen.site.formats import NOTHING, counted, day, number
from sitegen.site.pages.base import Band, Link, Page, Step, Tab
from sitegen.site.pages.rows import podium

PODIUM = {1: "g1", 2: "g2", 3: "g3"}


class Cell(msgspec.Struct, frozen=True):
    """What a driver did in a round."""

    label: str
    """Class place, `Ret`, `DSQ`; two races of a round side by side."""
    points: str
    """Empty where the server says none."""
    kind: str
    """g1 g2 g3 pt fin ret dsq no: by the best of the round's races."""
    dropped: bool
    fastest: bool


class StandingsLine(msgspec.Struct, frozen=True):
    """A driver in the standings."""

    row: StandingsRow
    driver: Shown | None
    cells: tuple[Cell, ...]


class RoundHead(msgspec.Struct, frozen=True):
    """The head of a round's column."""

    short: str
    name: str
    url: str


class StandingsTable(msgspec.Struct, frozen=True):
    """The drivers of one class."""

    anchor: str
    title: str
    lines: tuple[StandingsLine, ...]
    has_penalties: bool
    has_points: bool
    """The server says what each round gave."""


class TeamTable(msgspec.Struct, frozen=True):
    """The teams of one class."""

    anchor: str
    title: str
    rows: tuple[TeamRow, ...]
    has_penalties: bool


class RoundLine(msgspec.Struct, frozen=True):
    """A round in the list of rounds."""

    number: int
    name: str
    url: str
    date: str
    winners: tuple[Step, ...]
    """The winner of each race."""
    sessions: tuple[Link, ...]


class ChampionshipPage(Page, frozen=True):
    """A championship on one page."""

    template: ClassVar[str] = "championship.html"
    heads: tuple[RoundHead, ...]
    tables: tuple[StandingsTable, ...]
    teams: tuple[TeamTable, ...]
    rounds: tuple[RoundLine, ...]


def championship_page(
    championship: Championship,
    atlas: Atlas,
    *,
    results: Mapping[str, RaceResult],
    found: Mapping[str, Classification],
) -> ChampionshipPage:
    """Everything that the page of a championship shows. `results` and `found`: session id → race, session."""
    url = atlas.championship_url(championship)
    tables = tuple(standings_tables(championship, atlas, results=results))
    teams = tuple(_team_tables(championship))
    rounds = tuple(_round(event, number, atlas, found) for number, event in enumerate(championship.events, start=1))
    tabs = [Tab(table.title, f"#{table.anchor}") for table in tables]
    tabs += [Tab(table.title, f"#{table.anchor}") for table in teams]
    return ChampionshipPage(
        url=url,
        title=championship.name,
        description=f"Standings and rounds: {championship.name}, {counted(len(rounds), 'round')}.",
        band=Band(
            title=championship.name,
            crumbs=(Link("Championships", addresses.CHAMPIONSHIPS),),
            facts=tuple(_facts(championship)),
            podium=_podium(tables),
            tabs=(*tabs, Tab("Rounds", "#rounds")),
        ),
        section=addresses.CHAMPIONSHIPS,
        downloads=(
            Link("JSON", f"data/championships/{championship.id}.json"),
            Link("Standings as CSV", f"data/championships/{championship.id}.csv"),
        ),
        heads=tuple(
            RoundHead(event.track.short, event.track.full_name, atlas.event_url(event) or "")
            for event in championship.events
        ),
        tables=tables,
        teams=teams,
        rounds=rounds,
    )


def standings_tables(
    championship: Championship, atlas: Atlas, *, results: Mapping[str, RaceResult]
) -> Iterable[StandingsTable]:
    """The drivers' tables, a class each; a class without rows is left out."""
    for name, rows in championship.standings.drivers.items():
        if rows:
            lines = tuple(_line(row, name, championship, atlas, results) for row in rows)
            yield StandingsTable(
                anchor=f"drivers-{addresses.slug(name)}" if name else "drivers",
                title=name or "Drivers",
                lines=lines,
                has_penalties=any(row.penalty for row in rows),
                has_points=any(cell.points for line in lines for cell in line.cells),
            )


def _line(
    row: StandingsRow, class_name: str, championship: Championship, atlas: Atlas, results: Mapping[str, RaceResult]
) -> StandingsLine:
    return StandingsLine(
        row=row,
        driver=atlas.shown(row.driver) if row.driver else None,
        cells=tuple(_cell(one) for one in rounds_of(row, class_name, championship, results)),
    )


def _cell(one: Round) -> Cell:
    kinds = [_kind(race, one.points) for race in one.races if race.place]
    order = ("g1", "g2", "g3", "pt", "fin", "ret", "dsq")
    return Cell(
        label="·".join(_label(race) for race in one.races) if kinds else NOTHING,
        points=number(one.points) if one.points is not None else "",
        kind=min(kinds, key=order.index, default="no"),
        dropped=one.dropped,
        fastest=any(race.fastest_lap for race in one.races),
    )


def _label(race: RaceDriven) -> str:
    if race.place is None:
        return NOTHING
    words = {Status.NOT_CLASSIFIED: "Ret", Status.DISQUALIFIED: "DSQ"}
    return words.get(race.place.status, str(race.place.class_position or race.place.position))


def _kind(race: RaceDriven, points: float | None) -> str:
    assert race.place is not None
    if race.place.status is Status.DISQUALIFIED:
        return "dsq"
    if race.place.status is Status.NOT_CLASSIFIED:
        return "ret"
    return PODIUM.get(race.place.class_position or race.place.position, "pt" if points else "fin")


def _team_tables(championship: Championship) -> Iterable[TeamTable]:
    for name, rows in championship.standings.teams.items():
        if rows:
            yield TeamTable(
                anchor=f"teams-{addresses.slug(name)}" if name else "teams",
                title=f"{name} teams" if name else "Teams",
                rows=rows,
                has_penalties=any(row.penalty for row in rows),
            )


def _facts(championship: Championship) -> Iterable[str]:
    yield counted(len(championship.events), "round")
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


def _round(event: Event, number: int, atlas: Atlas, found: Mapping[str, Classification]) -> RoundLine:
    return RoundLine(
        number=number,
        name=event.track.name,
        url=atlas.event_url(event) or "",
        date=day(event.date, atlas.zone),
        winners=tuple(step for race in event.races for step in podium(found[race.id], atlas)[:1]),
        sessions=tuple(Link(atlas.session_name(one), addresses.session(one.id)) for one in event.sessions),
    )
