"""A page is made from its model and its templates: the hash changes with any of them, and with nothing else."""

import pytest

from sitegen.site.pages.base import Band, Page
from sitegen.site.theme.digests import Digests
from sitegen.site.theme.templates import Templates
from tests.site.theme.conftest import write

LOOP = '{% extends "a.html" %}'


class OnePage(Page, frozen=True, kw_only=True):
    template = "a.html"


class OtherPage(Page, frozen=True, kw_only=True):
    template = "a.html"


def digest_of(*layers, template="a.html", shared=b""):
    return Digests(Templates(layers), shared=shared).template(template)


def changes(layer, *, of, **templates):
    """Whether the hash of `a.html` changes when another template does."""
    made = layer(**templates)
    before = digest_of(made)
    write(made.folder, of, "changed")
    return digest_of(made) != before


@pytest.mark.parametrize(
    "text",
    [
        '{% extends "b.html" %}',
        "{%- extends 'b.html' -%}",
        '{% include "b.html" %}',
        '{% include "b.html" ignore missing without context %}',
        '{% import "b.html" as b with context %}',
        '{% from "b.html" import row, cell as td %}',
        '{% include ["x.html", "b.html"] %}',
    ],
)
def test_a_template_that_is_asked_for_is_part_of_the_hash(layer, text):
    assert changes(layer, of="b", a=text, b="B", c="C") is True


def test_what_a_template_asks_for_in_its_turn_is_part_of_the_hash(layer):
    assert changes(layer, of="c", a='{% include "b.html" %}', b='{% include "c.html" %}', c="C") is True


def test_a_template_that_nobody_asks_for_is_no_part_of_the_hash(layer):
    assert changes(layer, of="c", a='{% include "b.html" %}', b="B", c="C") is False


def test_a_name_that_is_computed_may_be_any_template(layer):
    assert changes(layer, of="c", a="{% include page.part %}", b="B", c="C") is True


def test_a_template_that_is_not_there_changes_the_hash_when_it_comes(layer):
    assert changes(layer, of="b", a='{% include "b.html" ignore missing %}') is True


def test_templates_that_ask_for_each_other_have_a_hash(layer):
    assert changes(layer, of="b", a='{% include "b.html" %}', b=LOOP) is True


def test_the_template_of_the_parent_is_part_of_the_hash(layer):
    upper, lower = layer("upper", a='{% extends "parent/a.html" %}'), layer("lower", a="A")
    before = digest_of(upper, lower)
    write(lower.folder, "a", "changed")
    assert digest_of(upper, lower) != before


def test_a_layer_that_has_nothing_to_do_with_a_template_leaves_its_hash(layer):
    below = layer("below", a='{% include "b.html" %}', b="B")
    assert digest_of(layer("above", c="C"), below) == digest_of(below)


def test_a_layer_with_a_template_that_is_asked_for_changes_the_hash(layer):
    below = layer("below", a='{% include "b.html" %}', b="B")
    assert digest_of(layer("above", b="Mine"), below) != digest_of(below)


def test_what_stands_around_every_page_is_part_of_every_hash(layer):
    made = layer(a="A")
    assert digest_of(made, shared=b"menu") != digest_of(made, shared=b"other menu")


def page(kind, title):
    return kind(url="x/", title=title, description="", section="x/", band=Band(title=title))


def test_pages_differ_by_their_model_and_by_its_kind(templates):
    digests = Digests(templates(a="A"), shared=b"")
    pages = [page(OnePage, "X"), page(OnePage, "Y"), page(OtherPage, "X")]
    assert len({digests.page(different) for different in pages}) == 3


def test_pages_with_the_same_model_have_the_same_hash(templates):
    digests = Digests(templates(a="A"), shared=b"")
    assert digests.page(page(OnePage, "X")) == digests.page(page(OnePage, "X"))
