"""`content/drivers.toml`: who is the same person, and under which name somebody is shown."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sitegen.errors import TomlError
from sitegen.support.suggestions import suggestion
from sitegen.support.toml_files import read_toml, with_line
from sitegen.support.toml_lines import Key
from sitegen.support.toml_tables import Mistake, Table

DRIVERS_FILE = "drivers.toml"
"""In `content/`."""

_LABEL = f"content/{DRIVERS_FILE}"
"""What messages call it."""


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
        return {driver.id: driver.name for driver in self.driver if driver.name}

    @property
    def main_ids(self) -> dict[str, str]:
        """Public id → the public id of the same person that stays."""
        main_ids: dict[str, str] = {}
        for driver in self.driver:
            main_ids |= dict.fromkeys(driver.also, driver.id)
        return main_ids

    def main_keys(self, driver_ids: Mapping[str, str]) -> dict[str, str]:
        """Person key → key of the same person that stays. `driver_ids`: person key → public id."""
        keys = {public_id: key for key, public_id in driver_ids.items()}
        main_ids = self.main_ids
        main_keys = {}
        for public_id in main_ids:
            main_id = _end_of_chain(public_id, main_ids)
            if public_id in keys and main_id in keys and main_id != public_id:
                main_keys[keys[public_id]] = keys[main_id]
        return main_keys


def _end_of_chain(public_id: str, main_ids: Mapping[str, str]) -> str:
    """Follow "is the same as" to its end; a league may have written a circle."""
    seen = {public_id}
    while public_id in main_ids and main_ids[public_id] not in seen:
        public_id = main_ids[public_id]
        seen.add(public_id)
    return public_id


def load_roster(content: Path) -> tuple[Roster, tuple[str, ...]]:
    """What the file says, and every mistake in it; a file with mistakes says nothing, as a whole."""
    try:
        return read_toml(content / DRIVERS_FILE, Roster, label=_LABEL), ()
    except FileNotFoundError:
        return Roster(), ()
    except TomlError as error:
        return Roster(), error.mistakes


def check_roster(roster: Roster, known: Mapping[str, str], *, content: Path) -> Iterator[str]:
    """What the file says of drivers that the league does not know, or twice. `known`: person key → public id."""
    for mistake in _mistakes(roster, set(known.values())):
        yield with_line(mistake, content / DRIVERS_FILE, label=_LABEL)


def _mistakes(roster: Roster, known: set[str]) -> Iterator[Mistake]:
    named: set[str] = set()
    for key, public_id in _named_ids(roster):
        if public_id not in known:
            hint = suggestion(public_id, known)
            expected = f"expected the last part of the address of a driver's page{hint}"
            yield Mistake(key, f'is "{public_id}", whom no result knows; {expected}')
        if public_id in named:
            yield Mistake(
                key, f'is "{public_id}", who is there before; keep one of them: until then the last one counts.'
            )
        named.add(public_id)


def _named_ids(roster: Roster) -> Iterator[tuple[Key, str]]:
    """Every public id in the file, and where it stands."""
    for index, driver in enumerate(roster.driver):
        yield ("driver", index, "id"), driver.id
        for position, public_id in enumerate(driver.also):
            yield ("driver", index, "also", position), public_id
