"""Lap records for show: who holds them, and whom they took them from."""

from collections.abc import Iterable, Sequence

import msgspec

from sitegen.league.history.records import LapRecord, Mark
from sitegen.league.session.models import Kind
from sitegen.site.driver_names import PublicDriver
from sitegen.site.formats import NOTHING, day, difference, iso_day
from sitegen.site.links import Links
from sitegen.site.pages.base import Link, choices
from sitegen.site.pages.session_links import session_link

KIND_KEYS = {Kind.RACE: "race", Kind.QUALIFYING: "qualifying", None: "outright"}
WEATHER_KEYS = {False: "dry", True: "wet", None: "any"}

KINDS = {"race": "Race", "qualifying": "Qualifying", "outright": "Outright"}
"""The keys of kinds in words."""
WEATHER = {"dry": "Dry", "wet": "Wet", "any": "Any"}
"""The keys of weather in words."""


class RecordHolder(msgspec.Struct, frozen=True):
    """A record while it stood."""

    driver: PublicDriver
    """Who drove the lap."""
    car: Link
    """The car model and its page."""
    ms: int
    """The lap time in milliseconds."""
    improved: str
    """By how much it beat the one before; empty for the first."""
    date: str
    """`Tue 3 Sep 2024`, in the league's time zone."""
    iso_date: str
    """The same day as `2024-09-03`; empty where it is not known."""
    session: Link
    """The session in which it was driven."""


class RecordLine(msgspec.Struct, frozen=True):
    """A record and those it beat."""

    track: Link
    """The track and its page."""
    car_class: str
    """The class of the car; – where it is not known."""
    kind_key: str
    """`race`, `qualifying`, or `outright` for the fastest lap of any session."""
    kind: str
    """The kind in words: Race, Qualifying, Outright."""
    weather_key: str
    """`dry`, `wet`, or `any` for an outright record."""
    weather: str
    """The weather in words: Dry, Wet, Any."""
    group: str
    """Its class among the choices of the page."""
    kind_group: str
    """Its kind of session among the choices of the page."""
    weather_group: str
    """Its weather among the choices of the page."""
    current: RecordHolder
    """The lap that stands."""
    previous: tuple[RecordHolder, ...]
    """The last one first."""


def record_lines(records: Sequence[LapRecord], links: Links) -> tuple[RecordLine, ...]:
    """Records for show, numbered by class, kind and weather for filters."""
    # Numbers and not names, so that a class of any name can stand in an attribute that a script compares.
    class_groups = _groups(_class_of(record) for record in records)
    kind_groups = _groups(KIND_KEYS[record.kind] for record in records)
    weather_groups = _groups(WEATHER_KEYS[record.wet] for record in records)
    lines = []
    for record in records:
        car_class, kind_key, weather_key = _class_of(record), KIND_KEYS[record.kind], WEATHER_KEYS[record.wet]
        line = RecordLine(
            track=Link(record.track.name, links.track_url(record.track)),
            car_class=car_class,
            kind_key=kind_key,
            kind=KINDS[kind_key],
            weather_key=weather_key,
            weather=WEATHER[weather_key],
            group=class_groups[car_class],
            kind_group=kind_groups[kind_key],
            weather_group=weather_groups[weather_key],
            current=_holder(record.current, links),
            previous=tuple(_holder(mark, links) for mark in reversed(record.previous)),
        )
        lines.append(line)
    return tuple(lines)


def _class_of(record: LapRecord) -> str:
    return record.car_class or NOTHING


def _groups(names: Iterable[str]) -> dict[str, str]:
    """Name or key → its number among the choices of a filter."""
    return {choice.text: choice.group for choice in choices(names)}


def _holder(mark: Mark, links: Links) -> RecordHolder:
    best = mark.best
    return RecordHolder(
        driver=links.shown(best.person),
        car=Link(best.car.name, links.car_url(best.car)),
        ms=best.ms,
        improved=_improved(mark),
        date=day(best.session.date, links.zone),
        iso_date=iso_day(best.session.date, links.zone),
        session=session_link(best.session, links),
    )


def _improved(mark: Mark) -> str:
    if mark.improved_ms is None:
        return ""
    return difference(-mark.improved_ms)
