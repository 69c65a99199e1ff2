"""What stands around every page."""

import msgspec

from sitegen.archive.server_status import ServerStatus
from sitegen.config import Config
from sitegen.site import catalog
from sitegen.site.content import Document
from sitegen.site.layout import layout_of

USUAL = ["Home", "Championships", "Results", "Calendar", "Drivers", "Cars", "Tracks", "Records"]


def config_of(**tables):
    return msgspec.convert({"site": {"title": "League"}} | tables, Config)


def page(url, *, in_menu):
    return Document(f"content/{url}", url, url.title(), url.title(), in_menu=in_menu, pieces=())


def layout(*documents, config=None, servers=(), has_teams=False):
    has_news = any(document.is_news for document in documents)
    menu = catalog.menu(has_news=has_news, has_teams=has_teams)
    return layout_of(config or config_of(), documents, servers, menu=menu)


def texts(links):
    return [link.text for link in links]


def test_the_menu_has_news_and_teams_only_where_there_are_any():
    assert texts(layout().menu) == USUAL
    assert texts(layout(page("news/a/", in_menu=False), has_teams=True).menu) == [
        "Home",
        "News",
        "Championships",
        "Results",
        "Calendar",
        "Drivers",
        "Teams",
        "Cars",
        "Tracks",
        "Records",
    ]


def test_pages_that_ask_for_it_come_last_in_the_menu():
    assert texts(layout(page("rules/", in_menu=True), page("more/", in_menu=False)).menu) == [*USUAL, "Rules/"]


def test_a_configured_menu_stands_for_all_of_it_and_may_lead_to_other_sites():
    menu = [{"text": "Rules", "url": "/rules/"}, {"text": "Shop", "url": "https://shop.example/"}]
    assert [link.url for link in layout(config=config_of(menu=menu), has_teams=True).menu] == [
        "rules/",
        "https://shop.example/",
    ]


FETCHED = "2026-05-02T10:00:00+00:00"


def notices(fetched, *, stale=False, left=0):
    return layout(servers=[ServerStatus("main", fetched, stale=stale, left=left)]).notices


def test_a_server_that_was_asked_needs_no_notice():
    assert notices(FETCHED) == ()


def test_a_visitor_is_told_when_a_server_could_not_be_asked():
    assert notices(None, stale=True) == ("The results of main could not be fetched yet.",)
    (notice,) = notices(FETCHED, stale=True)
    assert notice.startswith("The results of main are complete up to Sat 2 May 2026, 10:00 UTC; it could not be asked")


def test_a_visitor_is_told_of_results_that_are_still_to_come():
    assert notices(FETCHED, left=1) == ("1 older session of main will follow: they are still being fetched.",)


def test_links_in_the_footer_begin_at_the_root_of_the_page_they_stand_on():
    assert layout(config=config_of(site={"title": "L", "footer": "[Rules](/rules/)"})).footer_from("../../") == (
        '<p><a href="../../rules/">Rules</a></p>'
    )
    assert layout().footer_from("./") == ""
