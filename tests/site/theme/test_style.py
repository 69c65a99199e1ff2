"""What a league chose, as a style sheet that nothing in it can break."""

import pytest

from sitegen.site.theme.options import Option, css_string, css_text, style_of


def style(choice: str, *, classes: dict[str, str] | None = None, **option) -> str:
    return style_of({"x": choice}, {"x": Option(description="", **option)}, classes=classes or {})


def test_a_choice_sets_its_property():
    assert style("#080", kind="colour", property="--accent") == ":root { --accent: #080; }\n"


def test_a_choice_for_dark_screens_leaves_print_alone():
    assert style("#3f8", kind="colour", property="--accent", dark=True) == (
        "@media screen and (prefers-color-scheme: dark) { :root { --accent: #3f8; } }\n"
    )


def test_a_choice_without_a_property_is_for_templates_only():
    assert style("dense", kind="choice") == ""


def test_a_font_file_is_loaded_and_used():
    loaded, used = style("fonts/own.woff2", kind="font file", property="--text").splitlines()
    assert loaded == (
        r'@font-face { font-family: "League"; src: url("\2e \2e \2f fonts\2f own\2e woff2") '
        'format("woff2"); font-display: swap; }'
    )
    assert used == ':root { --text: "League", system-ui, sans-serif; }'


def test_a_class_has_its_colour():
    assert style_of({}, {}, classes={"GT3": "#d21"}) == '[data-of="GT3"] { --class: #d21; }\n'


def test_nothing_chosen_is_no_style_sheet():
    assert style_of({}, {"x": Option(kind="text", description="", property="--x")}, classes={}) == ""


@pytest.mark.parametrize(
    ("text", "escaped"),
    [("Zoë 7", "Zoë 7"), ('a"b', r"a\22 b"), ("</style>", r"\3c \2f style\3e "), ("a\nb", r"a\a b")],
)
def test_a_text_cannot_end_its_string_or_the_style_sheet(text, escaped):
    assert css_text(text) == escaped
    assert css_string(text) == f'"{escaped}"'
