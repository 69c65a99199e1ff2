"""`sitegen.toml` as one frozen value, every key documented, every mistake named.

The file is read by `load`; nothing else in sitegen looks at it. Secrets are not in it: `Server.credentials`
takes them from the environment.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from sitegen.config.checks import check_values
from sitegen.config.tables import (
    COLOUR,
    FILE_NAME,
    SERVER_NAME,
    Championship,
    Config,
    Fetch,
    Points,
    Privacy,
    Results,
    Round,
    Server,
    Site,
)
from sitegen.errors import ConfigError
from sitegen.toml_tables import check_table

__all__ = [
    "COLOUR",
    "FILE_NAME",
    "SERVER_NAME",
    "Championship",
    "Config",
    "Fetch",
    "Points",
    "Privacy",
    "Results",
    "Round",
    "Server",
    "Site",
    "check",
    "load",
]


def load(folder: Path) -> Config:
    """Read `sitegen.toml` from a site folder; `ConfigError` names file, key, what was found and what was expected."""
    path = folder / FILE_NAME
    try:
        found = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(
            f"There is no {FILE_NAME} in {folder.resolve()}; go to the folder of your league or name it with -C."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} could not be read as UTF-8 text: {error}.") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f'{path} is not TOML: {error}. A text needs quotes: title = "My league".') from None
    problems = [f"{path}: {problem}" for problem in check(found)]
    if problems:
        raise ConfigError("\n".join(problems))
    return msgspec.convert(found, Config)


def check(found: dict[str, Any]) -> Iterator[str]:
    """Every mistake in a parsed `sitegen.toml`, a sentence each."""
    problems = list(check_table(found, Config, where=""))
    yield from problems or check_values(msgspec.convert(found, Config))
