"""A whole league, built, that can be broken in one place at a time."""

import datetime as dt
import shutil
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import pytest

from sitegen.check import Finding, check_all
from sitegen.check.findings import AREAS
from sitegen.server.budget import Budget
from tests.sites import built

DURING_THE_SEASON = dt.datetime(2026, 5, 20, 12, tzinfo=dt.UTC)

RULES = "+++\nmenu = true\n+++\n# Rules\n\n![](/car.svg) [Results](/sessions/) [Calendar](/calendar.ics)\n"


@pytest.fixture(scope="session")
def healthy_once(demo_once, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("healthy")
    shutil.copytree(demo_once / "archive", folder / "archive")
    (folder / "content").mkdir()
    (folder / "content" / "rules.md").write_text(
        "+++\nmenu = true\n+++\n# Rules\n\n![](/car.svg) [Results](/sessions/)\n"
    )
    (folder / "content" / "car.svg").write_text("<svg/>")
    toml = (
        (demo_once / "sitegen.toml").read_text(encoding="utf-8").replace('url = "/"', 'url = "https://a.example/l/"', 1)
    )
    toml = "\n".join(line for line in toml.splitlines() if not line.startswith("footer"))  # to pages that are not here
    (folder / "sitegen.toml").write_text(toml, encoding="utf-8")
    built(folder)
    return folder


@pytest.fixture
def healthy(healthy_once, tmp_path) -> Path:
    """The demo's league with a little content, and its site."""
    shutil.copytree(healthy_once, tmp_path / "league")
    return tmp_path / "league"


@pytest.fixture
def findings_of(tmp_path) -> Callable[..., list[Finding]]:
    """Findings on a league that are not "ok", of the areas that are named; no server is asked unless told."""

    def look(folder: Path, *areas: str, **more) -> list[Finding]:
        options = {
            "output": folder / "public",
            "offline": True,
            "environment": {},
            "now": lambda: DURING_THE_SEASON,
            "budget": Budget(sleep=lambda _: None),
            "cache": tmp_path / "cache",
        }
        last = max(map(AREAS.index, areas))
        findings = list(
            takewhile(lambda finding: AREAS.index(finding.area) <= last, check_all(folder, **options | more))
        )
        assert [finding for finding in findings if bool(finding.advice) == (finding.level == "ok")] == []
        return [finding for finding in findings if finding.area in areas and finding.level != "ok"]

    return look


def summaries(findings: list[Finding]) -> list[tuple[str, str | None, str]]:
    """Level, place and sentence of every finding."""
    return [(finding.level, finding.where, finding.message) for finding in findings]
