"""The league's own pages: addresses, titles, dates, drafts, and mistakes with file and line."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from sitegen.errors import ContentError
from sitegen.site import catalog
from sitegen.site.content import Document, Shortcode
from sitegen.site.content.documents import load_documents

BERLIN = ZoneInfo("Europe/Berlin")

NOW = dt.datetime(2026, 5, 20, 12, tzinfo=dt.UTC)


NOT_TOML = "content/rules.md, line 2: the lines between +++ are not TOML: "


def loaded(folder, files, **more):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(load_documents(folder, now=NOW, zone=BERLIN, reserved=catalog.reserved(), **more))


def test_a_page_has_its_front_matter(tmp_path):
    text = (
        '+++\ntitle = "How we race"\ndescription = "All rules."\nmenu = true\ndate = 2026-05-01T20:00:00Z\n'
        'author = "Anna"\ntags = ["Rules", "Series"]\nimage = "/img/a.png"\nslug = "Rules 2026"\n+++\n\nBe *fair*.\n'
    )
    assert loaded(tmp_path, {"img/a.png": "png", "rules.md": text}) == [
        Document(
            source="content/rules.md",
            url="rules-2026/",
            title="How we race",
            description="All rules.",
            in_menu=True,
            pieces=("<p>Be <em>fair</em>.</p>",),
            date=dt.datetime(2026, 5, 1, 20, tzinfo=dt.UTC),
            author="Anna",
            tags=("Rules", "Series"),
            image="img/a.png",
        )
    ]


@pytest.mark.parametrize(
    ("text", "title", "html"),
    [
        ("Ask.", "How to join", "<p>Ask.</p>"),
        ("# Join *us* #\n\nAsk.", "Join *us*", "<p>Ask.</p>"),
        ("\n\n# Join\nAsk.\n\n# More", "Join", '<p>Ask.</p>\n<h1 id="more">More</h1>'),
        ('+++\ntitle = "T"\n+++\n# Join', "T", '<h1 id="join">Join</h1>'),
    ],
)
def test_a_page_is_called_by_its_title_its_first_heading_or_its_file(tmp_path, text, title, html):
    (document,) = loaded(tmp_path, {"league/how-to-join.md": text})
    assert (document.url, document.title, document.html) == ("league/how-to-join/", title, html)


def test_index_is_the_page_of_its_folder(tmp_path):
    assert [document.url for document in loaded(tmp_path, {"index.md": "", "league/index.md": ""})] == ["", "league/"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "rules.md",
            '+++\nmenu = true\ntitel = "x"\n+++\n',
            "content/rules.md, line 3: titel is not a key that sitegen knows; expected title, ",
        ),
        (
            "rules.md",
            "+++\n\ntitle = x\n+++\n",
            'content/rules.md, line 3: the lines between +++ are not TOML: a text needs quotes: title = "x".',
        ),
        ("rules.md", "+++\ndate = 2026-13-31\n+++\n", f"{NOT_TOML}there is no day 2026-13-31; expected one without"),
        ("rules.md", "+++\ndate = 2026-02-31\n+++\n", f"{NOT_TOML}there is no day 2026-02-31; expected one without"),
        ("rules.md", '+++\ntitle = "x\n+++\n', f"{NOT_TOML}the quotes of title are opened and not closed."),
        ("rules.md", "\n\n+++\ntitle = 5\n+++\n", "content/rules.md, line 4: title is 5; expected a text in quotes."),
        (
            "rules.md",
            "\n+++\ntitle = 1\n",
            "content/rules.md, line 2: +++ opens the front matter",
        ),
        (
            "rules.md",
            "+++\ntags = [1]\n+++\n",
            'content/rules.md, line 2: tags has 1 in it; expected a list of texts, such as ["one", "another"].',
        ),
        (
            "rules.md",
            '+++\n\nimage = "/gone.png"\n+++\n',
            'content/rules.md, line 3: image is "/gone.png"; there is no such file in content/.',
        ),
        ("rules.md", "+++\ntitle = 5\n+++\n", "content/rules.md, line 2: title is 5; expected a text in quotes."),
        ("rules.md", '+++\ndate = "soon"\n+++\n', 'content/rules.md, line 2: date is "soon"; expected a date without'),
        ("rules.md", '+++\ntags = "a"\n+++\n', 'content/rules.md, line 2: tags is "a"; expected a list of texts'),
        ("rules.md", "+++\ntitle = 1\n", "content/rules.md, line 1: +++ opens the front matter and nothing closes it"),
        ("rules.md", "---\ntitle: Rules\n---\n", "content/rules.md, line 1: the page begins with ---; expected +++"),
        ("drivers/jane.md", "x", "content/drivers/jane.md would be the page drivers/jane/, which sitegen makes"),
        ("news/index.md", "x", "content/news/index.md would be the page news/, which sitegen makes"),
        ("news/win.md", "x", "content/news/win.md has no date; expected one on top, such as date = 2026-05-31"),
        (
            "news/2026-02-31-win.md",
            "x",
            "content/news/2026-02-31-win.md has the date 2026-02-31 in its name, and there is no such day",
        ),
        (
            "news/2026-05-17.md",
            "x",
            "content/news/2026-05-17.md has a date in its name and no title after it; expected a name such as 2026-",
        ),
        (
            "a.md",
            "Hi.\n\n{{ standing() }}",
            "content/a.md, line 3: there is no shortcode standing; expected standings,",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_rest_goes_on(tmp_path, name, text, message):
    errors = [item for item in loaded(tmp_path, {name: text, "z.md": "x"}) if isinstance(item, ContentError)]
    assert [str(error)[: len(message)] for error in errors] == [message]
    assert loaded(tmp_path, {})[-1].url == "z/"


def test_text_that_is_not_utf_8_is_named(tmp_path):
    (tmp_path / "rules.md").write_bytes(b"One.\nTw\xe4.")
    (error,) = loaded(tmp_path, {})
    assert str(error) == ("content/rules.md, line 2: it is not UTF-8 text; save it as UTF-8 in your editor.")


def test_a_folder_that_is_called_like_a_page_is_a_folder(tmp_path):
    assert [document.url for document in loaded(tmp_path, {"a.md/b.md": "x"})] == ["a.md/b/"]


def test_front_matter_may_follow_empty_lines(tmp_path):
    (document,) = loaded(tmp_path, {"a.md": '\n \n+++\ntitle = "T"\n+++\nText.\n\n{{ podium() }}'})
    assert (document.title, document.pieces) == ("T", ("<p>Text.</p>", Shortcode("podium", {}, "content/a.md, line 8")))


def test_two_files_for_one_address_are_named(tmp_path):
    first, error = loaded(tmp_path, {"a.md": "1", "b.md": '+++\nslug = "a"\n+++\n2'})
    assert first.source == "content/a.md"
    assert str(error).startswith("content/b.md would be the page a/, as is content/a.md; give one of them")


def test_news_have_a_date_on_top_or_in_the_name_of_the_file(tmp_path):
    front = "+++\ndate = 2026-05-02\n+++\n"
    documents = loaded(
        tmp_path, {"news/2026-05-01-a-win.md": "x", "news/b.md": front, "news/2025/2025-01-01-c.md": "x"}
    )
    assert [(document.url, document.date, document.is_news) for document in documents] == [
        ("news/2025/c/", dt.datetime(2025, 1, 1, tzinfo=BERLIN), True),
        ("news/a-win/", dt.datetime(2026, 5, 1, tzinfo=BERLIN), True),
        ("news/b/", dt.datetime(2026, 5, 2, tzinfo=BERLIN), True),
    ]


def test_drafts_and_what_is_yet_to_come_are_only_in_the_preview(tmp_path):
    files = {
        "a.md": "+++\ndraft = true\n+++\n",
        "b.md": "+++\ndate = 2026-05-20T14:00:01\n+++\n",
        "c.md": "+++\ndate = 2026-05-20T14:00:00\n+++\n",
    }
    assert [document.url for document in loaded(tmp_path, files)] == ["c/"]
    shown = loaded(tmp_path, {}, preview=True)
    assert [(document.url, document.unpublished) for document in shown] == [
        ("a/", "Draft"),
        ("b/", "From 2026-05-20 14:00"),
        ("c/", ""),
    ]


def test_shortcodes_stand_between_the_text_with_their_lines(tmp_path):
    text = '+++\ntitle = "T"\n+++\n\nOne[^1].\n\n{{ standings("cup", top=3) }}\nTwo.\n\n[^1]: A note.\n'
    (document,) = loaded(tmp_path, {"a.md": text})
    first, shortcode, second = document.pieces
    assert shortcode == Shortcode("standings", {"championship": "cup", "top": 3}, "content/a.md, line 7")
    assert ("<p>One<sup" in first, "<p>Two.</p>" in second, "A note." in second) == (True, True, True)


def test_links_lead_to_the_pages_of_other_files_whatever_these_are_called(tmp_path):
    documents = loaded(tmp_path, {"a.md": "[b](news/2026-05-01-b.md#c)", "news/2026-05-01-b.md": "[a](../a.md)"})
    assert [document.html for document in documents] == [
        '<p><a href="../news/b/#c">b</a></p>',
        '<p><a href="../../a/">a</a></p>',
    ]


def test_tags_come_once_whatever_their_capitals_and_spaces(tmp_path):
    files = {"a.md": '+++\ntags = ["GT3", "gt3", "Round 1", "日本"]\n+++\n', "b.md": '+++\ntags = ["round-1"]\n+++\n'}
    assert [document.tags for document in loaded(tmp_path, files)] == [("GT3", "Round 1", "日本"), ("round-1",)]


def test_tags_without_an_address_of_their_own_are_left_out_and_named_with_their_line(tmp_path):
    files = {"a.md": '+++\n\ntags = ["C++", "!", "C"]\n+++\n', "b.md": '+++\ntags = ["c#"]\n+++\n'}
    no_word, same, document, on_another_page, _ = loaded(tmp_path, files)
    assert document.tags == ("C++",)
    assert str(no_word) == (
        'content/a.md, line 3: the tag "!" has neither letter nor digit to make an address from, and is left out.'
    )
    assert str(same) == (
        'content/a.md, line 3: the tag "C" would be at the address news/tags/c/, as is the tag "C++", '
        "and is left out; write one of them in other words."
    )
    assert str(on_another_page).startswith('content/b.md, line 2: the tag "c#" would be at the address news/tags/c/')


def test_a_picture_beside_its_page_is_found_there_as_on_github(tmp_path):
    files = {"p/rel.md": "![](rel.png) [x](../a%20b.pdf) <img src='rel.png'>", "p/rel.png": "", "a b.pdf": ""}
    (document,) = loaded(tmp_path, files)
    assert document.html == (
        '<p><img alt="" loading="lazy" src="../../p/rel.png"> <a href="../../a%20b.pdf">x</a> '
        '<img src="../../p/rel.png"></p>'
    )


def test_what_is_found_from_the_page_stays(tmp_path):
    text = "![](../a.svg) [d](../../drivers/) [c](../../calendar.ics)"
    (document,) = loaded(tmp_path, {"p/rel.md": text, "p/a.svg": "", "a.svg": ""})
    assert document.html == (
        '<p><img alt="" loading="lazy" src="../a.svg"> <a href="../../drivers/">d</a> '
        '<a href="../../calendar.ics">c</a></p>'
    )
