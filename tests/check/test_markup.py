"""Addresses and ids of a page, read fast and read exactly."""

import pytest

from sitegen.check.markup import Markup, addresses_in, ids_in


@pytest.mark.parametrize(
    ("html", "address"),
    [
        (b'<a href="a/">', "a/"),
        (b"<img src='a.png'>", "a.png"),
        (b"<A HREF = a/?b&amp;c=1>", "a/?b&c=1"),
        (b'<link rel="icon"\nhref="a.svg">', "a.svg"),
    ],
)
def test_an_address_is_read_however_it_is_written(html, address):
    assert Markup(html).addresses == {address}
    assert addresses_in(html) == [address]


def test_ids_are_read_with_every_repetition():
    html = b'<p id="a"><p id=b><p id="a">'
    assert (Markup(html).ids, ids_in(html)) == (["a", "b", "a"], ["a", "b", "a"])


@pytest.mark.parametrize("html", [b'<!-- <a href="x/"> -->', b'<p title=" href=x/">'])
def test_what_only_looks_like_a_link_is_none_when_it_is_read_exactly(html):
    assert (Markup(html).addresses != set(), addresses_in(html)) == (True, [])


@pytest.mark.parametrize(
    ("html", "has_title"), [(b"<title>A</title>", True), (b"<title> </title>", False), (b"<p>A</p>", False)]
)
def test_a_title_has_words_in_it(html, has_title):
    assert Markup(html).has_title is has_title
