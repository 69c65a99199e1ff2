"""What does not fit in JSON, in words."""

import msgspec
import pytest

from sitegen.support.json_errors import misfit


class Row(msgspec.Struct):
    points: int | float | None
    name: str | None = None


class Table(msgspec.Struct):
    rows: dict[str, list[Row]]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"rows": {"": [{"points": "x"}]}}', "rows[…].points in it is a text; expected a number"),
        (b'{"rows": {"": [{"points": 1, "name": []}]}}', "rows[…].name in it is a list; expected a text"),
        (b'{"rows": {"": [{}]}}', "rows[…] in it has no points"),
        (b"[]", "it is a list; expected a table of keys"),
        (b'{"rows": ', "input data was truncated"),
    ],
)
def test_what_does_not_fit_is_said_without_the_librarys_own_words(body, words):
    with pytest.raises(msgspec.DecodeError) as raised:
        msgspec.json.decode(body, type=Table)
    assert misfit(raised.value) == words
