"""What a theme offers, and what a league chooses of it."""

import tomllib

import pytest

from sitegen.errors import ThemeError
from sitegen.site.formats import css_text
from sitegen.site.theme.options import Option, check_offers, check_options, css_string, style_of

OPTIONS = {
    "accent": Option(kind="colour", description="Links.", property="--accent"),
    "headlines": Option(kind="fonts", description="Headlines."),
    "font_file": Option(kind="font file", description="A font."),
    "density": Option(kind="choice", description="Rows.", choices=("airy", "dense"), default="airy"),
    "flags": Option(kind="switch", description="Flags.", default=True),
    "motto": Option(kind="text", description="A motto."),
}


def test_what_is_not_chosen_is_the_themes_default(tmp_path):
    values = check_options({"density": "dense"}, OPTIONS, site_folder=tmp_path)
    assert (values["density"], values["flags"], values["accent"]) == ("dense", True, "")


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ('accent = "red"', 'theme.accent is "red"; expected a colour such as "#d9261c".'),
        ('headlines = "a;b"', 'theme.headlines is "a;b"; expected names of fonts, such as "Georgia, serif".'),
        ('font_file = "a.zip"', 'theme.font_file is "a.zip"; expected a file in content/ that ends in .woff2, '),
        ('font_file = "a.ttf"', 'theme.font_file is "a.ttf"; there is no such file in content/.'),
        ('density = "tight"', 'theme.density is "tight"; expected "airy" or "dense".'),
        ("flags = 1", "theme.flags is 1; expected true or false."),
        ("motto = []", "theme.motto is a list; expected a text in quotes."),
        (
            "acent = 1",
            "theme.acent is no option of the theme; expected accent, headlines, font_file, density, flags, ",
        ),
    ],
)
def test_a_choice_that_cannot_be_is_named_with_its_line(tmp_path, toml, sentence):
    (tmp_path / "sitegen.toml").write_text(f"[site]\n[theme]\n{toml}\n")
    with pytest.raises(ThemeError) as raised:
        check_options(tomllib.loads(toml), OPTIONS, site_folder=tmp_path)
    assert str(raised.value).startswith(f"{tmp_path / 'sitegen.toml'}, line 3: {sentence}")


def test_all_choices_that_cannot_be_are_named_at_once(tmp_path):
    with pytest.raises(ThemeError) as raised:
        check_options({"accent": "red", "flags": "no"}, OPTIONS, site_folder=tmp_path)
    assert len(str(raised.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        (Option(kind="colour", description="", default="red"), 'options.x.default is "red"; expected a colour such as'),
        (Option(kind="switch", description="", default="yes"), 'options.x.default is "yes"; expected true or false.'),
        (Option(kind="choice", description=""), "options.x.choices is missing; expected what can be chosen, such as"),
        (
            Option(kind="text", description="", property="x"),
            'options.x.property is "x"; expected the name of a custom ',
        ),
    ],
)
def test_an_offer_that_cannot_be_is_named(option, sentence):
    (mistake,) = check_offers({"x": option})
    assert str(mistake).startswith(sentence)


def test_offers_that_can_be_are_no_mistake():
    assert list(check_offers(OPTIONS)) == []


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
