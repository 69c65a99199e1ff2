"""Numbers, lists and clauses as a report puts them."""

from collections.abc import Sequence

from sitegen.league.session.models import Place
from sitegen.site.formats import counted, lap_time

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def distance(gap_ms: int | None, laps_down: int) -> str:
    """`3.456 seconds`, `2 laps`; nothing when neither is known."""
    return seconds(gap_ms) if gap_ms is not None else counted(laps_down, "lap") if laps_down else ""


def seconds(ms: int) -> str:
    """`3.456 seconds`, `1:03.456`."""
    return lap_time(ms) if ms >= 60_000 else f"{lap_time(ms)} seconds"


def nth(place: int) -> str:
    """`third`, `11th`, `22nd`."""
    if place <= len(ORDINALS):
        return ORDINALS[place - 1]
    ending = "th" if 10 < place % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def often(times: int) -> str:
    """`once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(times, f"{times} times")


def stretch(first: int, last: int, *, of: int) -> str:
    """Laps on end, of a race of so many."""
    laps = counted(last - first + 1, "lap")
    if first == last:
        return f"on lap {first}"
    if last - first == 1:
        return f"on laps {first} and {last}"
    if first == 1:
        return "on every lap" if last == of else f"over the first {laps}"
    return f"over the last {laps}" if last == of else f"from lap {first} to lap {last}"


def listed(items: Sequence[str]) -> str:
    """`one`, `one and two`, `one, two and three`."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def own(name: str) -> str:
    """`Smith's`."""
    return f"{name}'s"


def time_penalty(place: Place, seconds: int) -> str:
    """`A time penalty of 5 seconds`, `Time penalties of 35 seconds`."""
    given = sum(1 for penalty in place.penalties if penalty.seconds)
    return f"{'A time penalty' if given == 1 else 'Time penalties'} of {counted(seconds, 'second')}"


def sentence(text: str) -> str:
    """A clause as a sentence. Only our own words get a capital: names stay as they are."""
    own_words = ("the winner", "from lap ", "over the ", "on every ")
    return f"{capital(text) if text.startswith(own_words) else text}."


def capital(text: str) -> str:
    """With a capital at its beginning."""
    return text[0].upper() + text[1:]


def in_words(cars: int) -> str:
    """`two`, `ten`, `11`."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[cars] if cars < len(words) else str(cars)
