"""`content/drivers.toml`: who is the same person, and under which name somebody is shown."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from sitegen.support.files import unreadable
from sitegen.support.toml_tables import Table, check_table, suggestion, toml_mistake

DRIVERS_FILE = "drivers.toml"
"""In `content/`."""


class RosterDriver(Table, frozen=True):
    """`[[driver]]`: what the league says of a driver."""

    id: str
    """The last part of the address of the driver's page."""
    name: str | None = None
    """Shown instead of the names in the results."""
    also: tuple[str, ...] = ()
    """Ids of other drivers of the site who are the same person."""


class Roster(Table, frozen=True):
    """All of `content/drivers.toml`."""

    driver: tuple[RosterDriver, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """Public id → name."""
        return {one.id: one.name for one in self.driver if one.name}

    @property
    def same(self) -> dict[str, str]:
        """Public id → the public id of the same person that stays."""
        return {other: one.id for one in self.driver for other in one.also}


def load_roster(content: Path) -> tuple[Roster, list[str]]:
    """What the file says, and every mistake in it; a file with mistakes says nothing, as a whole."""
    path = content / DRIVERS_FILE
    try:
        text = path.read_bytes().decode("utf-8-sig")
        found = tomllib.loads(text)
    except FileNotFoundError:
        return Roster(), []
    except (OSError, UnicodeDecodeError) as error:
        return Roster(), [unreadable(f"content/{DRIVERS_FILE}", error)]
    except tomllib.TOMLDecodeError as error:
        line, why = toml_mistake(error, text)
        return Roster(), [f"content/{DRIVERS_FILE} is not TOML: in line {line}, {why}."]
    problems = [f"content/{DRIVERS_FILE}: {problem}" for problem in check_table(found, Roster, where="")]
    if problems:
        return Roster(), problems
    return msgspec.convert(found, Roster), []


def check_roster(roster: Roster, known: Mapping[str, str]) -> Iterator[str]:
    """What the file says of drivers that the league does not know, or twice. `known`: person key → public id."""
    ids = set(known.values())
    said: set[str] = set()
    for one in roster.driver:
        for public_id in (one.id, *one.also):
            if public_id not in ids:
                close = suggestion(public_id, ids)
                yield f'content/{DRIVERS_FILE} names the driver "{public_id}", whom no result knows{close}'
            if public_id in said:
                yield f'content/{DRIVERS_FILE} names the driver "{public_id}" twice; the last one counts.'
            said.add(public_id)
