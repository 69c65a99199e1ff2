"""Numbers and dates as motorsport people read them; the rules are in TIMING."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

NOTHING = "–"
"""Stands where there is no time: never 0, never a sentinel."""

MINUS = "\N{MINUS SIGN}"

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=65536)
def lap_time(ms: int | None) -> str:
    """`1:47.123`, under a minute `59.876`, over an hour `1:02:03.456`; – without a time."""
    if ms is None:
        return NOTHING
    seconds, thousandths = divmod(abs(ms), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    sign = MINUS if ms < 0 else ""
    if hours:
        return f"{sign}{hours}:{minutes:02}:{seconds:02}.{thousandths:03}"
    return f"{sign}{minutes}:{seconds:02}.{thousandths:03}" if minutes else f"{sign}{seconds}.{thousandths:03}"


@lru_cache(maxsize=65536)
def difference(ms: int | None) -> str:
    """`+0.156`, `−1:04.309`: a difference in time with its sign; – without one."""
    if ms is None:
        return NOTHING
    return lap_time(ms) if ms < 0 else f"+{lap_time(ms)}"


def laps_down(laps: int) -> str:
    """`+1 Lap`, `+2 Laps`."""
    return f"+{laps} Lap" if laps == 1 else f"+{laps} Laps"


def number(value: float | None) -> str:
    """Points: `25`, `12.5`, `−5`; – without any."""
    return NOTHING if value is None else f"{value:.2f}".rstrip("0").rstrip(".").replace("-", MINUS)


def signed(value: float | None) -> str:
    """A difference in points or places: `+3`, `−12`; – for none."""
    return NOTHING if not value else f"+{number(value)}" if value > 0 else number(value)


def calendar_day(date: dt.date) -> str:
    """`Tue 3 Sep 2024`, of a day without a clock."""
    return f"{WEEKDAYS[date.weekday()]} {date.day} {MONTHS[date.month - 1]} {date.year}"


def day(date: dt.datetime | None, zone: ZoneInfo) -> str:
    """`Tue 3 Sep 2024`."""
    if date is None:
        return "Date unknown"
    return calendar_day(date.astimezone(zone).date())


def moment(date: dt.datetime | None, zone: ZoneInfo) -> str:
    """`Tue 3 Sep 2024, 22:54 BST`."""
    if date is None:
        return "Date unknown"
    local = date.astimezone(zone)
    return f"{day(date, zone)}, {local:%H:%M} {local.tzname()}"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 car`, `41 cars`, `2,310 laps`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
