import pytest

from tests.check.conftest import summaries
from tests.sites import built


def write(folder, name, text):
    path = folder / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_content_that_is_well_has_nothing_to_be_told(findings_of, healthy):
    assert findings_of(healthy, "content") == []


def test_a_mistake_on_top_of_a_page_is_a_problem_with_its_file(findings_of, healthy):
    write(healthy, "news.md", "+++\ntitel = 'x'\n+++\n")
    assert [(finding.level, finding.where) for finding in findings_of(healthy, "content")] == [
        ("problem", "content/news.md")
    ]


@pytest.mark.parametrize(
    ("file", "text", "where"),
    [
        ("rules.md", "# A\n\n![](/cat.svg)", "content/rules.md, line 3"),
        ("rules/points.md", "![](../../cat.svg)", "content/rules/points.md, line 1"),
        ("guide/index.md", "[It](/cat.svg)", "content/guide/index.md, line 1"),
        ("guide/index.md", "[It](</the%20cat.svg>)", "content/guide/index.md, line 1"),
        ("index.md", "<img src='cat.svg'>", "content/index.md, line 1"),
        ("index.md", "<img src='c&#97;t.svg'>", "content/index.md"),
    ],
)
def test_a_picture_that_is_missing_is_a_problem_with_file_and_line(findings_of, healthy, file, text, where):
    write(healthy, file, text)
    [finding] = findings_of(healthy, "content")
    assert (finding.level, finding.where) == ("problem", where)
    assert 'Did you mean "/car.svg"?' in finding.message


@pytest.mark.parametrize(
    ("link", "lost"), [("![](rel.png)", "p/rel.png"), ("[x](gone.md)", "p/gone.md"), ("[x](/gone.pdf)", "gone.pdf")]
)
def test_what_is_advised_for_a_lost_file_works(findings_of, healthy, link, lost):
    write(healthy, "p/rel.md", link)
    [finding] = findings_of(healthy, "content")
    assert (finding.where, finding.advice) == (
        "content/p/rel.md, line 1",
        f"Put the file at content/{lost}, or correct its name.",
    )
    write(healthy, lost, "x")
    built(healthy)
    assert findings_of(healthy, "content", "links") == []


def test_a_page_that_cannot_be_used_is_not_lost_besides(findings_of, healthy):
    write(healthy, "p/a.md", "[b](b.md)")
    write(healthy, "p/b.md", "+++\ntitel = 1\n+++\n")
    assert [finding.where for finding in findings_of(healthy, "content")] == ["content/p/b.md"]


def test_a_mistake_within_a_page_does_not_say_that_the_page_is_missing(findings_of, healthy):
    write(healthy, "a.md", "Text {{ podium() }}.")
    write(healthy, "sessions/index.html", "x")
    assert [(finding.where, finding.advice) for finding in findings_of(healthy, "content")] == [
        ("content/sessions/index.html", "Correct it: until then it is not on the site."),
        ("content/a.md", "Correct it; the rest of the page is on the site."),
    ]


def test_what_is_elsewhere_or_made_by_sitegen_is_not_looked_for(findings_of, healthy):
    elsewhere = "[a](https://b.example/c.png) ![](//g.example/h.png) [i](mailto:a@b.example)"
    made = "[b](/calendar.ics) [c](/data/index.json) [d](#e) [f](/rules/) [v](/v1.2/)"
    write(healthy, "index.md", f"{elsewhere} {made}\n\n`![](/no.png)`")
    assert findings_of(healthy, "content") == []


def test_a_logo_that_is_missing_is_a_problem(findings_of, healthy):
    toml = healthy / "sitegen.toml"
    toml.write_text(toml.read_text().replace("[site]", '[site]\nlogo = "logo.svg"\nicon = "car.svg"', 1))
    [finding] = findings_of(healthy, "content")
    assert (finding.level, finding.where, "logo.svg" in finding.message) == ("problem", "sitegen.toml", True)


def test_the_roster_is_looked_at_with_the_drivers_of_the_archive(findings_of, healthy):
    write(healthy, "drivers.toml", '[[driver]]\nid = "alex-webber"\n')
    [finding] = findings_of(healthy, "content")
    assert (finding.level, 'Did you mean "alex-weber"?' in finding.message) == ("warning", True)
    (healthy / "archive" / "drivers.json").write_text("{")
    assert findings_of(healthy, "content") == []
    write(healthy, "drivers.toml", "[[driver]]\nname = 5\n")
    assert [(finding.level, finding.where) for finding in findings_of(healthy, "content")] == [
        ("problem", "content/drivers.toml")
    ] * 2


def test_no_content_is_fine(findings_of, tmp_path):
    (tmp_path / "sitegen.toml").write_text('[site]\ntitle = "League"\n')
    assert summaries(findings_of(tmp_path, "content")) == []
