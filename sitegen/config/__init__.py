"""`sitegen.toml` as one frozen value, every key documented, every mistake named.

The file is read by `load`; nothing else in sitegen looks at it. Secrets are not in it: `Server.credentials`
takes them from the environment.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sitegen.config.schema import (
    COLOUR,
    FILE_NAME,
    SERVER_NAME,
    Config,
    ConfiguredChampionship,
    ConfiguredPoints,
    ConfiguredRound,
    Fetch,
    Privacy,
    Results,
    Server,
    Site,
)
from sitegen.config.validate import check_values
from sitegen.errors import ConfigError, TomlError
from sitegen.support.toml_files import find_mistakes, read_toml
from sitegen.support.toml_tables import Mistake

__all__ = [
    "COLOUR",
    "FILE_NAME",
    "SERVER_NAME",
    "Config",
    "ConfiguredChampionship",
    "ConfiguredPoints",
    "ConfiguredRound",
    "Fetch",
    "Privacy",
    "Results",
    "Server",
    "Site",
    "check",
    "load",
]


def load(folder: Path) -> Config:
    """Read `sitegen.toml` from a site folder; `ConfigError` names file, line, key, what was found and expected."""
    try:
        return read_toml(folder / FILE_NAME, Config, check=check_values)
    except FileNotFoundError:
        raise ConfigError(
            f"There is no {FILE_NAME} in {folder.resolve()}; go to the folder of your league or name it with -C."
        ) from None
    except TomlError as error:
        raise ConfigError(str(error)) from None


def check(values: Mapping[str, Any]) -> list[Mistake]:
    """Every mistake in a parsed `sitegen.toml`."""
    return find_mistakes(values, Config, check=check_values)
