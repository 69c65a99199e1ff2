"""Where a key stands in a TOML text, however it is written."""

import pytest

from sitegen.support.toml_lines import line_of, place, value_at

TOML = """\
# championships
[site]
title = "A"
footer = \"\"\"
url = 3
\"\"\"
menu.rules = "rules/"

[[server]]
name = "main"

[[server]]
name = "second"
session_types = [
  "Q",
]
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("site",), 2),
        (("site", "title"), 3),
        (("site", "footer"), 4),
        (("site", "menu", "rules"), 7),
        (("server", 0), 9),
        (("server", 1), 12),
        (("server", 1, "name"), 13),
        (("server", 1, "session_types", 0), 14),
        (("site", "url"), None),
        (("server", 2), None),
    ],
)
def test_a_key_has_the_line_in_which_it_begins(key, line):
    assert line_of(TOML, key) == line
    assert line_of(TOML.replace("\n", "\r\n"), key) == line


def test_a_key_that_is_missing_has_the_line_of_its_table():
    assert place("a.toml", TOML, ("server", 1, "url")) == "a.toml, line 12"
    assert place("a.toml", TOML, ("privacy", "names")) == "a.toml"


def test_a_key_that_is_not_there_has_no_value():
    assert value_at({"a": [{"b": 1}]}, ("a", 0, "b")) == 1
    for key in (("a", 1), ("a", 0, "c"), ("a", 0, "b", "c"), ("d",)):
        assert value_at({"a": [{"b": 1}]}, key) is None
