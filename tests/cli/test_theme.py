"""`sitegen theme list` and `sitegen theme eject`."""

import re

import pytest

from tests.sites import built, configure

MINE = 'name = "mine"\nparent = "default"\ndescription = "Ours."\n'


@pytest.fixture
def theme(league, run):
    def call(*words):
        return run("-C", league, "theme", *words)

    return call


def test_all_themes_are_listed_with_what_can_be_chosen(theme, league):
    (league / "mine").mkdir()
    (league / "mine" / "theme.toml").write_text(MINE)
    status, output, _ = theme("list")
    assert status == 0
    assert "default: " in output
    assert "\nmine: Ours.\n    accent (colour): " in output


def test_a_file_of_the_theme_is_copied_to_where_it_takes_the_place_of_the_themes_own(theme, league):
    status, output, _ = theme("eject", "404.html", "icon.svg")
    copied = league / "theme" / "templates" / "404.html"
    assert (status, output) == (0, f"{copied}\n{league / 'theme' / 'static' / 'icon.svg'}\n")
    copied.write_text(copied.read_text().replace("mistyped", "forgotten"))
    built(league)
    assert "may have been forgotten" in (league / "public" / "404.html").read_text()


def test_the_style_sheet_begins_anew_and_says_what_it_can_set(theme, league):
    built(league)
    before = (league / "public" / "static" / "style.css").read_text()
    theme("eject", "style.css")
    mine = league / "theme" / "static" / "style.css"
    assert "   --accent: #d9261c;\n" in mine.read_text()
    mine.write_text(mine.read_text() + ":root { --accent: #080; }\n")
    built(league)
    after = (league / "public" / "static" / "style.css").read_text()
    assert after.startswith(before.rstrip())
    assert after.endswith(":root { --accent: #080; }\n")


def test_a_whole_theme_becomes_one_of_the_leagues_own_and_looks_the_same(theme, league):
    built(league)
    before = (league / "public" / "index.html").read_text()
    status, output, _ = theme("eject")
    assert (status, output.splitlines()[-1]) == (0, 'Now say theme = "theme" under [site] in sitegen.toml.')
    toml = league / "sitegen.toml"
    toml.write_text(toml.read_text().replace("[site]\n", '[site]\ntheme = "theme"\n'))
    built(league)
    assert (league / "public" / "index.html").read_text() == before
    assert (league / "theme" / "theme.toml").read_text().startswith('name = "theme"\n')


def test_what_is_there_is_overwritten_only_when_asked(theme, league):
    theme("eject", "404.html", "home.html")
    mine = league / "theme" / "templates" / "404.html"
    mine.write_text("mine")
    status, _, error = theme("eject", "404.html", "home.html")
    assert status == 1
    assert f"{mine} and 1 more would be overwritten" in error
    assert mine.read_text() == "mine"
    assert theme("eject", "--force", "404.html")[0] == 0
    assert mine.read_text() != "mine"


def test_a_file_that_the_theme_does_not_have_is_answered_with_one_like_it(theme):
    status, _, error = theme("eject", "sesion.html")
    assert (status, error) == (1, 'Error: The theme default has no file "sesion.html". Did you mean "session.html"?\n')


def test_pictures_menu_and_footer_of_the_league_stand_on_every_page(league):
    configure(
        league, '[[menu]]\ntext = "Races"\nurl = "/sessions/"\n[[menu]]\ntext = "Discord"\nurl = "https://d.example/"'
    )
    toml = league / "sitegen.toml"
    chosen = 'logo = "logo.svg"\nicon = "icon.png"\nfooter = "Run by [us](/rules/)."\n'
    text = re.sub(r"^footer = .*\n", "", toml.read_text(), flags=re.MULTILINE)
    toml.write_text(text.replace("[site]\n", f"[site]\n{chosen}"))
    for name in ("logo.svg", "icon.png"):
        (league / "content" / name).write_bytes(b"")
    built(league)
    html = (league / "public" / "drivers" / "index.html").read_text()
    assert '<img class="logo" src="../logo.svg" alt="" height="32">' in html
    assert '<link rel="icon" href="../icon.png">' in html
    assert '<a href="../sessions/">Races</a>\n      <a href="https://d.example/">Discord</a>\n' in html
    assert '<p>Run by <a href="../rules/">us</a>.</p>' in html
    assert ">Records</a>" not in html


def test_classes_have_the_colours_of_the_league(league):
    configure(league, '[classes]\nGT3 = "#d9261c"')
    built(league)
    assert '[data-of="GT3"] { --class: #d9261c; }' in (league / "public" / "static" / "style.css").read_text()
    html = (league / "public" / "sessions" / "main" / "260517_200331_R" / "index.html").read_text()
    assert '<span class="chip" data-of="GT3">' in html


def test_a_picture_that_is_not_there_is_named_and_left_out(league):
    toml = league / "sitegen.toml"
    toml.write_text(toml.read_text().replace("[site]\n", '[site]\nlogo = "logo.svg"\n'))
    report = built(league)
    assert report.warnings == ('sitegen.toml: site.logo is "logo.svg"; there is no such file in content/.',)
    assert 'class="logo"' not in (league / "public" / "index.html").read_text()
