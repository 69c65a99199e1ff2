"""Which paths of the site are sitegen's own, and which can only be the league's."""

import pytest

from sitegen.site import catalog

RESERVED = catalog.reserved()


@pytest.mark.parametrize(
    "path",
    ["index.html", "robots.txt", "drivers/jane/index.html", "data/a.JSON", "news/index.html", "news/tags/a/index.html"],
)
def test_what_sitegen_makes_or_may_make_is_reserved(path):
    assert RESERVED.has_file(path) is True


@pytest.mark.parametrize(
    "path", ["rules/index.html", "drivers/jane.jpg", "static/photo.png", "news/win/index.html", "a/robots.txt"]
)
def test_pages_of_the_league_and_pictures_in_any_folder_are_free(path):
    assert RESERVED.has_file(path) is False


@pytest.mark.parametrize(
    ("url", "expected"),
    [("", True), ("news/", True), ("sessions/a/b/", True), ("news/tags/a/", True), ("news/win/", False), ("a/", False)],
)
def test_no_page_of_the_league_takes_the_place_of_one_that_sitegen_may_make(url, expected):
    assert RESERVED.has_page(url) is expected


def test_the_icon_is_the_one_picture_that_sitegen_makes():
    assert (RESERVED.has_file("static/icon.svg"), RESERVED.has_file("static/logo.svg")) == (True, False)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("logo.svg", True), ("rules.md", True), ("rules/", False), ("v1.2/", False), ("rules", False)],
)
def test_a_link_with_an_ending_means_a_file_of_the_league(path, expected):
    assert RESERVED.is_league_file(path) is expected


def test_a_link_to_what_sitegen_makes_means_no_file_of_the_league():
    assert [RESERVED.is_league_file(path) for path in ("calendar.ics", "data/index.json", "drivers/jane.jpg")] == [
        False
    ] * 3
