"""Numbers, lists and clauses as a report puts them."""

from collections.abc import Sequence

from sitegen.league.session.models import Place
from sitegen.site.formats import counted, lap_time

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
CARDINALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

OUR_OPENINGS = ("the winner", "from lap ", "over the ", "on every ")
"""With which of our own words a clause may begin; anything else is a name."""


def distance(gap_ms: int | None, laps_down: int) -> str:
    """`3.456 seconds`, `2 laps`; nothing when neither is known."""
    if gap_ms is not None:
        return seconds(gap_ms)
    if laps_down:
        return counted(laps_down, "lap")
    return ""


def seconds(ms: int) -> str:
    """`3.456 seconds`, `1:03.456`."""
    if ms >= 60_000:
        return lap_time(ms)
    return f"{lap_time(ms)} seconds"


def nth(place: int) -> str:
    """`third`, `11th`, `22nd`."""
    if place <= len(ORDINALS):
        return ORDINALS[place - 1]
    # 11th, 12th and 13th, although they end with 1, 2 and 3.
    if 10 < place % 100 < 20:
        return f"{place}th"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def often(times: int) -> str:
    """`once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def stretch(first: int, last: int, *, of: int) -> str:
    """Laps on end, by their first and last number; `of`: the laps of the race."""
    if first == last:
        return f"on lap {first}"
    if last - first == 1:
        return f"on laps {first} and {last}"
    if first == 1 and last == of:
        return "on every lap"
    laps = counted(last - first + 1, "lap")
    if first == 1:
        return f"over the first {laps}"
    if last == of:
        return f"over the last {laps}"
    return f"from lap {first} to lap {last}"


def listed(items: Sequence[str]) -> str:
    """`one`, `one and two`, `one, two and three`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def possessive(name: str) -> str:
    """`Smith's`."""
    return f"{name}'s"


def time_penalty(place: Place, penalty_s: int) -> str:
    """`A time penalty of 5 seconds`, `Time penalties of 35 seconds`; `penalty_s`: those of the car, together."""
    given = [penalty for penalty in place.penalties if penalty.seconds]
    noun = "A time penalty" if len(given) == 1 else "Time penalties"
    return f"{noun} of {counted(penalty_s, 'second')}"


def as_sentence(clause: str) -> str:
    """A clause as a sentence. Only our own words get a capital: names stay as they are."""
    if clause.startswith(OUR_OPENINGS):
        clause = capital(clause)
    return f"{clause}."


def capital(text: str) -> str:
    """With a capital at its beginning."""
    return text[0].upper() + text[1:]


def in_words(count: int) -> str:
    """`two`, `ten`, `11`."""
    if count < len(CARDINALS):
        return CARDINALS[count]
    return str(count)
