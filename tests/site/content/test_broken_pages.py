"""At which address a page is missing because its file has a mistake."""

import pytest

from sitegen.errors import ContentError
from sitegen.site.content import Document
from sitegen.site.content.broken_pages import broken_pages


def document(source, url):
    return Document(source=source, url=url, title="", description="", in_menu=False, pieces=())


@pytest.mark.parametrize(
    ("file", "url"),
    [
        ("content/rules.md", "rules/"),
        ("content/rules/index.md", "rules/"),
        ("content/rules/points.md", "rules/points/"),
        ("content/index.md", ""),
        ("content/news/2026-05-01-win.md", "news/win/"),
        ("content/news/2025/2025-05-01-win.md", "news/2025/win/"),
    ],
)
def test_a_mistake_stands_at_the_address_that_the_file_has_by_its_name(file, url):
    message = f"{file}, line 2: title is 5."
    assert broken_pages([ContentError(message)], []) == {url: message}


def test_the_first_mistake_of_a_file_is_the_one_that_is_shown():
    errors = [ContentError("content/a.md, line 1: first"), ContentError("content/a.md, line 2: second")]
    assert broken_pages(errors, []) == {"a/": "content/a.md, line 1: first"}


def test_a_page_that_is_on_the_site_in_spite_of_a_mistake_is_not_broken():
    error = ContentError("content/a.md, line 3: there is no shortcode standing")
    assert broken_pages([error], [document("content/a.md", "a/")]) == {}


def test_a_file_that_would_be_the_page_of_another_leaves_this_page_alone():
    error = ContentError("content/a/index.md would be the page a/, as is content/a.md")
    assert broken_pages([error], [document("content/a.md", "a/")]) == {}
