"""What somebody may have meant."""

import pytest

from sitegen.support.suggestions import suggestion


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("titel", '. Did you mean "title"?'),
        ("TITLE", '. Did you mean "title"?'),
        ("berlin", '. Did you mean "Berlin"?'),
        ("zzz", "."),
    ],
)
def test_a_close_name_is_suggested_as_it_is_written_and_a_far_one_is_not(name, end):
    assert suggestion(name, ["title", "theme", "Berlin"]) == end


def test_where_nothing_is_known_nothing_is_suggested():
    assert suggestion("title", []) == "."
