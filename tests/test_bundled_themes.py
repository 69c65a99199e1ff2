"""Every bundled theme passes what the default one passes: golden files, links, accessibility, every width.

The default theme's golden pages and its interaction are in `test_golden.py` and `test_browser.py`.
"""

import hashlib
import shutil
from pathlib import Path

import pytest

from sitegen import config
from sitegen.check.links import check_links
from sitegen.site.theme.layers import known_themes
from tests.browsers import barriers, served, too_wide
from tests.sites import built, files
from tests.test_browser import ADDRESSES
from tests.test_golden import GOLDEN

pytestmark = pytest.mark.whole

THEMES = ("night", "paper")

LOOKS = (
    "",
    "championships/lighthouse-cup-2026/",
    "calendar/",
    "records/",
    "tracks/zandvoort/",
    "sessions/main/260510_204443_R/",
    "sessions/main/260517_191939_Q/",
    "sessions/main/260510_204443_R/laps/all/",
    "drivers/alex-weber/",
    "rules/",
    "docs/content/",
)
"""Pages on which everything that has a look of its own stands."""


def test_no_bundled_theme_is_forgotten_here(tmp_path):
    assert set(known_themes(tmp_path)) == {"default", *THEMES}


@pytest.fixture(scope="module", params=THEMES)
def dressed(request, demo_once, tmp_path_factory) -> Path:
    """The demo's league in another theme."""
    folder = tmp_path_factory.mktemp(request.param)
    for name in ("archive", "content"):
        shutil.copytree(demo_once / name, folder / name)
    toml = (demo_once / "sitegen.toml").read_text(encoding="utf-8")
    (folder / "sitegen.toml").write_text(toml.replace("[site]", f'[site]\ntheme = "{request.param}"', 1))
    built(folder)
    return folder


@pytest.fixture(scope="module")
def site(dressed):
    with served(dressed / "public") as address:
        yield address


def test_its_pages_are_the_golden_ones(dressed, request):
    golden = GOLDEN / f"{config.load(dressed).site.theme}.txt"
    site = files(dressed / "public")
    hashes = "".join(
        f"{hashlib.sha256(body).hexdigest()[:16]}  {path}\n"
        for path, body in site.items()
        if path.endswith((".html", ".css", ".js"))
    )
    if request.config.getoption("--accept"):
        golden.write_text(hashes, encoding="utf-8")
    assert hashes == golden.read_text(encoding="utf-8")


def test_its_numbers_are_those_of_the_default_theme(dressed, demo_once):
    of_default = files(demo_once / "public" / "data")
    assert files(dressed / "public" / "data") == of_default


def test_its_links_lead_somewhere(dressed):
    assert [one for one in check_links(dressed / "public", config.load(dressed)) if one.level != "ok"] == []


def test_no_page_of_it_scrolls_sideways(chrome, site):
    assert too_wide(chrome, [site + address for address in ADDRESSES], widths=(320, 390, 760, 1440)) == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_no_page_of_it_has_a_serious_barrier(chrome, site, width, scheme):
    assert barriers(chrome, [site + address for address in LOOKS], width=width, scheme=scheme) == []
