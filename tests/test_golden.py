"""The demo's site, byte for byte: a change of any page is seen, looked at, and accepted with `--accept`."""

import hashlib
from pathlib import Path

import pytest

from tests.sites import files

GOLDEN = Path(__file__).parent / "golden"

WHOLE = (
    "404.html",
    "index.html",
    "championships/index.html",
    "championships/lighthouse-cup-2026/index.html",
    "championships/lighthouse-cup-2026/zandvoort/index.html",
    "data/championships/",
    "drivers/alex-weber/index.html",
    "rules/index.html",
    "sessions/main/260517_191939_Q/index.html",
    "sessions/main/260517_200331_R/index.html",
)
"""Kept as they are, so that a difference can be read; all other files by their hash."""


@pytest.fixture(scope="module")
def site(demo_once):
    return files(demo_once / "public")


def test_the_demo_site_is_the_golden_one(site, request):
    whole = {path: body for path, body in site.items() if path.startswith(WHOLE)}
    hashes = "".join(f"{hashlib.sha256(body).hexdigest()[:16]}  {path}\n" for path, body in site.items())
    if request.config.getoption("--accept"):
        for path, body in whole.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(body)
        (GOLDEN / "hashes.txt").write_text(hashes, encoding="utf-8")
    for path, body in whole.items():
        assert body.decode() == (GOLDEN / path).read_text(encoding="utf-8"), path
    assert hashes == (GOLDEN / "hashes.txt").read_text(encoding="utf-8")
