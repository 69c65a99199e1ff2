"""`sitegen theme check`: a theme tried on a made-up league."""

import pytest

from tests.sites import files

PARENT = '{% extends "parent/base.html" %}{% block foot %}'


@pytest.fixture
def try_mine(run, tmp_path):
    """Try a theme of one's own with these templates, in a folder without a league."""

    def call(*words, **templates):
        folder = tmp_path / "mine" / "templates"
        folder.mkdir(parents=True)
        (folder.parent / "theme.toml").write_text('name = "mine"\nparent = "default"\n')
        for name, text in templates.items():
            (folder / f"{name}.html").write_text(text)
        return run("-C", tmp_path, *words, "theme", "check", "mine")

    return call


def test_a_theme_that_works_is_said_to(try_mine):
    status, output, _ = try_mine()
    assert status == 0
    assert "Every template can be used: mine over default." in output
    assert "It renders every page of a made-up league." in output
    assert "pages leads somewhere." in output


def test_what_fails_only_with_data_is_named_with_file_and_line_and_once(try_mine, tmp_path):
    status, output, _ = try_mine("-q", driver="\n{{ page.nonsense }}", round="{{ 1 / 0 }}")
    driver, round_ = sorted(line for line in output.splitlines() if "✗" in line)
    assert status == 1
    assert f"{tmp_path / 'mine' / 'templates' / 'driver.html'}, line 2: Failed on drivers/" in driver
    assert "DriverPage has no attribute 'nonsense'" in driver
    assert "round.html, line 1: Failed on championships/" in round_


def test_a_template_that_calls_itself_is_named_with_its_line(try_mine):
    status, output, _ = try_mine(base="\n{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}")
    assert (status, output.count("base.html, line 2: Failed on ")) == (1, 1)
    assert "it calls itself without end." in output


def test_a_template_that_cannot_be_compiled_is_said_before_any_page_is_made(try_mine):
    status, output, _ = try_mine(session="{% for %}")
    assert (status, "session.html, line 1: " in output, "made-up league" in output) == (1, True, False)


def test_a_link_that_leads_nowhere_is_found(try_mine):
    status, output, _ = try_mine(base=f'{PARENT}<a href="{{{{ root }}}}nowhere/">x</a>{{% endblock %}}')
    assert (status, "A link leads to nowhere/, which is not on the site; so on " in output) == (1, True)


def test_a_template_that_no_page_uses_is_a_warning_and_no_failure(try_mine):
    status, output, _ = try_mine(sesion="x")
    assert (status, 'Did you mean "session.html"?' in output) == (0, True)


def test_feeds_and_pages_that_have_moved_are_rendered_too(try_mine):
    status, output, _ = try_mine(moved="{{ page.nonsense }}")
    assert (status, "moved.html, line 1: Failed on drivers/" in output) == (1, True)


def test_without_a_name_it_is_the_leagues_theme_with_its_own_folder_and_choices(league, run):
    (league / "theme" / "templates").mkdir(parents=True)
    (league / "theme" / "templates" / "teams.html").write_text("{{ page.nonsense }}")
    before = files(league)
    status, output, _ = run("-C", league, "theme", "check")
    assert (status, str(league / "theme" / "templates" / "teams.html") in output) == (1, True)
    assert files(league) == before
    (league / "theme" / "templates" / "teams.html").unlink()
    toml = league / "sitegen.toml"
    toml.write_text(toml.read_text() + '\n[theme]\naccent = "greenish"\n')
    status, output, _ = run("-C", league, "theme", "check")
    assert (status, "greenish" in output) == (1, True)
    assert run("-C", league, "theme", "check", "night")[0] == 0


def test_a_theme_that_does_not_exist_is_answered_with_those_that_do(run, tmp_path):
    status, output, _ = run("-C", tmp_path, "theme", "check", "nihgt")
    assert (status, 'There is no theme "nihgt"; expected default, night, paper' in output) == (1, True)
