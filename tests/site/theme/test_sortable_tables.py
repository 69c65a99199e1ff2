"""Tables that can be sorted say by what: a key on every head, a value on every cell that shows one."""

from html.parser import HTMLParser

import pytest

from sitegen.site.layout import Layout
from sitegen.site.pages.session.page import session_page
from sitegen.site.theme.render import Theme
from tests.site.pages.small_league import ANN, BOB, computed, links_of, race, scope_of


class SortableTables(HTMLParser):
    """The tables of a page that can be sorted: of every row its cells, each with its attributes and its text."""

    def __init__(self, html):
        super().__init__()
        self.tables = {}
        self._rows = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "table" and "sorts" in (attributes.get("class") or "").split():
            self._rows = self.tables.setdefault(attributes["id"], [])
        elif self._rows is not None and tag == "tr":
            self._rows.append([])
        elif self._rows is not None and tag in ("td", "th"):
            self._rows[-1].append([attributes, ""])
        elif self._rows and tag == "a" and len(self._rows) == 1:
            self._rows[-1][-1][0]["leads"] = "somewhere"

    def handle_endtag(self, tag):
        if tag == "table":
            self._rows = None

    def handle_data(self, data):
        if self._rows and self._rows[-1]:
            self._rows[-1][-1][1] += data


def mistakes(html):
    """Heads that neither lead somewhere nor have a key of their own, and cells that show what they do not sort by."""
    for name, (heads, *rows) in SortableTables(html).tables.items():
        keys = [attributes.get("data-key") for attributes, _ in heads]
        own = [key for key in keys if key]
        if len(set(own)) < len(own):
            yield f"{name}: two columns have one key"
        yield from (
            f"{name}: {text} has no key" for attributes, text in heads if not {"data-key", "leads"} & {*attributes}
        )
        for row in rows:
            # The head of a group is one cell over all columns.
            if "colspan" not in row[0][0]:
                yield from (f"{name}, {key}: {text} has no value" for key, text in without_value(keys, row))


def without_value(keys, row):
    for key, (attributes, text) in zip(keys, row, strict=True):
        # Positions sort by the order of the page. A dash is no value, whatever stands below it.
        shows = text.strip() and not text.strip().startswith("–")
        if key not in (None, "pos") and shows and not attributes.get("data-sort"):
            yield key, text.strip()


def test_every_table_of_the_demo_says_by_what_it_is_sorted(demo_once):
    wrong = []
    tables = set()
    for path in sorted((demo_once / "public").rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        tables |= SortableTables(html).tables.keys()
        wrong += [(path.name, mistake) for mistake in mistakes(html)]
    assert wrong == []
    assert tables >= {
        "classification-table",
        "runs-table",
        "records-table",
        "cars-table",
        "teams-table",
        "tracks-table",
    }


@pytest.fixture
def theme(tmp_path):
    layout = Layout(title="League", language="en", menu=(), notices=(), base_path="/")
    return Theme("default", site_folder=tmp_path, layout=layout)


def test_so_does_the_table_of_all_parts_of_qualifying(theme):
    first, second = race(ANN, BOB, session_type="Q1"), race(BOB, ANN, session_type="Q2")
    page = session_page(computed(first, parts=(first, second)), scope_of(first, second), links_of(first, second))
    html = theme.render(page).decode()
    heads = SortableTables(html).tables["parts-table"][0]
    assert [attributes["data-key"] for attributes, _ in heads] == [
        "number",
        "driver",
        "part-1",
        "position-1",
        "part-2",
        "position-2",
    ]
    assert list(mistakes(html)) == []
