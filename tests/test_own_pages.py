"""Pages and news of the league in a whole site, and what they show of the results."""

import datetime as dt
import json
import shutil
import xml.etree.ElementTree as ET

import pytest

from tests.sites import built, configure, pages

ATOM = "{http://www.w3.org/2005/Atom}"

MAY = dt.datetime(2026, 5, 20, 12, tzinfo=dt.UTC)


def write(league, name, text):
    path = league / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def site(demo_once, tmp_path_factory):
    """The demo with pages that use everything: the report, and every page."""
    league = tmp_path_factory.mktemp("own") / "league"
    shutil.copytree(demo_once, league, ignore=shutil.ignore_patterns("public", "docs"))
    (league / "sitegen.toml").write_text(
        (league / "sitegen.toml").read_text().replace('url = "/"', 'url = "https://a.example/l/"', 1)
    )
    configure(league, "")
    driver = json.loads((demo_once / "public/data/index.json").read_bytes())["drivers"][0]["id"]
    write(
        league,
        "all.md",
        f'{{{{ standings(class_name="gt4", top=2) }}}}\n\n{{{{ driver("{driver}") }}}}\n\n{{{{ countdown() }}}}',
    )
    write(
        league,
        "bad.md",
        'Text.\n\n{{ driver("nobody") }}\n\n{{ standings("Lighthouse") }}\n\n{{ standings(class_name="GT5") }}\n',
    )
    write(league, "bad2.md", '{{ podium("main/x") }}')
    write(league, "news/2026-05-18-b.md", '+++\ntitle = "B <i>"\ntags = ["Season", "<b>"]\nimage = "/b.png"\n+++\nB.')
    write(league, "b.png", "png")
    write(league, "calendar/index.html", "Mine.")
    write(league, "news/2026-05-19-c.md", "+++\ndraft = true\n+++\nSecret.")
    write(league, "news/2026-06-19-d.md", "Later.")
    report = built(league, now=lambda: MAY)
    return report, pages(league / "public"), league / "public"


def test_a_page_shows_standings_of_a_class_a_driver_and_the_next_round(site):
    page = site[1]["all/"]
    assert "Lighthouse Cup 2026" in page.text
    assert len([1 for tag, found in page.tags if tag == "td" and "pos" in (found.get("class") or "")]) == 2
    assert "Starts" in page.text
    assert "31 May 2026, 20:00 CEST" in page.text
    assert any("data-until" in found for tag, found in page.tags if tag == "time")
    assert any("local.js" in address for address in page.loads)


def test_what_a_page_asks_for_in_vain_is_named_and_the_rest_is_shown(site):
    report, found, _ = site
    assert "Text." in found["bad/"].text
    assert [one.split("; ")[0] for one in report.warnings] == [
        "content/calendar/index.html would be the page calendar/, which sitegen makes",
        'content/bad.md, line 3: there is no driver "nobody"',
        'content/bad.md, line 5: there is no championship "Lighthouse"',
        'content/bad.md, line 7: Lighthouse Cup 2026 has no class "GT5"',
        'content/bad2.md, line 1: there is no session "main/x"',
    ]


def test_a_class_is_suggested_as_it_is_written(site):
    (warning,) = [one for one in site[0].warnings if "GT5" in one]
    assert warning.endswith('expected "GT3", "GT4". Did you mean "GT4"?')


def test_a_file_never_replaces_a_page_of_sitegen(site):
    assert "Mine." not in site[1]["calendar/"].text


def test_news_are_listed_newest_first_by_tag_and_on_the_home_page(site):
    _, found, _ = site
    news = [address for address in found if address.startswith("news/")]
    assert sorted(news) == ["news/", "news/a-new-season/", "news/b/", "news/tags/b/", "news/tags/season/"]
    assert [
        link for link in found["news/"].links if "../news/" in link and "tags" not in link and link != "../news/"
    ] == [
        "../news/b/",
        "../news/a-new-season/",
    ]
    assert "./news/b/" in found[""].links
    assert "B <i>" in found["news/b/"].text
    assert "News" in found["rules/"].text


def test_drafts_and_what_is_to_come_are_nowhere(site):
    public = site[2]
    texts = [path.read_text(encoding="utf-8") for path in public.rglob("*.html")]
    assert [text for text in texts if "Secret." in text or "Later." in text] == []


def test_news_are_in_the_feed_and_have_a_picture_for_link_previews(site):
    public = site[2]
    feed = (public / "feed.xml").read_text(encoding="utf-8")
    assert "<title>B &lt;i&gt;</title>" in feed
    entry = next(one for one in ET.fromstring(feed).iter(f"{ATOM}entry") if one.findtext(f"{ATOM}title") == "B <i>")
    assert entry.find(f"{ATOM}content").attrib == {
        "type": "html",
        "{http://www.w3.org/XML/1998/namespace}base": "https://a.example/l/news/b/",
    }
    assert entry.findtext(f"{ATOM}content").startswith("<p>")
    page = site[1]["news/b/"]
    assert ("meta", {"property": "og:image", "content": "https://a.example/l/b.png"}) in page.tags
    assert "NewsArticle" in (public / "news/b/index.html").read_text(encoding="utf-8")


def test_a_league_without_results_says_so_in_the_place_of_shortcodes(league):
    shutil.rmtree(league / "archive")
    write(league, "index.md", "{{ standings() }}\n\n{{ podium() }}\n\n{{ countdown() }}")
    (league / "sitegen.toml").write_text('[site]\ntitle = "T"\n')
    assert built(league).warnings == ()
    home = pages(league / "public")[""].text
    for words in ("There are no standings yet.", "There is no race yet.", "No round is announced."):
        assert words in home
