import pytest

from sitegen.errors import ThemeError
from sitegen.site.frame import Frame
from sitegen.site.pages.document import not_found_page
from sitegen.site.theme import Theme

FRAME = Frame(title="League & Co", language="en", menu=(), notices=(), base_path="/league/")


def theme(folder, name="mine", *, toml='name = "mine"\nparent = "default"\n', **templates):
    (folder / name / "templates").mkdir(parents=True, exist_ok=True)
    (folder / name / "theme.toml").write_text(toml)
    for template, text in templates.items():
        (folder / name / "templates" / f"{template}.html").write_text(text)
    return Theme(name, site_folder=folder, frame=FRAME)


def test_a_theme_of_ones_own_lies_over_its_parent(tmp_path):
    mine = theme(tmp_path, **{"404": '{% extends "base.html" %}{% block main %}Lost in {{ site.title }}{% endblock %}'})
    html = mine.render(not_found_page()).decode()
    assert "Lost in League &amp; Co" in html
    assert '<link rel="stylesheet" href="/league/static/style.css?v=' in html


def test_a_static_file_of_ones_own_takes_the_place_of_the_parents(tmp_path):
    (tmp_path / "mine" / "static").mkdir(parents=True)
    (tmp_path / "mine" / "static" / "icon.svg").write_text("<svg/>")
    assert dict(theme(tmp_path).static_files())["icon.svg"] == b"<svg/>"


def test_an_unknown_theme_is_answered_with_the_known_ones(tmp_path):
    with pytest.raises(ThemeError, match=r'asks for the theme "nice".*the bundled themes are: default'):
        Theme("nice", site_folder=tmp_path, frame=FRAME)


def test_a_theme_cannot_be_its_own_ancestor(tmp_path):
    with pytest.raises(ThemeError, match="mine → mine"):
        theme(tmp_path, toml='name = "mine"\nparent = "mine"\n')


@pytest.mark.parametrize("toml", ["parent = 5\n", "parent\n"])
def test_a_theme_toml_that_cannot_be_read_is_named(tmp_path, toml):
    with pytest.raises(ThemeError, match=r"theme\.toml"):
        theme(tmp_path, toml=toml)


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{% if %}", r"404.html, line 1: Expected an expression"),
        ("{{ page.nonsense }}", "mine/templates/404.html failed on 404.html: .* has no attribute 'nonsense'"),
        ('{% extends "nowhere.html" %}', "The theme mine has no template nowhere.html"),
    ],
)
def test_a_template_that_fails_is_named_with_what_is_wrong(tmp_path, template, message):
    with pytest.raises(ThemeError, match=message):
        theme(tmp_path, **{"404": template}).render(not_found_page())
