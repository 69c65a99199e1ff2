"""The rows of a classification, how each of its cars is known on tables and charts, and its podium."""

from collections.abc import Iterable

import msgspec

from sitegen.dataset.scopes import DriverInRound, RoundContext
from sitegen.league.session.models import Classification, Entry, Pace, Place, Sectors, Session, Status
from sitegen.site.charts.base import CarSign, Signs
from sitegen.site.driver_names import PublicDriver, three_letters
from sitegen.site.formats import NOTHING, difference, lap_time, laps_down
from sitegen.site.links import Links
from sitegen.site.pages.base import Step, crew_names

LABELS = {Status.NOT_CLASSIFIED: "NC", Status.DISQUALIFIED: "DSQ"}
"""What stands in place of a number before a car that does not count."""

TITLES = {
    Status.CLASSIFIED: "",
    Status.NOT_CLASSIFIED: "Not classified",
    Status.DISQUALIFIED: "Disqualified",
}
"""The heads of the groups of a race, in their order."""

TIMED_TITLES = TITLES | {Status.NOT_CLASSIFIED: "Without a time"}
"""The same outside races, where only a time is needed to count."""


LAP_ORDER = 10**9
"""What a gap of one lap counts when gaps are sorted, in ms: no race is so long."""


def signs_of(places: Iterable[Place], links: Links) -> Signs:
    """The signs of the cars of a session, from all its places."""
    names = class_names(places)
    groups: dict[str | None, str] = {}
    # A single class tells no car from another, so it has no number.
    if len(names) > 1:
        groups |= {name: str(number) for number, name in enumerate(names, start=1)}

    def sign(place: Place) -> CarSign:
        entry = place.entry
        return CarSign(
            key=_car_key(entry),
            group=groups.get(place.car_class, ""),
            name=f"#{entry.number} {crew_names(links.crew(entry))}",
            short=f"{entry.number} {_letters(entry, links)}",
        )

    return sign


def class_names(places: Iterable[Place]) -> list[str]:
    """The classes of a session in the order of their leaders."""
    return list(dict.fromkeys(place.car_class for place in places if place.car_class))


def _car_key(entry: Entry) -> str:
    """The car's id in the file; its place where the file gives it none."""
    if entry.car_id is None:
        return f"p{entry.position}"
    return str(entry.car_id)


def _letters(entry: Entry, links: Links) -> str:
    """Those of the first driver, who stands for the crew."""
    crew = links.crew(entry)
    if not crew:
        return "?"
    return three_letters(crew[0])


class Row(msgspec.Struct, frozen=True):
    """A car of the classification."""

    place: Place
    """The car's place with everything that was computed of it."""
    sign: CarSign
    """How the car is known on this page."""
    crew: tuple[PublicDriver, ...]
    """Everybody who drove the car, in the file's order."""
    team: str | None
    """As the championship's standings name it; result files name no teams."""
    points: float | None
    """What the standings give for this race, where they say it."""
    label: str
    """The place, NC or DSQ."""
    gap: str
    """Behind the leader, as a time or in laps, ready for show."""
    gap_order: int | None
    """What the gap is sorted by: ms, and more than any time for a car that did fewer laps; none for the leader."""
    interval: str
    """Behind the car in front, as a time, ready for show."""
    fastest: bool
    """Holds the best lap of the session."""
    best_sectors: tuple[bool, bool, bool]
    """Whether each sector of the car's best lap is the best of the session."""
    left_ms: int | None
    """What the best lap left on the table, in ms: its time beyond the sum of the car's fastest sectors."""
    footnoted: bool
    """Carries a mark, because a penalty is listed below the table."""


class Group(msgspec.Struct, frozen=True):
    """Rows under one head: classified, not classified, disqualified."""

    status: Status
    """What its cars have in common: `classified`, `not_classified` or `disqualified`."""
    title: str
    """The head in words; empty for the classified, who need none."""
    rows: tuple[Row, ...]
    """The cars in the file's own order."""


def rows_of(classification: Classification, links: Links, *, context: RoundContext | None) -> list[Row]:
    """Every car in the file's own order, which is that of the places. `context`: the round, None outside of any."""
    signs = signs_of(classification.places, links)
    return [_row(place, classification, signs(place), links, context) for place in classification.places]


def _row(
    place: Place, classification: Classification, sign: CarSign, links: Links, context: RoundContext | None
) -> Row:
    session, best = classification.session, classification.best_lap
    team, points = _team_and_points(place, session, context)
    return Row(
        place=place,
        sign=sign,
        crew=links.crew(place.entry),
        team=team,
        points=points,
        label=label_of(place),
        gap=_gap(session, place),
        gap_order=_gap_order(session, place),
        interval=difference(place.interval_ms),
        fastest=best is not None and best.car_id == place.entry.car_id,
        best_sectors=_session_bests(place.pace.best_lap_sectors, classification.best_sectors),
        left_ms=_left_ms(place.pace),
        footnoted=bool(place.penalties) or place.entry.missed_stop,
    )


def label_of(place: Place) -> str:
    """`1`, `NC`, `DSQ`: what stands before a car."""
    return LABELS.get(place.status, str(place.position))


def _session_bests(sectors: Sectors, best_sectors: Sectors) -> tuple[bool, bool, bool]:
    first, second, third = (ms is not None and ms == best_ms for ms, best_ms in zip(sectors, best_sectors, strict=True))
    return first, second, third


def _left_ms(pace: Pace) -> int | None:
    if pace.best_ms is None or pace.theoretical_ms is None:
        return None
    return pace.best_ms - pace.theoretical_ms


def _team_and_points(place: Place, session: Session, context: RoundContext | None) -> tuple[str | None, float | None]:
    """As the championship's standings name them; standings do not say what each of several races of a round gave."""
    standing = _standing(place, context) if context else None
    if context is None or standing is None:
        return None, None
    points = standing.points if session.id == context.only_race else None
    return standing.team, points


def _standing(place: Place, context: RoundContext) -> DriverInRound | None:
    """What the standings say of the first of its drivers who is in them, in the car's class."""
    for driver in place.entry.drivers:
        by_class = context.drivers.get(driver.key, {})
        # Standings of a championship without classes stand under the empty name.
        standing = by_class.get(place.car_class or "") or by_class.get("")
        if standing is not None:
            return standing
    return None


def _gap(session: Session, place: Place) -> str:
    """The gap to the leader as a timing sheet says it: a time, laps, or nothing for the leader."""
    if place.position == 1:
        return NOTHING
    if session.is_race and place.laps_down:
        return laps_down(place.laps_down)
    return difference(place.gap_ms)


def _gap_order(session: Session, place: Place) -> int | None:
    """The same as a number that sorts."""
    if place.position == 1:
        return None
    if session.is_race and place.laps_down:
        return place.laps_down * LAP_ORDER
    return place.gap_ms


def group_rows(rows: Iterable[Row], *, is_race: bool) -> tuple[Group, ...]:
    """Classified rows first, then those that are not, then the disqualified; a group without rows is left out."""
    titles = TITLES if is_race else TIMED_TITLES
    by_status: dict[Status, list[Row]] = {status: [] for status in titles}
    for row in rows:
        by_status[row.place.status].append(row)
    return tuple(Group(status, titles[status], tuple(members)) for status, members in by_status.items() if members)


def columns_of(rows: Iterable[Row]) -> frozenset[str]:
    """The columns that say something in at least one row; the class says nothing when all cars are of one."""
    columns = set()
    classes = set()
    for row in rows:
        classes.add(row.place.car_class)
        columns |= {name for name, value in _optional_cells(row).items() if value is not None}
    if len(classes) > 1:
        columns.add("class")
    return frozenset(columns)


def _optional_cells(row: Row) -> dict[str, float | None]:
    """What a row has for the columns that are not in every session."""
    place = row.place
    return {
        "grid": place.grid,
        "time": place.entry.total_ms,
        "interval": place.interval_ms,
        "best": place.pace.best_ms,
        "points": row.points,
        "theoretical": place.pace.theoretical_ms,
    }


def podium(classification: Classification, links: Links) -> tuple[Step, ...]:
    """The first three that count, with the time of the winner and the gaps of the others."""
    counting = [place for place in classification.places if place.status is Status.CLASSIFIED]
    return tuple(_step(place, classification.session, links) for place in counting[:3])


def _step(place: Place, session: Session, links: Links) -> Step:
    value = _gap(session, place)
    if place.position == 1:
        won_in_ms = place.entry.total_ms if session.is_race else place.pace.best_ms
        value = lap_time(won_in_ms)
    return Step(
        position=place.position,
        crew=links.crew(place.entry),
        detail=place.entry.car.name,
        value=value,
        number=place.entry.number,
    )
