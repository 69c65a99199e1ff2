"""What a theme offers and what a league chooses of its look: both checked, and written as a style sheet."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, assert_never, cast

from sitegen.config import COLOUR, FILE_NAME
from sitegen.errors import ThemeError
from sitegen.site.formats import css_text
from sitegen.support.suggestions import suggestion
from sitegen.support.toml_files import with_line
from sitegen.support.toml_tables import Mistake, Table
from sitegen.support.toml_words import value_in_words

OptionValue = str | bool

FONT_FILES = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}
"""How the name of a font file ends, and what style sheets call its format."""

LEAGUE_FONT = "League"
"""What the style sheet calls the font of a file in `content/`."""


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


def check_offers(options: Mapping[str, Option]) -> Iterator[Mistake]:
    """Every mistake in the options of a `theme.toml`."""
    for name, option in options.items():
        key = ("options", name)
        if option.kind == "choice" and not option.choices:
            example = 'choices = ["small", "big"]'
            yield Mistake((*key, "choices"), f"is missing; expected what can be chosen, such as {example}.")
        elif option.default != "" and not _is_allowed(option.default, option):
            default = value_in_words(option.default)
            yield Mistake((*key, "default"), f"is {default}; expected {_allowed(option)}.")
        if option.property and not _matches(r"--[\w-]+", option.property):
            expected = "the name of a custom property of the style sheet, such as --lines"
            yield Mistake((*key, "property"), f'is "{option.property}"; expected {expected}.')


def check_options(
    choices: Mapping[str, object], options: Mapping[str, Option], *, site_folder: Path
) -> dict[str, OptionValue]:
    """Every option with its value; `ThemeError` names file, line and key, what was found and what was expected.

    `choices`: `[theme]` of `sitegen.toml` in `site_folder`.
    """
    path = site_folder / FILE_NAME
    mistakes = [with_line(mistake, path) for mistake in _mistakes(choices, options, site_folder / "content")]
    if mistakes:
        raise ThemeError("\n".join(mistakes))
    # Which types are right is known only now: the reader of sitegen.toml knows no theme, so it lets everything pass.
    return {name: cast("OptionValue", choices.get(name, option.default)) for name, option in options.items()}


def _mistakes(choices: Mapping[str, object], options: Mapping[str, Option], content: Path) -> Iterator[Mistake]:
    """What is wrong with the choices of a league. `content`: the folder in which its files lie."""
    for name, value in choices.items():
        key = ("theme", name)
        if name not in options:
            known = ", ".join(options) or "none, this theme has no options"
            yield Mistake(key, f"is no option of the theme; expected {known}{suggestion(name, options)}")
        elif not _is_allowed(value, options[name]):
            yield Mistake(key, f"is {value_in_words(value)}; expected {_allowed(options[name])}.")
        elif options[name].kind == "font file" and not (content / str(value).lstrip("/")).is_file():
            yield Mistake(key, f"is {value_in_words(value)}; there is no such file in content/.")


def _is_allowed(value: object, option: Option) -> bool:
    """Whether an option can have this value."""
    match option.kind:
        case "colour":
            return _matches(COLOUR, value)
        case "fonts":
            return _matches(r"[\w \-,'\"]+", value)
        case "font file":
            return isinstance(value, str) and value.endswith(tuple(FONT_FILES))
        case "choice":
            return value in option.choices
        case "switch":
            return isinstance(value, bool)
        case "text":
            return isinstance(value, str)
    assert_never(option.kind)


def _allowed(option: Option) -> str:
    """What an option can be, in words."""
    match option.kind:
        case "colour":
            return 'a colour such as "#d9261c"'
        case "fonts":
            return 'names of fonts, such as "Georgia, serif"'
        case "font file":
            return f"a file in content/ that ends in {', '.join(FONT_FILES)}"
        case "choice":
            return " or ".join(f'"{choice}"' for choice in option.choices)
        case "switch":
            return "true or false"
        case "text":
            return "a text in quotes"
    assert_never(option.kind)


def _matches(pattern: str, value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(pattern, value) is not None


def style_of(choices: Mapping[str, object], options: Mapping[str, Option], *, classes: Mapping[str, str]) -> str:
    """What the league chose as CSS, to stand below the theme's own style sheet; empty when it chose nothing.

    `classes`: name of a class → its colour.
    """
    rules = [*_option_rules(choices, options), *_class_rules(classes)]
    return "".join(f"{rule}\n" for rule in rules)


def _option_rules(choices: Mapping[str, object], options: Mapping[str, Option]) -> Iterator[str]:
    for name, option in options.items():
        if name not in choices:
            continue
        if option.kind == "font file":
            yield _font_face(str(choices[name]))
        if option.property:
            yield _property_rule(option, _css_value(str(choices[name]), option))


def _css_value(choice: str, option: Option) -> str:
    """What the league chose as a value of CSS."""
    match option.kind:
        case "font file":
            return f'"{LEAGUE_FONT}", system-ui, sans-serif'
        case "text":
            return css_string(choice)
        case _:  # checked against a pattern or a list, and so CSS as it is
            return choice


def _property_rule(option: Option, css: str) -> str:
    rule = f":root {{ {option.property}: {css}; }}"
    if option.dark:
        # Paper is never dark, whatever the screen is.
        return f"@media screen and (prefers-color-scheme: dark) {{ {rule} }}"
    return rule


def _font_face(file: str) -> str:
    kind = FONT_FILES[f".{file.rpartition('.')[2]}"]
    source = f'url({css_string("../" + file.lstrip("/"))}) format("{kind}")'
    return f'@font-face {{ font-family: "{LEAGUE_FONT}"; src: {source}; font-display: swap; }}'


def _class_rules(classes: Mapping[str, str]) -> Iterator[str]:
    for name, colour in classes.items():
        yield f"[data-of={css_string(name)}] {{ --class: {colour}; }}"


def css_string(text: str) -> str:
    """A text as a string of CSS, also within HTML."""
    return f'"{css_text(text)}"'
