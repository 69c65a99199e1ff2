"""Files of the league that are no pages: copied, unless they would take the place of a page."""

import msgspec
import pytest

from sitegen.config import Config
from sitegen.site import catalog
from sitegen.site.content.files import picture_mistake, usable_files, without_unusable_pictures


def put(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")


def copied(folder, **pages):
    files, errors = usable_files(folder, pages=pages, reserved=catalog.reserved())
    assert all(path == folder / name for name, path in files.items())
    return list(files), [str(error) for error in errors]


def test_other_files_are_copied_and_hidden_ones_are_not_however_deep(tmp_path):
    put(tmp_path, "img/x.png", ".hidden", ".editor/a/b/c.js", "rules.md", "drivers.toml", "cars/ferrari.jpg")
    assert copied(tmp_path) == (["cars/ferrari.jpg", "img/x.png"], [])


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("sessions/index.html", "the page sessions/"),
        ("drivers/jane/index.html", "the page drivers/jane/"),
        ("news/index.html", "the page news/"),
        ("news/tags/gt3/index.html", "the page news/tags/gt3/"),
        ("index.html", "the file index.html"),
        ("data/index.json", "the file data/index.json"),
        ("static/style.css", "the file static/style.css"),
        ("robots.txt", "the file robots.txt"),
    ],
)
def test_a_file_in_the_place_of_what_sitegen_makes_is_named_and_not_copied(tmp_path, name, what):
    put(tmp_path, name, "z.txt")
    message = f"content/{name} would be {what}, which sitegen makes; give the file another name."
    assert copied(tmp_path) == (["z.txt"], [message])


def test_a_file_in_the_place_of_a_page_of_the_league_is_named_and_not_copied(tmp_path):
    put(tmp_path, "rules/index.html", "own/index.html")
    message = (
        "content/rules/index.html would be the page rules/, as is content/rules.md; give one of them another name."
    )
    assert copied(tmp_path, **{"rules/": "content/rules.md"}) == (["own/index.html"], [message])


@pytest.mark.parametrize(
    ("address", "mistake"),
    [
        ("/img/logo.SVG", None),
        ("rules.md", 'is "rules.md", which is no picture in content/; expected one, such as "/logo.svg".'),
        ("../logo.svg", 'is "../logo.svg", which is no picture in content/; expected one, such as "/logo.svg".'),
        (".logo.svg", 'is ".logo.svg", which is no picture in content/; expected one, such as "/logo.svg".'),
        ("a.toml", 'is "a.toml", which is no picture in content/; expected one, such as "/logo.svg".'),
        ("none.png", 'is "none.png"; there is no such file in content/.'),
        (f"{'n' * 300}.png", f'is "{"n" * 300}.png"; there is no such file in content/.'),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told(tmp_path, address, mistake):
    content = tmp_path / "content"
    put(content, "img/logo.SVG", "rules.md", "../logo.svg", ".logo.svg", "a.toml")
    assert picture_mistake(content, address) == mistake


def test_a_picture_that_is_not_there_is_left_out_and_named(tmp_path):
    (tmp_path / "logo.svg").write_text("<svg/>")
    config = msgspec.convert({"site": {"title": "League", "logo": "/logo.svg", "icon": "/icon.png"}}, Config)
    usable, (warning,) = without_unusable_pictures(config, tmp_path)
    assert (usable.site.logo, usable.site.icon) == ("/logo.svg", "")
    assert warning == 'sitegen.toml: site.icon is "/icon.png"; there is no such file in content/.'
