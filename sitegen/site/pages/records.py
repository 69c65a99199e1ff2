"""The records: lap records of every track and class, all-time tables of people, the closest and longest races."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

import msgspec

from sitegen.dataset.scopes import LeagueScope
from sitegen.league.history.all_time_tables import AllTimeRow, AllTimeTables
from sitegen.league.history.winners import RaceRecords, RankedRace
from sitegen.site import addresses
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import counted, day, difference, lap_time, placing
from sitegen.site.links import Links
from sitegen.site.pages.base import Band, Choice, Link, Page, Tab
from sitegen.site.pages.record_lines import RecordLine, record_lines

LISTED = 10
"""Places of an all-time table."""
MOST_ROWS = 2 * LISTED
"""Rows of an all-time table: when many share the last place, not all of them are shown."""


class RankedPerson(msgspec.Struct, frozen=True):
    """Somebody in an all-time table."""

    place: str
    """`3`, tied `3=`."""
    crew: tuple[PublicDriver, ...]
    """Who it is; in tables of races all who drove the car."""
    value: str
    """What is ranked: a number, a share, a gap or a time, with its unit."""
    detail: str
    """All starts of a driver, or "still running" for a streak; for a race its track and date."""
    url: str = ""
    """Where the detail leads; empty when it leads nowhere."""


class RankedTable(msgspec.Struct, frozen=True):
    """An all-time table."""

    title: str
    """What is ranked."""
    lines: tuple[RankedPerson, ...]
    """The first ten places, in order."""


class RecordsPage(Page, frozen=True):
    """All records on one page."""

    template: ClassVar[str] = "records.html"
    records: tuple[RecordLine, ...]
    """The lap records by track and class, race before qualifying, dry before wet."""
    people: tuple[RankedTable, ...]
    """The all-time tables of drivers; those with nobody in them are left out."""
    races: tuple[RankedTable, ...]
    """The closest, wildest and longest races; tables without any are left out."""


def records_page(league: LeagueScope, links: Links) -> RecordsPage:
    """Everything that the page of records shows."""
    histories = league.histories
    # Most outright records are race or qualifying records as well: the page would list these laps twice.
    lines = record_lines([record for record in histories.records if record.kind is not None], links)
    tracks = {line.track.url for line in lines}
    return RecordsPage(
        url=addresses.RECORDS,
        title="Records",
        description=f"{counted(len(lines), 'lap record')} by track and class, and all-time tables of the league.",
        band=Band(
            title="Records",
            facts=(counted(len(tracks), "track"), counted(len(lines), "lap record")),
            tabs=(Tab("Laps", "#laps"), Tab("Drivers", "#people"), Tab("Races", "#races")),
        ),
        section=addresses.RECORDS,
        downloads=(Link("JSON", addresses.RECORDS_DATA),),
        records=lines,
        filters=tuple(_filters(lines)),
        people=tuple(_people_tables(histories.all_time_tables, links)),
        races=tuple(_race_tables(histories.race_records, links)),
    )


def _filters(lines: Sequence[RecordLine]) -> Iterable[tuple[str, tuple[Choice, ...]]]:
    """A filter with one choice chooses nothing and is left out."""
    by_filter = {
        "class": {line.group: line.car_class for line in lines},
        "kind": {line.kind_group: line.kind for line in lines},
        "weather": {line.weather_group: line.weather for line in lines},
    }
    for name, texts in by_filter.items():
        if len(texts) > 1:
            yield name, tuple(Choice(text, group) for group, text in texts.items())


def _people_tables(tables: AllTimeTables, links: Links) -> Iterable[RankedTable]:
    for title, rows, say in (
        ("Wins", tables.wins, _count),
        ("Podiums", tables.podiums, _count),
        ("Poles", tables.poles, _count),
        ("Fastest laps", tables.fastest_laps, _count),
        ("Starts", tables.starts, _count),
        ("Class wins", tables.class_wins, _count),
        ("Wins per start, from ten starts", tables.win_rates, _share),
        ("Pole, win and fastest lap in one race", tables.hat_tricks, _count),
        ("Laps led", tables.laps_led, _count),
        ("Race laps", tables.laps_driven, _count),
        ("Wins in a row", tables.winning_streaks, _count),
        ("Podiums in a row", tables.podium_streaks, _count),
        ("Finishes in a row", tables.finishing_streaks, _count),
    ):
        lines = [_person_line(row, say(row.value), links) for row in rows if row.position <= LISTED]
        if lines:
            yield RankedTable(title, tuple(lines[:MOST_ROWS]))


def _count(value: float) -> str:
    return f"{value:,.0f}"


def _share(value: float) -> str:
    """`25 %`."""
    return f"{value * 100:.0f} %"


def _person_line(row: AllTimeRow, value: str, links: Links) -> RankedPerson:
    return RankedPerson(
        place=placing(row.position, tied=row.tied),
        crew=(links.shown(row.person),),
        value=value,
        detail=_detail(row),
    )


def _detail(row: AllTimeRow) -> str:
    if row.running:
        return "still running"
    return counted(row.starts, "start")


def _race_tables(race_records: RaceRecords, links: Links) -> Iterable[RankedTable]:
    for title, rows, say in (
        ("Closest finishes", race_records.closest_finishes, difference),
        ("Biggest climbs", race_records.biggest_climbs, _places_gained),
        ("Wins from furthest back", race_records.wins_from_furthest, _from_place),
        ("Longest races", race_records.longest_by_time, lap_time),
        ("Most laps", race_records.longest_by_laps, _laps),
    ):
        lines = [_race_line(row, say(row.value), links) for row in rows[:MOST_ROWS]]
        if lines:
            yield RankedTable(title, tuple(lines))


def _places_gained(places: int) -> str:
    return f"▲{places}"


def _from_place(place: int) -> str:
    return f"from {place}"


def _laps(laps: int) -> str:
    return counted(laps, "lap")


def _race_line(row: RankedRace, value: str, links: Links) -> RankedPerson:
    return RankedPerson(
        place=placing(row.position, tied=row.tied),
        crew=links.crew(row.place.entry),
        value=value,
        detail=f"{row.session.track.name}, {day(row.session.date, links.zone)}",
        url=addresses.session(row.session.id),
    )
