"""`sitegen.toml` as one frozen value, every key documented, every mistake named.

The file is read by `load`; nothing else in sitegen looks at it. Secrets are not in it: `Server.credentials`
takes them from the environment.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from sitegen.config.schema import (
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
from sitegen.config.validate import check_values
from sitegen.errors import ConfigError
from sitegen.support.files import unreadable
from sitegen.support.toml_lines import located
from sitegen.support.toml_tables import check_table, toml_mistake

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
    """Read `sitegen.toml` from a site folder; `ConfigError` names file, line, key, what was found and expected."""
    path = folder / FILE_NAME
    try:
        text = path.read_bytes().decode("utf-8-sig")
        found = tomllib.loads(text)
    except FileNotFoundError:
        raise ConfigError(
            f"There is no {FILE_NAME} in {folder.resolve()}; go to the folder of your league or name it with -C."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(unreadable(path, error)) from None
    except tomllib.TOMLDecodeError as error:
        line, why = toml_mistake(error, text)
        raise ConfigError(f"{path} is not TOML: in line {line}, {why}.") from None
    problems = [located(problem, text, said=str(path)) for problem in check(found)]
    if problems:
        raise ConfigError("\n".join(problems))
    return msgspec.convert(found, Config)


def check(found: dict[str, Any]) -> Iterator[str]:
    """Every mistake in a parsed `sitegen.toml`, a sentence each that begins with its key."""
    problems = list(check_table(found, Config, where=""))
    yield from problems or check_values(msgspec.convert(found, Config))
