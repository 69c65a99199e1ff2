"""What the preview says in the browser."""

from sitegen.preview.words import mistake_page, with_warnings

NINE_LINES = "\n".join(f"line <{number}>" for number in range(1, 10))


def excerpt_of(mistake, folder):
    page = mistake_page(mistake, folder=folder).decode()
    return page.partition("<pre>")[2].partition("</pre>")[0]


def test_a_mistake_is_shown_as_text():
    assert b"theme &lt;b&gt; &amp; co" in mistake_page("theme <b> & co", folder=None)


def test_the_line_with_the_mistake_stands_among_its_neighbours(tmp_path):
    (tmp_path / "rules.md").write_text(NINE_LINES)
    assert excerpt_of("rules.md, line 5: no.", tmp_path) == (
        "   2  line &lt;2&gt;\n   3  line &lt;3&gt;\n   4  line &lt;4&gt;\n<b>   5  line &lt;5&gt;</b>"
        "   6  line &lt;6&gt;\n   7  line &lt;7&gt;\n   8  line &lt;8&gt;\n"
    )


def test_the_first_line_has_neighbours_only_below(tmp_path):
    (tmp_path / "rules.md").write_text(NINE_LINES)
    assert excerpt_of("rules.md, line 1: no.", tmp_path).startswith("<b>   1  line &lt;1&gt;</b>   2  ")


def test_a_file_may_be_named_with_its_whole_path(tmp_path):
    (tmp_path / "base.html").write_text("x")
    assert excerpt_of(f"{tmp_path / 'base.html'}, line 1: no.", tmp_path / "elsewhere") == "<b>   1  x</b>"


def test_without_a_file_that_can_be_read_there_is_no_excerpt(tmp_path):
    (tmp_path / "bad.md").write_bytes(b"\xff")
    for mistake in ("It is broken.", "gone.md, line 3: no.", "bad.md, line 1: no.", "rules.md: no line."):
        assert b"<pre>" not in mistake_page(mistake, folder=tmp_path)


def test_warnings_stand_at_the_end_of_a_page_as_text():
    page = with_warnings(b"<body>x</body>", ["a <b>", "c"]).decode()
    assert page.startswith("<body>x<details ")
    assert (">2 warnings</summary>" in page, "<li>a &lt;b&gt;</li><li>c</li>" in page) == (True, True)


def test_a_page_without_warnings_stays_as_it_is():
    assert with_warnings(b"<body>x</body>", []) == b"<body>x</body>"
