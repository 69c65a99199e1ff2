"""Which template a name means, in a theme of layers."""

import pytest

from sitegen.site.theme.templates import Templates, data_sort


@pytest.fixture
def two_layers(layer):
    upper = layer("upper", page="Upper.", mine="Mine.")
    lower = layer("lower", page="Lower.", base="Base.")
    return Templates([upper, lower])


@pytest.mark.parametrize(
    ("name", "asked_by", "layered_name"),
    [
        ("page.html", "", "0/page.html"),
        ("base.html", "0/page.html", "1/base.html"),
        ("page.html", "1/base.html", "0/page.html"),
        ("parent/page.html", "0/page.html", "1/page.html"),
        ("parent/base.html", "0/page.html", "1/base.html"),
        ("none.html", "", "2/none.html"),
        ("parent/page.html", "1/page.html", "2/parent/page.html"),
    ],
)
def test_a_name_means_the_uppermost_template_and_parent_the_one_below(two_layers, name, asked_by, layered_name):
    assert two_layers.join_path(name, asked_by) == layered_name


def test_a_template_has_its_name_and_its_text(two_layers):
    assert (two_layers.name("1/page.html"), two_layers.body("1/page.html")) == ("page.html", b"Lower.")


def test_a_template_that_no_layer_has_has_no_name_and_no_text(two_layers):
    assert (two_layers.name("2/none.html"), two_layers.body("2/none.html")) == ("", b"")


def test_the_names_of_all_layers_are_listed_once(two_layers):
    assert two_layers.list_templates() == ["base.html", "mine.html", "page.html"]


@pytest.mark.parametrize(
    ("value", "attribute"),
    [(93_456, ' data-sort="93456"'), ('"><b>', ' data-sort="&#34;&gt;&lt;b&gt;"'), (None, "")],
)
def test_what_a_cell_sorts_by_is_an_attribute_whose_text_is_escaped(value, attribute):
    assert data_sort(value) == attribute
