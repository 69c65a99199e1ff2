import pytest
from msgspec.structs import replace

from sitegen.errors import ThemeError
from sitegen.site.layout import Layout
from sitegen.site.pages.content.document import not_found_page
from sitegen.site.theme.render import Theme

LAYOUT = Layout(title="League & Co", language="en", menu=(), notices=(), base_path="/league/")

FONT_FACE = (
    r'@font-face { font-family: "League"; src: url("\2e \2e \2f fonts\2f our own\2e woff2") format("woff2");'
    " font-display: swap; }"
)

KINDS = """name = "mine"
parent = "default"
[options.size]
kind = "choice"
choices = ["small", "big"]
default = "small"
description = "How big."
[options.flags]
kind = "switch"
default = false
description = "Flags."
[options.motto]
kind = "text"
description = "A motto."
"""


def theme(folder, name="mine", *, toml='name = "mine"\nparent = "default"\n', **templates):
    (folder / name / "templates").mkdir(parents=True, exist_ok=True)
    (folder / name / "theme.toml").write_text(toml)
    for template, text in templates.items():
        (folder / name / "templates" / f"{template}.html").write_text(text)
    return Theme(name, site_folder=folder, layout=LAYOUT)


def over(folder, **templates):
    """The default theme under templates in the league's own folder."""
    (folder / "theme" / "templates").mkdir(parents=True)
    for template, text in templates.items():
        (folder / "theme" / "templates" / f"{template}.html").write_text(text)
    return Theme("default", site_folder=folder, layout=LAYOUT)


def test_a_theme_of_ones_own_lies_over_its_parent(tmp_path):
    mine = theme(tmp_path, **{"404": '{% extends "base.html" %}{% block main %}Lost in {{ site.title }}{% endblock %}'})
    html = mine.render(not_found_page()).decode()
    assert "Lost in League &amp; Co" in html
    assert '<link rel="stylesheet" href="/league/static/style.css?v=' in html


def test_a_static_file_of_ones_own_takes_the_place_of_the_parents(tmp_path):
    (tmp_path / "mine" / "static").mkdir(parents=True)
    (tmp_path / "mine" / "static" / "icon.svg").write_text("<svg/>")
    assert dict(theme(tmp_path).static_files())["icon.svg"] == b"<svg/>"


def test_one_block_can_be_overridden_layer_by_layer(tmp_path):
    theme(tmp_path, **{"404": '{% extends "parent/404.html" %}{% block top %}MINE {{ super() }}{% endblock %}'})
    (tmp_path / "theme" / "templates").mkdir(parents=True)
    text = '{% extends "parent/404.html" %}{% block top %}OURS {{ super() }}{% endblock %}'
    (tmp_path / "theme" / "templates" / "404.html").write_text(text)
    html = Theme("mine", site_folder=tmp_path, layout=LAYOUT).render(not_found_page()).decode()
    assert "OURS MINE <header" in " ".join(html.split())


def test_a_template_in_the_leagues_own_folder_is_used_by_all_others(tmp_path):
    assert over(tmp_path, base="<p>{{ page.title }}</p>").render(not_found_page()) == b"<p>Page not found</p>"


def test_the_style_sheets_of_all_layers_are_joined_the_lowest_first(tmp_path):
    for name, rule in (("mine", "a { color: red; }"), ("theme", "a { color: green; }")):
        (tmp_path / name / "static").mkdir(parents=True)
        (tmp_path / name / "static" / "style.css").write_text(rule)
    style = dict(theme(tmp_path).static_files())["style.css"].decode()
    assert style.index("--accent:") < style.index("color: red") < style.index("color: green")


def test_what_the_league_chooses_stands_at_the_end_of_the_style_sheet(tmp_path):
    chosen = {"accent_dark": "#3f8", "accent": "#080", "headlines": "League, serif", "font_file": "fonts/our own.woff2"}
    (tmp_path / "content" / "fonts").mkdir(parents=True)
    (tmp_path / "content" / "fonts" / "our own.woff2").write_bytes(b"")
    layout = replace(LAYOUT, class_colours={'GT"3': "#fff"})
    made = Theme("default", site_folder=tmp_path, layout=layout, options=chosen)
    style = dict(made.static_files())["style.css"].decode()
    assert style[style.index(":root { --accent: #080; }") :].splitlines() == [
        ":root { --accent: #080; }",
        "@media screen and (prefers-color-scheme: dark) { :root { --accent: #3f8; } }",
        FONT_FACE,
        ':root { --fonts: "League", system-ui, sans-serif; }',
        ":root { --headlines: League, serif; }",
        r'[data-of="GT\22 3"] { --class: #fff; }',
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"acent": "#080"}, r'theme.acent is no option of the theme; expected accent, .* Did you mean "accent"\?'),
        ({"accent": "green"}, r'theme.accent is "green"; expected a colour such as "#d9261c"'),
        ({"accent": True}, "theme.accent is true; expected a colour"),
        ({"fonts": "x; } body { display: none"}, "expected names of fonts"),
        ({"font_file": "font.woff2"}, r'theme.font_file is "font.woff2"; there is no such file in content/'),
        ({"font_file": "font.exe"}, r"expected a file in content/ that ends in .woff2"),
    ],
)
def test_a_choice_that_cannot_be_is_named_with_what_was_expected(tmp_path, options, message):
    with pytest.raises(ThemeError, match=message):
        Theme("default", site_folder=tmp_path, layout=LAYOUT, options=options)


def test_a_mistake_is_said_with_the_line_of_its_key(tmp_path):
    (tmp_path / "sitegen.toml").write_text('[site]\ntheme = "nihgt"\n[theme]\n# accent\naccent = 5\n')
    messages = []
    for name, options in (("nihgt", {}), ("default", {"accent": 5})):
        with pytest.raises(ThemeError) as raised:
            Theme(name, site_folder=tmp_path, layout=LAYOUT, options=options)
        messages.append(str(raised.value).replace(f"{tmp_path}/", "").partition(", or a folder")[0])
    assert messages == [
        'sitegen.toml, line 2: site.theme is "nihgt", and there is no such theme; expected default, night, paper',
        'sitegen.toml, line 5: theme.accent is 5; expected a colour such as "#d9261c".',
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('kind = "colour"\ndefault = "blurp"', 'line 6: options.x.default is "blurp"; expected a colour such as'),
        ('kind = "switch"\ndefault = "yes"', 'line 6: options.x.default is "yes"; expected true or false.'),
        ('kind = "choice"', "line 3: options.x.choices is missing; expected what can be chosen, such as"),
        ('kind = "choice"\nchoices = ["a"]\ndefault = "b"', 'line 7: options.x.default is "b"; expected "a"'),
        ('kind = "text"\nproperty = "line;}body{display:none}"', "line 6: options.x.property is .* such as --lines."),
        ('kind = "color"', 'line 5: options.x.kind is "color"; .* Did you mean "colour"'),
    ],
)
def test_an_offer_that_cannot_be_is_named_with_its_line_in_theme_toml(tmp_path, text, message):
    with pytest.raises(ThemeError, match=f"mine/theme.toml, {message}"):
        theme(tmp_path, toml=f'name = "mine"\nparent = "default"\n[options.x]\ndescription = "X."\n{text}\n')


def test_a_parent_that_does_not_exist_is_named_with_its_line(tmp_path):
    with pytest.raises(ThemeError, match=r'theme.toml, line 2: parent is "defualt", .* Did you mean "default"\?'):
        theme(tmp_path, toml='name = "mine"\nparent = "defualt"\n')


def test_a_text_with_a_property_is_a_string_of_the_style_sheet(tmp_path):
    theme(tmp_path, toml=f'{KINDS}property = "--motto"\n')
    made = Theme("mine", site_folder=tmp_path, layout=LAYOUT, options={"motto": "Go; }"})
    assert dict(made.static_files())["style.css"].endswith(rb""":root { --motto: "Go\3b  \7d "; }""" + b"\n")


def test_a_theme_that_lacks_templates_and_has_no_parent_says_what_to_do(tmp_path):
    with pytest.raises(ThemeError, match=r'theme.toml: the theme mine has no template 404.html, .* parent = "default"'):
        theme(tmp_path, toml='name = "mine"\n').render(not_found_page())


def test_a_template_that_is_no_text_is_named_with_its_line(tmp_path):
    made = over(tmp_path, base="")
    (tmp_path / "theme" / "templates" / "base.html").write_bytes(b"a\n\xff")
    with pytest.raises(ThemeError, match=r"theme/templates/base.html, line 2: it is not UTF-8 text"):
        made.render(not_found_page())


def test_choices_switches_and_texts_are_for_the_templates(tmp_path):
    theme(tmp_path, toml=KINDS, **{"404": "{{ theme.size }} {{ theme.flags }} {{ theme.motto }}"})
    made = Theme("mine", site_folder=tmp_path, layout=LAYOUT, options={"size": "big", "motto": "<Go>"})
    assert made.render(not_found_page()) == b"big False &lt;Go&gt;"


@pytest.mark.parametrize(
    ("options", "expected"),
    [({"size": "huge"}, '"small" or "big"'), ({"flags": "yes"}, "true"), ({"motto": True}, "a text")],
)
def test_a_choice_outside_its_kind_is_refused(tmp_path, options, expected):
    theme(tmp_path, toml=KINDS)
    with pytest.raises(ThemeError, match=f"expected {expected}"):
        Theme("mine", site_folder=tmp_path, layout=LAYOUT, options=options)


def test_an_unknown_theme_is_answered_with_the_known_ones(tmp_path):
    with pytest.raises(ThemeError, match=r'no theme "nice"; expected default, .*a theme\.toml in it'):
        Theme("nice", site_folder=tmp_path, layout=LAYOUT)


def test_a_theme_cannot_be_its_own_ancestor(tmp_path):
    with pytest.raises(ThemeError, match="mine → mine"):
        theme(tmp_path, toml='name = "mine"\nparent = "mine"\n')


@pytest.mark.parametrize("toml", ["name = 1\n", "parent\n", 'name = "mine"\nparnet = "x"\n'])
def test_a_theme_toml_that_cannot_be_read_is_named(tmp_path, toml):
    with pytest.raises(ThemeError, match=r"theme\.toml"):
        theme(tmp_path, toml=toml)


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{% if %}", r"404.html, line 1: Expected an expression"),
        (
            "{{ page.nonsense }}",
            "mine/templates/404.html, line 1: failed on 404.html: NotFoundPage has no attribute 'nonsense'",
        ),
        ('\n{% extends "nowhere.html" %}', "404.html, line 2: failed on 404.html: there is no template nowhere.html."),
        ("{% include ['a.html', 'b.html'] %}", "line 1: failed on 404.html: there is none of the templates a.html, b"),
        ('a\n{% extends "404.html" %}', '404.html, line 2: failed on .* write "parent/404.html" for the one of the'),
        ('{% include "404.html" %}', "404.html, line 1: failed on 404.html: it builds on itself without end"),
        ("{% macro a() %}\n{{ a() }}\n{% endmacro %}{{ a() }}", "line 2: failed .* it calls itself without end."),
        ("{{ cycler() }}", "404.html, line 1: failed on 404.html: at least one item has to be provided."),
        ("{{ 1 | turned }}", r"404.html, line 1: No filter named 'turned'\.$"),
        (
            "{{ static('stile.css') }}",
            r'line 1: failed on 404.html: there is no static file stile.css. Did you mean "style.css"\?$',
        ),
        ("\n{{ 1 + page.title }}", "404.html, line 2: failed"),
    ],
)
def test_a_template_that_fails_is_named_with_what_is_wrong(tmp_path, template, message):
    with pytest.raises(ThemeError, match=message):
        theme(tmp_path, **{"404": template}).render(not_found_page())
