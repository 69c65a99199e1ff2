"""The command `demo`: the whole way once, from a made-up Server Manager to a site that can be looked at."""

import datetime as dt
import shutil
from pathlib import Path

from sitegen import config
from sitegen.archive.store import Archive
from sitegen.build import BuildReport, build
from sitegen.errors import SitegenError
from sitegen.fetch import FetchReport, Progress, fetch_all
from sitegen.simulator import SimulatedManager, make_season
from sitegen.support.resources import bundled

LAST_DAY = dt.date(2026, 5, 17)
"""When the made-up season ends; fixed, so that every demo is the same."""

MARK = "# A made-up league, written by `sitegen demo`."
"""How `sitegen.toml` begins: what begins otherwise is somebody's own."""

SITEGEN_TOML = """\
{mark}
# Its server lives only while the demo runs; afterwards `sitegen build --offline` builds from the archive.

[site]
title = "Apex Sunday League"
url = "/"
timezone = "Europe/Berlin"
footer = "A made-up league. [This is how yours begins](/docs/)."

[[server]]
name = "main"
url = "{url}"
timezone = "Europe/London"
requests = 100     # the demo's server is generous; a real one allows 5 …
per_seconds = 1    # … in any 20 seconds, which is what sitegen keeps to when you say nothing

[[championship]]
id = "{championship_id}"

[[championship.points]]        # compared with the server's standings, and what the title fight is computed from
template = "server-manager"
drop_worst = 1

[[championship.round]]         # rounds to come, for the calendar
date = 2026-05-31
time = 20:00:00
track = "spa"
minutes = 60

[[championship.round]]
date = 2026-06-14
time = 20:00:00
track = "suzuka"
name = "Finale at Suzuka"
minutes = 90
"""


def demo(folder: Path, *, progress: Progress) -> BuildReport:
    """Write a starter league into `folder`, fetch it from an embedded server and build its site."""
    league, fetch_report = make_league(folder, progress=progress)
    return build(
        league,
        folder,
        output_folder=folder / "public",
        requests=fetch_report.requests,
        fetch_warnings=fetch_report.warnings,
    )


def make_league(folder: Path, *, progress: Progress) -> tuple[config.Config, FetchReport]:
    """Write a starter league into `folder`, and fetch it from an embedded server."""
    season = make_season(seed=7, last_day=LAST_DAY, rounds=7)
    with SimulatedManager(season, requests=100, per_seconds=1) as manager:
        _write_league(folder, manager.url, season.championship_id)
        league = config.load(folder)
        return league, fetch_all(league, Archive(folder / "archive"), progress=progress)


def _write_league(folder: Path, url: str, championship_id: str) -> None:
    """Configuration and content; a folder with a league of somebody's own is left alone."""
    path = folder / config.FILE_NAME
    if path.exists() and not path.read_text(encoding="utf-8").startswith(MARK):
        raise SitegenError(f"{path} belongs to a league of yours; give the demo a folder of its own: sitegen demo DIR.")
    shutil.copytree(bundled("content"), folder / "content", dirs_exist_ok=True)
    path.write_text(SITEGEN_TOML.format(mark=MARK, url=url, championship_id=championship_id), encoding="utf-8")
