"""What the league writes itself: its pages, its news, the feed, and what they show of the results."""

import datetime as dt

import pytest

from sitegen.league.championship.points import PointsTable
from sitegen.site.content import Document, Shortcode
from sitegen.site.pages.base import Link
from sitegen.site.pages.content.document import document_page, moved_page, not_found_page, summary_of
from sitegen.site.pages.content.embeds import Embeds
from sitegen.site.pages.content.feed import feed_page
from sitegen.site.pages.content.news import news_pages, post_pages, tag_pages
from sitegen.site.pages.content.scope import newest_first
from sitegen.site.pages.search_engines import SearchScope, robots_page, sitemap_page
from tests.site.pages.small_league import (
    ANN,
    BOB,
    content_of,
    league_of,
    links_of,
    race,
    season_of,
    settings_with,
)

RACES = (race(ANN, BOB, number=1), race(BOB, ANN, number=2))
LINKS = links_of(*RACES)


def post(name, day=1, *, tags=(), author="", description=""):
    return Document(
        source=f"content/news/{name}.md",
        url=f"news/{name}/",
        title=name.title(),
        description=description or name.title(),
        in_menu=False,
        pieces=(f"<p>{name}</p>",),
        date=dt.datetime(2026, 5, day, 12, tzinfo=dt.UTC),
        tags=tags,
        author=author,
    )


@pytest.fixture
def embeds():
    """What a page can ask for in a league with one championship that runs."""
    season = season_of(*RACES, tables={"": PointsTable(places=(10, 6))})
    return Embeds(league_of(*RACES, seasons=[season], running=[season]), LINKS)


def pieces_of(embeds, document):
    """What a page shows that asks for nothing in vain."""
    pieces, errors = embeds.pieces(document)
    assert errors == []
    return pieces


def page_with(name, **arguments):
    """A page with one shortcode."""
    shortcode = Shortcode(name, arguments, "content/index.md, line 3")
    return Document("content/index.md", "", "Welcome", "Welcome", in_menu=False, pieces=(shortcode,))


def asked(embeds, name, **arguments):
    """What a page with one shortcode shows."""
    return pieces_of(embeds, page_with(name, **arguments))


def test_text_stays_where_it_stands_between_shortcodes(embeds):
    document = Document(
        "content/a.md", "a/", "A", "A", in_menu=False, pieces=("<p>1</p>", Shortcode("podium", {}, "here"), "<p>2</p>")
    )
    assert [piece.kind for piece in pieces_of(embeds, document)] == ["text", "podium", "text"]


def test_standings_are_those_of_the_running_championship_cut_after_some_rows(embeds):
    (piece,) = asked(embeds, "standings", top=1)
    assert piece.championship == Link("Cup", "championships/cup/")
    assert [[line.driver.name for line in table.lines] for table in piece.tables] == [["Ann One"]]


@pytest.mark.parametrize("name", ["Cup", "cup", "CUP"])
def test_a_championship_goes_by_its_name_or_its_address(embeds, name):
    (piece,) = asked(embeds, "standings", championship=name)
    assert piece.championship.text == "Cup"


def test_the_podium_is_that_of_the_newest_race_or_of_the_one_that_is_named(embeds):
    (newest,) = asked(embeds, "podium")
    (named,) = asked(embeds, "podium", session="/sessions/main/260501_200000_R/")
    assert [piece.steps[0].crew[0].name for piece in (newest, named)] == ["Bob Two", "Ann One"]


def test_a_countdown_without_a_round_to_come_has_none(embeds):
    (piece,) = asked(embeds, "countdown", championship="cup")
    assert piece.round is None


def test_a_driver_goes_by_the_end_of_the_address(embeds):
    (piece,) = asked(embeds, "driver", id="ann")
    assert (piece.driver.name, piece.figures[0].value, [chip.label for chip in piece.form]) == (
        "Ann One",
        "2",
        ["1", "2"],
    )


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("driver", {"id": "anna"}, 'there is no driver "anna"; expected the last part of the address'),
        ("podium", {"session": "main/x"}, 'there is no session "main/x"; expected the end of its address'),
        ("standings", {"championship": "Mug"}, 'there is no championship "Mug"; expected its name, or the last part'),
        ("standings", {"class_name": "GT9"}, 'Cup has no class "GT9"; expected "Drivers"'),
    ],
)
def test_what_does_not_exist_is_left_out_and_named_with_its_line(embeds, name, arguments, message):
    pieces, (error,) = embeds.pieces(page_with(name, **arguments))
    assert pieces == ()
    assert str(error).startswith(f"content/index.md, line 3: {message}")


def test_news_come_the_newest_first_and_those_of_a_day_by_their_address():
    pages = [post("b", 1), post("c", 2), post("a", 1)]
    assert [document.url for document in newest_first(pages)] == ["news/c/", "news/b/", "news/a/"]


def test_every_tag_has_a_page_and_two_spellings_are_one_tag():
    news = [post("b", 2, tags=("Team News",)), post("a", 1, tags=("team news", "Rules"))]
    content = content_of(league_of(), *news)
    pages = [*news_pages(content, LINKS), *tag_pages(content, LINKS)]
    assert {page.template for page in pages} == {"news.html"}
    assert [(page.url, [line.url for line in page.lines]) for page in pages] == [
        ("news/", ["news/b/", "news/a/"]),
        ("news/tags/team-news/", ["news/b/", "news/a/"]),
        ("news/tags/rules/", ["news/a/"]),
    ]
    assert [link.text for link in pages[0].tags] == ["Rules", "Team News"]


def test_a_piece_of_news_leads_to_the_one_before_and_the_one_after():
    news = [post("c", 3), post("b", 2, author="Anna"), post("a", 1)]
    posts = list(post_pages(content_of(league_of(), *news), LINKS))
    assert {page.template for page in posts} == {"post.html"}
    assert [(page.before and page.before.url, page.after and page.after.url) for page in posts] == [
        ("news/b/", None),
        ("news/a/", "news/c/"),
        (None, "news/b/"),
    ]
    assert posts[1].band.facts == ("Sat 2 May 2026", "Anna")
    assert posts[1].structured["author"] == {"@type": "Person", "name": "Anna"}


def test_a_league_without_news_has_no_page_of_news():
    content = content_of(league_of())
    assert [*news_pages(content, LINKS), *tag_pages(content, LINKS), *post_pages(content, LINKS)] == []


def test_a_description_that_is_the_title_is_not_said_twice():
    assert (summary_of(post("a")), summary_of(post("a", description="All about a"))) == ("", "All about a")


def test_the_feed_has_races_and_news_by_date_the_newest_first():
    page = feed_page(content_of(league_of(*RACES), post("a", 2)), LINKS)
    assert [(entry.updated, entry.title) for entry in page.entries] == [
        ("2026-05-02T19:00:00+00:00", "Bob Two wins: Race, Spa-Francorchamps – Cup"),
        ("2026-05-02T12:00:00+00:00", "A"),
        ("2026-05-01T19:00:00+00:00", "Ann One wins: Race, Spa-Francorchamps – Cup"),
    ]
    assert page.updated == "2026-05-02T19:00:00+00:00"


def test_an_empty_feed_is_as_old_as_time():
    page = feed_page(content_of(league_of()), LINKS)
    assert (page.updated, page.entries) == ("1970-01-01T00:00:00+00:00", ())


def test_the_sitemap_is_sorted_and_quoted():
    sitemap = sitemap_page(SearchScope(("tracks/", "", "news/tags/ä/"), settings_with()))
    assert sitemap.urls == ("", "news/tags/%C3%A4/", "tracks/")
    assert robots_page().url == "robots.txt"


def test_a_page_that_moved_is_not_for_search_and_leads_on():
    page = moved_page("drivers/old/", Link("Ann One", "drivers/ann/"))
    assert (page.is_for_search, page.target.url) == (False, "drivers/ann/")


def test_a_draft_says_so_in_the_preview():
    draft = Document("content/a.md", "a/", "A", "A", in_menu=False, pieces=(), unpublished="Draft")
    assert [tag.text for tag in document_page(draft, ()).band.tags] == ["Draft"]


def test_the_page_for_missing_addresses_is_a_file_and_not_for_search():
    assert (not_found_page().file, not_found_page().is_for_search) == ("404.html", False)
