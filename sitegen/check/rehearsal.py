"""A theme tried in earnest: all pages of a made-up league rendered with it, and all links of that site followed."""

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from sitegen.archive.store import Archive
from sitegen.build.output import REPORT
from sitegen.check.findings import Finding, first_few
from sitegen.check.links import check_links
from sitegen.check.theme import check_theme, of_template
from sitegen.check.whole_site import all_items
from sitegen.config import Config
from sitegen.dataset.drivers_file import DRIVERS_FILE
from sitegen.dataset.load import load_index
from sitegen.demo import LAST_DAY, make_league
from sitegen.errors import ThemeError
from sitegen.site.inputs import Inputs, read_inputs
from sitegen.site.pages.base import Item
from sitegen.site.theme.render import Theme
from sitegen.support.files import write_whole
from sitegen.support.progress import Silence

URL = "https://league.example/races/"
"""Below a path, so that links that only work at a host's root are seen; with it the site has feed and sitemap too."""

SAME_DRIVER = '[[driver]]\nid = "{}"\nalso = ["{}"]\n'
"""So that one page has moved."""


def try_theme(config: Config, folder: Path) -> Iterator[Finding]:
    """What `check_theme` finds, and when every template can be used, what a made-up league's site shows."""
    is_usable = True
    for finding in check_theme(config, folder):
        yield finding
        is_usable = is_usable and finding.level != "problem"
    if is_usable:
        yield from _rehearse(config, folder)


def _rehearse(config: Config, folder: Path) -> Iterator[Finding]:
    """What fails when the theme that `config` names renders a made-up league, and links that lead nowhere then.

    `folder`: the league's, in which its own themes lie; nothing in it is changed.
    """
    with tempfile.TemporaryDirectory(prefix="sitegen-") as stage:
        inputs = _made_up(Path(stage), config)
        theme = Theme(config.site.theme, site_folder=folder, layout=inputs.layout, options=config.theme)
        site = Path(stage) / "site"
        failures = list(first_few(_failures(theme, all_items(inputs), site)))
        yield from failures
        if failures:
            return  # a link to a page that could not be rendered is not wrong itself
        yield Finding("theme", "ok", "It renders every page of a made-up league.")
        yield from _check_links(theme, site, inputs.config)


def _made_up(stage: Path, look: Config) -> Inputs:
    """The demo's league below an address, with one driver under two names and the class colours of a league."""
    made_up, _ = make_league(stage, progress=Silence())
    index = load_index(Archive(stage / "archive"), made_up, content=stage / "content")
    driver, other = sorted(index.identities.driver_ids.values())[-2:]
    (stage / "content" / DRIVERS_FILE).write_text(SAME_DRIVER.format(driver, other), encoding="utf-8")
    site = msgspec.structs.replace(made_up.site, url=URL)
    config = msgspec.structs.replace(made_up, site=site, classes=look.classes)
    return read_inputs(config, stage, now=dt.datetime.combine(LAST_DAY, dt.time.max, dt.UTC))


def _failures(theme: Theme, items: Iterable[Item], site: Path) -> Iterator[Finding]:
    """Render everything into a folder, and say what of the theme fails, each line of a template once."""
    listed: set[str | None] = set()
    for item in items:
        try:
            path, body = theme.file(item)
        except ThemeError as error:
            finding = of_template(str(error))
            if finding.where not in listed:
                listed.add(finding.where)
                yield finding
        else:
            write_whole(site / path, body, durable=False)


def _check_links(theme: Theme, site: Path, config: Config) -> Iterator[Finding]:
    """Links of the rendered site that lead nowhere."""
    for name, body in theme.static_files():
        write_whole(site / "static" / name, body, durable=False)
    write_whole(site / REPORT, b"{}", durable=False)  # by which a built site is known
    for finding in check_links(site, config):
        if finding.level == "ok":
            yield msgspec.structs.replace(finding, where=None)  # nobody ever sees this folder
        else:
            yield finding
