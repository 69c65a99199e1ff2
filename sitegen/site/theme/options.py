"""What a league chooses of its theme's look, checked and written as a style sheet."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import assert_never

from sitegen.config import COLOUR
from sitegen.errors import ThemeError
from sitegen.site.theme.layers import Option
from sitegen.toml_tables import suggestion

Value = str | bool

FONT_FILES = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}

OWN_FONT = "League"
"""What the style sheet calls the font of a file of the league's own."""


def check_options(said: Mapping[str, Value], options: Mapping[str, Option], *, content: Path) -> dict[str, Value]:
    """Every option with its value; `ThemeError` names the key of `sitegen.toml`, what was found and expected.

    `content`: the folder in which files of the league lie.
    """
    for name, value in said.items():
        if name not in options:
            known = ", ".join(options) or "none, this theme has no options"
            raise ThemeError(
                f"sitegen.toml: theme.{name} is no option of the theme; expected {known}{suggestion(name, options)}"
            )
        if expected := _expected(value, options[name]):
            raise ThemeError(f"sitegen.toml: theme.{name} is {_say(value)}; expected {expected}.")
        if options[name].kind == "font file" and not (content / str(value).lstrip("/")).is_file():
            raise ThemeError(f"sitegen.toml: theme.{name} is {_say(value)}; there is no such file in content/.")
    return {name: said.get(name, option.default) for name, option in options.items()}


def _expected(value: Value, option: Option) -> str | None:
    """What would have been right, or None when the value is."""
    match option.kind:
        case "colour":
            return None if _is(COLOUR, value) else 'a colour such as "#d9261c"'
        case "fonts":
            return None if _is(r"[\w \-,'\"]+", value) else 'names of fonts, such as "Georgia, serif"'
        case "font file":
            is_font = isinstance(value, str) and value.endswith(tuple(FONT_FILES))
            return None if is_font else f"a file in content/ that ends in {', '.join(FONT_FILES)}"
        case "choice":
            return None if value in option.choices else " or ".join(f'"{choice}"' for choice in option.choices)
        case "switch":
            return None if isinstance(value, bool) else "true or false"
        case "text":
            return None if isinstance(value, str) else "a text in quotes"
    assert_never(option.kind)


def _is(pattern: str, value: Value) -> bool:
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _say(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"'


def style_of(said: Mapping[str, Value], options: Mapping[str, Option], *, classes: Mapping[str, str]) -> str:
    """What the league chose as CSS, to stand below the theme's own style sheet; empty when it chose nothing.

    `classes`: name of a class → its colour.
    """
    return "".join(f"{rule}\n" for rule in (*_option_rules(said, options), *_class_rules(classes)))


def _option_rules(said: Mapping[str, Value], options: Mapping[str, Option]) -> Iterator[str]:
    for name, option in options.items():
        if name not in said:
            continue
        value = str(said[name])
        if option.kind == "font file":
            yield _font_face(value)
            value = f'"{OWN_FONT}", system-ui, sans-serif'
        if option.property:
            rule = f":root {{ {option.property}: {value}; }}"
            yield f"@media screen and (prefers-color-scheme: dark) {{ {rule} }}" if option.dark else rule


def _font_face(file: str) -> str:
    kind = FONT_FILES[f".{file.rpartition('.')[2]}"]
    source = f'url({css_string("../" + file.lstrip("/"))}) format("{kind}")'
    return f'@font-face {{ font-family: "{OWN_FONT}"; src: {source}; font-display: swap; }}'


def _class_rules(classes: Mapping[str, str]) -> Iterator[str]:
    for name, colour in classes.items():
        yield f"[data-of={css_string(name)}] {{ --class: {colour}; }}"


def css_string(text: str) -> str:
    """A text as a string of CSS, also within HTML."""
    return f'"{css_text(text)}"'


def css_text(text: str) -> str:
    """A text for a string of CSS: everything but letters, digits and spaces is escaped."""
    return "".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in text)
