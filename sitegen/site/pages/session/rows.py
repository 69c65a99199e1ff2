"""The rows of a classification, and its podium."""

from collections.abc import Iterable, Sequence

import msgspec

from sitegen.league.championship.models import StandingsRow
from sitegen.league.session.models import Classification, Place, Session, Status
from sitegen.site.charts.base import CarSign, Signs
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import NOTHING, difference, lap_time, laps_down
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Step, crew_names

LABELS = {Status.NOT_CLASSIFIED: "NC", Status.DISQUALIFIED: "DSQ"}


class Row(msgspec.Struct, frozen=True):
    """A car of the classification."""

    place: Place
    sign: CarSign
    crew: tuple[PublicDriver, ...]
    team: str | None
    """As the championship's standings name it; result files name no teams."""
    points: float | None
    """What the standings give for this race, where they say it."""
    label: str
    """The place, NC or DSQ."""
    gap: str
    interval: str
    fastest: bool
    """Holds the best lap of the session."""
    best_sectors: tuple[bool, bool, bool]
    """Whether each sector of the car's best lap is the best of the session."""
    left_ms: int | None
    """What the best lap left on the table: its time beyond the sum of the car's fastest sectors."""
    footnoted: bool
    """Carries a mark, because a penalty is listed below the table."""


class Group(msgspec.Struct, frozen=True):
    """Rows under one head: classified, not classified, disqualified."""

    title: str
    """Empty for the classified, who need no head."""
    rows: tuple[Row, ...]


class ClassRow(msgspec.Struct, frozen=True):
    """A car within its class."""

    row: Row
    gap: str
    """To the leader of the class."""
    fastest: bool
    """Holds the best lap of the class."""


class ClassTable(msgspec.Struct, frozen=True):
    """The cars of one class."""

    name: str
    group: str
    """Its number in the signs of its cars."""
    rows: tuple[ClassRow, ...]


def rows_of(found: Classification, atlas: Atlas) -> list[Row]:
    """Every car in the file's own order."""
    signs = signs_of(found, atlas)
    return [_row(place, found, signs(place), atlas) for place in found.places]


def signs_of(found: Classification, atlas: Atlas) -> Signs:
    """How each car of a session is known on its tables and charts."""
    names = class_names(found.places)
    groups = {name: str(number) for number, name in enumerate(names, start=1)} if len(names) > 1 else {}

    def sign(place: Place) -> CarSign:
        crew, entry = atlas.crew(place.entry), place.entry
        letters = (crew[0].short or crew[0].last[:3].upper()) if crew else "?"
        return CarSign(
            key=str(entry.car_id) if entry.car_id is not None else f"p{place.position}",
            group=groups.get(place.car_class or "", ""),
            name=f"#{entry.number} {crew_names(crew)}",
            short=f"{entry.number} {letters}",
        )

    return sign


def class_names(places: Iterable[Place]) -> list[str]:
    """The classes of a session in the order of their leaders."""
    return list(dict.fromkeys(place.car_class for place in places if place.car_class))


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


def class_tables(found: Classification, rows: Sequence[Row]) -> tuple[ClassTable, ...]:
    """Results by class, in the order of the class leaders; nothing when all cars are of one class."""
    names = class_names(row.place for row in rows)
    if len(names) < 2:
        return ()
    tables = []
    for name in names:
        own = [row for row in rows if row.place.car_class == name]
        best = min((row.place.pace.best_ms for row in own if row.place.pace.best_ms is not None), default=None)
        lines = [
            ClassRow(
                row=row,
                gap=_gap_in_class(found.session, row.place, own[0].place),
                fastest=best is not None and row.place.pace.best_ms == best,
            )
            for row in own
        ]
        tables.append(ClassTable(name, own[0].sign.group, tuple(lines)))
    return tuple(tables)


def _gap_in_class(session: Session, place: Place, leader: Place) -> str:
    """The gap to the leader of the class, as `_gap` says the one to the leader of all."""
    if place is leader:
        return NOTHING
    if not session.is_race:
        own, best = place.pace.best_ms, leader.pace.best_ms
    elif place.entry.lap_count < leader.entry.lap_count:
        return laps_down(leader.entry.lap_count - place.entry.lap_count)
    else:
        own, best = place.entry.total_ms, leader.entry.total_ms
    return difference(own - best) if own is not None and best is not None else NOTHING


def columns_of(rows: Sequence[Row]) -> frozenset[str]:
    """A column that says nothing in any row is not shown; the class says nothing when all cars are of one."""
    places = [row.place for row in rows]
    says = {
        "class": len({place.car_class for place in places}) > 1,
        "grid": any(place.grid is not None for place in places),
        "time": any(place.entry.total_ms is not None for place in places),
        "interval": any(place.interval_ms is not None for place in places),
        "best": any(place.pace.best_ms is not None for place in places),
        "points": any(row.points is not None for row in rows),
        "theoretical": any(place.pace.theoretical_ms is not None for place in places),
    }
    return frozenset(name for name, shown in says.items() if shown)


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


def _row(place: Place, found: Classification, sign: CarSign, atlas: Atlas) -> Row:
    best = found.best_lap
    own, session_best = place.pace.best_lap_sectors, found.best_sectors
    left_ms = None
    if place.pace.best_ms is not None and place.pace.theoretical_ms is not None:
        left_ms = place.pace.best_ms - place.pace.theoretical_ms
    first, second, third = (ms is not None and ms == fastest for ms, fastest in zip(own, session_best, strict=True))
    standing = _standing(place, found.session, atlas)
    return Row(
        place=place,
        sign=sign,
        crew=atlas.crew(place.entry),
        team=standing.team if standing else None,
        points=_points(standing, found.session, atlas) if standing else None,
        label=LABELS.get(place.status, str(place.position)),
        gap=_gap(found.session, place),
        interval=difference(place.interval_ms),
        fastest=best is not None and best.car_id == place.entry.car_id,
        best_sectors=(first, second, third),
        left_ms=left_ms,
        footnoted=bool(place.penalties) or place.entry.missed_stop,
    )


def _standing(place: Place, session: Session, atlas: Atlas) -> StandingsRow | None:
    """The row of the first of its drivers who is in the championship's standings, in the car's class."""
    championship = atlas.championships.get(session.championship_id or "")
    if championship is None:
        return None
    for driver in place.entry.drivers:
        rows = championship.standings.rows_of_driver.get(driver.key, {})
        row = rows.get(place.car_class or "") or rows.get("")
        if row is not None:
            return row
    return None


def _points(standing: StandingsRow, session: Session, atlas: Atlas) -> float | None:
    """The points of the round, when this is its only race; standings do not say what each of several races gave."""
    races = atlas.event_of(session).races
    # By id: an event holds the heads of its sessions, which have no penalties, so the same race is another value there.
    if [race.id for race in races] != [session.id]:
        return None
    return next((score.points for score in standing.rounds if score.event_id == session.event_id), None)


def _gap(session: Session, place: Place) -> str:
    """The gap to the leader as a timing sheet says it: a time, laps, or nothing for the leader."""
    if place.position == 1:
        return NOTHING
    if session.is_race and place.laps_down:
        return laps_down(place.laps_down)
    return difference(place.gap_ms)
