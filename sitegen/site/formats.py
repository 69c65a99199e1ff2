"""Numbers, dates and texts as pages write them, times as in the timing documents of a professional series."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

NOTHING = "–"
"""Stands where there is no time: never 0, never a sentinel."""

MINUS = "\N{MINUS SIGN}"
"""As wide as a plus; the hyphen of a keyboard is not."""

# Not from the locale of the computer: the same site is the same bytes everywhere.
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


# A site has a million cells of times, and most of them stand on several pages.
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
    if minutes:
        return f"{sign}{minutes}:{seconds:02}.{thousandths:03}"
    return f"{sign}{seconds}.{thousandths:03}"


@lru_cache(maxsize=65536)
def difference(ms: int | None) -> str:
    """`+0.156`, `−1:04.309`: a difference in time with its sign; – without one."""
    if ms is None:
        return NOTHING
    # A time below 0 has its minus already.
    if ms < 0:
        return lap_time(ms)
    return f"+{lap_time(ms)}"


def laps_down(laps: int) -> str:
    """The gap of a car that did fewer laps: `+1 Lap`, `+2 Laps`."""
    return f"+{laps} Lap" if laps == 1 else f"+{laps} Laps"


def number(amount: float | None) -> str:
    """Points, places or a count, with at most two decimals: `25`, `12.5`, `−5`; – where there is none."""
    if amount is None:
        return NOTHING
    return f"{amount:.2f}".rstrip("0").rstrip(".").replace("-", MINUS)


def signed(amount: float | None) -> str:
    """A difference in points or places: `+3`, `−12`; – for none, and for 0."""
    if not amount:
        return NOTHING
    if amount < 0:
        return number(amount)
    return f"+{number(amount)}"


def sort_value(value: float | str | None) -> str:
    """What a script sorts a cell by: `93456`, `-12.5`, a text in lower case; empty without a value."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.casefold()
    # 0 is added so that nothing behind the row above, which is -0.0 as a difference, is 0 as well.
    return f"{value + 0:.2f}".rstrip("0").rstrip(".")


def placing(position: int, *, tied: bool) -> str:
    """`3`; `3=` for a place that is shared."""
    return f"{position}=" if tied else str(position)


def calendar_day(date: dt.date) -> str:
    """A day of the calendar, which has no clock: `Tue 3 Sep 2024`."""
    return f"{WEEKDAYS[date.weekday()]} {date.day} {MONTHS[date.month - 1]} {date.year}"


def day(date: dt.datetime | None, zone: ZoneInfo) -> str:
    """The day of a moment in a time zone: `Tue 3 Sep 2024`; `Date unknown` without one."""
    if date is None:
        return "Date unknown"
    return calendar_day(date.astimezone(zone).date())


def moment(date: dt.datetime | None, zone: ZoneInfo) -> str:
    """A moment on the clock of a time zone: `Tue 3 Sep 2024, 22:54 BST`; `Date unknown` without one."""
    if date is None:
        return "Date unknown"
    local = date.astimezone(zone)
    return f"{day(date, zone)}, {local:%H:%M} {local.tzname()}"


def iso_day(date: dt.datetime | None, zone: ZoneInfo) -> str:
    """The day of a moment in a time zone as a script reads it: `2024-09-03`; empty without one."""
    if date is None:
        return ""
    return date.astimezone(zone).date().isoformat()


def revision_note(date: dt.datetime, zone: ZoneInfo) -> str:
    """What a reader of a result must know of which the server has changed its mind."""
    return f"The server has changed this result; what it said before was replaced on {day(date, zone)}."


def counted(count: int, singular: str, plural: str = "") -> str:
    """`1 car`, `41 cars`, `2,310 laps`. `plural`: where it is not the singular and an s."""
    if count == 1:
        return f"{count} {singular}"
    return f"{count:,} {plural or f'{singular}s'}"


def css_text(text: str) -> str:
    """A text for a string of CSS: everything but letters, digits and spaces is escaped."""
    return "".join(map(_css_letter, text))


def _css_letter(letter: str) -> str:
    if letter.isalnum() or letter == " ":
        return letter
    return f"\\{ord(letter):x} "  # the space ends the number, lest the next letter be read as a part of it
