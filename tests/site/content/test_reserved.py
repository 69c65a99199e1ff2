"""Which paths of the site are sitegen's own, and which can only be the league's."""

import pytest

from sitegen.site.content.reserved import is_league_file, is_reserved


@pytest.mark.parametrize(
    "path",
    ["index.html", "robots.txt", "drivers/jane/index.html", "data/a.JSON", "news/index.html", "news/tags/a/index.html"],
)
def test_what_sitegen_makes_or_may_make_is_reserved(path):
    assert is_reserved(path) is True


@pytest.mark.parametrize(
    "path", ["rules/index.html", "drivers/jane.jpg", "static/photo.png", "news/win/index.html", "a/robots.txt"]
)
def test_pages_of_the_league_and_pictures_in_any_folder_are_free(path):
    assert is_reserved(path) is False


def test_the_icon_is_the_one_picture_that_sitegen_makes():
    assert (is_reserved("static/icon.svg"), is_reserved("static/logo.svg")) == (True, False)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("logo.svg", True), ("rules.md", True), ("rules/", False), ("v1.2/", False), ("rules", False)],
)
def test_a_link_with_an_ending_means_a_file_of_the_league(path, expected):
    assert is_league_file(path) is expected


def test_a_link_to_what_sitegen_makes_means_no_file_of_the_league():
    assert [is_league_file(path) for path in ("calendar.ics", "data/index.json", "drivers/jane.jpg")] == [False] * 3
