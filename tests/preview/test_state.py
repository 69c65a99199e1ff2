"""What the preview answers at an address, before and after a change."""

import shutil
from types import SimpleNamespace

import pytest

from sitegen.preview.state import Preview
from tests.sites import built, configure, files


@pytest.fixture(scope="module")
def small_once(demo_once, tmp_path_factory):
    """The demo's league without the documentation."""
    folder = tmp_path_factory.mktemp("small") / "league"
    shutil.copytree(demo_once, folder, ignore=shutil.ignore_patterns("public", "docs"))
    text = (folder / "sitegen.toml").read_text(encoding="utf-8").replace('url = "/"', 'url = "https://a.example/l/"', 1)
    (folder / "sitegen.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def league(small_once, tmp_path):
    return shutil.copytree(small_once, tmp_path / "league")


@pytest.fixture
def said():
    return []


@pytest.fixture
def preview(league, said):
    preview = Preview(league, say=said.append)
    preview.rebuild()
    return preview


def ask(preview, path):
    """Status, headers and text of an address."""
    found = SimpleNamespace()

    def start(status, headers):
        found.status, found.headers = int(status.split()[0]), dict(headers)

    found.body = b"".join(preview.answer({"PATH_INFO": path}, start))
    return found


def write(league, name, text):
    path = league / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_file_for_people_is_what_a_build_writes(preview, league):
    built(league)
    site = {path: body for path, body in files(league / "public").items() if path not in ("sitemap.xml", "robots.txt")}
    assert len(site) > 300
    wrong = [path for path, body in site.items() if ask(preview, f"/l/{path}").body != body]
    assert wrong == []


def test_what_is_for_search_engines_names_the_pages_that_a_build_makes(preview, league):
    built(league)
    for name in ("sitemap.xml", "robots.txt"):
        assert ask(preview, f"/l/{name}").body == (league / "public" / name).read_bytes()


def test_addresses_work_as_on_a_host_of_pages(preview):
    assert ask(preview, "/l/").status == 200
    assert (ask(preview, "/").status, ask(preview, "/").headers["Location"]) == (301, "/l/")
    moved = ask(preview, "/l/drivers")
    assert (moved.status, moved.headers["Location"]) == (301, "/l/drivers/")
    lost = ask(preview, "/l/nowhere/")
    assert (lost.status, b"Page not found" in lost.body, lost.headers["Content-Type"]) == (
        404,
        True,
        "text/html; charset=utf-8",
    )
    assert ask(preview, "/elsewhere").status == 404
    assert ask(preview, "/l/static/style.css").headers["Content-Type"] == "text/css; charset=utf-8"


def test_a_page_that_changed_is_shown_and_a_new_one_is_there(preview, league, said):
    path = write(league, "content/new.md", "+++\ndraft = true\nmenu = true\n+++\nFirst.")
    preview.rebuild({path})
    assert b"First." in ask(preview, "/l/new/").body
    assert b">Draft<" in ask(preview, "/l/new/").body
    assert b"New</a>" in ask(preview, "/l/rules/").body
    path.unlink()
    preview.rebuild({path})
    assert ask(preview, "/l/new/").status == 404
    assert said == []


def test_a_template_and_a_style_sheet_that_changed_are_shown(preview, league):
    text = '{% extends "parent/base.html" %}{% block foot %}F!{% endblock %}'
    template = write(league, "theme/templates/base.html", text)
    style = write(league, "theme/static/style.css", ".mine { color: red }")
    preview.rebuild({template, style})
    page = ask(preview, "/l/rules/").body
    assert b"F!" in page
    address = page.partition(b"static/style.css")[2].partition(b'"')[0].decode()
    assert b".mine { color: red }" in ask(preview, f"/l/static/style.css{address.partition('?')[0]}").body


def test_a_broken_template_is_said_with_its_lines_until_it_is_mended(preview, league, said):
    text = '{% extends "base.html" %}\n{% block main %}\n{{ page.nothing }}<b>\n{% endblock %}'
    path = write(league, "theme/templates/404.html", text)
    preview.rebuild({path})
    broken = ask(preview, "/l/nowhere")
    assert broken.status == 500
    text = broken.body.decode()
    marked = "<b>   3  {{ page.nothing }}&lt;b&gt;</b>"
    for words in ("404.html, line 3", "NotFoundPage has no attribute", marked, "</head>"):
        assert words in text.replace("&#x27;", "'")
    assert ask(preview, "/l/").status == 200
    assert said[0].startswith("Error: ")
    assert "404.html, line 3" in said[0]
    path.write_text("Mended.")
    preview.rebuild({path})
    assert ask(preview, "/l/nowhere").body == b"Mended."


def test_a_broken_configuration_is_said_until_it_is_mended_and_no_other_change_hides_it(preview, league, said):
    path = league / "sitegen.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title =", "titel ="), encoding="utf-8")
    preview.rebuild({path})
    assert (ask(preview, "/l/").status, b"Did you mean" in ask(preview, "/l/").body) == (500, True)
    assert "titel" in said[-1]
    preview.rebuild({write(league, "content/rules.md", "New.")})
    assert ask(preview, "/l/rules/").status == 500
    path.write_text(text, encoding="utf-8")
    preview.rebuild({path})
    assert b"New." in ask(preview, "/l/rules/").body


def test_a_theme_that_cannot_be_read_is_said_and_mended_without_computing_everything(preview, league):
    folder = write(league, "mine/theme.toml", 'name = "mine"\nparent = "default"\n')
    toml = league / "sitegen.toml"
    text = toml.read_text(encoding="utf-8").replace("[[server]]", 'theme = "mine"\n[[server]]', 1)
    toml.write_text(text, encoding="utf-8")
    preview.rebuild({toml})
    site = preview._site
    dataset = site._dataset
    folder.write_text("name =")
    preview.rebuild({folder})
    assert b"mine/theme.toml, line 1: it is not TOML" in ask(preview, "/l/").body
    folder.write_text('name = "mine"\nparent = "default"\n')
    preview.rebuild({folder})
    assert (ask(preview, "/l/").status, preview._site is site, site._dataset is dataset) == (200, True, True)


def choose_theme(league, name):
    toml = league / "sitegen.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8").replace("[site]", f'[site]\ntheme = "{name}"', 1), encoding="utf-8"
    )
    return toml


def test_a_theme_that_was_broken_when_it_was_chosen_is_watched_until_it_is_mended(preview, league):
    theme = write(league, "two/theme.toml", 'name = "two\n')
    preview.rebuild({choose_theme(league, "two")})
    assert b"two/theme.toml" in ask(preview, "/l/").body
    assert theme.parent in set(preview.watched())
    theme.write_text('name = "two"\nparent = "three"\n')
    preview.rebuild({theme})
    assert b"two/theme.toml, line 2: parent is" in ask(preview, "/l/").body
    assert league / "three" in set(preview.watched())
    preview.rebuild({write(league, "three/theme.toml", 'name = "three"\nparent = "default"\n')})
    assert ask(preview, "/l/").status == 200


def test_a_theme_that_is_broken_from_the_start_is_watched(league, said):
    choose_theme(league, "two")
    preview = Preview(league, say=said.append)
    preview.rebuild()
    assert (ask(preview, "/").status, league / "two" in set(preview.watched())) == (500, True)
    excerpt = "<b>   5  theme = &quot;two&quot;</b>"
    assert excerpt in ask(preview, "/").body.decode()


@pytest.mark.parametrize("text", ['{% extends "base.html" %}', '{% include "x.html" %}', "{{ cycler() }}"])
def test_any_mistake_in_a_template_is_said_with_its_line_until_it_is_mended(preview, league, text):
    path = write(league, "theme/templates/base.html", f"\n{text}")
    preview.rebuild({path})
    broken = ask(preview, "/l/rules/").body.decode()
    assert ("base.html, line 2: failed on rules/" in broken, "<b>   2  " in broken, "</head>" in broken) == (True,) * 3
    path.write_text("Mended.")
    preview.rebuild({path})
    assert ask(preview, "/l/rules/").body == b"Mended."


def test_a_mistake_is_said_once_in_the_terminal_however_many_pages_have_it(preview, league, said):
    path = write(league, "theme/templates/base.html", "{{ nothing }}")
    preview.rebuild({path})
    for address in ("/l/rules/", "/favicon.ico", "/l/nowhere"):
        assert ask(preview, address).status == 500
    assert len(said) == 1
    preview.rebuild({path})
    ask(preview, "/l/nowhere")
    assert len(said) == 2


def test_a_fault_of_sitegen_itself_is_a_page_too_and_the_next_change_is_tried(preview, league, said, monkeypatch):
    def fail(*_):
        raise KeyError("odd")

    with monkeypatch.context() as patched:
        patched.setattr("sitegen.preview.responses.with_warnings", fail)
        broken = ask(preview, "/l/rules/")
        assert (broken.status, b"sitegen itself failed in test_state.py" in broken.body) == (500, True)
        patched.setattr("sitegen.preview.site.PreviewSite.read_content", fail)
        preview.rebuild({league / "content" / "rules.md"})
        assert ask(preview, "/l/").status == 500
    preview.rebuild({league / "content" / "rules.md"})
    assert ask(preview, "/l/rules/").status == 200


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("rules.md", "/l/rules/"),
        ("rules.md", "/l/rules"),
        ("team/index.md", "/l/team/"),
        ("news/2026-05-01-win.md", "/l/news/win/"),
        ("index.md", "/l/"),
    ],
)
def test_at_the_address_of_a_page_that_cannot_be_used_stands_why(preview, league, name, address):
    path = write(league, f"content/{name}", "+++\ntitle = 5\n+++\nText.")
    preview.rebuild({path})
    broken = ask(preview, address)
    assert broken.status == 500
    assert f"content/{name}, line 2: title is 5; expected a text in quotes." in broken.body.decode()
    assert b"<b>   2  title = 5</b>" in broken.body
    assert ask(preview, "/l/drivers/").status == 200
    path.write_text("Mended.")
    preview.rebuild({path})
    assert b"Mended." in ask(preview, address.rstrip("/") + "/").body


def test_a_page_is_shown_though_a_second_file_would_be_the_same(preview, league):
    path = write(league, "content/rules/index.md", "Second.")
    preview.rebuild({path})
    assert ask(preview, "/l/rules/").status == 200


def test_warnings_stand_on_every_page_and_in_the_terminal_as_text(preview, league, said):
    path = write(league, "content/bad.md", '{{ driver("<b>") }}')
    preview.rebuild({path})
    page = ask(preview, "/l/rules/").body
    assert b"1 warning<" in page
    assert b"&lt;b&gt;" in page
    assert b'driver "<b>"' not in page
    assert [one.partition(";")[0] for one in said] == ['Warning: content/bad.md, line 1: there is no driver "<b>"']


def test_a_changed_configuration_is_shown_everywhere(preview, league):
    configure(league, '[classes]\nGT3 = "#123456"\n')
    preview.rebuild({league / "sitegen.toml"})
    assert b"#123456" in ask(preview, "/l/static/style.css").body


def test_before_anything_is_computed_a_page_asks_for_patience(league):
    assert b"is being built" in ask(Preview(league, say=print), "/l/").body
