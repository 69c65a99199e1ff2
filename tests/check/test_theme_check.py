import pytest

from tests.check.conftest import summaries


def own(folder, name, text):
    path = folder / "theme" / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text)


def test_a_bundled_theme_has_nothing_to_be_told(findings_of, healthy):
    assert findings_of(healthy, "theme") == []


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (b"a\n{% if %}", 2, "Expected an expression, got 'end of statement block'."),
        (b'{% include "rows.html" %}', 1, "It asks for the template rows.html, which does not exist"),
        (b'\n{% include ["a.html", "rows.html"] %}', 2, "It asks for the template rows.html, which does not exist"),
        (b'{% extends "team.html" %}', 1, 'It builds on itself without end; write "parent/team.html" for the one'),
        (b"a\n\xff", 2, "It is not UTF-8 text"),
    ],
)
def test_a_template_that_cannot_be_used_is_a_problem_with_its_file_and_line(findings_of, healthy, text, line, what):
    own(healthy, "team.html", text)
    [(level, where, sentence)] = summaries(findings_of(healthy, "theme"))
    assert (level, where) == ("problem", f"{healthy / 'theme' / 'templates' / 'team.html'}, line {line}")
    assert sentence.startswith(what)


@pytest.mark.parametrize(
    "text", [b'{% include "rows.html" ignore missing %}', b'{% include ["a.html", "base.html"] %}']
)
def test_a_template_that_may_be_missing_is_none(findings_of, healthy, text):
    own(healthy, "team.html", text)
    assert findings_of(healthy, "theme") == []


def test_a_style_sheet_that_is_no_text_is_a_problem_with_its_line(findings_of, healthy):
    sheet = healthy / "theme" / "static" / "style.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_bytes(b"a {}\n\xff")
    [finding] = findings_of(healthy, "theme")
    assert finding.message.startswith(f"{sheet}, line 2: it is not UTF-8 text")


def test_a_template_that_nothing_uses_is_a_warning(findings_of, healthy):
    own(healthy, "teem.html", b"")
    [finding] = findings_of(healthy, "theme")
    assert (finding.level, 'Did you mean "team.html"?' in finding.advice) == ("warning", True)


def test_a_theme_without_a_parent_is_told_what_it_lacks(findings_of, healthy):
    (healthy / "bare" / "templates").mkdir(parents=True)
    (healthy / "bare" / "theme.toml").write_text('name = "bare"\n')
    toml = healthy / "sitegen.toml"
    toml.write_text(toml.read_text().replace("[site]", '[site]\ntheme = "bare"', 1))
    findings = findings_of(healthy, "theme")
    assert {finding.level for finding in findings} == {"problem"}
    assert findings[0].message == "The theme has no template 404.html."
    assert findings[-1].message.startswith("There are ")


def test_a_theme_that_cannot_be_found_is_a_problem(findings_of, healthy):
    toml = healthy / "sitegen.toml"
    toml.write_text(toml.read_text().replace("[site]", '[site]\ntheme = "nihgt"', 1))
    [finding] = findings_of(healthy, "theme")
    assert (finding.level, 'Did you mean "night"?' in finding.message) == ("problem", True)
