"""Folders that are not the league's."""

from pathlib import Path

from sitegen.support.resources import bundled, cache_folder


def test_what_came_with_sitegen_is_there():
    assert (bundled("themes") / "default" / "theme.toml").is_file()
    assert (bundled("content") / "index.md").is_file()


def test_the_cache_is_where_the_environment_says(monkeypatch):
    monkeypatch.setenv("SITEGEN_CACHE", "/somewhere/else")
    assert cache_folder() == Path("/somewhere/else")
    monkeypatch.delenv("SITEGEN_CACHE")
    assert cache_folder().name == "sitegen"
