"""Files of a theme copied into the folder of the league."""

import pytest

from sitegen.errors import ThemeError
from sitegen.site.theme.eject import eject


@pytest.fixture
def theme(layer):
    """A theme with a parent; the theme has a template and a style, the parent another template."""
    mine = layer("mine", page="Mine.")
    (mine.folder / "theme.toml").write_text('name = "mine"\nparent = "base"\n')
    (mine.folder / "static").mkdir()
    (mine.folder / "static" / "style.css").write_text(":root {\n  --accent: red;\n}\na { color: blue; }")
    return [mine, layer("base", page="Base.", row="Row.")]


def ejected(theme, tmp_path, *names, force=False):
    target = tmp_path / "theme"
    paths = eject(theme, names, site_folder=tmp_path, force=force)
    return [path.relative_to(target).as_posix() for path in paths]


@pytest.mark.parametrize("name", ["row.html", "templates/row.html"])
def test_a_template_is_copied_from_the_layer_that_has_it(theme, tmp_path, name):
    assert ejected(theme, tmp_path, name) == ["templates/row.html"]
    assert (tmp_path / "theme" / "templates" / "row.html").read_text() == "Row."


def test_a_template_of_two_layers_is_the_upper_one(theme, tmp_path):
    ejected(theme, tmp_path, "page.html")
    assert (tmp_path / "theme" / "templates" / "page.html").read_text() == "Mine."


def test_a_style_sheet_begins_with_what_can_be_set_and_sets_nothing(theme, tmp_path):
    assert ejected(theme, tmp_path, "style.css") == ["static/style.css"]
    style = (tmp_path / "theme" / "static" / "style.css").read_text()
    assert ("   --accent: red;" in style, "blue" in style, style.strip().endswith("*/")) == (True, False, True)


def test_a_whole_theme_is_what_it_has_itself_under_a_new_name(theme, tmp_path):
    assert ejected(theme, tmp_path) == ["templates/page.html", "static/style.css", "theme.toml"]
    assert (tmp_path / "theme" / "theme.toml").read_text() == 'name = "theme"\nparent = "base"\n'


def test_a_name_that_nobody_knows_is_answered_with_a_guess(theme, tmp_path):
    with pytest.raises(ThemeError, match=r'The theme mine has no file "rwo.html"\. Did you mean "row.html"\?'):
        ejected(theme, tmp_path, "rwo.html")


def test_nothing_is_overwritten_unless_it_is_asked_for(theme, tmp_path):
    mine = tmp_path / "theme" / "templates" / "page.html"
    mine.parent.mkdir(parents=True)
    mine.write_text("Changed.")
    with pytest.raises(ThemeError, match=r"page.html would be overwritten; move what you have there away"):
        ejected(theme, tmp_path, "row.html", "page.html")
    assert [path.name for path in mine.parent.iterdir()] == ["page.html"]
    ejected(theme, tmp_path, "page.html", force=True)
    assert mine.read_text() == "Mine."
