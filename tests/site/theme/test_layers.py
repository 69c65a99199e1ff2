"""Where themes lie, and who is whose parent."""

import pytest

from sitegen.site.theme.layers import folders_of, known_themes, theme_folder


def write(folder, name, parent=None):
    (folder / name).mkdir(parents=True)
    text = f'name = "{name}"\n' if parent is None else f'name = "{name}"\nparent = "{parent}"\n'
    (folder / name / "theme.toml").write_text(text)
    return folder / name


def test_bundled_themes_are_known_everywhere(tmp_path):
    assert {"default", "night", "paper"} <= known_themes(tmp_path).keys()


def test_a_theme_of_the_league_goes_before_a_bundled_one_of_its_name(tmp_path):
    folder = write(tmp_path, "night")
    assert known_themes(tmp_path)["night"] == folder


def test_a_theme_may_lie_deeper_in_the_folder_of_the_league(tmp_path):
    folder = write(tmp_path, "look/mine")
    assert theme_folder("look/mine", tmp_path) == folder


def test_a_theme_that_does_not_exist_has_no_folder(tmp_path):
    assert theme_folder("mine", tmp_path) is None


def test_the_leagues_own_files_lie_over_the_theme_and_this_over_its_parents(tmp_path):
    mine, base = write(tmp_path, "mine", parent="base"), write(tmp_path, "base")
    assert folders_of("mine", tmp_path) == {"theme": tmp_path / "theme", "mine": mine, "base": base}


def test_a_theme_that_is_its_own_ancestor_is_listed_once(tmp_path):
    mine, base = write(tmp_path, "mine", parent="base"), write(tmp_path, "base", parent="mine")
    assert folders_of("mine", tmp_path) == {"theme": tmp_path / "theme", "mine": mine, "base": base}


@pytest.mark.parametrize("text", ["name =", "parent = 5", ""])
def test_a_mistake_in_a_theme_toml_ends_the_list(tmp_path, text):
    mine = write(tmp_path, "mine")
    (mine / "theme.toml").write_text(text)
    assert list(folders_of("mine", tmp_path)) == ["theme", "mine"]


def test_a_parent_that_does_not_exist_yet_is_listed_where_it_would_be(tmp_path):
    write(tmp_path, "mine", parent="base")
    assert folders_of("mine", tmp_path)["base"] == tmp_path / "base"
