"""The records: lap records of every track and class, all-time tables of people, the closest and longest races."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

import msgspec

from sitegen.league.history.all_time_tables import AllTimeRow, AllTimeTables
from sitegen.league.history.records import LapRecord, Mark
from sitegen.league.history.winners import RaceRecords, RankedRace
from sitegen.league.session.models import Kind, Session
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted, day, difference, lap_time
from sitegen.site.links import Atlas
from sitegen.site.pages.base import Band, Choice, Link, Page, Tab, choices

LISTED = 10
"""Places of an all-time table."""

KINDS = {Kind.RACE: "Race", Kind.QUALIFYING: "Qualifying", None: "Outright"}
WEATHER = {False: "Dry", True: "Wet", None: "Any"}


class Held(msgspec.Struct, frozen=True):
    """A record while it stood."""

    driver: PublicDriver
    car: Link
    ms: int
    improved: str
    """By how much it beat the one before; empty for the first."""
    date: str
    session: Link


class RecordLine(msgspec.Struct, frozen=True):
    """A record and those it beat."""

    track: Link
    car_class: str
    kind: str
    weather: str
    group: str
    """Its class among the choices of the page."""
    kind_group: str
    weather_group: str
    current: Held
    previous: tuple[Held, ...]
    """The last one first."""


class RankedPerson(msgspec.Struct, frozen=True):
    """Somebody in an all-time table."""

    place: str
    """`3`, tied `3=`."""
    crew: tuple[PublicDriver, ...]
    value: str
    detail: str
    url: str = ""
    """Where the detail leads; empty when it leads nowhere."""


class RankedTable(msgspec.Struct, frozen=True):
    """An all-time table."""

    title: str
    lines: tuple[RankedPerson, ...]


class RecordsPage(Page, frozen=True):
    """All records on one page."""

    template: ClassVar[str] = "records.html"
    records: tuple[RecordLine, ...]
    filters: tuple[tuple[str, tuple[Choice, ...]], ...]
    """Name and choices of each filter."""
    people: tuple[RankedTable, ...]
    races: tuple[RankedTable, ...]


def records_page(records: Iterable[LapRecord], tallies: AllTimeTables, facts: RaceRecords, atlas: Atlas) -> RecordsPage:
    """Everything that the page of records shows."""
    of_kind = [record for record in records if record.kind is not None]
    lines = record_lines(of_kind, atlas)
    filters = {
        "class": [line.car_class for line in lines],
        "kind": [line.kind for line in lines],
        "weather": [line.weather for line in lines],
    }
    return RecordsPage(
        url=addresses.RECORDS,
        title="Records",
        description=f"{counted(len(lines), 'lap record')} by track and class, and all-time tables of the league.",
        band=Band(
            title="Records",
            facts=(counted(len({line.track.url for line in lines}), "track"), counted(len(lines), "lap record")),
            tabs=(Tab("Laps", "#laps"), Tab("Drivers", "#people"), Tab("Races", "#races")),
        ),
        section=addresses.RECORDS,
        downloads=(Link("JSON", "data/records.json"),),
        records=lines,
        filters=tuple((name, choices(values)) for name, values in filters.items() if len(set(values)) > 1),
        people=tuple(_people_tables(tallies, atlas)),
        races=tuple(_race_tables(facts, atlas)),
    )


def record_lines(records: Sequence[LapRecord], atlas: Atlas) -> tuple[RecordLine, ...]:
    """Records for show, numbered by class, kind and weather for filters."""
    groups = {choice.text: choice.group for choice in choices(record.car_class or "–" for record in records)}
    kinds = {choice.text: choice.group for choice in choices(KINDS[record.kind] for record in records)}
    weathers = {choice.text: choice.group for choice in choices(WEATHER[record.wet] for record in records)}
    return tuple(
        RecordLine(
            track=Link(record.track.name, atlas.track_url(record.track)),
            car_class=record.car_class or "–",
            kind=KINDS[record.kind],
            weather=WEATHER[record.wet],
            group=groups[record.car_class or "–"],
            kind_group=kinds[KINDS[record.kind]],
            weather_group=weathers[WEATHER[record.wet]],
            current=_held(record.current, atlas),
            previous=tuple(_held(mark, atlas) for mark in reversed(record.previous)),
        )
        for record in records
    )


def _held(mark: Mark, atlas: Atlas) -> Held:
    best = mark.best
    return Held(
        driver=atlas.shown(best.person),
        car=Link(best.car.name, atlas.car_url(best.car)),
        ms=best.ms,
        improved=difference(-mark.improved_ms) if mark.improved_ms is not None else "",
        date=day(best.session.date, atlas.zone),
        session=session_link(best.session, atlas),
    )


def session_link(session: Session, atlas: Atlas) -> Link:
    """`Race`, `Qualifying 2`, leading to the session."""
    return Link(atlas.session_name(session), addresses.session(session.id))


def _people_tables(tallies: AllTimeTables, atlas: Atlas) -> Iterable[RankedTable]:
    whole: Callable[[float], str] = lambda value: f"{value:,.0f}"  # noqa: E731 - one of two ways to say a value
    share: Callable[[float], str] = lambda value: f"{value:.0%}".replace("%", " %")  # noqa: E731
    for title, rows, say in (
        ("Wins", tallies.wins, whole),
        ("Podiums", tallies.podiums, whole),
        ("Poles", tallies.poles, whole),
        ("Fastest laps", tallies.fastest_laps, whole),
        ("Starts", tallies.starts, whole),
        ("Class wins", tallies.class_wins, whole),
        ("Wins per start, from ten starts", tallies.win_rates, share),
        ("Pole, win and fastest lap in one race", tallies.hat_tricks, whole),
        ("Laps led", tallies.laps_led, whole),
        ("Race laps", tallies.laps_driven, whole),
        ("Wins in a row", tallies.winning_streaks, whole),
        ("Podiums in a row", tallies.podium_streaks, whole),
        ("Finishes in a row", tallies.finishing_streaks, whole),
    ):
        lines = [_person(row, say(row.value), atlas) for row in rows if row.position <= LISTED]
        if lines:
            yield RankedTable(title, tuple(lines[: LISTED * 2]))


def _person(row: AllTimeRow, value: str, atlas: Atlas) -> RankedPerson:
    return RankedPerson(
        place=_place(row.position, tied=row.tied),
        crew=(atlas.shown(row.person),),
        value=value,
        detail="still running" if row.running else counted(row.starts, "start"),
    )


def _place(position: int, *, tied: bool) -> str:
    return f"{position}=" if tied else str(position)


def _race_tables(facts: RaceRecords, atlas: Atlas) -> Iterable[RankedTable]:
    for title, rows, say in (
        ("Closest finishes", facts.closest_finishes, difference),
        ("Biggest climbs", facts.biggest_climbs, lambda places: f"▲{places}"),
        ("Wins from furthest back", facts.wins_from_furthest, lambda place: f"from {place}"),
        ("Longest races", facts.longest_by_time, lap_time),
        ("Most laps", facts.longest_by_laps, lambda laps: counted(laps, "lap")),
    ):
        if rows:
            yield RankedTable(title, tuple(_race(row, say(row.value), atlas) for row in rows[: LISTED * 2]))


def _race(row: RankedRace, value: str, atlas: Atlas) -> RankedPerson:
    return RankedPerson(
        place=_place(row.position, tied=row.tied),
        crew=atlas.crew(row.place.entry),
        value=value,
        detail=f"{row.session.track.name}, {day(row.session.date, atlas.zone)}",
        url=addresses.session(row.session.id),
    )
