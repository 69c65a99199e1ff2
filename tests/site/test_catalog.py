"""The list of all kinds of pages and files: it is complete, and each kind makes what it says."""

import datetime as dt
import re
from pathlib import Path

import pytest

from sitegen.dataset.scopes import EventScope, LeagueScope, SeasonScope
from sitegen.dataset.sessions import ComputedEvent
from sitegen.league.championship.models import Standings
from sitegen.league.championship.points import PointsTable
from sitegen.site import catalog
from sitegen.site.catalog.entries import ENTRIES
from sitegen.site.content import Document
from sitegen.site.links import links_of
from sitegen.site.pages.base import Page
from sitegen.site.pages.content.scope import ContentScope
from sitegen.site.pages.search_engines import SearchScope
from sitegen.support.resources import bundled
from tests.site.pages.small_league import (
    ANN,
    BOB,
    championship_of,
    computed,
    content_of,
    drivers_of,
    league_of,
    race,
    row,
    scope_of,
    season_of,
    season_scope_of,
    settings_with,
)

RACES = (race(ANN, BOB, number=1), race(BOB, ANN, number=2))
URL = "https://league.example/"


def document(url, **more):
    return Document(f"content/{url}.md", url, url, url, in_menu=False, pieces=("<p>Hi.</p>",), **more)


def post(url):
    return document(url, date=dt.datetime(2026, 5, 3, tzinfo=dt.UTC), tags=("Rules",))


def subjects(folder: Path):
    """What the pages of a small league are made from that has something of every kind."""
    (folder / "logo.svg").write_text("<svg/>")
    standings = Standings(drivers={"": (row(drivers_of(RACES[0])[0], 43, team="Red"),)})
    season = season_of(*RACES, standings=standings, tables={"": PointsTable(places=(25, 18))})
    league = league_of(*RACES, seasons=[season], running=[season], moved={"anna": "ann"}, public_url=URL)
    event_scope = scope_of(*RACES, championship=championship_of(*RACES))
    content = content_of(
        league, document(""), document("rules/"), post("news/a/"), files={"logo.svg": folder / "logo.svg"}
    )
    return {
        EventScope: ComputedEvent(event_scope, (computed(RACES[0]),)),
        SeasonScope: season_scope_of(season, *RACES),
        LeagueScope: league,
        ContentScope: content,
        SearchScope: SearchScope(("", "rules/"), settings_with(public_url=URL)),
    }


def made_of(entry, subject):
    """All that an entry makes of a scope."""
    scope = getattr(subject, "scope", subject)
    return list(entry.make(subject, links_of(getattr(scope, "league", scope))))


def scope_name(scope):
    return scope.__name__


@pytest.mark.parametrize(
    ("scope", "templates"),
    [
        (EventScope, ["session.html", "laps.html", "side.html"]),
        (SeasonScope, ["championship.html", "after.html", "round.html"]),
        (ContentScope, ["home.html", "news.html", "post.html", "document.html", "feed.xml"]),
        (SearchScope, ["sitemap.xml", "robots.txt"]),
    ],
    ids=str,
)
def test_a_scope_knows_the_templates_of_its_pages(scope, templates):
    assert catalog.templates(scope) == templates


def test_the_templates_of_the_league_are_all_the_others():
    others = {
        template
        for scope in (EventScope, SeasonScope, ContentScope, SearchScope)
        for template in catalog.templates(scope)
    }
    assert {model.template for model in catalog.page_models()} - others == set(catalog.templates(LeagueScope))


def test_every_template_that_is_a_whole_page_has_a_model_and_every_model_a_template():
    folder = bundled("themes") / "default" / "templates"
    sources = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    in_parts = {"base.html", "macros.html"}
    asked_for = {name for source in sources.values() for name in re.findall(r"{% (?:import|include) \"(.+?)\"", source)}
    assert asked_for <= in_parts
    assert sources.keys() - in_parts == {model.template for model in catalog.page_models()}


def test_every_model_of_a_page_is_in_the_list_once_and_has_a_template_of_its_own():
    models = catalog.page_models()
    templates = [model.template for model in models]
    assert (len(set(models)), len(set(templates))) == (len(models), len(models))


@pytest.mark.parametrize(
    ("has", "texts"),
    [
        ((), ["Home", "Championships", "Results", "Calendar", "Drivers", "Cars", "Tracks", "Records"]),
        (("news",), ["Home", "News", "Championships", "Results", "Calendar", "Drivers", "Cars", "Tracks", "Records"]),
        (("teams",), ["Home", "Championships", "Results", "Calendar", "Drivers", "Teams", "Cars", "Tracks", "Records"]),
    ],
)
def test_the_menu_has_an_order_and_only_what_the_league_has(has, texts):
    menu = catalog.menu(has_news="news" in has, has_teams="teams" in has)
    assert [link.text for link in menu] == texts


def test_the_menu_leads_to_pages_that_are_made(tmp_path):
    made = {
        item.url for subject in subjects(tmp_path).values() for item in catalog.items(subject) if isinstance(item, Page)
    }
    assert {link.url for link in catalog.menu(has_news=True, has_teams=True)} <= made


def test_folders_and_single_files_of_the_site_are_reserved():
    reserved = catalog.reserved()
    assert reserved.folders == (
        "calendar/",
        "cars/",
        "championships/",
        "data/",
        "drivers/",
        "news/tags/",
        "records/",
        "sessions/",
        "static/",
        "teams/",
        "tracks/",
    )
    assert reserved.files == {
        "404.html",
        "build.json",
        "calendar.ics",
        "feed.xml",
        "index.html",
        "news/index.html",
        "robots.txt",
        "sitemap.xml",
        "static/icon.svg",
    }


@pytest.mark.parametrize("scope", [EventScope, SeasonScope, LeagueScope, ContentScope, SearchScope], ids=scope_name)
def test_a_kind_makes_pages_of_its_model_at_its_address_or_files(tmp_path, scope):
    subject = subjects(tmp_path)[scope]
    for entry in ENTRIES:
        if entry.scope is not scope:
            continue
        items = made_of(entry, subject) if scope is not SearchScope else list(entry.make(subject, None))
        assert items, f"nothing of {entry}"
        if entry.model is None:
            assert all(isinstance(path, str) and isinstance(body, bytes) for path, body in items)
            paths = [path for path, _ in items]
        else:
            assert {type(item) for item in items} == {entry.model}
            paths = [item.file for item in items]
        assert all(path.startswith(entry.address) for path in paths)


@pytest.mark.parametrize("scope", [EventScope, SeasonScope, LeagueScope, SearchScope], ids=scope_name)
def test_whatever_is_made_of_results_is_at_a_reserved_path(tmp_path, scope):
    reserved = catalog.reserved()
    items = catalog.items(subjects(tmp_path)[scope])
    paths = [item.file if isinstance(item, Page) else item[0] for item in items]
    assert [path for path in paths if not reserved.has_file(path)] == []


def test_no_two_kinds_make_the_same_file(tmp_path):
    items = [item for subject in subjects(tmp_path).values() for item in catalog.items(subject)]
    paths = [item.file if isinstance(item, Page) else item[0] for item in items]
    assert sorted(paths) == sorted(set(paths))


def test_the_items_of_a_scope_are_those_of_its_kinds_in_their_order(tmp_path):
    subject = subjects(tmp_path)[EventScope]
    models = [type(item) for item in catalog.items(subject) if isinstance(item, Page)]
    assert list(dict.fromkeys(models)) == [
        entry.model for entry in ENTRIES if entry.scope is EventScope and entry.model
    ]


def test_a_site_without_a_public_address_has_nothing_for_search_engines_and_feeds(tmp_path):
    nothing = SearchScope(("",), settings_with())
    assert list(catalog.items(nothing)) == []
    content = content_of(league_of(*RACES))
    assert [item.template for item in catalog.items(content)] == ["home.html"]
