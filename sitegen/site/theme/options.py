"""What a theme offers and what a league chooses of its look, both checked, and the choice as a style sheet."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, assert_never, cast

from sitegen.config import COLOUR, FILE_NAME
from sitegen.errors import ThemeError
from sitegen.support.toml_lines import located, text_of
from sitegen.support.toml_tables import Table, suggestion

Value = str | bool

FONT_FILES = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}

OWN_FONT = "League"
"""What the style sheet calls the font of a file of the league's own."""


class Option(Table, frozen=True):
    """`[options.<name>]` of `theme.toml`: what a league may choose in `[theme]` of `sitegen.toml`."""

    kind: Literal["colour", "fonts", "font file", "choice", "switch", "text"]
    """What a value must be."""
    description: str
    """One sentence for the admin."""
    default: str | bool = ""
    """What holds when the league says nothing; empty: what the style sheet says."""
    choices: tuple[str, ...] = ()
    """The values of a choice."""
    property: str = ""
    """The custom property of the style sheet that it sets, such as `--accent`."""
    dark: bool = False
    """It sets the property for dark screens only."""


def check_offers(options: Mapping[str, Option]) -> Iterator[str]:
    """Every mistake in the options of a `theme.toml`, a sentence each that begins with its key."""
    for name, option in options.items():
        where = f"options.{name}"
        if option.kind == "choice" and not option.choices:
            yield f'{where}.choices is missing; expected what can be chosen, such as choices = ["small", "big"].'
        elif option.default != "" and (expected := _expected(option.default, option)):
            yield f"{where}.default is {_say(option.default)}; expected {expected}."
        if option.property and not re.fullmatch(r"--[\w-]+", option.property):
            expected = "the name of a custom property of the style sheet, such as --lines"
            yield f"{where}.property is {_say(option.property)}; expected {expected}."


def check_options(said: Mapping[str, object], options: Mapping[str, Option], *, site_folder: Path) -> dict[str, Value]:
    """Every option with its value; `ThemeError` names file, line and key, what was found and what was expected.

    `said`: `[theme]` of `sitegen.toml` in `site_folder`.
    """
    if problem := next(_mistakes(said, options, site_folder / "content"), None):
        path = site_folder / FILE_NAME
        raise ThemeError(located(problem, text_of(path), said=str(path)))
    return {name: cast("Value", said.get(name, option.default)) for name, option in options.items()}


def _mistakes(said: Mapping[str, object], options: Mapping[str, Option], content: Path) -> Iterator[str]:
    """What is wrong with the choices of a league. `content`: the folder in which its files lie."""
    for name, value in said.items():
        if name not in options:
            known = ", ".join(options) or "none, this theme has no options"
            yield f"theme.{name} is no option of the theme; expected {known}{suggestion(name, options)}"
        elif expected := _expected(value, options[name]):
            yield f"theme.{name} is {_say(value)}; expected {expected}."
        elif options[name].kind == "font file" and not (content / str(value).lstrip("/")).is_file():
            yield f"theme.{name} is {_say(value)}; there is no such file in content/."


def _expected(value: object, option: Option) -> str | None:
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


def _is(pattern: str, value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _say(value: object) -> str:
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a table"
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def style_of(said: Mapping[str, object], options: Mapping[str, Option], *, classes: Mapping[str, str]) -> str:
    """What the league chose as CSS, to stand below the theme's own style sheet; empty when it chose nothing.

    `classes`: name of a class → its colour.
    """
    return "".join(f"{rule}\n" for rule in (*_option_rules(said, options), *_class_rules(classes)))


def _option_rules(said: Mapping[str, object], options: Mapping[str, Option]) -> Iterator[str]:
    for name, option in options.items():
        if name not in said:
            continue
        value = str(said[name])
        if option.kind == "font file":
            yield _font_face(value)
            value = f'"{OWN_FONT}", system-ui, sans-serif'
        elif option.kind == "text":
            value = css_string(value)
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
