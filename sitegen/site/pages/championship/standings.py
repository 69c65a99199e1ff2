"""The tables of standings: a row per driver with every round, a row per team."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from sitegen.dataset.slugs import slug as slug_of
from sitegen.league.championship.models import Championship, StandingsRow, TeamRow
from sitegen.league.championship.points import RacePoints
from sitegen.league.championship.race_results import RaceResult
from sitegen.league.championship.rounds import RaceDriven, Round, rounds_of
from sitegen.league.championship.season import ClassSeason, Season
from sitegen.league.session.models import Event, Status
from sitegen.site.charts.base import CarSign
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import NOTHING, number
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Link

PODIUM = {1: "g1", 2: "g2", 3: "g3"}


class Cell(msgspec.Struct, frozen=True):
    """What a driver did in a round."""

    label: str
    """Class place, `Ret`, `DSQ`; two races of a round side by side."""
    points: str
    """Empty where nobody says any."""
    arithmetic: str
    """`P2 18 + fastest lap 1 = 19`: how configured points come about; empty without any."""
    kind: str
    """g1 g2 g3 pt fin ret dsq no: by the best of the round's races."""
    dropped: bool
    pole: bool
    fastest: bool


class StandingsLine(msgspec.Struct, frozen=True):
    """A driver in the standings."""

    row: StandingsRow
    sign: CarSign | None
    driver: PublicDriver | None
    team: Link | None
    move: int | None
    """Places gained by the last round; None where the standings before it are not known."""
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
    """Somebody says what each round gave."""
    has_moves: bool


class TeamLine(msgspec.Struct, frozen=True):
    """A team in the standings."""

    row: TeamRow
    team: Link


class TeamTable(msgspec.Struct, frozen=True):
    """The teams of one class."""

    anchor: str
    title: str
    lines: tuple[TeamLine, ...]
    has_penalties: bool


def round_heads(events: Iterable[Event], atlas: Atlas) -> tuple[RoundHead, ...]:
    """A column per round."""
    return tuple(RoundHead(event.track.short, event.track.full_name, atlas.event_url(event) or "") for event in events)


def standings_tables(season: Season, atlas: Atlas, *, results: Mapping[str, RaceResult]) -> Iterable[StandingsTable]:
    """The drivers' tables, a class each. `results`: session id → race."""
    for one in season.classes:
        lines = tuple(_line(place, row, one, season.championship, atlas, results) for place, row in enumerate(one.rows))
        yield StandingsTable(
            anchor=class_anchor(one.name),
            title=one.name or "Drivers",
            lines=lines,
            has_penalties=any(row.penalty for row in one.rows),
            has_points=any(cell.points for line in lines for cell in line.cells),
            has_moves=any(line.move is not None for line in lines),
        )


def class_anchor(name: str) -> str:
    """Where the table of a class stands on the page."""
    return f"drivers-{slug_of(name)}" if name else "drivers"


def person_sign(shown: PublicDriver, key: str) -> CarSign:
    """How a driver is known in the tables and charts of a season. `key`: for somebody who is hidden."""
    return CarSign(key=shown.id or key, group="", name=shown.name, short=shown.short or shown.last[:3].upper())


def _line(
    place: int,
    row: StandingsRow,
    one: ClassSeason,
    championship: Championship,
    atlas: Atlas,
    results: Mapping[str, RaceResult],
) -> StandingsLine:
    driver = atlas.shown(row.driver) if row.driver else None
    key = row.driver.key if row.driver else ""
    rounds = rounds_of(row, one.name, championship, results, computed=one.computed.get(key))
    line = next((line for line in one.lines if line.person.key == key), None)
    return StandingsLine(
        row=row,
        sign=person_sign(driver, f"h{place}") if driver else None,
        driver=driver,
        team=Link(row.team, atlas.team_url(row.team)) if row.team else None,
        move=line.final_move if line else None,
        cells=tuple(_cell(each) for each in rounds),
    )


def _cell(one: Round) -> Cell:
    kinds = [_kind(race, one.points) for race in one.races if race.place]
    order = ("g1", "g2", "g3", "pt", "fin", "ret", "dsq")
    return Cell(
        label="·".join(_label(race) for race in one.races) if kinds else NOTHING,
        points=number(one.points) if one.points is not None else "",
        arithmetic=_arithmetic(one.arithmetic),
        kind=min(kinds, key=order.index, default="no"),
        dropped=one.dropped,
        pole=any(race.pole for race in one.races),
        fastest=any(race.fastest_lap for race in one.races),
    )


def _arithmetic(races: Sequence[RacePoints]) -> str:
    parts = [part for race in races for part in _parts(race)]
    total = number(sum(race.total for race in races))
    return f"{' + '.join(parts)} = {total}" if parts else ""


def _parts(race: RacePoints) -> Iterable[str]:
    if race.position is not None:
        yield f"P{race.position} {number(race.for_place)}"
    if race.pole:
        yield f"pole {number(race.pole)}"
    if race.fastest_lap:
        yield f"fastest lap {number(race.fastest_lap)}"


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


def team_tables(championship: Championship, atlas: Atlas) -> Iterable[TeamTable]:
    """The teams' tables, a class each; a class without rows is left out."""
    for name, rows in championship.standings.teams.items():
        if rows:
            yield TeamTable(
                anchor=f"teams-{slug_of(name)}" if name else "teams",
                title=f"{name} teams" if name else "Teams",
                lines=tuple(TeamLine(row, Link(row.team, atlas.team_url(row.team))) for row in rows),
                has_penalties=any(row.penalty for row in rows),
            )
