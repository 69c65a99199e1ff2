import pytest

from tests.check.conftest import summaries


def edit(folder, file, old, new):
    path = folder / "public" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_links_of_a_built_site_lead_somewhere(findings_of, healthy):
    assert findings_of(healthy, "links") == []


def test_a_site_that_is_not_built_is_a_note(findings_of, tmp_path, healthy):
    [finding] = findings_of(healthy, "links", output=tmp_path / "nowhere")
    assert (finding.level, finding.where) == ("note", str(tmp_path / "nowhere"))


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ('<a href="../rulez/">', "rulez/"),
        ('<a href="../rules/#nowhere">', "rules/#nowhere"),
        ('<a href="#nowhere">', "drivers/index.html#nowhere"),
        ('<img src="cat.png">', "drivers/cat.png"),
        ('<a href="/l/cat.png">', "cat.png"),
        ('<a href="https://a.example/l/cat/">', "cat/"),
        ("<a href=../cat/>", "cat/"),
    ],
)
def test_a_link_that_leads_nowhere_is_a_problem_with_its_page(findings_of, healthy, link, target):
    edit(healthy, "drivers/index.html", "<main", f"{link}</a><main")
    [(level, where, message)] = summaries(findings_of(healthy, "links"))
    assert (level, where) == ("problem", "drivers/index.html")
    assert message.startswith(f"A link leads to {target}, which is not on the site")


def test_a_target_that_cannot_be_seen_is_named_in_words(findings_of, healthy):
    for page in (healthy / "public").rglob("*.html"):
        page.unlink()
    (healthy / "public" / "a.html").write_text('<title>A</title><a href="./">home</a><a href="%20">none</a>')
    assert [message for _, _, message in summaries(findings_of(healthy, "links"))] == [
        'A link leads to " ", which is not on the site.',
        "A link leads to the home page, which is not on the site.",
    ]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="../rules">',
        '<a href="../rules/#main">',
        '<a href="?sort=x">',
        '<a href="#top">',
        '<a href="#:~:text=x">',
        '<a href="https://b.example/cat/">',
        '<a href="/elsewhere/on/this/host/">',
        '<a href="mailto:a@b.example">',
        '<a href="//b.example/">',
        '<!-- <a href="../cat/"> -->',
        '<p title="<a href=../cat/>">',
    ],
)
def test_a_link_that_leads_somewhere_or_away_is_none(findings_of, healthy, link):
    edit(healthy, "drivers/index.html", "<main", f"{link}<main")
    assert findings_of(healthy, "links") == []


def test_a_broken_link_on_many_pages_is_said_once(findings_of, healthy):
    pages = sorted((healthy / "public" / "drivers").glob("*/index.html"))[:3]
    for page in pages:
        edit(healthy, page.relative_to(healthy / "public"), "<main", '<a href="/l/cat/"></a><main')
    [(_, _, message)] = summaries(findings_of(healthy, "links"))
    assert message == "A link leads to cat/, which is not on the site; so on 2 more pages."


def test_an_id_that_is_there_twice_and_a_page_without_a_title_are_warnings(findings_of, healthy):
    edit(healthy, "drivers/index.html", "<main", '<p id="main"><p id="x"><p id="x"><main')
    edit(healthy, "teams/index.html", "<title>", "<titel>")
    findings = findings_of(healthy, "links")
    assert {finding.level for finding in findings} == {"warning"}
    assert [finding.where for finding in findings if 'The id "x"' in finding.message] == ["drivers/index.html"]
    assert [finding.where for finding in findings if finding.message == "The page has no title."] == [
        "teams/index.html"
    ]


def test_what_the_style_sheet_asks_for_is_followed(findings_of, healthy):
    edit(healthy, "static/style.css", ":root", "a{background:url(cat.png)}\n:root")
    [(level, where, message)] = summaries(findings_of(healthy, "links"))
    assert (level, where) == ("problem", "static/style.css")
    assert message.startswith("A link leads to static/cat.png")
