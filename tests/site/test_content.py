import pytest

from sitegen.errors import ContentError
from sitegen.site.content import Document, load_documents, load_files, to_html


def loaded(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(load_documents(folder))


def test_a_page_has_its_front_matter(tmp_path):
    text = '+++\ntitle = "How we race"\ndescription = "All rules."\nmenu = true\n+++\n\nBe *fair*.\n'
    assert loaded(tmp_path, {"rules.md": text}) == [
        Document(
            url="rules/", title="How we race", description="All rules.", in_menu=True, body="<p>Be <em>fair</em>.</p>"
        )
    ]


def test_a_page_without_front_matter_is_called_after_its_file(tmp_path):
    (document,) = loaded(tmp_path, {"league/how-to-join.md": "Ask."})
    assert (document.url, document.title, document.in_menu) == ("league/how-to-join/", "How to join", False)


def test_index_is_the_page_of_its_folder(tmp_path):
    assert [one.url for one in loaded(tmp_path, {"index.md": "", "league/index.md": ""})] == ["", "league/"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("rules.md", '+++\ntitel = "x"\n+++\n', "content/rules.md: Object contains unknown field `titel`"),
        ("rules.md", "+++\ntitle = x\n+++\n", "content/rules.md: the lines between +++ are not TOML"),
        ("rules.md", "+++\ntitle = 5\n+++\n", "content/rules.md: Expected `str`, got `int`"),
        ("drivers/jane.md", "x", "content/drivers/jane.md would be the page drivers/jane/, which is made from results"),
    ],
)
def test_a_page_that_cannot_be_used_is_named_and_the_rest_goes_on(tmp_path, name, text, message):
    bad, good = sorted(loaded(tmp_path, {name: text, "welcome.md": "x"}), key=lambda one: isinstance(one, Document))
    assert isinstance(bad, ContentError)
    assert str(bad).startswith(message)
    assert good.url == "welcome/"


def test_text_that_is_not_utf_8_is_named(tmp_path):
    (tmp_path / "rules.md").write_bytes(b"\xff\xfe\x00")
    (error,) = load_documents(tmp_path)
    assert str(error).startswith("content/rules.md could not be read as UTF-8 text")


def test_addresses_that_begin_with_a_slash_are_meant_from_the_root():
    html = to_html("[a](/drivers/) ![b](/img/x.png) [c](https://example.com/) [d](//cdn/x) [e](#f)", root="../")
    assert html == (
        '<p><a href="../drivers/">a</a> <img alt="b" src="../img/x.png"> <a href="https://example.com/">c</a> '
        '<a href="//cdn/x">d</a> <a href="#f">e</a></p>'
    )


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("points.md", "../../league/points/"),
        ("./points.md#drops", "../../league/points/#drops"),
        ("../rules.md", "../../rules/"),
        ("../index.md", "../../"),
        ("index.md", "../../league/"),
        ("../../README.md", "../../README.md"),
        ("https://example.com/a.md", "https://example.com/a.md"),
    ],
)
def test_links_to_markdown_files_lead_to_their_pages(address, leads_to):
    html = to_html(f"[a]({address})", root="../../", name="league/how-to-join")
    assert html == f'<p><a href="{leads_to}">a</a></p>'


def test_other_files_are_copied_and_hidden_ones_are_not(tmp_path):
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "x.png").write_bytes(b"png")
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "rules.md").write_text("x")
    assert list(load_files(tmp_path)) == [("img/x.png", b"png")]
