"""What all pages have in common."""

import pytest

from sitegen.site.driver_names import PublicDriver
from sitegen.site.pages.base import Band, Choice, Page, Tab, choices, crew_names, open_tab, surnames

JANE = PublicDriver("jane", "Jane", "Smith", "JSM")
JOE = PublicDriver("joe", "Joe", "Black", "JOE")


def page(url):
    return Page(url=url, title="", description="", band=Band(title=""), section="")


@pytest.mark.parametrize(
    ("url", "file", "is_for_search"),
    [
        ("", "index.html", True),
        ("drivers/jane/", "drivers/jane/index.html", True),
        ("404.html", "404.html", False),
    ],
)
def test_a_page_lies_in_a_folder_unless_its_address_has_an_ending(url, file, is_for_search):
    assert (page(url).file, page(url).is_for_search) == (file, is_for_search)


def test_choices_are_numbered_in_the_order_in_which_they_first_come():
    assert choices(["GT4", "GT3", "GT4"]) == (Choice("GT4", "1"), Choice("GT3", "2"))


def test_the_tab_of_the_page_that_is_open_is_marked():
    assert open_tab([Tab("One", "1/"), Tab("Two", "2/")], "2/") == (Tab("One", "1/"), Tab("Two", "2/", current=True))


def test_a_crew_is_named_in_full_or_by_its_surnames():
    assert (crew_names([JANE, JOE]), surnames([JANE, JOE])) == ("Jane Smith / Joe Black", "Smith / Black")
    assert (crew_names([]), surnames([])) == ("Unknown driver", "Unknown driver")
