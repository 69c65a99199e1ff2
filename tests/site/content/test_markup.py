"""Markdown: links and pictures that work at any depth."""

import re
import struct
import zlib

import pytest

from sitegen.site.content.link_resolver import LinkResolver
from sitegen.site.content.markup import to_html


def png(width: int, height: int) -> bytes:
    """The smallest picture of a size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))


def test_addresses_that_begin_with_a_slash_are_meant_from_the_root():
    html = to_html("[a](/drivers/) [c](https://example.com/) [d](//cdn/x) [e](#f)", LinkResolver("../"))
    assert html == (
        '<p><a href="../drivers/">a</a> <a href="https://example.com/">c</a> '
        '<a href="//cdn/x">d</a> <a href="#f">e</a></p>'
    )


URLS = {"league/points": "league/points/", "rules": "rules/", "index": "", "league/index": "league/"}


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("points.md", "../../league/points/"),
        ("./points.md#drops", "../../league/points/#drops"),
        ("../rules.md", "../../rules/"),
        ("../index.md", "../../"),
        ("index.md", "../../league/"),
        ("../../README.md", "../../README.md"),
        ("/rules.md#a", "../../rules/#a"),
        ("nowhere.md", "nowhere.md"),
        ("https://example.com/a.md", "https://example.com/a.md"),
    ],
)
def test_links_to_markdown_files_lead_to_their_pages(address, leads_to):
    html = to_html(f"[a]({address})", LinkResolver("../../", name="league/how-to-join", urls=URLS))
    assert html == f'<p><a href="{leads_to}">a</a></p>'


def test_a_link_to_the_home_page_from_itself_is_a_link():
    assert to_html("[a](index.md)", LinkResolver("./", name="index", urls=URLS)) == '<p><a href="./">a</a></p>'


@pytest.mark.parametrize(
    ("text", "image"),
    [
        ("![b](/a%20b.png)", '<img alt="b" height="90" loading="lazy" src="../a%20b.png" width="160">'),
        ("![b](/a%20b.png){width=80}", '<img alt="b" height="45" loading="lazy" src="../a%20b.png" width="80">'),
        ("![b](/a%20b.png){height=45}", '<img alt="b" height="45" loading="lazy" src="../a%20b.png" width="80">'),
        ("![b](/a%20b.png){width=50%}", '<img alt="b" loading="lazy" src="../a%20b.png" width="50%">'),
        (
            "![b](/a%20b.png){width=9 height=9}",
            '<img alt="b" height="9" loading="lazy" src="../a%20b.png" width="9">',
        ),
        ("![b](/none.png)", '<img alt="b" loading="lazy" src="../none.png">'),
        ("![b](/broken.png)", '<img alt="b" loading="lazy" src="../broken.png">'),
        ("![b](https://b.example/x.png)", '<img alt="b" loading="lazy" src="https://b.example/x.png">'),
    ],
)
def test_pictures_have_their_size_unless_the_page_says_one(tmp_path, text, image):
    (tmp_path / "a b.png").write_bytes(png(160, 90))
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    html = to_html(text, LinkResolver("../", content=tmp_path))
    sorted_attributes = "<img " + " ".join(sorted(html.removeprefix("<p><img ").removesuffix("></p>").split(" "))) + ">"
    assert sorted_attributes == image


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('<p><img src="/pic.png" alt="x"></p>', '<p><img src="../pic.png" alt="x"></p>'),
        ("<div><a\n href = '/a&amp;b/'>x</a></div>", '<div><a\n href = "../a&amp;b/">x</a></div>'),
        ("<div><A HREF=/rules/>x</A></div>", '<div><A HREF="../rules/">x</A></div>'),
        (
            '<p><video poster="/v.png"><source src="/v.mp4"/></video></p>',
            '<p><video poster="../v.png"><source src="../v.mp4"/></video></p>',
        ),
        ('<p><img srcset="/a.png, /b.png 2x"></p>', '<p><img srcset="../a.png, ../b.png 2x"></p>'),
        ('<p title=" src=/x">a</p>', '<p title=" src=/x">a</p>'),
        ('<!-- <a href="/x"> -->', '<!-- <a href="/x"> -->'),
        ('<p><a href="https://b.example/x">a</a></p>', '<p><a href="https://b.example/x">a</a></p>'),
        ('a <a href="/x">b</a> `<a href="/x">`', None),
    ],
)
def test_html_in_a_page_leads_below_the_base_path_too_and_stays_as_it_is_otherwise(written, shown):
    in_a_text = '<p>a <a href="../x">b</a> <code>&lt;a href="/x"&gt;</code></p>'
    assert to_html(written, LinkResolver("../")) == (shown or in_a_text)


def test_tables_footnotes_admonitions_and_contents_are_there():
    text = '[TOC]\n\n## A\n\n| a | b |\n| - | -: |\n| 1 | 2 |\n\nx[^1]\n\n!!! note "N"\n    t\n\n[^1]: f\n'
    html = to_html(text, LinkResolver("./"))
    for words in (
        '<div class="toc">',
        '<th style="text-align: right;">',
        'class="footnote"',
        'class="admonition note"',
    ):
        assert words in html


def test_a_table_scrolls_in_itself_also_by_keyboard():
    html = to_html("Before\n\n| A |\n| - |\n| 1 |\n\nAfter", LinkResolver("../"))
    assert re.sub(r"\s+", "", html) == (
        '<p>Before</p><divclass="scroll"tabindex="0"><table><thead><tr><th>A</th></tr></thead>'
        "<tbody><tr><td>1</td></tr></tbody></table></div><p>After</p>"
    )


def test_code_is_plain_text_whatever_is_installed():
    assert to_html("```toml\na = '<b>'\n```", LinkResolver("")) == (
        '<pre class="highlight"><code class="language-toml">a = \'&lt;b&gt;\'</code></pre>'
    )
