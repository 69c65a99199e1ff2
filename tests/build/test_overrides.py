"""A template that a league overrides changes the pages that are made from it at the next build, and no others."""

import datetime as dt
import shutil

import pytest

from sitegen import config
from sitegen.check.whole_site import all_items
from sitegen.site import catalog
from sitegen.site.inputs import read_inputs
from sitegen.site.pages.base import Page
from sitegen.support.resources import bundled
from tests.sites import built, configure, files

MARK = "<!-- of the league -->"

TEMPLATES = sorted({page.template for page in catalog.page_models()})


@pytest.fixture(scope="module")
def site(demo_once, tmp_path_factory):
    """A league with a page for every template: news, a driver under two names, an address of its own."""
    folder = tmp_path_factory.mktemp("overrides") / "league"
    shutil.copytree(demo_once, folder, ignore=shutil.ignore_patterns("public", ".sitegen", "docs"))
    text = (folder / "sitegen.toml").read_text(encoding="utf-8").replace('url = "/"', 'url = "https://a.example/l/"', 1)
    (folder / "sitegen.toml").write_text(text, encoding="utf-8")
    configure(folder, "[results]\nprotest_hours = 24")
    joined = '[[driver]]\nid = "alex-weber"\nalso = ["alex-weber-2"]\n'
    (folder / "content/drivers.toml").write_text(joined, encoding="utf-8")
    built(folder)
    return folder


@pytest.fixture(scope="module")
def made_from(site):
    """Template → the files of its pages."""
    inputs = read_inputs(config.load(site), site, now=dt.datetime.now(dt.UTC))
    by_template = {template: set() for template in TEMPLATES}
    for item in all_items(inputs):
        if isinstance(item, Page):
            by_template[item.template].add(item.file)
    by_template["document.html"] |= by_template["post.html"]  # which extends it
    return by_template


def override(template):
    """The template with a comment in every page that is made from it."""
    source = (bundled("themes") / "default/templates" / template).read_text(encoding="utf-8")
    if "{% extends" in source:
        return f'{{% extends "parent/{template}" %}}{{% block main %}}{{{{ super() }}}}{MARK}{{% endblock %}}'
    return f"{source}{MARK}"


@pytest.mark.parametrize("template", TEMPLATES)
def test_an_overridden_template_changes_exactly_its_pages(site, made_from, template):
    assert made_from[template], "the league has no page of this kind"
    before = files(site / "public")
    path = site / "theme/templates" / template
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(override(template), encoding="utf-8")
    built(site)
    after = files(site / "public")
    path.unlink()
    built(site)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == made_from[template]
    assert all(MARK.encode() in after[name] for name in changed)
    assert files(site / "public") == before
