"""Real results of a league, imported and built once for all tests that compare; where the shared data is."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from tests import oracle

LEAGUE = Path(__file__).parents[2] / "shared" / "data" / "league"
SERVERS = sorted(folder.name for folder in LEAGUE.glob("server*"))
needed = pytest.mark.skipif(not SERVERS, reason="the shared data is not beside the checkout")

CONFIGURATION = """[site]
title = "Shared League"
url = "https://example.github.io/league/"
timezone = "Europe/London"
"""
CREDENTIALS = {"SITEGEN_SERVER1_USERNAME": "steward-who-looks", "SITEGEN_SERVER1_PASSWORD": "correct-horse-battery"}


def sitegen(folder: Path, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "sitegen", "-q", "-C", str(folder), *arguments],
        check=True,
        env=os.environ | CREDENTIALS,
    )


def build(folder: Path) -> None:
    folder.mkdir()
    (folder / "sitegen.toml").write_text(CONFIGURATION, "utf-8")
    for server in SERVERS:
        sitegen(folder, "import", str(LEAGUE / server), "--server", server)
    for file in (LEAGUE / "standings").glob("*.json"):
        kept = folder / "archive" / "server1" / "standings" / file.stem / "20250410T000000Z.json"
        kept.parent.mkdir(parents=True)
        kept.write_bytes(file.read_bytes())
    sitegen(folder, "build", "--offline")


@pytest.fixture(scope="session")
def site(tmp_path_factory, worker_id, own_cache) -> Path:
    """Built once per run, whichever of its processes comes first."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    folder = shared / "shared-league"
    with FileLock(shared / "shared-league.lock"):
        if not (shared / "shared-league.built").exists():
            build(folder)
            (shared / "shared-league.built").touch()
    return folder


@pytest.fixture(scope="session")
def known(site) -> oracle.Known:
    return oracle.read(LEAGUE, read(site / "archive" / "drivers.json"), "Europe/London")


@pytest.fixture(scope="session")
def sessions(site, known) -> dict[str, dict]:
    return {session: data(site, f"sessions/{session}.json") for session in known.results}


def read(file: Path):
    return json.loads(file.read_text("utf-8"))


def data(site: Path, address: str):
    return read(site / "public" / "data" / address)


def differences(expected, found, at: str = "") -> Iterator[str]:
    """One short line each, as two whole files beside each other say nothing."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted(expected.keys() | found.keys()):
            if key not in expected or key not in found:
                yield f"{at}.{key} is only {'found' if key in found else 'expected'}"
            else:
                yield from differences(expected[key], found[key], f"{at}.{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for place, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from differences(one, other, f"{at}[{place}]")
    elif (type(expected), expected) != (type(found), found):
        yield f"{at}: expected {expected!r}, found {found!r}"


def first_of(wrong: list) -> str:
    return "\n".join([f"{len(wrong)} are wrong, the first of them:", *map(str, wrong[:25])])
