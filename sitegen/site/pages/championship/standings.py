"""The tables of standings: a row per driver with every round, a row per team."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen.league.championship.models import Championship, StandingsRow, TeamRow
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.rounds import rounds_of
from sitegen.league.championship.season import ClassSeason, Season
from sitegen.league.session.models import Event
from sitegen.site.charts.base import CarSign
from sitegen.site.driver_names import PublicDriver
from sitegen.site.links import Links
from sitegen.site.pages.base import Link
from sitegen.site.pages.championship.cells import Cell, cell_of
from sitegen.support.slug import slug_of


class StandingsLine(msgspec.Struct, frozen=True):
    """A driver in the standings."""

    row: StandingsRow
    """Position, points, gap and what else the standings say of the driver."""
    sign: CarSign | None
    """How the driver is known in the charts of the page; none where the server does not say who it is."""
    driver: PublicDriver | None
    """Who it is; none where the server does not say."""
    team: Link | None
    """The driver's team and its page; none for a driver without one."""
    move: int | None
    """Places gained by the last round; None where the standings before it are not known."""
    cells: tuple[Cell, ...]
    """What the driver did in every round, in the order of the page's round heads."""


class RoundHead(msgspec.Struct, frozen=True):
    """The head of a round's column."""

    short: str
    """The track in a few letters."""
    name: str
    """The track's full name."""
    url: str
    """The page of the round, from the site's root."""


class StandingsTable(msgspec.Struct, frozen=True):
    """The drivers of one class."""

    anchor: str
    """The id of the table within the page, for links that begin with `#`."""
    class_name: str
    """The name of the class; empty in a championship without classes."""
    title: str
    """The same for show: "Drivers" in a championship without classes."""
    lines: tuple[StandingsLine, ...]
    """A row per driver, in the order of the standings."""
    has_penalties: bool
    """Points were taken off from somebody as a penalty."""
    has_points: bool
    """Somebody says what each round gave."""
    has_moves: bool
    """It is known of somebody how many places the last round gained or lost."""


class TeamLine(msgspec.Struct, frozen=True):
    """A team in the standings."""

    row: TeamRow
    """Position, points and penalty of the team."""
    team: Link
    """Its name and its page."""


class TeamTable(msgspec.Struct, frozen=True):
    """The teams of one class."""

    anchor: str
    """The id of the table within the page, for links that begin with `#`."""
    title: str
    """`GT3 teams`; "Teams" in a championship without classes."""
    lines: tuple[TeamLine, ...]
    """A row per team, in the order of the standings."""
    has_penalties: bool
    """Points were taken off from some team as a penalty."""


def round_heads(events: Iterable[Event], links: Links) -> tuple[RoundHead, ...]:
    """A column per round."""
    return tuple(RoundHead(event.track.short, event.track.full_name, links.event_url(event) or "") for event in events)


def standings_tables(season: Season, links: Links, *, results: Mapping[str, RaceResult]) -> Iterable[StandingsTable]:
    """The drivers' tables, a class each. `results`: session id → race."""
    for class_season in season.classes:
        yield _standings_table(class_season, season.championship, links, results)


def _standings_table(
    class_season: ClassSeason, championship: Championship, links: Links, results: Mapping[str, RaceResult]
) -> StandingsTable:
    lines = tuple(
        _line(index, row, class_season, championship, links, results) for index, row in enumerate(class_season.rows)
    )
    return StandingsTable(
        anchor=class_anchor(class_season.name),
        class_name=class_season.name,
        title=drivers_title(class_season.name),
        lines=lines,
        has_penalties=any(row.penalty for row in class_season.rows),
        has_points=any(_has_points(line) for line in lines),
        has_moves=any(line.move is not None for line in lines),
    )


def _has_points(line: StandingsLine) -> bool:
    return any(cell.points for cell in line.cells)


def drivers_title(class_name: str) -> str:
    """What the table of a class is called: `GT3`, `Drivers` where there are no classes."""
    return class_name or "Drivers"


def class_anchor(name: str) -> str:
    """Where the table of a class stands on the page."""
    return f"drivers-{slug_of(name)}" if name else "drivers"


def person_sign(driver: PublicDriver, key: str) -> CarSign:
    """How a driver is known in the tables and charts of a season. `key`: for somebody who is hidden."""
    return CarSign(key=driver.id or key, group="", name=driver.name, short=driver.short or driver.last[:3].upper())


def _line(
    index: int,
    row: StandingsRow,
    class_season: ClassSeason,
    championship: Championship,
    links: Links,
    results: Mapping[str, RaceResult],
) -> StandingsLine:
    driver, sign, key = None, None, ""
    # A row of the server's without a driver id is in the table, but nobody can say who it is.
    if row.driver:
        key = row.driver.key
        driver = links.shown(row.driver)
        sign = person_sign(driver, f"h{index}")
    rounds = rounds_of(row, class_season.name, championship, results, computed=class_season.computed.get(key))
    return StandingsLine(
        row=row,
        sign=sign,
        driver=driver,
        team=_team_link(row.team, links),
        move=_final_move(class_season, key),
        cells=tuple(cell_of(driver_round) for driver_round in rounds),
    )


def _team_link(name: str | None, links: Links) -> Link | None:
    return Link(name, links.team_url(name)) if name else None


def _final_move(class_season: ClassSeason, person_key: str) -> int | None:
    for line in class_season.lines:
        if line.person.key == person_key:
            return line.final_move
    return None


def team_tables(championship: Championship, links: Links) -> Iterable[TeamTable]:
    """The teams' tables, a class each; a class without rows is left out."""
    for name, rows in championship.standings.teams.items():
        if rows:
            yield _team_table(name, rows, links)


def _team_table(class_name: str, rows: Sequence[TeamRow], links: Links) -> TeamTable:
    anchor, title = "teams", "Teams"
    if class_name:
        anchor, title = f"teams-{slug_of(class_name)}", f"{class_name} teams"
    return TeamTable(
        anchor=anchor,
        title=title,
        lines=tuple(TeamLine(row, Link(row.team, links.team_url(row.team))) for row in rows),
        has_penalties=any(row.penalty for row in rows),
    )
