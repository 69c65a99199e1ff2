"""Shortcodes in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.content.shortcodes import Shortcode, mark_shortcodes

ANY_OF = "expected standings, podium, countdown, driver"

EXAMPLE = 'expected something like {{ standings("my-championship") }}.'


AS_WRITTEN = (
    "is shown as it is written; expected a shortcode alone on its line, from {{ to }}, "
    "and neither in a list nor in a quote."
)


def parsed(text):
    marked = mark_shortcodes(text, source="a.md")
    return [(call.name, call.arguments) for call in marked.shortcodes], [str(error) for error in marked.errors]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("{{ standings() }}", ("standings", {})),
        ('  {{standings("cup", "GT3", 5)}}  ', ("standings", {"championship": "cup", "class_name": "GT3", "top": 5})),
        ("{{ podium(session='main/x_R') }}", ("podium", {"session": "main/x_R"})),
        ("{{ countdown() }}", ("countdown", {})),
        ('{{ driver("jane-doe") }}', ("driver", {"id": "jane-doe"})),
    ],
)
def test_a_line_of_its_own_is_a_shortcode(text, asked):
    assert parsed(text) == ([asked], [])


@pytest.mark.parametrize(
    "text",
    [
        "In a text {{ braces }} are text.",
        "| `{{ standings() }}` | <!-- {{ standings() }} --> |",
        "```\n{{ standings() }}\n```",
        "~~~~\n```\n{{ standings() }}\n~~~~",
        "    {{ standings() }}",
        "`{{ standings() }}`",
        "{ standings() }",
    ],
)
def test_anything_else_is_only_text(text):
    assert parsed(text) == ([], [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "{{ standing() }}",
            f'a.md, line 1: there is no shortcode standing; {ANY_OF}. Did you mean "standings"?',
        ),
        ("{{ standings(top='x') }}", "a.md, line 1: top of standings is 'x'; expected a whole number."),
        (
            "{{ standings(cup) }}",
            "a.md, line 1: {{ standings(cup) }} is no shortcode; " + EXAMPLE,
        ),
        (
            "{{ standings }}",
            "a.md, line 1: {{ standings }} is no shortcode; " + EXAMPLE,
        ),
        ("{{ standings(top=0) }}", "a.md, line 1: top of standings is 0; expected 1 or more."),
        ("{{ standings(top=-1) }}", "a.md, line 1: top of standings is -1; expected 1 or more."),
        ("> {{ podium() }}", f"a.md, line 1: {{{{ podium() }}}} {AS_WRITTEN}"),
        ("* {{ podium() }}", f"a.md, line 1: {{{{ podium() }}}} {AS_WRITTEN}"),
        ("See\n{{ podium() }} here.", f"a.md, line 2: {{{{ podium() }}}} {AS_WRITTEN}"),
        ("{{ podium(\n\nText.", f"a.md, line 1: {{{{ podium( {AS_WRITTEN}"),
        ("{{ driver('a', 'b') }}", "a.md, line 1: driver is asked with other words than it knows; expected id."),
        ("{{ driver('a', id='b') }}", "a.md, line 1: driver is asked with other words than it knows; expected id."),
        ("{{ driver(True) }}", "a.md, line 1: id of driver is True; expected a text in quotes."),
        (
            "x\n\n{{ (( }}",
            'a.md, line 3: {{ (( }} is no shortcode; expected something like {{ standings("my-championship") }}.',
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(text, message):
    assert parsed(text) == ([], [message])


@given(st.text(alphabet="{} ()\n`~sta\"'<!->0", max_size=80))
def test_no_text_is_lost_whatever_it_is(text):
    marked = mark_shortcodes(text, source="a.md")
    pieces = marked.pieces(marked.text)
    assert [piece for piece in pieces if isinstance(piece, Shortcode)] == list(marked.shortcodes)
    if not marked.shortcodes and not marked.errors:
        assert "".join(map(str, pieces)) == text.strip()
