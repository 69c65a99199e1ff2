"""What is said of a text that is not TOML, and texts as TOML writes them."""

import tomllib

import pytest

from sitegen.support.toml_syntax import toml_text, why_not_toml


@pytest.mark.parametrize(
    ("toml", "line", "why"),
    [
        ("a = 1\nb = Monza # ours\n", 2, 'a text needs quotes: b = "Monza"'),
        ("a = 'Spa\n", 1, "the quotes of a are opened and not closed"),
        ("a = 1\na = 2\n", 2, "a is there twice; keep one of them"),
        ("[a]\n[b]\n[a]\n", 3, "[a] is there twice; keep one of them"),
        ("rules\n", 1, 'expected something like title = "Rules", with an = between key and value'),
        ("a = 2026-13-01\n", 1, "there is no day 2026-13-01; expected one without quotes, such as 2026-01-31"),
        ("a = [1,\n\n", 1, "invalid value"),
    ],
)
def test_why_a_text_is_not_toml_is_said_with_the_line(toml, line, why):
    with pytest.raises(tomllib.TOMLDecodeError) as raised:
        tomllib.loads(toml)
    assert why_not_toml(raised.value, toml) == (line, why)


@pytest.mark.parametrize("text", ["plain", 'with "quotes"', "a\\b", "tab\tbell\x07del\x7f", "two\nlines", "日本 🏁"])
def test_a_text_comes_back_from_toml_as_it_was(text):
    assert tomllib.loads(f"a = {toml_text(text)}") == {"a": text}
